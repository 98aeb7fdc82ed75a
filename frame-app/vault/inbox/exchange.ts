/** The key that a sealed batch and its opener agree on: X25519, then HKDF-SHA-256 bound to both public keys. */
import { type Bytes, concat, utf8 } from '../bytes.ts';
import type { SealedFor } from './seal.ts';

export const SEALED_VERSION = 1;
export const PUBLIC_KEY_BYTES = 32;
const INFO = utf8('humanfs/v1/sealed-batch');

export async function agreedKey(
  own: CryptoKey,
  theirs: CryptoKey,
  ephemeral: Bytes,
  recipient: Bytes,
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, own, 256);
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: concat([ephemeral, recipient]), info: INFO },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

export function importPublicKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, { name: 'X25519' }, false, []);
}

/** What the batch is bound to, as parts of a record's additional data (cipher.ts). */
export function sealedBoundTo(keyId: string, ad: SealedFor): readonly ['sealed', ...string[]] {
  return ['sealed', keyId, ad.safe, ad.origin, ad.grant, ad.batch, String(ad.seq)];
}
