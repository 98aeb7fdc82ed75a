/** Sealing to the safe's public key: who seals cannot open. */
import { type Bytes, concat } from '../bytes.ts';
import { sealRecord } from '../cipher.ts';
import type { BatchId, GrantId } from '../model.ts';
import { agreedKey, importPublicKey, SEALED_VERSION, sealedBoundTo } from './exchange.ts';

/** What a sealed batch is bound to; changed in one letter, it no longer opens. */
export interface SealedFor {
  /** The safe's epoch. */
  readonly safe: string;
  readonly origin: string;
  readonly grant: GrantId;
  readonly batch: BatchId;
  readonly seq: number;
}

export interface SealedBatch {
  readonly version: 1;
  /** Which of the safe's inbox keys it is sealed to. */
  readonly keyId: string;
  readonly ad: SealedFor;
  /** Ephemeral public key (32) | a record as in cipher.ts. */
  readonly bytes: Bytes;
}

export interface InboxKey {
  /** X25519, raw 32 bytes. */
  readonly publicKey: Bytes;
  readonly keyId: string;
}

export async function sealBatch(to: InboxKey, ad: SealedFor, payload: Bytes): Promise<SealedBatch> {
  const pair = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
  if (!('privateKey' in pair)) throw new TypeError('X25519 makes pairs');
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const theirs = await importPublicKey(to.publicKey);
  const key = await agreedKey(pair.privateKey, theirs, ephemeral, to.publicKey);
  const sealed = await sealRecord(key, sealedBoundTo(to.keyId, ad), payload);
  return { version: SEALED_VERSION, keyId: to.keyId, ad, bytes: concat([ephemeral, sealed]) };
}
