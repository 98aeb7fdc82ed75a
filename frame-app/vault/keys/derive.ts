/**
 * From the 32-byte root to every key of a safe. The labels are for ever: another label is another safe.
 * derive.test.ts holds their vectors.
 */
import { type Bytes, concat, fromBase64Url, sha256, toBase64Url, utf8 } from '../bytes.ts';
import { Damaged } from '../errors.ts';

export const LABELS = {
  /** AES-256-GCM: the manifest, the log, the stream and grant keys at rest. */
  vault: 'humanfs/v1/vault',
  /** HMAC-SHA-256: record keys that can be found again without a list, and tell nothing. */
  records: 'humanfs/v1/records',
  /** X25519 private key, 32 bytes. */
  inbox: 'humanfs/v1/inbox',
  /** Ed25519 seed, 32 bytes. */
  did: 'humanfs/v1/did',
  /** secp256k1 seed, 32 bytes. */
  wallet: 'humanfs/v1/wallet',
} as const;
export type Label = keyof typeof LABELS;

export const ROOT_BYTES = 32;

/** HKDF-SHA-256, no salt (the root is uniform already), the label as info. */
export async function deriveBytes(root: Bytes, label: Label): Promise<Bytes> {
  const material = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveBits']);
  const info = utf8(LABELS[label]);
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return new Uint8Array(await crypto.subtle.deriveBits(params, material, 256));
}

export async function deriveVaultKey(root: Bytes): Promise<CryptoKey> {
  const raw = await deriveBytes(root, 'vault');
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function deriveRecordsKey(root: Bytes): Promise<CryptoKey> {
  const raw = await deriveBytes(root, 'records');
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

export interface InboxPair {
  /** X25519, non-extractable. */
  readonly privateKey: CryptoKey;
  /** Raw, 32 bytes. */
  readonly publicKey: Bytes;
  /** The first half of the public key's SHA-256, base64url. */
  readonly keyId: string;
}

/** PKCS #8 for X25519 (RFC 8410) but for its last 32 bytes: the only private form all engines import. */
const PKCS8_HEAD = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20);

export async function deriveInboxPair(root: Bytes): Promise<InboxPair> {
  const pkcs8 = concat([PKCS8_HEAD, await deriveBytes(root, 'inbox')]);
  const load = (extractable: boolean) =>
    crypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, extractable, ['deriveBits']);
  // Only an exported private key tells its public half; the exportable copy ends here.
  const { x } = await crypto.subtle.exportKey('jwk', await load(true));
  const publicKey = fromBase64Url(x ?? '');
  if (publicKey?.length !== 32) throw new Damaged('The inbox key');
  const keyId = toBase64Url((await sha256(publicKey)).subarray(0, 16));
  return { privateKey: await load(false), publicKey, keyId };
}
