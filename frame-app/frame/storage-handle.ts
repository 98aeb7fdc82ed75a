/**
 * First-party storage inside the frame, where the browser gives it: Chromium alone, through a handle. Asked for only
 * once this origin holds a grant, so that a page without one causes no request and touches nothing of the safe.
 */
import type { StorageArea } from '../vault/storage/storage-area.ts';

interface StorageHandle {
  readonly indexedDB: IDBFactory;
  readonly locks: LockManager;
  BroadcastChannel(name: string): BroadcastChannel;
}

// The DOM types of this compiler know only the call without arguments.
type AskForHandle = (types: Record<string, boolean>) => Promise<unknown>;

function isHandle(value: unknown): value is StorageHandle {
  return (
    typeof value === 'object' &&
    value !== null &&
    'indexedDB' in value &&
    'locks' in value &&
    'BroadcastChannel' in value
  );
}

/** null: this browser has no handle to give, or does not give it now. */
export async function openFirstPartyStorage(): Promise<StorageArea | null> {
  const ask: AskForHandle | undefined = document.requestStorageAccess?.bind(document);
  if (ask === undefined) return null;
  try {
    const handle = await ask({ indexedDB: true, locks: true, BroadcastChannel: true });
    if (!isHandle(handle)) return null;
    return {
      indexedDB: handle.indexedDB,
      locks: handle.locks,
      openChannel: (name) => handle.BroadcastChannel(name),
    };
  } catch {
    return null;
  }
}
