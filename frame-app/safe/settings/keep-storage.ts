import { effect } from '@preact/signals';
import { entriesOf } from '../overview/status.ts';
import type { Session } from '../session.ts';

/** What this browser says of keeping the data; `cannot-say` where it has no way to ask (WebKitGTK). */
export type Keeping = 'kept' | 'not-promised' | 'not-asked' | 'cannot-say';

// Typed as always there; some engines do not have it.
function canAsk(storage: Partial<StorageManager> | undefined): storage is StorageManager {
  return typeof storage?.persist === 'function';
}

/** @returns what the browser answered; null: it cannot be asked */
export async function askToKeep(storage: Partial<StorageManager> | undefined): Promise<boolean | null> {
  if (!canAsk(storage)) return null;
  try {
    return await storage.persist();
  } catch {
    return null;
  }
}

export function keepingOf(persistent: boolean | null, storage: Partial<StorageManager> | undefined): Keeping {
  if (!canAsk(storage)) return 'cannot-say';
  return persistent === null ? 'not-asked' : persistent ? 'kept' : 'not-promised';
}

/** Asks once, when the first data is in. Call the result to stop. */
export function askOnceDataIsIn(session: Session, storage: Partial<StorageManager> | undefined): () => void {
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
