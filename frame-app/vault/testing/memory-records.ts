/** Records in memory, for tests of what does not depend on IndexedDB. Values are kept as they were put. */
import type { Change, Records } from '../storage/records.ts';

export interface MemoryRecords extends Records {
  readonly map: Map<string, unknown>;
  /** Every commit so far. */
  readonly commits: Change[];
}

export function memoryRecords(): MemoryRecords {
  const map = new Map<string, unknown>();
  const commits: Change[] = [];
  return {
    map,
    commits,
    get: async (key) => map.get(key),
    getMany: async (keys) => keys.map((key) => map.get(key)),
    commit: async (change) => {
      commits.push(change);
      for (const key of change.delete) map.delete(key);
      for (const [key, value] of change.put) map.set(key, value);
    },
    keys: async () => [...map.keys()],
    destroy: async () => map.clear(),
  };
}
