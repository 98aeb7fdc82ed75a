import type { GrantId } from '../vault/model.ts';
import type { Partition } from '../vault/partition/partition.ts';

/** Reads of one grant are written down at most so often: a page that reads in a loop must not wear out the disk. */
const COALESCED = 60_000;

/** Counts the reads that a snapshot answers; the count is reported at the next meeting. */
export class ReadCounter {
  readonly #partition: Partition;
  readonly #written = new Map<GrantId, number>();

  constructor(partition: Partition) {
    this.#partition = partition;
  }

  /** True where this read is the first for a minute, and so the one that is written down. */
  isDue(grant: GrantId, now: number = Date.now()): boolean {
    if (now - (this.#written.get(grant) ?? Number.NEGATIVE_INFINITY) < COALESCED) return false;
    this.#written.set(grant, now);
    return true;
  }

  async count(grant: GrantId): Promise<void> {
    if (this.isDue(grant)) await this.#partition.countRead(grant);
  }
}
