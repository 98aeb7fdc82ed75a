import type { SkippedRecord, SkipReason } from '../../importers/contract.ts';
import { formatCount, formatNumber } from '../../ui/format-number.ts';
import type { Batch } from '../../vault/model.ts';

const REASON_WORDS: Readonly<Record<SkipReason, string>> = {
  'no-date': 'had no date',
  'bad-date': 'had a date we could not read',
  'end-before-start': 'ended before it began',
  'no-value': 'had no value',
  'bad-value': 'had a value that is not a number',
  'unknown-unit': 'had a unit we do not know',
  'unknown-category': 'was of a kind we do not know',
  'name-too-long': 'had a name that cannot be shown',
  'note-too-long': 'had a note that is too long',
  'nested-copy': 'was a second copy of another entry',
  'not-a-measurement': 'was not a measurement',
  'cut-off': 'was cut off in the middle',
};

export function reasonWords(reason: string): string {
  const known: Readonly<Record<string, string>> = REASON_WORDS;
  return Object.hasOwn(known, reason) ? (known[reason] ?? reason) : reason;
}

export function skippedCount(skipped: Batch['receipt']['skipped']): number {
  return Object.values(skipped).reduce((sum, count) => sum + count, 0);
}

/** "475,371 read: 0 new, 475,371 already here, 0 corrected, 0 skipped". */
export function receiptLine({ read, new: added, same, corrected, skipped }: Batch['receipt']): string {
  const parts = [
    `${formatNumber(added)} new`,
    `${formatNumber(same)} already here`,
    `${formatNumber(corrected)} corrected`,
    `${formatNumber(skippedCount(skipped))} skipped`,
  ];
  return `${formatNumber(read)} read: ${parts.join(', ')}`;
}

/** "14 had no date", most first. */
export function skippedLines(skipped: Batch['receipt']['skipped']): readonly string[] {
  return Object.entries(skipped)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${formatNumber(count)} ${reasonWords(reason)}`);
}

/** "12 MB of 300 MB" has its own line; this is "3,000 entries so far". */
export function soFar(records: number): string {
  return `${formatCount(records, 'entry', 'entries')} so far`;
}

/** The list of skipped records as a table for a spreadsheet. */
export function skippedTable(records: readonly SkippedRecord[]): string {
  const lines = records.map(({ where, reason, excerpt }) =>
    [where, reasonWords(reason), excerpt].map(cell).join(','),
  );
  return `${['Where,Why,What it says', ...lines].join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
function cell(text: string): string {
  const tame = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return `"${tame.replaceAll('"', '""')}"`;
}
