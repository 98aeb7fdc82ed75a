/** The person takes back what an import or an app brought in. */

import { VaultError } from '../errors.ts';
import type { StoredStream } from '../manifest/manifest.ts';
import type { BatchId, StreamId, VariableId } from '../model.ts';
import { emptyStream, removeStream, undoBatch } from '../stream/stream.ts';
import { type Act, perform } from './act.ts';
import type { Core } from './core.ts';

export function undo(core: Core, id: BatchId): Promise<void> {
  return perform(core, async (act) => {
    let streams: readonly StreamId[] = [];
    let origin: string | null = null;
    await act.changeBatch(id, (batch) => {
      streams = batch.state === 'undone' ? [] : batch.streams;
      origin = batch.cause.kind === 'app' ? batch.cause.origin : null;
      return batch.state === 'undone' ? batch : { ...batch, state: 'undone' };
    });
    for (const stream of act.manifest.streams.filter((one) => streams.includes(one.id))) {
      act.add(await undoBatch(act.records, await act.core.handle(stream), id));
    }
    await act.log('undo', { origin, detail: { batch: id } });
    act.told.add('data');
  });
}

/** All that the app ever added is in its own streams, so they are emptied as a whole. */
export function undoApp(core: Core, origin: string): Promise<void> {
  return perform(core, async (act) => {
    for (const stream of act.manifest.streams) {
      if (stream.source.kind === 'app' && stream.source.origin === origin) {
        act.add(await emptyStream(act.records, await act.core.handle(stream)));
      }
    }
    await act.changeBatches((batch) =>
      batch.cause.kind === 'app' && batch.cause.origin === origin && batch.state !== 'undone'
        ? { ...batch, state: 'undone' }
        : batch,
    );
    await act.log('undo', { origin, detail: { everything: true } });
    act.told.add('data');
  });
}

export function deleteVariable(core: Core, id: VariableId): Promise<void> {
  return perform(core, async (act) => {
    const variable = act.manifest.variables.find((one) => one.id === id);
    if (variable === undefined) throw new VaultError('no-such-variable', 'This is not in the safe.');
    const gone = act.manifest.streams.filter((stream) => stream.variable === id);
    for (const stream of gone) await dropStream(act, stream);
    act.manifest = {
      ...act.manifest,
      variables: act.manifest.variables.filter((one) => one.id !== id),
      streams: act.manifest.streams.filter((stream) => stream.variable !== id),
    };
    act.outdated.add(variable.key);
    await act.log('deletion', { detail: { variable: variable.name, streams: gone.length } });
    act.told.add('data');
  });
}

async function dropStream(act: Act, stream: StoredStream): Promise<void> {
  act.add(await removeStream(act.records, await act.core.handle(stream)));
}
