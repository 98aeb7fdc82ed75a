/**
 * The safe's records: one IndexedDB object store of opaque values under keys that tell nothing. Reading is
 * idb-keyval's; the store it works on is opened here, because its own opens the window's IndexedDB only, and
 * because a commit must put and delete in one transaction that has reached the disk when it resolves.
 */
import { get, getMany, keys, promisifyRequest, type UseStore } from 'idb-keyval';
import { StorageFull, VaultError } from '../errors.ts';
import type { StorageArea } from './storage-area.ts';

export const SAFE_DATABASE = 'humanfs-safe';
const STORE = 'records';

export interface Change {
  readonly put: readonly (readonly [key: string, value: unknown])[];
  readonly delete: readonly string[];
}

/** What reading needs; also a view of records with changes that are not committed yet. */
export interface RecordReader {
  /** undefined: no such record. */
  get(key: string): Promise<unknown>;
  getMany(keys: readonly string[]): Promise<unknown[]>;
}

export interface Records extends RecordReader {
  /** One transaction: all of it or nothing. Throws `storage-full`, `storage-failed`. */
  commit(change: Change): Promise<void>;
  keys(): Promise<string[]>;
  /** Deletes the database; other tabs' connections are closed first, by their versionchange handler. */
  destroy(): Promise<void>;
}

export function joinChanges(...changes: readonly Change[]): Change {
  return { put: changes.flatMap((c) => c.put), delete: changes.flatMap((c) => c.delete) };
}

export function openRecords(area: StorageArea, database: string = SAFE_DATABASE): Records {
  const connection = openConnection(area.indexedDB, database);
  const store = connection.use;
  return {
    get: (key) => told(() => get<unknown>(key, store)),
    getMany: (wanted) =>
      told(() => (wanted.length === 0 ? Promise.resolve([]) : getMany([...wanted], store))),
    commit: (change) => told(() => store('readwrite', (records) => commitInto(records, change))),
    keys: () => told(async () => (await keys(store)).filter((key) => typeof key === 'string')),
    destroy: () => told(() => connection.destroy()),
  };
}

function commitInto(records: IDBObjectStore, change: Change): Promise<void> {
  const finished = promisifyRequest<undefined>(records.transaction);
  try {
    for (const key of change.delete) records.delete(key);
    for (const [key, value] of change.put) records.put(value, key);
  } catch (cause) {
    // A value that cannot be cloned throws here, with earlier puts already queued.
    finished.catch(() => undefined);
    records.transaction.abort();
    throw cause;
  }
  return finished;
}

interface Connection {
  readonly use: UseStore;
  destroy(): Promise<void>;
}

function openConnection(factory: IDBFactory, database: string): Connection {
  let opened: Promise<IDBDatabase> | null = null;

  const open = (): Promise<IDBDatabase> => {
    if (opened !== null) return opened;
    const request = factory.open(database);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    const opening = promisifyRequest(request);
    opened = opening;
    const forget = () => {
      if (opened === opening) opened = null;
    };
    opening.then((db) => {
      db.onclose = forget;
      // Another tab deletes the safe: stand aside, or its deletion would wait for this tab to close.
      db.onversionchange = () => {
        forget();
        db.close();
      };
    }, forget);
    return opening;
  };

  const transact = (db: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore =>
    db.transaction(STORE, mode, { durability: 'strict' }).objectStore(STORE);

  return {
    use: async (mode, callback) => {
      const db = await open();
      let records: IDBObjectStore;
      try {
        records = transact(db, mode);
      } catch (error) {
        // Browsers close idle connections, WebKit without an event; the first use then throws.
        if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
        opened = null;
        records = transact(await open(), mode);
      }
      return callback(records);
    },
    destroy: async () => {
      const db = await opened?.catch(() => null);
      opened = null;
      db?.close();
      await promisifyRequest(factory.deleteDatabase(database));
    },
  };
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof VaultError) throw cause;
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') throw new StorageFull(cause);
    // A transaction that the browser aborts for want of room has no error of its own in some engines.
    const why = cause instanceof Error ? cause.name : 'no reason given';
    throw new VaultError(
      'storage-failed',
      `The browser's storage refused (${why}); nothing was written.`,
      cause,
    );
  }
}
