/** Opening what was sealed to this safe. Not for the frame: it needs the private key. */
import type { Bytes } from '../bytes.ts';
import { openRecord } from '../cipher.ts';
import type { InboxPair } from '../keys/derive.ts';
import { agreedKey, importPublicKey, PUBLIC_KEY_BYTES, sealedBoundTo } from './exchange.ts';
import type { SealedBatch } from './seal.ts';

/** null: sealed to another key, to something else than `batch.ad` says, or changed on the way. */
export async function openSealedBatch(pair: InboxPair, batch: SealedBatch): Promise<Bytes | null> {
  if (batch.version !== 1 || batch.keyId !== pair.keyId) return null;
  try {
    const ephemeral = batch.bytes.slice(0, PUBLIC_KEY_BYTES);
    const theirs = await importPublicKey(ephemeral);
    const key = await agreedKey(pair.privateKey, theirs, ephemeral, pair.publicKey);
    return await openRecord(key, sealedBoundTo(batch.keyId, batch.ad), batch.bytes.slice(PUBLIC_KEY_BYTES));
  } catch {
    return null;
  }
}
