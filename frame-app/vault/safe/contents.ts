/** What the safe holds, as a person sees it: no measurement is read for it, only the indexes. */
import { isVaultError } from '../errors.ts';
import { openBatchPage } from '../manifest/batch-pages.ts';
import type { StoredStream } from '../manifest/manifest.ts';
import type { Batch, Grant, Stream, StreamSummary } from '../model.ts';
import { openIndex, summaryOf } from '../stream/stream.ts';
import type { Core } from './core.ts';
import type { Contents, HeldStream } from './safe.ts';

const UNKNOWN: StreamSummary = {
  count: 0,
  first: null,
  last: null,
  lastValue: null,
  lowest: null,
  highest: null,
};

export async function contents(core: Core): Promise<Contents> {
  const manifest = await core.manifest();
  const [held, batches] = await Promise.all([
    heldStreams(core, manifest.streams),
    readBatches(core, manifest.batchPages),
  ]);
  const variables = manifest.variables.map((variable) => ({
    variable,
    streams: held.filter(({ stream }) => stream.variable === variable.id),
  }));
  variables.sort((a, b) => a.variable.name.localeCompare(b.variable.name));
  const now = core.clock();
  return {
    name: manifest.name,
    ownerId: manifest.ownerId,
    createdAt: manifest.createdAt,
    variables,
    grants: manifest.grants.map(({ grant }) => asOf(grant, now)),
    batches,
    settings: manifest.settings,
  };
}

/** A grant whose time is up has ended, whether or not anything was written since. */
export function asOf(grant: Grant, now: number): Grant {
  const over = grant.length.kind === 'until' && grant.length.until <= now;
  return over && grant.state === 'active' ? { ...grant, state: 'ended' } : grant;
}

export async function heldStreams(
  core: Core,
  streams: readonly StoredStream[],
): Promise<readonly HeldStream[]> {
  const stored = await core.records.getMany(streams.map((stream) => stream.index));
  return Promise.all(streams.map((stream, i) => heldStream(core, stream, stored[i])));
}

async function heldStream(core: Core, stored: StoredStream, record: unknown): Promise<HeldStream> {
  const { id, variable, source, identity } = stored;
  const stream: Stream = { id, variable, source, identity };
  try {
    const index = await openIndex(await core.handle(stored), record);
    return { stream, summary: summaryOf(index), damaged: false };
  } catch (error) {
    // One damaged index must not hide the rest of the safe.
    if (!isVaultError(error, 'damaged')) throw error;
    return { stream, summary: UNKNOWN, damaged: true };
  }
}

async function readBatches(
  core: Core,
  pages: Awaited<ReturnType<Core['manifest']>>['batchPages'],
): Promise<Batch[]> {
  const stored = await core.records.getMany(pages);
  const opened = await Promise.all(pages.map((at, i) => openBatchPage(core.keys.vault, at, stored[i])));
  return opened.flat();
}
