import { isCovered, isFresh } from '../../protocol/coverage.ts';
import { canonicalName } from '../../protocol/names.ts';
import type { Params, Result } from '../../protocol/verbs.ts';
import { narrowSeries } from '../vault/cut/narrow-series.ts';
import type { ReadTerms } from '../vault/model.ts';
import { scopeOf } from '../vault/partition/granted-scope.ts';
import type { HeldGrant } from '../vault/partition/held-grant.ts';
import { askPerson, refuseUnasked } from './ask-person.ts';
import type { FrameSession } from './frame-session.ts';
import { neededRows } from './needed-rows.ts';
import { Refusal, STOPPED_LIVE } from './refusal.ts';
import { seriesResult } from './series-result.ts';

export async function answerRead(session: FrameSession, params: Params<'read'>): Promise<Result<'read'>> {
  const now = Date.now();
  const asked = { access: 'read', ...params } as const;
  const held = await session.partition.grants();
  const grant = held.find((one) => isCovered(scopeOf(one), asked, now));
  if (grant !== undefined) {
    const answered = await fromGrant(session, grant, params, now);
    if (answered !== 'stale') {
      return answered;
    }
  }
  if (params.interaction === 'never') {
    const key = canonicalName(params.name);
    const narrower =
      grant === undefined && held.some(({ terms }) => terms.access === 'read' && terms.key === key);
    if (grant !== undefined) throw new Refusal('LEASE_EXPIRED');
    throw await refuseUnasked(session, 'read', key, narrower ? 'SCOPE_EXCEEDED' : 'CONSENT_REQUIRED');
  }
  const outcome = await askPerson(session, { verb: 'read', params });
  if (outcome.is === 'read' && outcome.terms.access === 'read') {
    const { terms, series, grant: given, at } = outcome;
    // Allowed once: what was granted ends at the moment it was given.
    const scope = given === null ? onceScope(terms, at) : scopeOf({ ...given, metAt: at });
    return seriesResult(terms, narrowSeries(series, terms, params), scope, {
      asOf: at,
      live: true,
      include: params.include,
    });
  }
  // The meeting renewed what this frame holds; the same read now finds it, and asks nobody a second time.
  if (outcome.is === 'covered')
    return answerRead(session, { ...params, interaction: 'never', ticket: null, maxAge: null });
  throw new Refusal('INTERNAL');
}

async function fromGrant(
  session: FrameSession,
  grant: HeldGrant,
  params: Params<'read'>,
  now: number,
): Promise<Result<'read'> | 'stale'> {
  const { terms } = grant;
  if (terms.access !== 'read') return 'stale';
  const { include } = params;
  const live = await session.live.read(session, grant, params);
  if (live === 'revoked') throw new Refusal('GRANT_REVOKED', STOPPED_LIVE);
  if (live !== null)
    return seriesResult(
      terms,
      live,
      { ...scopeOf(grant), leaseUntil: null },
      { asOf: now, live: true, include },
    );
  if (grant.snapshot === null || !isFresh(scopeOf(grant), params.maxAge, now)) return 'stale';
  const series = await session.partition.readSnapshot(grant, neededRows(terms, params));
  await session.reads.count(grant.id);
  return seriesResult(terms, narrowSeries(series, terms, params), scopeOf(grant), {
    asOf: grant.metAt,
    live: false,
    include,
  });
}

function onceScope(terms: ReadTerms, at: number) {
  return { ...scopeOf({ id: 'once', terms, until: at, metAt: at, leaseUntil: at }), includesNew: false };
}
