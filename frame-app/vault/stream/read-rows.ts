import type { StreamId } from '../model.ts';

/** Part of a stream whose bytes no longer open: its chunk, and the times it held. */
export interface DamagedRange {
  readonly stream: StreamId;
  readonly chunk: string;
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}
