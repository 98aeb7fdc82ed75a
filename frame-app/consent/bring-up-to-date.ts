/** First thing in a meeting: what waited in the frame goes into the safe, what changed in the safe reaches the frame. */
import { canonicalName } from '../../protocol/names.ts';
import { isVaultError } from '../vault/errors.ts';
import type { SealedBatch } from '../vault/inbox/seal.ts';
import type { BatchId, Grant, GrantId } from '../vault/model.ts';
import { decodeBatch } from '../vault/partition/batch-payload.ts';
import type { GrantForFrame } from '../vault/partition/held-grant.ts';
import type { Claimed } from '../vault/partition/meeting-messages.ts';
import type { NewHolding } from '../vault/partition/partition.ts';
import type { GivenGrant, Safe } from '../vault/safe/safe.ts';

export interface Renewals {
  readonly holdings: readonly NewHolding[];
  readonly ended: readonly { readonly id: GrantId; readonly why: 'revoked' | 'expired' }[];
  readonly delivered: readonly BatchId[];
}

export async function bringUpToDate(
  safe: Safe,
  { origin, held, knownStopped, released, outbox }: Claimed,
  now: number,
): Promise<Renewals> {
  const own = async (): Promise<Grant[]> =>
    (await safe.contents()).grants.filter((grant) => grant.origin === origin);
  // Given up by the app: it must not come back to it as a renewal.
  for (const grant of await own())
    if (released.includes(grant.id) && grant.state === 'active') await safe.release(origin, grant.id);
  const grants = await own();
  const delivered: BatchId[] = [];
  for (const batch of outbox)
    if (await takeIn(safe, grants, origin, batch).catch(neverTakenIn)) delivered.push(batch.ad.batch);

  const holdings: NewHolding[] = [];
  for (const grant of grants) {
    if (!isActive(grant, now)) continue;
    const told = held.find(({ id }) => id === grant.id) ?? { reads: 0, lastReadAt: null };
    const given = await safe.renew(grant.id, { reads: told.reads, lastReadAt: told.lastReadAt });
    const { terms } = given.grant;
    const series = terms.access === 'read' ? await safe.snapshot(terms, origin, grant.createdAt) : null;
    holdings.push({ grant: forFrame(safe, given, now), series });
  }

  const ended: { id: GrantId; why: 'revoked' | 'expired' }[] = [];
  for (const { id } of held) {
    const grant = grants.find((one) => one.id === id);
    if (grant !== undefined && isActive(grant, now)) continue;
    // A grant this safe does not know was given by a safe that is no more.
    ended.push({ id, why: grant?.state === 'active' || grant?.state === 'ended' ? 'expired' : 'revoked' });
    if (grant?.state === 'revoked') await safe.markRevocationReached(id);
  }
  for (const grant of grants)
    if (knownStopped.includes(grant.id) && grant.state === 'revoked' && !grant.revocationReachedSite)
      await safe.markRevocationReached(grant.id);
  return { holdings, ended, delivered };
}

export function isActive(grant: Grant, now: number): boolean {
  return grant.state === 'active' && (grant.length.kind !== 'until' || grant.length.until > now);
}

/** A batch that no meeting could ever take in must not stand in the way of all that follow. */
function neverTakenIn(error: unknown): true {
  const hopeless = ['damaged', 'bad-rows', 'bad-variable', 'too-many-at-once'] as const;
  if (hopeless.some((code) => isVaultError(error, code))) return true;
  throw error;
}

/** True: the batch is done with, taken in or refused for good. It arrives once, however often it is delivered. */
async function takeIn(
  safe: Safe,
  grants: readonly Grant[],
  origin: string,
  batch: SealedBatch,
): Promise<boolean> {
  if (batch.ad.safe !== safe.epoch) return true;
  const opened = await safe.openSealed(batch);
  if (opened === 'refused') return false;
  const grant = grants.find(({ id }) => id === opened.grant);
  const { head, rows } = decodeBatch(opened.payload);
  const { terms } = grant ?? {};
  if (opened.origin !== origin || terms?.access !== 'write' || terms.key !== canonicalName(head.name))
    return true;
  // What the app wrote while it was allowed to is the person's, even if access was stopped before it arrived.
  if (grant?.state === 'revoked' && head.at >= (grant.revokedAt ?? 0)) return true;
  const { name, unit, scale, category, appName, at, undo } = head;
  await safe.writeFromApp({
    origin,
    appName,
    variable: { name, unit, scale, category },
    rows,
    undo: undoOf(undo),
    batch: opened.batch,
    at,
  });
  return true;
}

/** Own entries to take back, named by their start alone. */
export function undoOf(starts: ArrayLike<number>): { starts: Float64Array; ends: null } {
  return { starts: Float64Array.from(starts), ends: null };
}

export function forFrame(safe: Safe, given: GivenGrant, now: number): GrantForFrame {
  const { grant, key, wrapRecord } = given;
  return {
    id: grant.id,
    key,
    terms: grant.terms,
    until: grant.length.kind === 'until' ? grant.length.until : null,
    metAt: grant.metAt ?? now,
    leaseUntil: grant.leaseUntil ?? now + grant.lease,
    wrapRecord,
    safe: { epoch: safe.epoch, inbox: safe.inbox },
  };
}
