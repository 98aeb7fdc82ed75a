import { MAX_TIME } from '../../protocol/series.ts';

const DAY = 86_400_000;
/** A person has lived in a few zones; a file that names more is answered without the cache. */
const MAX_ZONES = 600;
const MAX_DAYS = 50_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** UTC day number -> offset in minutes when it holds for the whole day, undefined when it changes within. */
  readonly days: Map<number, number | undefined>;
}

/** One for all readers: the facts are the same, and making a formatter costs a millisecond. */
const zones = new Map<string, Zone | null>();

/** `GMT`, `GMT+01:00`, `GMT-00:01:15` as minutes; seconds, in zones before standard time, are rounded away. */
function minutesOf(format: Intl.DateTimeFormat, instant: number): number {
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+\u2212-])(\d{1,2}):?(\d\d)(?::(\d\d))?)?$/u.exec(name);
  if (match === null) return Number.NaN;
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) + Math.round(Number(match[4] ?? 0) / 60);
  return match[1] === '+' || match[1] === undefined ? minutes : -minutes;
}

/**
 * Offsets of named time zones (`Europe/London`), remembered by zone and day: asking the browser costs some
 * microseconds, a file asks a million times and nearly always about the same days.
 */
export class ZoneOffsets {
  /** Minutes east of UTC at this instant; undefined: no such zone. */
  at(name: string, instant: number): number | undefined {
    const zone = this.#zone(name);
    if (zone === null || !(Math.abs(instant) < MAX_TIME - DAY)) return undefined;
    const day = Math.floor(instant / DAY);
    if (!zone.days.has(day)) {
      const first = minutesOf(zone.format, day * DAY);
      const last = minutesOf(zone.format, (day + 1) * DAY);
      if (zone.days.size >= MAX_DAYS) zone.days.clear();
      zone.days.set(day, first === last ? first : undefined);
    }
    const offset = zone.days.get(day) ?? minutesOf(zone.format, instant);
    return Number.isNaN(offset) ? undefined : offset;
  }

  /**
   * The instant of a wall clock in a zone. A clock time that happens twice (autumn) is taken the first time; one
   * that is left out (spring) is read with the offset before the change, as calendars do.
   * `wall`: the clock's own time written as if it were UTC, ms.
   */
  instantOf(name: string, wall: number): number | undefined {
    const before = this.at(name, wall - DAY);
    const after = this.at(name, wall + DAY);
    if (before === undefined || after === undefined) return undefined;
    for (const offset of [before, after]) {
      const instant = wall - offset * 60_000;
      if (this.at(name, instant) === offset) return instant;
    }
    return wall - before * 60_000;
  }

  #zone(name: string): Zone | null {
    const known = zones.get(name);
    if (known !== undefined) return known;
    let zone: Zone | null = null;
    try {
      zone = {
        format: new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' }),
        days: new Map(),
      };
    } catch {
      // RangeError: the browser knows no zone of this name.
    }
    if (zones.size >= MAX_ZONES) zones.clear();
    zones.set(name, zone);
    return zone;
  }
}
