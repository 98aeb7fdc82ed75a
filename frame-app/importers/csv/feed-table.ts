import { sourceOf } from '../apple-health/feed-export.ts';
import { CollectingSink } from '../collected-rows.ts';
import type { ImportSummary } from '../contract.ts';
import type { TableInspection } from '../import-plan.ts';
import { inspectTable } from './inspect-table.ts';
import { type TableMapping, tableMapping } from './mapping.ts';
import { readTable } from './read-table.ts';

/** For tests: a table as text or bytes, looked at and read in a zone that changes its clocks. */
const ZONE = 'Europe/Berlin';

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const inspect = (text: string | Uint8Array): Promise<TableInspection> =>
  inspectTable(sourceOf(typeof text === 'string' ? encode(text) : text), 'folder/pain.csv', ZONE);

export interface TableRead {
  readonly sink: CollectingSink;
  readonly summary: ImportSummary;
}

export async function read(
  text: string | Uint8Array,
  mapping: TableMapping,
  cuts: readonly number[] = [],
): Promise<TableRead> {
  const sink = new CollectingSink();
  // The mapping goes through its schema, as it does on its way to the worker.
  const parsed = tableMapping.parse(mapping);
  const bytes = typeof text === 'string' ? encode(text) : text;
  return { sink, summary: await readTable(sourceOf(bytes, cuts), parsed, sink, 'folder/pain.csv') };
}

export async function readAsGuessed(
  text: string | Uint8Array,
): Promise<TableRead & { inspection: TableInspection }> {
  const inspection = await inspect(text);
  return { inspection, ...(await read(text, inspection.guess)) };
}
