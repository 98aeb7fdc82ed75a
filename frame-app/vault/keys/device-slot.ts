/**
 * The slot that asks nothing: a key of this browser profile that page code can use and cannot read. Whoever has
 * the profile's files has the key, which is why a safe with this slot alone is "not yet protected".
 */
import type { Bytes } from '../bytes.ts';
import { openRecord, sealRecord } from '../cipher.ts';
import { Damaged } from '../errors.ts';
import { newRecordKey } from '../ids.ts';
import type { Change, RecordReader } from '../storage/records.ts';
import { ROOT_BYTES } from './derive.ts';
import type { DeviceSlot } from './header.ts';

export async function makeDeviceSlot(
  root: Bytes,
  epoch: string,
): Promise<{ readonly slot: DeviceSlot; readonly change: Change }> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const slot: DeviceSlot = {
    kind: 'device',
    key: newRecordKey(),
    root: await sealRecord(key, ['root', epoch], root),
  };
  return { slot, change: { put: [[slot.key, key]], delete: [] } };
}

/** Throws Damaged. The caller wipes the root once it has derived what it needs. */
export async function openDeviceSlot(records: RecordReader, slot: DeviceSlot, epoch: string): Promise<Bytes> {
  const key = await records.get(slot.key);
  if (!(key instanceof CryptoKey)) throw new Damaged("This device's key");
  const root = await openRecord(key, ['root', epoch], slot.root);
  if (root.length !== ROOT_BYTES) throw new Damaged("The safe's root");
  return root;
}
