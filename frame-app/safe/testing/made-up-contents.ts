import { canonicalName } from '../../../protocol/names.ts';
import type { AuditEntry } from '../../vault/audit/entry.ts';
import type { Batch, Grant, GrantLength, Source, Terms } from '../../vault/model.ts';
import type { Contents, HeldVariable } from '../../vault/safe/safe.ts';
import { EMPTY, ids } from './made-up-safe.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export interface MadeUpVariable {
  readonly name: string;
  readonly unit: string;
  readonly category: string;
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
  readonly source: Source;
  readonly rating?: boolean;
}

const IPHONE: Source = { kind: 'import', format: 'apple-health', label: 'iPhone', entered: 'device' };
const PAIN_SITE: Source = { kind: 'app', origin: 'http://pain.localhost:4400', appName: 'Pain Diary' };

const VARIABLES: readonly MadeUpVariable[] = [
  {
    name: 'Arthritis Severity',
    unit: '1',
    category: 'Symptoms',
    count: 166,
    lowest: 0,
    highest: 9,
    source: PAIN_SITE,
    rating: true,
  },
  { name: 'Body Mass', unit: 'kg', category: 'Body', count: 58, lowest: 71, highest: 76, source: IPHONE },
  {
    name: 'Heart Rate',
    unit: '/min',
    category: 'Heart',
    count: 4_280,
    lowest: 48,
    highest: 171,
    source: IPHONE,
  },
  {
    name: 'Resting Heart Rate',
    unit: '/min',
    category: 'Heart',
    count: 320,
    lowest: 52,
    highest: 66,
    source: IPHONE,
  },
  { name: 'Sleep', unit: 'h', category: 'Sleep', count: 300, lowest: 4, highest: 9, source: IPHONE },
  {
    name: 'Step Count',
    unit: '{count}',
    category: 'Activity',
    count: 365,
    lowest: 800,
    highest: 16_000,
    source: IPHONE,
  },
  {
    name: 'Walking Distance',
    unit: 'km',
    category: 'Activity',
    count: 365,
    lowest: 1,
    highest: 12,
    source: IPHONE,
  },
];

export function heldVariable(made: MadeUpVariable, now: number): HeldVariable {
  const id = ids.variable(canonicalName(made.name).replaceAll(' ', '-'));
  return {
    variable: {
      id,
      key: ids.key(canonicalName(made.name)),
      name: made.name,
      unit: made.unit,
      scale: made.rating === true ? { min: 0, max: 10, worse: 'high' } : null,
      category: made.category,
    },
    streams: [
      {
        stream: { id: ids.stream(`stream-${id}`), variable: id, source: made.source, identity: 'time' },
        summary: {
          count: made.count,
          first: now - made.count * DAY,
          last: now - 3 * HOUR,
          lastValue: Math.round((made.lowest + made.highest) / 2),
          lowest: made.lowest,
          highest: made.highest,
        },
        damaged: false,
      },
    ],
  };
}

export function madeUpGrant(
  given: {
    readonly id: string;
    readonly origin: string;
    readonly access: 'read' | 'write';
    readonly variable: string;
    readonly length: GrantLength;
    readonly state?: Grant['state'];
  },
  now: number,
): Grant {
  const named = {
    variable: given.variable,
    key: ids.key(canonicalName(given.variable)),
    unit: '1',
    scale: null,
  };
  const terms: Terms =
    given.access === 'write'
      ? { access: 'write', ...named, category: 'Symptoms' }
      : {
          access: 'read',
          ...named,
          from: null,
          to: null,
          granularity: 'each',
          notes: false,
          offsets: false,
          sources: false,
          includesNew: true,
          othersEntries: true,
        };
  const at = now - 2 * DAY;
  return {
    id: ids.grant(given.id),
    origin: given.origin,
    terms,
    length: given.length,
    lease: DAY,
    createdAt: at,
    state: given.state ?? 'active',
    revokedAt: given.state === 'revoked' ? now - DAY : null,
    revocationReachedSite: false,
    metAt: now - 2 * HOUR,
    leaseUntil: now + 22 * HOUR,
    reads: 12,
    lastReadAt: now - HOUR,
    consent: {
      recordId: 'record-1',
      at,
      language: 'en',
      safeVersion: '0.1.0',
      text: `${given.origin} wants to read ${given.variable}\nNothing has been shared yet.\nIt would get 166 entries.`,
      textSha256: '0'.repeat(64),
      purpose: 'Find foods that make it worse',
      purposeFrom: 'app',
      identityAssurance: 'origin only',
      appName: 'Diet Diary',
      appContact: null,
      appPrivacyUrl: null,
      withdrawal: 'In the safe, under Apps',
      events: [
        { at, kind: 'requested' },
        { at: at + 9_000, kind: 'given' },
      ],
    },
  };
}

function imported(id: string, fileName: string, at: number, receipt: Batch['receipt']): Batch {
  return {
    id: ids.batch(id),
    cause: { kind: 'import', format: 'apple-health', fileName, bytes: 191_000_000 },
    at,
    streams: [],
    receipt,
    state: 'done',
  };
}

/** A safe as it looks after some weeks of use. */
export function fullContents(now: number): Contents {
  return {
    ...EMPTY,
    name: 'Mom',
    variables: VARIABLES.map((made) => heldVariable(made, now)),
    grants: [
      madeUpGrant(
        {
          id: 'diet',
          origin: 'http://diet.localhost:4400',
          access: 'read',
          variable: 'Arthritis Severity',
          length: { kind: 'until', until: now + 3 * DAY },
        },
        now,
      ),
      madeUpGrant(
        {
          id: 'pain',
          origin: 'http://pain.localhost:4400',
          access: 'write',
          variable: 'Arthritis Severity',
          length: { kind: 'until-revoked' },
        },
        now,
      ),
      madeUpGrant(
        {
          id: 'old',
          origin: 'http://diet.localhost:4400',
          access: 'read',
          variable: 'Step Count',
          length: { kind: 'once' },
          state: 'ended',
        },
        now,
      ),
    ],
    batches: [
      imported('one', 'export.zip', now - 3 * DAY, {
        read: 475_371,
        new: 475_371,
        same: 0,
        corrected: 0,
        skipped: {},
      }),
      {
        id: ids.batch('app'),
        cause: { kind: 'app', origin: 'http://pain.localhost:4400' },
        at: now - 2 * DAY,
        streams: [],
        receipt: { read: 166, new: 166, same: 0, corrected: 0, skipped: {} },
        state: 'done',
      },
      imported('two', 'export-november.zip', now - HOUR, {
        read: 475_371,
        new: 0,
        same: 475_355,
        corrected: 0,
        skipped: { 'no-date': 14, 'bad-value': 2 },
      }),
    ],
  };
}

export function madeUpLog(now: number): readonly AuditEntry[] {
  const diet = 'http://diet.localhost:4400';
  const pain = 'http://pain.localhost:4400';
  const lines: readonly Pick<AuditEntry, 'at' | 'kind' | 'origin' | 'detail'>[] = [
    { at: now - 3 * DAY, kind: 'safe-created', origin: null, detail: {} },
    {
      at: now - 3 * DAY,
      kind: 'import',
      origin: null,
      detail: { batch: 'one', state: 'done', new: 475_371 },
    },
    {
      at: now - 2 * DAY,
      kind: 'grant',
      origin: pain,
      detail: { access: 'write', variable: 'Arthritis Severity' },
    },
    { at: now - 2 * DAY, kind: 'write', origin: pain, detail: { variable: 'Arthritis Severity', new: 166 } },
    { at: now - DAY, kind: 'denial', origin: 'https://ads.example', detail: { variable: 'Sleep' } },
    {
      at: now - DAY,
      kind: 'grant',
      origin: diet,
      detail: { access: 'read', variable: 'Arthritis Severity' },
    },
    {
      at: now - HOUR,
      kind: 'hand-over',
      origin: diet,
      detail: { variable: 'Arthritis Severity', rows: 166, from: now - 166 * DAY, to: now - DAY },
    },
    { at: now - 600_000, kind: 'export', origin: null, detail: { kind: 'json' } },
  ];
  return lines.map((line, seq) => ({ ...line, seq, grant: null, previous: '0'.repeat(64) }));
}
