/**
 * Where records live: the window's own storage, or that of a storage-access handle, which has members of the same
 * names but unpartitioned. One code serves both.
 */
export interface StorageArea {
  readonly indexedDB: IDBFactory;
  readonly locks: LockManager;
  openChannel(name: string): BroadcastChannel;
}

export function windowStorageArea(): StorageArea {
  return {
    indexedDB: globalThis.indexedDB,
    locks: navigator.locks,
    openChannel: (name) => new BroadcastChannel(name),
  };
}
