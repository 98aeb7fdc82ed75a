import type { RecordKey, Stream, StreamId } from '../model.ts';

/** All that reading and writing one stream needs; a frame has no more than this of the safe. */
export interface StreamHandle {
  readonly id: StreamId;
  /** AES-GCM, non-extractable. */
  readonly key: CryptoKey;
  /** Where the stream's index lies; everything else is named in there. */
  readonly indexKey: RecordKey;
  readonly identity: Stream['identity'];
}
