import { type ReadonlySignal, signal } from '@preact/signals';
import type { Contents, Safe } from '../vault/safe/safe.ts';
import { type Problem, problemOf } from './problems.ts';

/** The open safe as the pages use it: what it holds now, and one way to act on it. */
export interface Session {
  readonly safe: Safe;
  readonly contents: ReadonlySignal<Contents>;
  /** The last thing that went wrong, until it is dismissed or something else is tried. */
  readonly problem: ReadonlySignal<Problem | null>;
  /** Goes up with every change of the data, the log or the sites, here or in another tab. */
  readonly version: ReadonlySignal<number>;
  /** Runs a change; afterwards `contents` is fresh. Errors become `problem`; the answer says whether it worked. */
  act(change: () => Promise<unknown>): Promise<boolean>;
  refresh(): Promise<void>;
  dismissProblem(): void;
  close(): void;
}

const FOLLOW_PAUSE = 200;

/** @param onDeleted called when the safe is deleted, here or in another tab */
export async function openSession(safe: Safe, onDeleted: () => void): Promise<Session> {
  const contents = signal(await safe.contents());
  const problem = signal<Problem | null>(null);
  const version = signal(0);
  let gone = false;
  let asked = 0;

  const refresh = async () => {
    if (gone) return;
    asked += 1;
    const mine = asked;
    try {
      const fresh = await safe.contents();
      // An older answer that comes later must not replace a newer one.
      if (mine !== asked || gone) return;
      contents.value = fresh;
      version.value += 1;
    } catch (error) {
      problem.value = problemOf(error);
    }
  };

  // An import changes the safe many times a second; the pages follow at a pace a person can read.
  let following: ReturnType<typeof setTimeout> | null = null;
  const follow = () => {
    following ??= setTimeout(() => {
      following = null;
      void refresh();
    }, FOLLOW_PAUSE);
  };

  const stop = safe.onChange((change) => {
    if (change === 'deleted') {
      gone = true;
      onDeleted();
    } else {
      follow();
    }
  });

  return {
    safe,
    contents,
    problem,
    version,
    refresh,
    async act(change) {
      problem.value = null;
      try {
        await change();
      } catch (error) {
        problem.value = problemOf(error);
        return false;
      }
      await refresh();
      return true;
    },
    dismissProblem: () => {
      problem.value = null;
    },
    close: () => {
      gone = true;
      if (following !== null) clearTimeout(following);
      stop();
    },
  };
}
