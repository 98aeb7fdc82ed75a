import { formatDay, formatDaysAgo, formatDuration, formatWeekdayTime } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import { hostOf } from '../../ui/site-name.tsx';
import type { Grant } from '../../vault/model.ts';

/** How long a stop can be taken back, ms. */
export const TAKE_BACK = 10_000;
/** How long a stopped access keeps its place in the list, with what the stop meant. */
const FRESH_STOP = 10 * 60_000;
const WEEK = 7 * 86_400_000;

/** Still lets its site in: active and not past its end. */
export function isLive(grant: Grant, now: number): boolean {
  const end = endOf(grant);
  return grant.state === 'active' && (end === null || end > now);
}

export function justStopped(grant: Grant, now: number): boolean {
  return grant.state === 'revoked' && grant.revokedAt !== null && now - grant.revokedAt < FRESH_STOP;
}

/** When it ends by itself, ms UTC; null: it does not. */
export function endOf(grant: Grant): number | null {
  return grant.length.kind === 'until' ? grant.length.until : null;
}

/** "Read Arthritis Severity", "Add Arthritis Severity". */
export function whatWords(grant: Grant): string {
  return `${grant.terms.access === 'read' ? 'Read' : 'Add'} ${grant.terms.variable}`;
}

/** "until 22 Dec 2026", "until you stop it", "only once". */
export function untilWords(grant: Grant): string {
  switch (grant.length.kind) {
    case 'once':
      return 'only once';
    case 'until':
      return `until ${formatDay(grant.length.until)}`;
    case 'until-revoked':
      return 'until you stop it';
  }
}

/** How far a read reaches, in words; nothing for adding. */
export function reachWords(grant: Grant): readonly string[] {
  const { terms } = grant;
  if (terms.access === 'write') return ['It can add, and fix or see only what it added.'];
  const detail = { each: 'Each entry.', day: 'One number a day.', week: 'One number a week.' }[
    terms.granularity
  ];
  return [
    rangeWords(terms.from, terms.to),
    detail,
    terms.includesNew ? 'New entries too.' : 'No new entries.',
    terms.notes ? 'With your notes.' : 'Not your notes.',
    ...(terms.othersEntries ? [] : ['Not what other sites added.']),
  ];
}

function rangeWords(from: number | null, to: number | null): string {
  if (from === null && to === null) return 'All days.';
  if (from === null) return `Days before ${formatDay(to ?? 0)}.`;
  if (to === null) return `Days from ${formatDay(from)} on.`;
  return `From ${formatDay(from)} to before ${formatDay(to)}.`;
}

/** "Last read today, 12 reads." */
export function lastReadWords(grant: Grant, now: number): string {
  if (grant.terms.access === 'write') return '';
  if (grant.lastReadAt === null) return 'Not read yet, as far as the site has told.';
  return `Last read ${formatDaysAgo(grant.lastReadAt, now)}, ${formatCount(grant.reads, 'read', 'reads')} in all.`;
}

/** What a stop means right now: at once, or until the copy the site holds runs out. */
export function stoppedWords(grant: Grant, now: number): string {
  const host = hostOf(grant.origin);
  const until = grant.leaseUntil;
  if (grant.terms.access === 'write') return `Stopped. ${host} cannot add anything more.`;
  if (grant.revocationReachedSite || until === null || until <= now) {
    return `Stopped. ${host} gets nothing more from your safe.`;
  }
  const when = until - now < WEEK ? formatWeekdayTime(until) : formatDay(until);
  return `Stopped here. ${host} may still show what it has until ${when}.`;
}

/** Why an access that is over is over. */
export function endedWords(grant: Grant): string {
  if (grant.state === 'revoked' && grant.revokedAt !== null)
    return `You stopped this on ${formatDay(grant.revokedAt)}.`;
  if (grant.length.kind === 'once') return `Read once on ${formatDay(grant.createdAt)}.`;
  const end = endOf(grant);
  return end === null ? 'Ended.' : `Ended by itself on ${formatDay(end)}.`;
}

/** Whether "Allow again" still works, and for how long, ms. */
export function takeBackLeft(grant: Grant, now: number): number {
  return grant.state === 'revoked' && grant.revokedAt !== null
    ? Math.max(0, grant.revokedAt + TAKE_BACK - now)
    : 0;
}

/** "has not checked in for 3 days": a live reader whose copy has run out without a meeting. */
export function silentSince(grant: Grant, now: number): number | null {
  if (!isLive(grant, now) || grant.terms.access !== 'read' || grant.metAt === null) return null;
  return grant.leaseUntil !== null && grant.leaseUntil < now ? grant.metAt : null;
}

export function leaseWords(grant: Grant): string {
  return `It must check in with your safe every ${formatDuration(grant.lease)}, or its copy stops working.`;
}
