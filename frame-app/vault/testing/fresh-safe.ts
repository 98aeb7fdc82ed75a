/** A safe of one's own for each in-page test, in the real IndexedDB of this page. */
import { canonicalName } from '../../../protocol/names.ts';
import type { ConsentRecord, ReadTerms, VariableKey } from '../model.ts';
import type { GrantRequest, ImportSeries } from '../safe/safe.ts';
import { createSafe, type Safe } from '../safe/safe.ts';
import { openRecords, type Records } from '../storage/records.ts';
import { type StorageArea, windowStorageArea } from '../storage/storage-area.ts';

export interface Fresh {
  readonly area: StorageArea;
  readonly records: Records;
  readonly safe: Safe;
  /** Moves the safe's clock on, ms. */
  pass(ms: number): void;
  readonly clock: () => number;
}

export const NOON = Date.UTC(2026, 0, 15, 12);

export async function freshSafe(): Promise<Fresh> {
  const area = windowStorageArea();
  const records = openRecords(area);
  await records.destroy();
  let now = NOON;
  const clock = () => now;
  const safe = await createSafe(area, { name: "Mom's safe" }, { clock });
  return { area, records, safe, clock, pass: (ms) => (now += ms) };
}

export const PAIN: ImportSeries = {
  name: 'Arthritis Severity',
  unit: '{score}',
  scale: { min: 0, max: 10, worse: 'high' },
  category: 'Symptoms',
  source: { kind: 'person', label: 'pain.csv' },
  identity: 'time',
};
export const WEIGHT: ImportSeries = {
  name: 'Body Weight',
  unit: 'kg',
  scale: null,
  category: 'Body',
  source: { kind: 'device', label: 'Scale' },
  identity: 'time',
};

export const APP = 'http://pain.localhost:4400';
export const OTHER_APP = 'http://diet.localhost:4400';

export function readTerms(series: ImportSeries, more: Partial<ReadTerms> = {}): ReadTerms {
  return {
    access: 'read',
    variable: series.name,
    key: canonicalName(series.name) as VariableKey,
    unit: series.unit,
    scale: series.scale,
    from: null,
    to: null,
    granularity: 'each',
    notes: true,
    offsets: true,
    sources: false,
    includesNew: true,
    othersEntries: true,
    ...more,
  };
}

const CONSENT: ConsentRecord = {
  recordId: 'r',
  at: NOON,
  language: 'en',
  safeVersion: '0.1.0',
  text: 'wants to read',
  textSha256: '',
  purpose: 'Find foods that make it worse',
  purposeFrom: 'app',
  identityAssurance: 'origin only',
  appName: null,
  appContact: null,
  appPrivacyUrl: null,
  withdrawal: 'In the safe, under Apps',
  events: [{ at: NOON, kind: 'given' }],
};

export function request(terms: GrantRequest['terms'], more: Partial<GrantRequest> = {}): GrantRequest {
  return {
    origin: APP,
    terms,
    length: { kind: 'until-revoked' },
    lease: 86_400_000,
    consent: CONSENT,
    snapshotRows: terms.access === 'read' ? 3 : null,
    ...more,
  };
}
