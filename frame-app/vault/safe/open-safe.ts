/** Making, finding and opening a safe. */
import { checkLog, continues, EMPTY_LOG, readLog } from '../audit/chain.ts';
import { isVaultError, VaultError } from '../errors.ts';
import { newRandomId, newRecordKey } from '../ids.ts';
import { ROOT_BYTES } from '../keys/derive.ts';
import { makeDeviceSlot, openDeviceSlot } from '../keys/device-slot.ts';
import { deviceSlotOf, HEADER_KEY, HEADER_VERSION, type Header, parseHeader } from '../keys/header.ts';
import { deriveKeys, type SafeKeys } from '../keys/safe-keys.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { openRecords, type Records } from '../storage/records.ts';
import type { StorageArea } from '../storage/storage-area.ts';
import { withWriteLock } from '../storage/write-lock.ts';
import { Act, perform } from './act.ts';
import { writeFromApp } from './app-writes.ts';
import { denied, matchRequest } from './asking.ts';
import { openChangeBoard } from './change-board.ts';
import { contents } from './contents.ts';
import { Core } from './core.ts';
import { exportAll } from './exporting.ts';
import * as granting from './granting.ts';
import { beginImport, failAbandoned } from './imports.ts';
import { previewRead, readVariable, snapshot } from './reading.ts';
import type { Safe } from './safe.ts';
import { drainNotes, openSealed } from './sealed-mail.ts';
import { deleteVariable, undo, undoApp } from './undoing.ts';

/** `locked`: no slot here opens without the person giving something. */
export type SafePresence = 'none' | 'device' | 'locked' | 'newer-format';

export interface SafeOptions {
  /** ms UTC; Date.now unless a test passes its own. */
  readonly clock?: () => number;
}

/** Whether a safe is here and how it opens. Throws Damaged, `storage-failed`. */
export async function lookForSafe(area: StorageArea): Promise<SafePresence> {
  try {
    const header = parseHeader(await openRecords(area).get(HEADER_KEY));
    if (header === null) return 'none';
    return deviceSlotOf(header) === null ? 'locked' : 'device';
  } catch (error) {
    if (isVaultError(error, 'newer-format')) return 'newer-format';
    throw error;
  }
}

/** Header, device slot, manifest and the log's first entry in one commit. Throws `safe-exists`. */
export async function createSafe(
  area: StorageArea,
  { name }: { readonly name: string | null },
  options: SafeOptions = {},
): Promise<Safe> {
  const clock = options.clock ?? Date.now;
  const records = openRecords(area);
  const core = await withWriteLock(area, async () => {
    if ((await records.get(HEADER_KEY)) !== undefined) {
      throw new VaultError('safe-exists', 'There is a safe here already.');
    }
    const epoch = newRandomId();
    const root = crypto.getRandomValues(new Uint8Array(ROOT_BYTES));
    const device = await makeDeviceSlot(root, epoch);
    const keys = await deriveKeys(root);
    const { keyId, publicKey } = keys.inbox;
    const header: Header = {
      version: HEADER_VERSION,
      epoch,
      manifest: newRecordKey(),
      slots: [device.slot],
      inbox: [{ keyId, publicKey }],
    };
    const made = coreOf(area, records, keys, header, clock);
    const act = new Act(made, emptyManifest(name, clock()));
    act.put(HEADER_KEY, header);
    act.add(device.change);
    await act.log('safe-created');
    await act.commit();
    return made;
  });
  return facade(core);
}

/** By the device slot. Notes of live frames go into the log, and what is over is swept away. Throws `no-safe`, `locked`, `newer-format`, `damaged`. */
export async function openSafe(area: StorageArea, options: SafeOptions = {}): Promise<Safe> {
  const records = openRecords(area);
  const header = parseHeader(await records.get(HEADER_KEY));
  if (header === null) throw new VaultError('no-safe', 'There is no safe here.');
  const slot = deviceSlotOf(header);
  if (slot === null) throw new VaultError('locked', 'This safe opens with something the person gives.');
  const keys = await deriveKeys(await openDeviceSlot(records, slot, header.epoch));
  const core = coreOf(area, records, keys, header, options.clock ?? Date.now);
  await perform(core, async (act) => {
    granting.sweep(act);
    await failAbandoned(act);
  });
  await drainNotes(core);
  return facade(core);
}

function coreOf(
  area: StorageArea,
  records: Records,
  keys: SafeKeys,
  header: Header,
  clock: () => number,
): Core {
  return new Core({ area, records, keys, header, clock, board: openChangeBoard(area) });
}

function emptyManifest(name: string | null, createdAt: number): Manifest {
  return {
    name: tidyName(name),
    ownerId: newRandomId(),
    createdAt,
    variables: [],
    streams: [],
    grants: [],
    batchPages: [],
    settings: { lastCopyAt: null, persistent: null, denials: {}, lengths: {} },
    log: EMPTY_LOG,
  };
}

/** A safe's name is shown to its owner alone; an empty one is none. */
function tidyName(name: string | null): string | null {
  const tidy = name?.normalize('NFC').trim().slice(0, 64) ?? '';
  return tidy === '' ? null : tidy;
}

function facade(core: Core): Safe {
  const { epoch, keys, records, board } = core;
  const { publicKey, keyId } = keys.inbox;
  return {
    epoch,
    protectedBy: ['device'],
    inbox: { publicKey, keyId },
    contents: () => contents(core),
    rename: (name) =>
      perform(core, async (act) => {
        act.manifest = { ...act.manifest, name: tidyName(name) };
        act.told.add('settings');
      }),
    settings: (patch) =>
      perform(core, async (act) => {
        act.manifest = { ...act.manifest, settings: { ...act.manifest.settings, ...patch } };
        act.told.add('settings');
      }),
    beginImport: (file) => beginImport(core, file),
    writeFromApp: (write) => writeFromApp(core, write),
    undo: (batch) => undo(core, batch),
    undoApp: (origin) => undoApp(core, origin),
    deleteVariable: (variable) => deleteVariable(core, variable),
    readVariable: (which, range) => readVariable(core, which, range),
    matchRequest: (name, unit) => matchRequest(core, name, unit),
    previewRead: (terms, origin) => previewRead(core, terms, origin),
    snapshot: (terms, origin, grantedAt) => snapshot(core, terms, origin, grantedAt),
    grant: (request) => granting.grant(core, request),
    recordOnce: (request) => granting.recordOnce(core, request),
    logHandOver: (handOver) => granting.logHandOver(core, handOver),
    renew: (id, told) => granting.renew(core, id, told),
    revoke: (id) => granting.revoke(core, id),
    allowAgain: (id) => granting.allowAgain(core, id),
    markRevocationReached: (id) => granting.markRevocationReached(core, id),
    release: (origin, id) => granting.release(core, origin, id),
    denied: (origin, kind, variable) => denied(core, origin, kind, variable),
    openSealed: (batch) => openSealed(core, batch),
    drainNotes: () => drainNotes(core),
    log: async () => readLog(records, keys, epoch, (await core.manifest()).log),
    verifyLog: async () => checkLog(records, keys, epoch, (await core.manifest()).log),
    logStillHolds: async (remembered) =>
      continues(records, keys, epoch, (await core.manifest()).log, remembered),
    exportAll: (kind) => exportAll(core, kind),
    deleteEverything: async () => {
      await withWriteLock(core.area, () => records.destroy());
      board.tell(['deleted']);
    },
    onChange: (listener) => board.listen(listener),
  };
}
