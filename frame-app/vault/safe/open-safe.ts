import type { StorageArea } from '../storage/storage-area.ts';
import type { Safe } from './safe.ts';

export type SafePresence = 'none' | 'device' | 'locked' | 'newer-format';

export interface SafeOptions {
  /** ms UTC; Date.now unless a test passes its own. */
  readonly clock?: () => number;
}

/** Whether a safe is here and how it opens: by this device's own key, or by something the person must give. */
export function lookForSafe(_area: StorageArea): Promise<SafePresence> {
  throw new Error('being written');
}

/** Throws `safe-exists`. */
export function createSafe(
  _area: StorageArea,
  _named: { readonly name: string | null },
  _options: SafeOptions = {},
): Promise<Safe> {
  throw new Error('being written');
}

/** By the device slot. Throws `no-safe`, `locked`, `newer-format`, `damaged`. */
export function openSafe(_area: StorageArea, _options: SafeOptions = {}): Promise<Safe> {
  throw new Error('being written');
}
