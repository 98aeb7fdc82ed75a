import type { StorageArea } from './storage-area.ts';

const LOCK = 'humanfs-safe';

/**
 * Runs `work` while no other tab, window or frame of this storage area reads in order to write. Not re-entrant:
 * work that takes the lock again waits for itself.
 */
export async function withWriteLock<T>(area: StorageArea, work: () => Promise<T>): Promise<T> {
  return area.locks.request(LOCK, { mode: 'exclusive' }, () => work());
}
