import type { Receipt } from '../humanfs-types.ts';
import { localTime } from '../look/say-dates.ts';

export interface ReceiptLine {
  readonly label: string;
  readonly count: number;
}

/** Every part of `read`, the empty ones too, so that the person can add them up. */
export function receiptLines(receipt: Receipt): ReceiptLine[] {
  return [
    { label: 'new', count: receipt.new },
    { label: 'same', count: receipt.same },
    { label: 'corrected', count: receipt.corrected },
    ...(receipt.undone > 0 ? [{ label: 'undone', count: receipt.undone }] : []),
    { label: 'left out', count: receipt.skipped },
  ];
}

/** '168 sent: 166 new, 1 same, 1 corrected, 0 left out.' */
export function saySums(receipt: Receipt): string {
  const parts = receiptLines(receipt).map(({ label, count }) => `${count} ${label}`);
  return `${receipt.read} sent: ${parts.join(', ')}.`;
}

/** Why rows were left out; empty where none were. */
export function saySkipped({ skipped, skippedReasons }: Receipt): string {
  if (skipped === 0) return '';
  const reasons = Object.entries(skippedReasons).map(([reason, count]) => `${count}: ${reason}`);
  return `Left out: ${reasons.join('; ')}.`;
}

export function sayQueued({ queued }: Receipt): string {
  if (queued === null) return '';
  const { waiting, since } = queued;
  const [entries, wait] = waiting === 1 ? ['entry', 'waits'] : ['entries', 'wait'];
  return (
    `${waiting} ${entries} ${wait} in this browser since ${localTime(since)}, locked for your safe. ` +
    'They go in the next time your safe opens for this site. ' +
    'If you clear this browser before that, they are lost.'
  );
}
