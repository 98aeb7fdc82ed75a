import { SKIPPED_LISTED, type SkippedRecord, type SkipReason } from './contract.ts';

const EXCERPT_LENGTH = 200;

/** Counts every record that is not imported, and keeps the first `SKIPPED_LISTED` for the person's list. */
export class SkipLog {
  readonly #counts = new Map<SkipReason, number>();
  readonly #records: SkippedRecord[] = [];
  #total = 0;

  /**
   * `where` and `excerpt` are called only while the list has room: a file with a million nested copies must not
   * cost a million strings.
   */
  skip(reason: SkipReason, where: () => string, excerpt: () => string): void {
    this.#total += 1;
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
    if (this.#records.length < SKIPPED_LISTED) {
      this.#records.push({ where: where(), reason, excerpt: excerpt().slice(0, EXCERPT_LENGTH) });
    }
  }

  get total(): number {
    return this.#total;
  }

  get counts(): Partial<Record<SkipReason, number>> {
    return Object.fromEntries(this.#counts);
  }

  get records(): readonly SkippedRecord[] {
    return this.#records;
  }
}
