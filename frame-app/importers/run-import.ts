import { ImportFault } from './byte-source.ts';
import type { ImportSink, ImportSummary } from './contract.ts';
import type { ImportPlan, Inspection } from './import-plan.ts';
import { type FromWorker, fromWorker, type ToWorker } from './worker-messages.ts';

export interface ImportOptions {
  readonly signal?: AbortSignal;
}

/**
 * Finds out what a file is by its content. A file that cannot be imported is an `unknown` inspection with its
 * reason, not an error. Throws ImportFault where the file cannot be read, AbortError on `signal`.
 */
export async function inspectFile(file: File, options: ImportOptions = {}): Promise<Inspection> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return inWorker({ kind: 'inspect', file, zone }, options, (message, settle) => {
    if (message.kind === 'inspected') settle(message.inspection);
  });
}

/**
 * Reads the file in a worker and hands its rows to `sink`, one batch at a time: the next call of `sink.rows`
 * comes after the promise of the last. Throws ImportFault with a message for the person, AbortError on `signal`
 * (no call of the sink follows), and whatever `sink.rows` throws.
 */
export async function runImport(
  file: File,
  plan: ImportPlan,
  sink: ImportSink,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  let storing: Promise<void> = Promise.resolve();
  return inWorker({ kind: 'import', file, plan }, options, (message, settle, fail, post, isOpen) => {
    if (message.kind === 'series') {
      const { scale, ...header } = message.header;
      sink.series(scale === undefined ? header : { ...header, scale });
    } else if (message.kind === 'progress') {
      sink.progress(message);
    } else if (message.kind === 'rows') {
      const { batch } = message;
      storing = storing.then(async () => {
        if (!isOpen()) return;
        await sink.rows(batch);
        post({ kind: 'stored' });
      });
      storing.catch(fail);
    } else if (message.kind === 'done') {
      const { summary } = message;
      storing.then(() => settle(definedCounts(summary)), fail);
    }
  });
}

function definedCounts(summary: Extract<FromWorker, { kind: 'done' }>['summary']): ImportSummary {
  return { ...summary, skipped: Object.fromEntries(Object.entries(summary.skipped)) };
}

type Handle<Result> = (
  message: FromWorker,
  settle: (result: Result) => void,
  fail: (fault: unknown) => void,
  post: (message: ToWorker) => void,
  isOpen: () => boolean,
) => void;

/** Runs one request in a worker of its own, which ends with the request however that ends. */
function inWorker<Result>(
  request: ToWorker,
  { signal }: ImportOptions,
  handle: Handle<Result>,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    if (signal?.aborted) {
      reject(aborted());
      return;
    }
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
    let open = true;

    const close = (): boolean => {
      const wasOpen = open;
      open = false;
      signal?.removeEventListener('abort', abort);
      worker.terminate();
      return wasOpen;
    };
    const fail = (fault: unknown): void => {
      if (close()) reject(fault);
    };
    const settle = (result: Result): void => {
      if (close()) resolve(result);
    };
    const abort = (): void => fail(aborted());
    const post = (message: ToWorker): void => {
      if (open) worker.postMessage(message);
    };

    signal?.addEventListener('abort', abort);
    worker.onerror = (event) => {
      event.preventDefault();
      fail(
        new ImportFault(
          `Reading the file stopped: the import program failed${event.message ? ` (${event.message})` : ''}.`,
        ),
      );
    };
    worker.onmessageerror = () =>
      fail(new ImportFault('Reading the file stopped: an answer could not be understood.'));
    worker.onmessage = (event: MessageEvent<unknown>) => {
      if (!open) return;
      const parsed = fromWorker.safeParse(event.data);
      if (!parsed.success) {
        fail(new ImportFault('Reading the file stopped: an answer could not be understood.'));
      } else if (parsed.data.kind === 'failed') {
        fail(new ImportFault(parsed.data.message));
      } else {
        try {
          handle(parsed.data, settle, fail, post, () => open);
        } catch (fault) {
          fail(fault);
        }
      }
    };
    post(request);
  });
}

function aborted(): DOMException {
  return new DOMException('The import was cancelled.', 'AbortError');
}
