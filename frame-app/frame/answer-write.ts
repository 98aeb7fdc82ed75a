import { isCovered } from '../../protocol/coverage.ts';
import { canonicalName } from '../../protocol/names.ts';
import { UNKNOWN_OFFSET } from '../../protocol/series.ts';
import type { Params, Receipt } from '../../protocol/verbs.ts';
import { newBatchId } from '../vault/ids.ts';
import { sealBatch } from '../vault/inbox/seal.ts';
import type { BatchId, Rows } from '../vault/model.ts';
import { encodeBatch } from '../vault/partition/batch-payload.ts';
import { scopeOf } from '../vault/partition/granted-scope.ts';
import type { HeldGrant } from '../vault/partition/held-grant.ts';
import { askPerson, refuseUnasked } from './ask-person.ts';
import type { FrameSession } from './frame-session.ts';
import { Refusal, STOPPED_LIVE } from './refusal.ts';

export async function answerWrite(session: FrameSession, params: Params<'write'>): Promise<Receipt> {
  const asked = { access: 'write', ...params } as const;
  const now = Date.now();
  const held = await session.partition.grants();
  const grant = held.find((one) => sameScale(one, params) && isCovered(scopeOf(one), asked, now));
  // Made by the frame, never by the app: a chosen id could collide with another app's batch.
  const batch = newBatchId();
  if (grant !== undefined) {
    const rows = rowsOf(params);
    const live = await session.live.write(session, grant, { batch, at: now, rows, undo: params.undo });
    if (live === 'revoked') throw new Refusal('GRANT_REVOKED', STOPPED_LIVE);
    return live ?? (await queue(session, grant, params, rows, batch, now));
  }
  if (params.interaction === 'never')
    throw await refuseUnasked(session, 'write', canonicalName(params.name), 'CONSENT_REQUIRED');
  const outcome = await askPerson(session, { verb: 'write', params, batch, at: now });
  if (outcome.is === 'written') return outcome.receipt;
  if (outcome.is === 'covered')
    return answerWrite(session, { ...params, interaction: 'never', ticket: null });
  throw new Refusal('INTERNAL');
}

function sameScale({ terms }: HeldGrant, { scale }: Params<'write'>): boolean {
  const own = terms.scale;
  if (own === null || scale === null) return own === scale;
  return own.min === scale.min && own.max === scale.max && own.worse === scale.worse;
}

export function rowsOf({ times, values, ends, offsets, notes }: Params<'write'>): Rows {
  return {
    starts: times,
    ends: ends ?? new Float64Array(times.length).fill(Number.NaN),
    values,
    offsets: offsets ?? new Int16Array(times.length).fill(UNKNOWN_OFFSET),
    notes: new Map(notes),
  };
}

/** Without a live handle the frame cannot write to the safe: the batch waits, sealed, for the next meeting. */
async function queue(
  session: FrameSession,
  grant: HeldGrant,
  params: Params<'write'>,
  rows: Rows,
  batch: BatchId,
  at: number,
): Promise<Receipt> {
  const { name, unit, scale, category, undo } = params;
  const head = { name, unit, scale, category, appName: session.app.name, at, undo: Array.from(undo) };
  const payload = encodeBatch({ head, rows });
  const { epoch, inbox } = grant.safe;
  const queued = await session.partition.enqueue(batch, (seq) =>
    sealBatch(inbox, { safe: epoch, origin: session.origin, grant: grant.id, batch, seq }, payload),
  );
  const read = rows.starts.length + undo.length;
  return { read, new: 0, same: 0, corrected: 0, undone: 0, skipped: 0, skippedReasons: {}, queued };
}
