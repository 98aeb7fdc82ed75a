import { type ReadonlySignal, signal } from '@preact/signals';
import type {
  ImportProgress,
  ImportSummary,
  RowBatch,
  SeriesHeader,
  SkippedRecord,
} from '../../importers/contract.ts';
import type { ImportPlan, TableInspection } from '../../importers/import-plan.ts';
import type { inspectFile, runImport } from '../../importers/run-import.ts';
import type { Batch } from '../../vault/model.ts';
import type { ImportRun } from '../../vault/safe/safe.ts';
import { type Problem, problemOf } from '../problems.ts';
import type { Session } from '../session.ts';

/** What the desk is doing with the file at hand. */
export type DeskState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking'; readonly file: File }
  /** A table whose columns the person has to confirm; the answer goes to `answer`. */
  | { readonly kind: 'asking'; readonly file: File; readonly inspection: TableInspection }
  | { readonly kind: 'running'; readonly file: File; readonly progress: ImportProgress | null };

/** What became of one file, newest first in `finished`. */
export type Finished = { readonly id: number; readonly fileName: string } & (
  | {
      readonly kind: 'receipt';
      readonly batch: Batch;
      readonly skippedRecords: readonly SkippedRecord[];
      readonly cutOff: boolean;
      readonly problem: Problem | null;
    }
  | { readonly kind: 'refused'; readonly problem: Problem }
);

/** Takes files in, one after another; an import goes on while the person looks at other pages. */
export interface ImportDesk {
  readonly state: ReadonlySignal<DeskState>;
  readonly finished: ReadonlySignal<readonly Finished[]>;
  /** How many files wait behind the one at hand. */
  readonly waiting: ReadonlySignal<number>;
  add(files: readonly File[]): void;
  /** The person's plan for the table that is being asked about. */
  answer(plan: ImportPlan): void;
  /** Stops the file at hand. What was stored before stays, and its receipt says so. */
  cancel(): void;
}

export interface Importer {
  readonly inspectFile: typeof inspectFile;
  readonly runImport: typeof runImport;
}

const loadBundled = (): Promise<Importer> => import('../../importers/run-import.ts');

export function makeImportDesk(session: Session, load: () => Promise<Importer> = loadBundled): ImportDesk {
  const state = signal<DeskState>({ kind: 'idle' });
  const finished = signal<readonly Finished[]>([]);
  const waiting = signal(0);
  const queue: File[] = [];
  let stop = new AbortController();
  let giveAnswer: ((plan: ImportPlan | null) => void) | null = null;
  let next = 0;
  let working = false;

  const tell = (outcome: Outcome, fileName: string) => {
    finished.value = [{ ...outcome, id: next, fileName }, ...finished.value];
    next += 1;
  };

  const ask = (file: File, inspection: TableInspection) =>
    new Promise<ImportPlan | null>((resolve) => {
      giveAnswer = resolve;
      state.value = { kind: 'asking', file, inspection };
    });

  const takeIn = async (file: File) => {
    stop = new AbortController();
    const { signal: cancelled } = stop;
    state.value = { kind: 'looking', file };
    try {
      const importer = await load();
      const inspection = await importer.inspectFile(file, { signal: cancelled });
      if (inspection.kind === 'unknown') {
        tell({ kind: 'refused', problem: unknownFile(inspection.message) }, file.name);
        return;
      }
      const plan: ImportPlan | null =
        inspection.kind === 'table' ? await ask(file, inspection) : { format: 'apple-health' };
      if (plan === null) return;
      state.value = { kind: 'running', file, progress: null };
      tell(
        await store(session, importer, file, plan, cancelled, (progress) => {
          state.value = { kind: 'running', file, progress };
        }),
        file.name,
      );
    } catch (error) {
      if (!isAbort(error)) tell({ kind: 'refused', problem: readingProblem(error) }, file.name);
    }
  };

  const work = async () => {
    if (working) return;
    working = true;
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      waiting.value = queue.length;
      await takeIn(file);
    }
    working = false;
    state.value = { kind: 'idle' };
  };

  return {
    state,
    finished,
    waiting,
    add(files) {
      queue.push(...files);
      waiting.value = queue.length;
      void work();
    },
    answer(plan) {
      giveAnswer?.(plan);
      giveAnswer = null;
    },
    cancel() {
      stop.abort();
      giveAnswer?.(null);
      giveAnswer = null;
    },
  };
}

type Outcome = Finished extends infer Each
  ? Each extends Finished
    ? Omit<Each, 'id' | 'fileName'>
    : never
  : never;

/** Runs one plan into the safe. Whatever happens, the batch is finished, so that its receipt and its undo exist. */
async function store(
  session: Session,
  importer: Importer,
  file: File,
  plan: ImportPlan,
  cancelled: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<Outcome> {
  const run = await session.safe.beginImport({ format: plan.format, fileName: file.name, bytes: file.size });
  const stored = { rows: 0 };
  let summary: ImportSummary | null = null;
  let fault: unknown = null;
  try {
    summary = await importer.runImport(file, plan, sinkInto(run, stored, onProgress), { signal: cancelled });
  } catch (error) {
    fault = error;
  }
  const batch = await run.finish(
    { read: summary?.recordsRead ?? stored.rows, skipped: { ...summary?.skipped } },
    summary !== null ? 'done' : isAbort(fault) ? 'cancelled' : 'failed',
  );
  await session.refresh();
  return {
    kind: 'receipt',
    batch,
    skippedRecords: summary?.skippedRecords ?? [],
    cutOff: summary?.cutOff ?? false,
    problem: fault === null || isAbort(fault) ? null : readingProblem(fault),
  };
}

function sinkInto(run: ImportRun, stored: { rows: number }, onProgress: (progress: ImportProgress) => void) {
  const headers = new Map<number, SeriesHeader>();
  return {
    series: (header: SeriesHeader) => {
      headers.set(header.series, header);
    },
    progress: onProgress,
    rows: async (batch: RowBatch) => {
      const header = headers.get(batch.series);
      if (header === undefined) throw new Error(`rows of series ${batch.series} came before its header`);
      const { scale = null, name, unit, category, source, identity } = header;
      await run.write(
        { name, unit, scale, category, source, identity },
        {
          starts: batch.starts,
          ends: batch.ends,
          values: batch.values,
          offsets: batch.offsets,
          notes: new Map(batch.notes),
        },
      );
      stored.rows += batch.starts.length;
    },
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function unknownFile(message: string): Problem {
  return { happened: message, safe: 'Nothing in your safe was changed.', todo: 'Choose another file.' };
}

/** The importer's own faults are written for the person; everything else goes through the safe's words. */
function readingProblem(error: unknown): Problem {
  if (error instanceof Error && error.name === 'ImportFault') {
    return {
      happened: error.message,
      safe: 'What came in before is kept. The rest of your safe is as it was.',
      todo: 'Try the file again, or choose another one.',
    };
  }
  return problemOf(error);
}
