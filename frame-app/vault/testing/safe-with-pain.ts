/** A safe with three measurements of pain, and what a live frame does to read a grant's wrap. */
import type { GivenGrant, Safe } from '../safe/safe.ts';
import { readGrantWrap } from '../wrap/grant-wrap.ts';
import { type Fresh, freshSafe, NOON, PAIN } from './fresh-safe.ts';
import { rowsOf } from './sample-rows.ts';

export const DAY = 86_400_000;

export async function withPain(): Promise<Fresh> {
  const fresh = await freshSafe();
  await importRows(fresh.safe, PAIN);
  return fresh;
}

export async function importRows(safe: Safe, series = PAIN, first = NOON - DAY): Promise<void> {
  const run = await safe.beginImport({ format: 'csv', fileName: 'pain.csv', bytes: 1 });
  await run.write(series, rowsOf([1, 2, 3].map((value) => ({ start: first + value, value }))));
  await run.finish({ read: 3, skipped: {} }, 'done');
}

export const wrapOf = ({ records, safe }: Fresh, { wrapRecord, key, grant }: GivenGrant, otherKey = key) =>
  readGrantWrap(records, wrapRecord, otherKey, { safe: safe.epoch, grant: grant.id });
