/**
 * How every encrypted record is laid out: [format version, 1 byte][IV, 12 bytes][AES-256-GCM ciphertext and tag].
 * The version, what the record is and which one it is are additional data, so a record that is moved, renamed or
 * relabelled no longer opens. IVs are 96 random bits and a key never seals the same record twice with one IV.
 */
import { type Bytes, concat, fromUtf8, utf8 } from './bytes.ts';
import { Damaged, NewerFormat } from './errors.ts';

export const RECORD_VERSION = 1;
const IV_BYTES = 12;
const HEAD_BYTES = 1 + IV_BYTES;

/** What the record is ('chunk', 'index', ...) and the ids it is bound to. */
export type BoundTo = readonly [kind: string, ...ids: string[]];

/** Unambiguous: each part carries its length, so ('ab','c') and ('a','bc') differ. */
function additionalData(version: number, boundTo: BoundTo): Bytes {
  const parts: Uint8Array[] = [Uint8Array.of(version)];
  for (const part of boundTo) {
    const bytes = utf8(part);
    parts.push(Uint8Array.of(bytes.length >>> 8, bytes.length & 255), bytes);
  }
  return concat(parts);
}

export async function sealRecord(key: CryptoKey, boundTo: BoundTo, plain: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: additionalData(RECORD_VERSION, boundTo) },
    key,
    plain,
  );
  const record = new Uint8Array(HEAD_BYTES + sealed.byteLength);
  record[0] = RECORD_VERSION;
  record.set(iv, 1);
  record.set(new Uint8Array(sealed), HEAD_BYTES);
  return record;
}

/** Throws NewerFormat, Damaged. */
export async function openRecord(key: CryptoKey, boundTo: BoundTo, record: unknown): Promise<Bytes> {
  const bytes = recordBytes(record, boundTo[0]);
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt(
        {
          name: 'AES-GCM',
          iv: bytes.subarray(1, HEAD_BYTES),
          additionalData: additionalData(RECORD_VERSION, boundTo),
        },
        key,
        bytes.subarray(HEAD_BYTES),
      ),
    );
  } catch (cause) {
    throw new Damaged(`This ${boundTo[0]} record`, cause);
  }
}

function recordBytes(record: unknown, kind: string): Bytes {
  if (
    !(record instanceof Uint8Array) ||
    !(record.buffer instanceof ArrayBuffer) ||
    record.length < HEAD_BYTES
  ) {
    throw new Damaged(`This ${kind} record`);
  }
  const version = record[0] ?? 0;
  if (version > RECORD_VERSION) throw new NewerFormat(`A ${kind} record`, version);
  if (version < 1) throw new Damaged(`This ${kind} record`);
  return new Uint8Array(record.buffer, record.byteOffset, record.byteLength);
}

export async function sealJson(key: CryptoKey, boundTo: BoundTo, value: unknown): Promise<Bytes> {
  return sealRecord(key, boundTo, utf8(JSON.stringify(value)));
}

/** The parsed text; its shape is for the caller to check. */
export async function openJson(key: CryptoKey, boundTo: BoundTo, record: unknown): Promise<unknown> {
  const plain = await openRecord(key, boundTo, record);
  try {
    return JSON.parse(fromUtf8(plain));
  } catch (cause) {
    throw new Damaged(`This ${boundTo[0]} record`, cause);
  }
}

/** A key for page code to use and never to see. */
export function importAesKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
