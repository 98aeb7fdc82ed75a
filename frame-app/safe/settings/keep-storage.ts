import { effect } from '@preact/signals';
import { entriesOf } from '../overview/status.ts';
import type { Session } from '../session.ts';

/** What this browser says of keeping the data; `unknown` where it has no way to ask (WebKitGTK). */
export type Keeping = 'kept' | 'not-promised' | 'unknown';

export async function askToKeep(storage: StorageManager | undefined): Promise<boolean | null> {
  // Typed as always there; some engines do not have it.
  const persist: unknown = storage?.persist;
  if (storage === undefined || typeof persist !== 'function') return null;
  try {
    return await storage.persist();
  } catch {
    return null;
  }
}

export function keepingOf(persistent: boolean | null): Keeping {
  return persistent === null ? 'unknown' : persistent ? 'kept' : 'not-promised';
}

/** Asks once, when the first data is in. Call the result to stop. */
export function askOnceDataIsIn(session: Session, storage: StorageManager | undefined): () => void {
  let asked = false;
  return effect(() => {
    const { variables, settings } = session.contents.value;
    if (asked || settings.persistent !== null || !variables.some((held) => entriesOf(held) > 0)) return;
    asked = true;
    void askToKeep(storage).then(async (persistent) => {
      if (persistent !== null) await session.act(() => session.safe.settings({ persistent }));
    });
  });
}
