/**
 * The worker that reads a file for the safe's pages. It holds no keys and opens no storage: a file and a plan
 * come in, columns of numbers go out. One worker reads one file once, then the page ends it.
 */
import { DamagedInput, ImportFault } from './byte-source.ts';
import { inspectBlob, readBlob } from './registry.ts';
import { type FromWorker, type ToWorker, toWorker } from './worker-messages.ts';
import { WorkerSink } from './worker-sink.ts';

/** The part of the worker's global scope that is used; the page's types have no name for it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: FromWorker, options: { transfer: Transferable[] }): void;
}

function serve(scope: WorkerScope): void {
  const post = (message: FromWorker, transfer: Transferable[] = []): void =>
    scope.postMessage(message, { transfer });
  const sink = new WorkerSink(post);

  async function answer(message: ToWorker): Promise<void> {
    if (message.kind === 'stored') sink.stored();
    else if (message.kind === 'inspect') {
      post({ kind: 'inspected', inspection: await inspectBlob(message.file, message.zone) });
    } else {
      const { skippedRecords, ...summary } = await readBlob(message.file, message.plan, sink);
      post({ kind: 'done', summary: { ...summary, skippedRecords: [...skippedRecords] } });
    }
  }

  scope.onmessage = (event) => {
    const parsed = toWorker.safeParse(event.data);
    if (!parsed.success) return;
    answer(parsed.data).catch((fault: unknown) => {
      post({ kind: 'failed', message: faultMessage(fault) });
    });
  };
}

/** Only faults that were written for the person are shown as they are. */
function faultMessage(fault: unknown): string {
  if (fault instanceof ImportFault || fault instanceof DamagedInput) return fault.message;
  if (fault instanceof DOMException && fault.name === 'NotReadableError') {
    return 'The file could not be read. It may have been changed, moved or deleted since you chose it.';
  }
  return `The file could not be read (${fault instanceof Error ? fault.message : 'unknown fault'}).`;
}

serve(self);
