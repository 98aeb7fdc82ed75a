/** What apps are allowed, from Allow to the end of it. Each act is logged in its own commit. */

import type { AuditDetail } from '../audit/entry.ts';
import { toBase64Url } from '../bytes.ts';
import { sealRecord } from '../cipher.ts';
import { VaultError } from '../errors.ts';
import { newGrantId, newRecordKey } from '../ids.ts';
import type { HeldGrant } from '../manifest/manifest.ts';
import type { ConsentEvent, Grant, GrantId, Terms } from '../model.ts';
import { type Act, perform } from './act.ts';
import { asOf } from './contents.ts';
import type { Core } from './core.ts';
import { findOrMakeStream, findOrMakeVariable } from './find-or-make.ts';
import type { GivenGrant, GrantRequest, HandOver } from './safe.ts';
import { putWrap } from './wraps.ts';

/** How long a revocation can be taken back, ms. */
export const SECOND_THOUGHTS = 10_000;

export function grant(core: Core, request: GrantRequest): Promise<GivenGrant> {
  return perform(core, async (act) => {
    if (request.length.kind === 'once') throw new VaultError('grant-ended', 'Once leaves nothing behind.');
    const { terms, origin } = request;
    if (terms.access === 'write') await makeOwnStream(act, request, terms);
    endReplaced(act, origin, terms);
    const made = newGrant(act, request, 'active');
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const sealed = await sealRecord(act.core.keys.vault, ['grant-key', made.id], raw);
    raw.fill(0);
    const held: HeldGrant = { grant: made, wrap: newRecordKey(), key: toBase64Url(sealed) };
    await remember(act, held, request);
    return given(act, held);
  });
}

export function recordOnce(core: Core, request: GrantRequest): Promise<Grant> {
  return perform(core, async (act) => {
    const made = newGrant(act, request, 'ended');
    await remember(act, { grant: made, wrap: null, key: null }, request);
    return made;
  });
}

/** The stream is there before its first rows, so that the wrap of a write grant has a key to hold. */
async function makeOwnStream(
  act: Act,
  request: GrantRequest,
  terms: Extract<Terms, { access: 'write' }>,
): Promise<void> {
  const variable = findOrMakeVariable(act, { ...terms, name: terms.variable });
  const source = { kind: 'app', origin: request.origin, appName: request.consent.appName } as const;
  await findOrMakeStream(act, variable, source, 'time');
}

/** A new answer takes the place of the one before, wider or narrower: two would add up to what nobody allowed. */
function endReplaced(act: Act, origin: string, terms: Terms): void {
  changeGrants(act, (held) => {
    const { grant: old } = held;
    const same = old.terms.access === terms.access && old.terms.key === terms.key;
    if (old.origin !== origin || old.state !== 'active' || !same) return held;
    if (held.wrap !== null) act.drop(held.wrap);
    return { ...held, key: null, grant: withEvent({ ...old, state: 'ended' }, act.now, 'narrowed') };
  });
}

function newGrant(act: Act, request: GrantRequest, state: 'active' | 'ended'): Grant {
  const { origin, terms, length, lease, consent } = request;
  return {
    id: newGrantId(),
    origin,
    terms,
    length,
    lease,
    createdAt: act.now,
    state,
    revokedAt: null,
    revocationReachedSite: false,
    metAt: act.now,
    leaseUntil: state === 'active' ? leaseEnd(act.now, lease, length) : null,
    reads: 0,
    lastReadAt: null,
    consent,
  };
}

function leaseEnd(now: number, lease: number, length: Grant['length']): number {
  return length.kind === 'until' ? Math.min(now + lease, length.until) : now + lease;
}

async function remember(act: Act, held: HeldGrant, request: GrantRequest): Promise<void> {
  const { origin, terms, length } = request;
  const { settings } = act.manifest;
  const { [origin]: _, ...denials } = settings.denials;
  act.manifest = {
    ...act.manifest,
    grants: [...act.manifest.grants, held],
    settings: { ...settings, denials, lengths: { ...settings.lengths, [origin]: length.kind } },
  };
  act.told.add('grants');
  const told = { origin, grant: held.grant.id };
  await act.log('grant', { ...told, detail: grantDetail(held.grant) });
  if (request.snapshotRows !== null && terms.access === 'read') {
    const { variable, from, to } = terms;
    const { purpose } = request.consent;
    await act.log('hand-over', {
      ...told,
      detail: { variable, rows: request.snapshotRows, from, to, purpose },
    });
  }
}

function grantDetail({ terms, length, lease }: Grant): AuditDetail {
  const shared = {
    access: terms.access,
    variable: terms.variable,
    unit: terms.unit,
    length: length.kind,
    until: length.kind === 'until' ? length.until : null,
    lease,
  };
  if (terms.access === 'write') return shared;
  const { from, to, granularity, notes, offsets, sources, includesNew, othersEntries } = terms;
  return { ...shared, from, to, granularity, notes, offsets, sources, includesNew, othersEntries };
}

export function logHandOver(core: Core, handOver: HandOver): Promise<void> {
  const { origin, grant: id, terms, rows, from, to, purpose } = handOver;
  return perform(core, (act) =>
    act.log('hand-over', {
      origin,
      grant: id,
      detail: { variable: terms.variable, rows, from, to, purpose },
    }),
  );
}

export function renew(
  core: Core,
  id: GrantId,
  told: { readonly reads: number; readonly lastReadAt: number | null },
): Promise<GivenGrant> {
  return perform(core, async (act) => {
    const held = heldGrant(act, id);
    if (asOf(held.grant, act.now).state !== 'active')
      throw new VaultError('grant-ended', 'This grant is over.');
    const { lease, length, reads, lastReadAt } = held.grant;
    const met: Grant = {
      ...held.grant,
      metAt: act.now,
      leaseUntil: leaseEnd(act.now, lease, length),
      reads: reads + told.reads,
      lastReadAt: told.lastReadAt ?? lastReadAt,
    };
    return given(act, setGrant(act, { ...held, grant: withRefresh(met, act.now) }));
  });
}

export function revoke(core: Core, id: GrantId): Promise<Grant> {
  return perform(core, async (act) => {
    const held = heldGrant(act, id);
    if (held.grant.state !== 'active') return held.grant;
    return (await end(act, held, 'revoked', 'person')).grant;
  });
}

export function release(core: Core, origin: string, id: GrantId): Promise<void> {
  return perform(core, async (act) => {
    const held = heldGrant(act, id);
    if (held.grant.origin !== origin) throw new VaultError('no-such-grant', 'This app has no such grant.');
    if (held.grant.state === 'active') await end(act, held, 'ended', 'app');
  });
}

/** The wrap goes at once. Of a revocation the key stays in the manifest, so that it can be taken back. */
async function end(
  act: Act,
  held: HeldGrant,
  state: 'revoked' | 'ended',
  by: 'person' | 'app',
): Promise<HeldGrant> {
  if (held.wrap !== null) act.drop(held.wrap);
  const { origin, id, terms } = held.grant;
  const over: Grant = { ...held.grant, state, revokedAt: act.now, revocationReachedSite: by === 'app' };
  const ended = { ...held, key: by === 'app' ? null : held.key, grant: withEvent(over, act.now, 'revoked') };
  await act.log('revocation', {
    origin,
    grant: id,
    detail: { variable: terms.variable, access: terms.access, by },
  });
  return setGrant(act, ended);
}

export function allowAgain(core: Core, id: GrantId): Promise<GivenGrant> {
  return perform(core, async (act) => {
    const held = heldGrant(act, id);
    const { state, revokedAt, origin, terms } = held.grant;
    const late = revokedAt === null || act.now - revokedAt > SECOND_THOUGHTS;
    const replaced = act.manifest.grants.some(
      ({ grant: other }) =>
        other.state === 'active' &&
        other.origin === origin &&
        other.terms.access === terms.access &&
        other.terms.key === terms.key,
    );
    if (state !== 'revoked' || late || replaced || held.key === null) {
      throw new VaultError('too-late', 'This can no longer be taken back.');
    }
    const again: Grant = { ...held.grant, state: 'active', revokedAt: null, revocationReachedSite: false };
    const back = setGrant(act, { ...held, grant: withEvent(again, act.now, 'given') });
    await act.log('grant', { origin, grant: id, detail: { ...grantDetail(again), again: true } });
    return given(act, back);
  });
}

export function markRevocationReached(core: Core, id: GrantId): Promise<void> {
  return perform(core, async (act) => {
    const held = heldGrant(act, id);
    if (held.grant.revocationReachedSite || held.grant.state === 'active') return;
    const told: Grant = { ...held.grant, revocationReachedSite: true };
    setGrant(act, { ...held, grant: withEvent(told, act.now, 'revocation-reached-site') });
  });
}

/** Ends what is over: its wrap and key go, and the consent record says so. Answers whether there was any. */
export function sweep(act: Act): void {
  changeGrants(act, (held) => {
    const { grant: old } = held;
    if (old.state === 'active' && asOf(old, act.now).state === 'ended') {
      if (held.wrap !== null) act.drop(held.wrap);
      return { ...held, key: null, grant: withEvent({ ...old, state: 'ended' }, act.now, 'expired') };
    }
    const forGood = old.state === 'revoked' && act.now - (old.revokedAt ?? 0) > SECOND_THOUGHTS;
    return forGood && held.key !== null ? { ...held, key: null } : held;
  });
}

function heldGrant(act: Act, id: GrantId): HeldGrant {
  const found = act.manifest.grants.find((held) => held.grant.id === id);
  if (found === undefined) throw new VaultError('no-such-grant', 'There is no such grant.');
  return found;
}

function setGrant(act: Act, changed: HeldGrant): HeldGrant {
  changeGrants(act, (held) => (held.grant.id === changed.grant.id ? changed : held));
  return changed;
}

function changeGrants(act: Act, change: (held: HeldGrant) => HeldGrant): void {
  const grants = act.manifest.grants.map(change);
  if (grants.every((held, i) => held === act.manifest.grants[i])) return;
  act.manifest = { ...act.manifest, grants };
  act.told.add('grants');
}

function withEvent(changed: Grant, at: number, kind: ConsentEvent['kind']): Grant {
  const { consent } = changed;
  return { ...changed, consent: { ...consent, events: [...consent.events, { at, kind }] } };
}

/** Meetings are many: only the last of a row of refreshes is kept. */
function withRefresh(met: Grant, at: number): Grant {
  const { events } = met.consent;
  const rest = events.at(-1)?.kind === 'refreshed' ? events.slice(0, -1) : events;
  return withEvent({ ...met, consent: { ...met.consent, events: rest } }, at, 'refreshed');
}

async function given(act: Act, held: HeldGrant): Promise<GivenGrant> {
  const wrapped = await putWrap(act, held);
  if (wrapped === null) throw new VaultError('grant-ended', 'This grant is over.');
  return { grant: held.grant, ...wrapped };
}
