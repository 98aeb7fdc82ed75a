/** Waiting for something with an end to it. The only place of the browser tests where time passes. */
import { setTimeout as pause } from 'node:timers/promises';

export const DEFAULT_PATIENCE_MS = 10_000;
const STEP_MS = 40;

/**
 * Asks until the answer is neither null, undefined nor false. An error counts as "not yet": documents come and
 * go while one looks; the last one is told when time is up.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  timeout = DEFAULT_PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= end) {
      const why = last instanceof Error ? `: ${last.message}` : '';
      throw new Error(`Waited ${timeout} ms for ${what}${why}`, { cause: last });
    }
    await pause(STEP_MS);
  }
}

/** @throws Error naming `what` when the promise takes longer. */
export async function within<T>(timeout: number, what: string, promise: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = pause(timeout, undefined, { signal: stop.signal }).then(
    () => {
      throw new Error(`${what} took longer than ${timeout} ms`);
    },
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}
