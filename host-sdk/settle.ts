import type { HostErrorCode } from '../protocol/host-errors.ts';
import { HumanFSError } from './human-fs-error.ts';

/**
 * The guarantee that every call settles: the answer, the signal, the clock and the loss of the frame race, the
 * first wins, and whatever they held is let go.
 */
export class PendingCalls {
  readonly #failures = new Set<(error: HumanFSError) => void>();

  get size(): number {
    return this.#failures.size;
  }

  run<T>(
    work: Promise<T>,
    { signal, timeout }: { signal?: AbortSignal | undefined; timeout: number | null },
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const fail = (error: unknown): void => {
        finish();
        reject(error);
      };
      const abort = (): void => fail(new HumanFSError('ABORTED'));
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.#failures.delete(fail);
      };
      this.#failures.add(fail);
      if (timeout !== null) timer = setTimeout(() => fail(new HumanFSError('TIMEOUT')), timeout);
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
      work.then((value) => {
        finish();
        resolve(value);
      }, fail);
    });
  }

  failAll(code: HostErrorCode): void {
    for (const fail of [...this.#failures]) fail(new HumanFSError(code));
  }
}
