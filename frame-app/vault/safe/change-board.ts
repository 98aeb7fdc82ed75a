/** Tells open pages that the safe changed: this tab's at once, other tabs' by a channel. It carries no data. */
import type { StorageArea } from '../storage/storage-area.ts';
import type { SafeChange } from './safe.ts';

const CHANNEL = 'humanfs-safe';
const KINDS: readonly SafeChange[] = ['data', 'grants', 'settings', 'log', 'deleted'];

export interface ChangeBoard {
  tell(changes: Iterable<SafeChange>): void;
  listen(listener: (change: SafeChange) => void): () => void;
}

export function openChangeBoard(area: StorageArea): ChangeBoard {
  const listeners = new Set<(change: SafeChange) => void>();
  const channel = area.openChannel(CHANNEL);
  const tellHere = (change: SafeChange): void => {
    for (const listener of [...listeners]) listener(change);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const change = KINDS.find((kind) => kind === data);
    if (change !== undefined) tellHere(change);
  };
  return {
    tell: (changes) => {
      for (const change of changes) {
        tellHere(change);
        channel.postMessage(change);
      }
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
