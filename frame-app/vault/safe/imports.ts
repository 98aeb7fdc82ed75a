/** Bringing a file in: one batch, written piece by piece; each piece is stored when its write resolves. */
import { VaultError } from '../errors.ts';
import { newBatchId } from '../ids.ts';
import type { Batch, BatchId, Rows, StreamId, WriteCounts } from '../model.ts';
import { writeRows } from '../stream/stream.ts';
import { type Act, perform } from './act.ts';
import type { Core } from './core.ts';
import { findOrMakeStream, findOrMakeVariable } from './find-or-make.ts';
import type { ImportRun, ImportSeries, Safe } from './safe.ts';

type File = Parameters<Safe['beginImport']>[0];

/** Held by the page that runs an import, for as long as it lives: how another page knows that one was abandoned. */
const lockOf = (batch: BatchId): string => `humanfs-import:${batch}`;

/** Answers how to let go. */
async function holdLock(core: Core, batch: BatchId): Promise<() => void> {
  return new Promise((holding, failed) => {
    core.area.locks
      .request(lockOf(batch), () => new Promise<void>((letGo) => holding(() => letGo())))
      .catch(failed);
  });
}

/** Imports whose page was closed half way: what they stored stays, and they can be undone like any other. */
export async function failAbandoned(act: Act): Promise<void> {
  const { held } = await act.core.area.locks.query();
  const running = new Set(held?.map(({ name }) => name));
  await act.changeBatches((batch) =>
    batch.state === 'running' && !running.has(lockOf(batch.id)) ? { ...batch, state: 'failed' } : batch,
  );
}

export async function beginImport(core: Core, file: File): Promise<ImportRun> {
  const batch = newBatchId();
  const letGo = await holdLock(core, batch);
  const { format, fileName, bytes } = file;
  await perform(core, async (act) => {
    await act.addBatch({
      id: batch,
      cause: { kind: 'import', format, fileName, bytes },
      at: act.now,
      streams: [],
      receipt: { read: 0, new: 0, same: 0, corrected: 0, skipped: {} },
      state: 'running',
    });
    await act.log('import', { detail: { batch, format, fileName, bytes, state: 'running' } });
    act.told.add('data');
  });
  return {
    batch,
    write: (series, rows) => perform(core, (act) => writePiece(act, batch, format, series, rows)),
    finish: async (told, state) => {
      const finished = await perform(core, (act) => finishImport(act, batch, told, state));
      letGo();
      return finished;
    },
  };
}

async function writePiece(
  act: Act,
  id: BatchId,
  format: string,
  series: ImportSeries,
  rows: Rows,
): Promise<WriteCounts> {
  const variable = findOrMakeVariable(act, series);
  const { kind: entered, label } = series.source;
  const source = { kind: 'import', format, label, entered } as const;
  const stream = await findOrMakeStream(act, variable, source, series.identity);
  const handle = await act.core.handle(stream);
  let at = act.now;
  await act.changeBatch(id, (batch) => {
    at = whileRunning(batch).at;
    return batch;
  });
  const { counts, change } = await writeRows(act.records, handle, { id, at, reread: true }, rows, null);
  act.add(change);
  await act.changeBatch(id, (batch) => ({
    ...batch,
    streams: withStream(batch.streams, stream.id),
    receipt: {
      ...batch.receipt,
      read: batch.receipt.read + rows.starts.length,
      new: batch.receipt.new + counts.new,
      same: batch.receipt.same + counts.same,
      corrected: batch.receipt.corrected + counts.corrected,
    },
  }));
  act.told.add('data');
  return counts;
}

async function finishImport(
  act: Act,
  id: BatchId,
  told: Parameters<ImportRun['finish']>[0],
  state: Parameters<ImportRun['finish']>[1],
): Promise<Batch> {
  const batch = await act.changeBatch(id, (running) => ({
    ...whileRunning(running),
    state,
    receipt: { ...running.receipt, read: told.read, skipped: { ...told.skipped } },
  }));
  const { receipt } = batch;
  const skipped = Object.values(receipt.skipped).reduce((sum, count) => sum + count, 0);
  const detail = { ...receipt, skipped, batch: id, state };
  await act.log('import', { detail });
  act.told.add('data');
  return batch;
}

function whileRunning(batch: Batch): Batch {
  if (batch.state !== 'running') throw new VaultError('no-such-batch', 'This import is over.');
  return batch;
}

export function withStream(streams: readonly StreamId[], id: StreamId): readonly StreamId[] {
  return streams.includes(id) ? streams : [...streams, id];
}
