/** What the app asks, worked out against what the safe holds: the terms that Allow would grant, and what they let through. */
import { isCovered } from '../../protocol/coverage.ts';
import { canonicalName, displayName } from '../../protocol/names.ts';
import type { ConnectScope } from '../../protocol/verbs.ts';
import { converter } from '../vault/cut/units.ts';
import {
  type Grant,
  type ReadTerms,
  UNBOUND_UNIT,
  type Variable,
  type VariableKey,
  type WriteTerms,
} from '../vault/model.ts';
import { scopeOf } from '../vault/partition/granted-scope.ts';
import type { MeetingRequest } from '../vault/partition/meeting-messages.ts';
import type { ReadPreview, Safe } from '../vault/safe/safe.ts';
import { isActive } from './bring-up-to-date.ts';

/** Categories about which people most often wish nobody knew; they always start at "Only this time". */
const PRIVATE_KINDS =
  /reproduct|sexual|menstr|pregnan|mental|mood|emotion|substance|alcohol|hiv|genetic|location/i;

export interface ReadProposal {
  readonly access: 'read';
  readonly terms: ReadTerms;
  readonly preview: ReadPreview;
  readonly private: boolean;
  /** What the app asked for beyond times and values; each off until the person switches it on. */
  readonly extras: readonly ('notes' | 'offsets' | 'sources')[];
}

export interface WriteProposal {
  readonly access: 'write';
  readonly terms: WriteTerms;
  /** Entries in this request; null: the app asks to add later. */
  readonly adding: {
    readonly count: number;
    readonly first: number;
    readonly last: number;
    readonly lowest: number;
    readonly highest: number;
  } | null;
  readonly undoing: number;
  /** What is there under this name already, and whether it is the same kind of number. */
  readonly present: readonly {
    readonly variable: Variable;
    readonly count: number;
    readonly sources: readonly string[];
    readonly sameKind: boolean;
  }[];
  readonly private: boolean;
}

export type Proposal = ReadProposal | WriteProposal;

export async function proposalsFor(safe: Safe, origin: string, request: MeetingRequest): Promise<Proposal[]> {
  const scopes: readonly ConnectScope[] = scopesOf(request);
  return Promise.all(
    scopes.map((scope) =>
      scope.access === 'read' ? proposeRead(safe, origin, scope) : proposeWrite(safe, scope, request),
    ),
  );
}

export function scopesOf(request: MeetingRequest): readonly ConnectScope[] {
  if (request.verb === 'connect') return request.params.scopes;
  return request.verb === 'read'
    ? [{ access: 'read', ...request.params }]
    : [{ access: 'write', ...request.params }];
}

async function proposeRead(
  safe: Safe,
  origin: string,
  asked: Extract<ConnectScope, { access: 'read' }>,
): Promise<ReadProposal> {
  const { candidates } = await safe.matchRequest(asked.name);
  const found = candidates.find(
    ({ variable }) => asked.unit === null || converter(variable.unit, asked.unit) !== null,
  )?.variable;
  const terms: ReadTerms = {
    access: 'read',
    variable: found?.name ?? displayName(asked.name),
    key: canonicalName(asked.name) as VariableKey,
    unit: asked.unit ?? found?.unit ?? UNBOUND_UNIT,
    scale: found?.scale ?? null,
    from: asked.from,
    to: asked.to,
    granularity: asked.granularity,
    notes: false,
    offsets: false,
    sources: false,
    includesNew: true,
    othersEntries: true,
  };
  const extras = (['notes', 'offsets', 'sources'] as const).filter((key) => asked.include[key]);
  const preview = await safe.previewRead(terms, origin);
  return { access: 'read', terms, preview, extras, private: isPrivate(found?.category, asked.name) };
}

async function proposeWrite(
  safe: Safe,
  asked: Extract<ConnectScope, { access: 'write' }>,
  request: MeetingRequest,
): Promise<WriteProposal> {
  const { candidates } = await safe.matchRequest(asked.name);
  const { name, unit, scale, category } = asked;
  const adding =
    request.verb === 'write' && request.params.times.length > 0 ? extentOf(request.params) : null;
  return {
    access: 'write',
    terms: {
      access: 'write',
      variable: displayName(name),
      key: canonicalName(name) as VariableKey,
      unit,
      scale,
      category,
    },
    adding,
    undoing: request.verb === 'write' ? request.params.undo.length : 0,
    present: candidates
      .filter(({ count }) => count > 0)
      .map(({ variable, count, byStreams }) => ({
        variable,
        count,
        sources: [...new Set(byStreams.map(({ stream }) => sourceName(stream.source)))],
        sameKind: variable.unit === unit && JSON.stringify(variable.scale) === JSON.stringify(scale),
      })),
    private: isPrivate(category, name),
  };
}

function extentOf({ times, values }: { readonly times: Float64Array; readonly values: Float64Array }) {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return { count: times.length, first, last, lowest, highest };
}

function sourceName(source: {
  readonly kind: string;
  readonly label?: string;
  readonly origin?: string;
}): string {
  if (source.kind === 'import') return source.label ?? 'a file';
  return source.kind === 'app' && source.origin !== undefined ? new URL(source.origin).host : 'you';
}

const isPrivate = (category: string | undefined, name: string): boolean =>
  PRIVATE_KINDS.test(category ?? '') || PRIVATE_KINDS.test(name);

/** Whether the person decided all of this already, in the safe as it is now. */
export function coveredBy(grants: readonly Grant[], request: MeetingRequest, now: number): boolean {
  const active = grants.filter((grant) => isActive(grant, now)).map((grant) => asScope(grant));
  return scopesOf(request).every((asked) => active.some((scope) => isCovered(scope, asked, now)));
}

/** The newest grant for what this request asks, if the person stopped it. */
export function stoppedGrant(grants: readonly Grant[], request: MeetingRequest): Grant | undefined {
  const [asked] = scopesOf(request);
  const newest = grants.findLast(
    ({ terms }) =>
      asked !== undefined && terms.access === asked.access && terms.key === canonicalName(asked.name),
  );
  return newest?.state === 'revoked' ? newest : undefined;
}

function asScope(grant: Grant) {
  const { id, terms, length } = grant;
  const until = length.kind === 'until' ? length.until : null;
  return scopeOf({ id, terms, until, metAt: grant.metAt ?? grant.createdAt, leaseUntil: grant.leaseUntil });
}
