/** What Allow and Deny do. */
import { LEASE } from '../../protocol/limits.ts';
import { UNKNOWN_OFFSET } from '../../protocol/series.ts';
import { sha256, toHex, utf8 } from '../vault/bytes.ts';
import { newRandomId } from '../vault/ids.ts';
import type { ConsentRecord, GrantLength, Terms } from '../vault/model.ts';
import type { MeetingRequest, Outcome } from '../vault/partition/meeting-messages.ts';
import type { NewHolding } from '../vault/partition/partition.ts';
import type { GivenGrant, Safe } from '../vault/safe/safe.ts';
import { forFrame, undoOf } from './bring-up-to-date.ts';
import type { MeetingWithFrame } from './meeting-with-frame.ts';
import type { Proposal } from './proposal.ts';
import { type Length, MONTH, shownText } from './words.ts';

export interface Decision {
  /** Those that were left on; their places in the list that was asked for. */
  readonly chosen: readonly { readonly proposal: Proposal; readonly place: number }[];
  readonly asked: number;
  readonly extrasOn: ReadonlySet<string>;
  readonly length: Length;
  /** When the person stopped this before, as the window said; null: never. */
  readonly stoppedAt: number | null;
}

export async function allow(safe: Safe, meeting: MeetingWithFrame, decision: Decision): Promise<void> {
  // Nothing may be granted to a document that is gone.
  await meeting.stillHere();
  const outcome = await commit(safe, meeting, decision, Date.now());
  await meeting.conclude(outcome);
}

export async function deny(
  safe: Safe,
  meeting: MeetingWithFrame,
  proposals: readonly Proposal[],
): Promise<void> {
  const { origin } = meeting.claimed;
  await safe.denied(origin, 'denied', proposals[0]?.terms.variable ?? '');
  await meeting.conclude({ is: 'failed', code: 'CONSENT_DENIED' });
}

async function commit(
  safe: Safe,
  meeting: MeetingWithFrame,
  decision: Decision,
  now: number,
): Promise<Outcome> {
  const { request, origin, app } = meeting.claimed;
  const consent = await consentRecord(meeting, decision, now);
  const length: GrantLength =
    decision.length === 'once'
      ? { kind: 'once' }
      : decision.length === 'month'
        ? { kind: 'until', until: now + MONTH }
        : { kind: 'until-revoked' };
  const give = async (terms: Terms, rows: number | null): Promise<GivenGrant | null> => {
    const ask = { origin, terms, length, lease: LEASE, consent, snapshotRows: rows };
    if (length.kind !== 'once') return safe.grant(ask);
    await safe.recordOnce(ask);
    return null;
  };

  const [first] = decision.chosen;
  if (request.verb === 'read' && first?.proposal.access === 'read') {
    const terms = withExtras(first.proposal.terms, decision.extrasOn);
    const series = await safe.snapshot(terms, origin, now);
    const given = await give(terms, series.times.length);
    return { is: 'read', grant: given && forFrame(safe, given, now), terms, series, at: now };
  }
  if (request.verb === 'write' && first?.proposal.access === 'write') {
    const given = await give(first.proposal.terms, null);
    const receipt = await write(safe, origin, app.name, request);
    return { is: 'written', grant: given && forFrame(safe, given, now), receipt };
  }
  const holdings: NewHolding[] = [];
  for (const { proposal } of decision.chosen) {
    const terms = proposal.access === 'read' ? withExtras(proposal.terms, decision.extrasOn) : proposal.terms;
    const series = terms.access === 'read' ? await safe.snapshot(terms, origin, now) : null;
    const given = await give(terms, series?.times.length ?? null);
    if (given !== null) holdings.push({ grant: forFrame(safe, given, now), series });
  }
  const kept = new Set(decision.chosen.map(({ place }) => place));
  const refused = Array.from({ length: decision.asked }, (_, place) => place).filter(
    (place) => !kept.has(place),
  );
  return { is: 'connected', holdings, refused };
}

function withExtras<T extends { readonly notes: boolean }>(terms: T, on: ReadonlySet<string>): T {
  return { ...terms, notes: on.has('notes'), offsets: on.has('offsets'), sources: on.has('sources') };
}

async function write(
  safe: Safe,
  origin: string,
  appName: string | null,
  { params, batch, at }: Extract<MeetingRequest, { verb: 'write' }>,
) {
  const { name, unit, scale, category, times, values, ends, offsets, notes, undo } = params;
  const counts = await safe.writeFromApp({
    origin,
    appName,
    variable: { name, unit, scale, category },
    rows: {
      starts: times,
      values,
      ends: ends ?? new Float64Array(times.length).fill(Number.NaN),
      offsets: offsets ?? new Int16Array(times.length).fill(UNKNOWN_OFFSET),
      notes: new Map(notes),
    },
    undo: undoOf(undo),
    batch,
    at,
  });
  const read = times.length + undo.length;
  const { new: added, same, corrected, undone } = counts;
  const skipped = read - added - same - corrected - undone;
  // An app may take back only its own entries: a time it never wrote is counted, and nothing else happens.
  const skippedReasons: Record<string, number> = skipped > 0 ? { 'not-yours': skipped } : {};
  return { read, new: added, same, corrected, undone, skipped, skippedReasons, queued: null };
}

async function consentRecord(
  meeting: MeetingWithFrame,
  decision: Decision,
  now: number,
): Promise<ConsentRecord> {
  const { origin, app, request } = meeting.claimed;
  const proposals = decision.chosen.map(({ proposal }) => proposal);
  const { purpose } = request.params;
  const text = shownText({
    origin,
    proposals,
    extrasOn: decision.extrasOn,
    purpose,
    length: decision.length,
    stoppedAt: decision.stoppedAt,
    now,
  });
  return {
    recordId: newRandomId(),
    at: now,
    language: document.documentElement.lang,
    safeVersion: '0.1.0',
    text,
    textSha256: toHex(await sha256(utf8(text))),
    purpose,
    purposeFrom: 'app',
    identityAssurance: 'origin only',
    appName: app.name,
    appContact: app.contact,
    appPrivacyUrl: app.privacyUrl,
    withdrawal: 'In the safe, under Apps',
    events: [
      { at: now, kind: 'requested' },
      { at: now, kind: 'given' },
    ],
  };
}
