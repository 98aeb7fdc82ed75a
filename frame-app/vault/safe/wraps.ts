/** Which streams a grant reaches, and the wrap that says so. */

import { importAesKey } from '../cipher.ts';
import { convertible, sameScale } from '../cut/units.ts';
import type { HeldGrant, Manifest, StoredStream } from '../manifest/manifest.ts';
import type { RecordKey, Source, Terms, VariableKey } from '../model.ts';
import { openIndex, summaryOf } from '../stream/stream.ts';
import { sealGrantWrap } from '../wrap/grant-wrap.ts';
import type { Act } from './act.ts';
import type { Core } from './core.ts';

export interface ReachedStream {
  readonly stream: StoredStream;
  readonly unit: string;
  readonly scale: Terms['scale'];
}

/**
 * Streams that these terms let this app read, and those of the same name that they would reach if their unit
 * could be converted. Least privilege: what the terms leave out is not in the wrap, so its key is not either.
 */
export function reach(
  manifest: Manifest,
  terms: Terms,
  origin: string,
  grantedAt: number,
): { readonly reached: readonly ReachedStream[]; readonly otherUnits: readonly StoredStream[] } {
  const reached: ReachedStream[] = [];
  const otherUnits: StoredStream[] = [];
  for (const variable of manifest.variables) {
    if (variable.key !== terms.key) continue;
    for (const stream of manifest.streams) {
      if (stream.variable !== variable.id || !mayReach(stream, terms, origin, grantedAt)) continue;
      if (
        terms.access === 'write' &&
        !(variable.unit === terms.unit && sameScale(variable.scale, terms.scale))
      )
        continue;
      if (convertible(variable, terms)) reached.push({ stream, unit: variable.unit, scale: variable.scale });
      else otherUnits.push(stream);
    }
  }
  return { reached, otherUnits };
}

function mayReach(stream: StoredStream, terms: Terms, origin: string, grantedAt: number): boolean {
  if (terms.access === 'write') return isOwn(stream.source, origin);
  if (!terms.includesNew && stream.createdAt > grantedAt) return false;
  return terms.othersEntries || stream.source.kind !== 'app' || isOwn(stream.source, origin);
}

function isOwn(source: Source, origin: string): boolean {
  return source.kind === 'app' && source.origin === origin;
}

/** Writes the wraps of all active grants on these names anew. */
export async function putWraps(act: Act, keys: ReadonlySet<VariableKey>): Promise<void> {
  for (const held of act.manifest.grants) {
    if (held.grant.state === 'active' && keys.has(held.grant.terms.key)) await putWrap(act, held);
  }
}

/** Writes one wrap; answers where it lies and the key that opens it. null: this grant never has one. */
export async function putWrap(
  act: Act,
  held: HeldGrant,
): Promise<{ readonly key: CryptoKey; readonly wrapRecord: RecordKey } | null> {
  if (held.wrap === null || held.key === null) return null;
  const { core, manifest } = act;
  const { grant } = held;
  const { reached, otherUnits } = reach(manifest, grant.terms, grant.origin, grant.createdAt);
  const key = await importAesKey(await core.openKey('grant-key', grant.id, held.key));
  const record = await sealGrantWrap(key, core.epoch, grant.id, {
    terms: grant.terms,
    streams: await Promise.all(
      reached.map(async ({ stream, unit, scale }) => ({
        id: stream.id,
        index: stream.index,
        key: await core.streamKey(stream),
        identity: stream.identity,
        source: stream.source,
        unit,
        scale,
      })),
    ),
    skippedUnits: await countRows(act.records, core, otherUnits),
    grantedAt: grant.createdAt,
    until: grant.length.kind === 'until' ? grant.length.until : null,
    lease: grant.lease,
    inbox: core.keys.inbox,
    log: manifest.log,
  });
  act.put(held.wrap, record);
  return { key, wrapRecord: held.wrap };
}

export async function countRows(
  records: Act['records'],
  core: Core,
  streams: readonly StoredStream[],
): Promise<number> {
  const stored = await records.getMany(streams.map((stream) => stream.index));
  const counts = await Promise.all(
    streams.map(async (stream, i) => summaryOf(await openIndex(await core.handle(stream), stored[i])).count),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
