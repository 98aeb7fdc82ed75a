import { VaultError } from '../errors.ts';
import type { StreamId } from '../model.ts';

/** Part of a stream whose bytes no longer open: its chunk, and the times of the rows it held. */
export interface DamagedRange {
  readonly stream: StreamId;
  readonly chunk: string;
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}

export class DamagedChunk extends VaultError {
  readonly range: DamagedRange;

  constructor(range: DamagedRange, cause?: unknown) {
    const between = `${new Date(range.first).toISOString()} and ${new Date(range.last).toISOString()}`;
    super('damaged', `${range.rows} measurements between ${between} are damaged; the others are not.`, cause);
    this.name = 'DamagedChunk';
    this.range = range;
  }
}
