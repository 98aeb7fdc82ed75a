/** Sealing to the safe's public key: who seals cannot open. */
import type { BatchId, GrantId } from '../model.ts';

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
  /** Ephemeral public key (32) | IV (12) | ciphertext and tag. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface InboxKey {
  /** X25519, raw 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly keyId: string;
}

export function sealBatch(
  _to: InboxKey,
  _ad: SealedFor,
  _payload: Uint8Array<ArrayBuffer>,
): Promise<SealedBatch> {
  throw new Error('being written');
}
