/**
 * The one record that is not encrypted: how a safe may be opened. It names no person, no variable and no app.
 * Layout, version 1: { version, epoch, manifest: record key, slots: [{ kind, ... }], inbox: [{ keyId, publicKey }] }.
 * A slot of an unknown kind is kept and skipped: a newer program may have added it beside one that is known here.
 */
import * as z from 'zod/mini';
import { Damaged, NewerFormat } from '../errors.ts';
import type { RecordKey } from '../model.ts';

/** Fixed, because nothing else can name it. */
export const HEADER_KEY = 'header';
export const HEADER_VERSION = 1;

const bytes = z.custom<Uint8Array<ArrayBuffer>>(
  (value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
);
const recordKey = z.pipe(
  z.string(),
  z.transform((key) => key as RecordKey),
);
const deviceSlot = z.object({
  kind: z.literal('device'),
  /** The record that holds the device's non-extractable CryptoKey. */
  key: recordKey,
  /** The root, sealed with it (cipher.ts), bound to the epoch. */
  root: bytes,
});
const otherSlot = z.looseObject({ kind: z.string() });
const header = z.object({
  version: z.literal(HEADER_VERSION),
  epoch: z.string(),
  manifest: recordKey,
  slots: z.array(z.union([deviceSlot, otherSlot])),
  inbox: z.array(z.object({ keyId: z.string(), publicKey: bytes })),
});

export type Header = z.infer<typeof header>;
export type DeviceSlot = z.infer<typeof deviceSlot>;

/** null: no safe here. Throws NewerFormat, Damaged. */
export function parseHeader(stored: unknown): Header | null {
  if (stored === undefined) return null;
  const version = z.object({ version: z.number() }).safeParse(stored);
  if (version.success && version.data.version > HEADER_VERSION) {
    throw new NewerFormat('This safe', version.data.version);
  }
  const parsed = header.safeParse(stored);
  if (!parsed.success) throw new Damaged("The safe's first record", parsed.error);
  return parsed.data;
}

export function deviceSlotOf({ slots }: Header): DeviceSlot | null {
  for (const slot of slots) {
    const parsed = deviceSlot.safeParse(slot);
    if (parsed.success) return parsed.data;
  }
  return null;
}
