/** What the consent window asks of the safe before the person answers, and what it tells it after a no. */
import { converter } from '../cut/units.ts';
import { VaultError } from '../errors.ts';
import type { Variable } from '../model.ts';
import { perform } from './act.ts';
import { heldStreams } from './contents.ts';
import type { Core } from './core.ts';
import { keyOfName } from './find-or-make.ts';
import type { Denials, RequestMatch } from './safe.ts';

/** From this many refusals in a row on, the site has to wait before it may ask again. */
const PATIENCE = 3;
const PAUSE = 86_400_000;
/** Names this many edits apart are shown side by side. */
const NEAR = 2;

export async function matchRequest(core: Core, name: string, unit?: string): Promise<RequestMatch> {
  const key = keyOfName(name);
  const { variables, streams } = await core.manifest();
  const exact = variables.filter(
    (one) => one.key === key && (unit === undefined || converter(one.unit, unit) !== null),
  );
  const held = await heldStreams(
    core,
    streams.filter((stream) => exact.some(({ id }) => id === stream.variable)),
  );
  const candidates = exact.map((variable) => {
    const byStreams = held.filter(({ stream }) => stream.variable === variable.id);
    const firsts = byStreams.flatMap(({ summary }) => summary.first ?? []);
    const lasts = byStreams.flatMap(({ summary }) => summary.last ?? []);
    return {
      variable,
      count: byStreams.reduce((sum, { summary }) => sum + summary.count, 0),
      first: firsts.length === 0 ? null : Math.min(...firsts),
      last: lasts.length === 0 ? null : Math.max(...lasts),
      byStreams,
    };
  });
  candidates.sort((a, b) => b.count - a.count);
  return { candidates, near: variables.filter((one) => one.key !== key && isNear(one, key)) };
}

/** Few edits apart, or one name inside the other: "Arthritis Pain" and "Pain". */
function isNear({ key }: Variable, asked: string): boolean {
  const shorter = Math.min(key.length, asked.length);
  if (shorter >= 4 && (key.includes(asked) || asked.includes(key))) return true;
  return shorter > NEAR && editsWithin(key, asked, NEAR);
}

function editsWithin(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(changed, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return (previous[b.length] ?? most + 1) <= most;
}

export function denied(
  core: Core,
  origin: string,
  kind: 'denied' | 'dismissed',
  variable: string,
): Promise<Denials> {
  if (origin === '') throw new VaultError('bad-variable', 'A site has an origin.');
  return perform(core, async (act) => {
    const { settings } = act.manifest;
    const before = Object.hasOwn(settings.denials, origin) ? settings.denials[origin] : undefined;
    const denials: Denials = {
      denied: (before?.denied ?? 0) + (kind === 'denied' ? 1 : 0),
      dismissed: (before?.dismissed ?? 0) + (kind === 'dismissed' ? 1 : 0),
      until: before?.until ?? null,
    };
    const refusals = denials.denied + denials.dismissed;
    const now = { ...denials, until: refusals >= PATIENCE ? act.now + PAUSE : denials.until };
    act.manifest = {
      ...act.manifest,
      settings: { ...settings, denials: { ...settings.denials, [origin]: now } },
    };
    act.told.add('settings');
    await act.log(kind === 'denied' ? 'denial' : 'dismissal', { origin, detail: { variable } });
    return now;
  });
}
