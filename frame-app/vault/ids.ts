/** Names that tell nothing: 128 random bits, base64url, 22 letters. */
import { toBase64Url } from './bytes.ts';
import type { BatchId, GrantId, RecordKey, StreamId, VariableId } from './model.ts';

const random = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

export const isId = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9_-]{22}$/.test(text);

export const newVariableId = (): VariableId => random() as VariableId;
export const newStreamId = (): StreamId => random() as StreamId;
export const newGrantId = (): GrantId => random() as GrantId;
export const newBatchId = (): BatchId => random() as BatchId;
export const newRecordKey = (): RecordKey => random() as RecordKey;
export const newRandomId = (): string => random();
