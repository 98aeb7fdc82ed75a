import type { HumanFS, Receipt } from '../humanfs-types.ts';
import type { DiaryEntry } from './diary-entry.ts';

/** What the script tag in index.html brings. */
declare const humanfs: HumanFS;

/**
 * Asks the person's safe to keep the diary. Call it first thing in a click: a browser lets a page open a window
 * only then, and the safe asks its person in a window of its own.
 * @throws HumanFSError with a `code`, CONSENT_DENIED for one
 */
export function saveToSafe(entries: readonly DiaryEntry[]): Promise<Receipt> {
  return humanfs.requestWrite('Arthritis Severity', entries, {
    unit: '{score}',
    scale: { min: 0, max: 10, worse: 'high' },
    category: 'Symptoms',
    purpose: 'Keep your pain diary in your safe',
  });
}
