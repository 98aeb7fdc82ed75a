import type { ImportSink } from '../../frame-app/importers/contract.ts';
import { runImport } from '../../frame-app/importers/run-import.ts';
import { makeAppleExport } from './apple-export.ts';

export { makeAppleExport } from './apple-export.ts';

/** Megabytes (10^6 bytes) a second, and import divided by scan. */
export interface AppleImportFigures {
  readonly scanMBps: number;
  readonly importMBps: number;
  readonly ratio: number;
}

const ROUNDS = 5;

/** What the bare scan costs: the same bytes by the same stream, each looked at once, in a worker as new as the import's. */
async function scan(file: Blob): Promise<number> {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
  const sum = await new Promise<unknown>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
    worker.onerror = () => reject(new Error('The scan failed.'));
    worker.postMessage(file);
  });
  worker.terminate();
  if (typeof sum !== 'number') throw new Error('The scan gave no sum.');
  return sum;
}

/** A sink that counts rows and drops them, so that no storage is measured. */
function droppingSink(): ImportSink & { rowsSeen: number } {
  const sink = {
    rowsSeen: 0,
    series: () => undefined,
    rows: async (batch: { starts: Float64Array }) => {
      sink.rowsSeen += batch.starts.length;
    },
    progress: () => undefined,
  };
  return sink;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/**
 * Imports a made export as the safe does, and scans the same Blob byte by byte, turn by turn, each in a worker
 * of its own, which starts anew as it does for a person. Compares the fastest rounds: whatever else the machine
 * does only adds time. A worker's first tenths of a second go into starting and into compiling the reader, so a
 * small file says little about the reader: 200 MB is a few years of a watch. Runs in a page.
 */
export async function appleImportRatio(megabytes: number): Promise<AppleImportFigures> {
  const blob = makeAppleExport(megabytes);
  const file = new File([blob], 'export.xml');
  const scans: number[] = [];
  const imports: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const scanned = await secondsOf(() => scan(file));
    const sink = droppingSink();
    const imported = await secondsOf(async () => {
      const summary = await runImport(file, { format: 'apple-health' }, sink);
      if (
        summary.cutOff ||
        summary.rowsGiven !== sink.rowsSeen ||
        summary.rowsGiven !== summary.recordsRead
      ) {
        throw new Error('The made export was not imported whole.');
      }
    });
    // The first round warms both up.
    if (round > 0) {
      scans.push(scanned);
      imports.push(imported);
    }
  }
  const scanMBps = file.size / 1e6 / Math.min(...scans);
  const importMBps = file.size / 1e6 / Math.min(...imports);
  return { scanMBps, importMBps, ratio: importMBps / scanMBps };
}
