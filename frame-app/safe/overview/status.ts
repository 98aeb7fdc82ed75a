import { formatDaysAgo, formatDaysAhead } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import type { Grant } from '../../vault/model.ts';
import type { Contents } from '../../vault/safe/safe.ts';
import { endOf, isLive } from '../apps/access.ts';

/** "3 kinds, 1,204 entries, last added today". */
export function contentsLine(contents: Contents, now: number): string {
  const kinds = contents.variables.filter((held) => entriesOf(held) > 0);
  const entries = kinds.reduce((sum, held) => sum + entriesOf(held), 0);
  if (entries === 0) return 'Nothing in it yet';
  const last = contents.batches.reduce(
    (latest, batch) => (counts(batch.state) ? Math.max(latest, batch.at) : latest),
    0,
  );
  const added = last === 0 ? '' : `, last added ${formatDaysAgo(last, now)}`;
  return `${formatCount(kinds.length, 'kind', 'kinds')}, ${formatCount(entries, 'entry', 'entries')}${added}`;
}

function counts(state: Contents['batches'][number]['state']): boolean {
  return state === 'done' || state === 'cancelled' || state === 'running';
}

export function entriesOf(held: Contents['variables'][number]): number {
  return held.streams.reduce((sum, { summary }) => sum + summary.count, 0);
}

/** "2 sites can read, 1 can add. The next access ends in 3 days." */
export function sitesLine(grants: readonly Grant[], now: number): string {
  const live = grants.filter((grant) => isLive(grant, now));
  const sites = (access: 'read' | 'write') =>
    new Set(live.filter((grant) => grant.terms.access === access).map((grant) => grant.origin)).size;
  const readers = sites('read');
  const writers = sites('write');
  if (readers + writers === 0) return 'No site can read or add anything.';
  const parts = [
    readers === 0 ? 'No site can read' : `${formatCount(readers, 'site', 'sites')} can read`,
    writers === 0 ? '' : `${formatCount(writers, 'site', 'sites')} can add`,
  ];
  const ends = live.map(endOf).filter((end) => end !== null);
  const next = ends.length === 0 ? '' : ` The next access ends ${formatDaysAhead(Math.min(...ends), now)}.`;
  return `${parts.filter((part) => part !== '').join(', ')}.${next}`;
}

export type NextStep = 'bring-data' | 'save-copy' | 'look';

/** The one thing worth doing next. */
export function nextStep(contents: Contents): NextStep {
  if (!contents.variables.some((held) => entriesOf(held) > 0)) return 'bring-data';
  return contents.settings.lastCopyAt === null ? 'save-copy' : 'look';
}

/** "Last copy saved today." or that there is none. */
export function copyLine(lastCopyAt: number | null, now: number): string {
  return lastCopyAt === null
    ? 'You have not saved a copy yet.'
    : `Last copy saved ${formatDaysAgo(lastCopyAt, now)}.`;
}
