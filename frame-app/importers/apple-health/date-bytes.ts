import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { clockTime, dayStart, hourOfHalf } from '../civil-time.ts';

/** Length of `2016-04-15 07:27:26 +0100`, the one form that nearly every export is written in. */
const LENGTH = 25;
/** Some phones set to a twelve-hour clock write `2020-10-01 3:31:54 pm +1000`; some programs write ISO 8601. */
const OTHER_FORMS =
  /^(\d{4})-(\d\d)-(\d\d)[ T](\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[\s\u00a0\u202f]?([ap])\.?m\.?)?\s?(Z|[+-]\d\d:?\d\d)$/iu;
const MAX_LENGTH = 48;

function offsetMinutes(text: string): number {
  if (text === 'Z' || text === 'z') return 0;
  const minutes = clockTime(Number(text.slice(1, 3)), Number(text.slice(-2)), 0) / 60_000;
  return text.startsWith('-') ? -minutes : minutes;
}

/**
 * Reads dates from bytes without making strings. After `read`, `instant` is ms UTC (NaN: not a date) and
 * `offset` the minutes east of UTC that the text states. Days are remembered: a file is written in runs of days.
 */
export class DateBytes {
  instant = Number.NaN;
  offset = UNKNOWN_OFFSET;
  readonly #decoder = new TextDecoder();
  #year = 0;
  #month = 0;
  #day = 0;
  #dayStart = Number.NaN;
  #zone = 0;
  #zoneLast = 0;
  #zoneOffset = Number.NaN;

  read(view: DataView, from: number, to: number): void {
    if (to - from !== LENGTH || !this.#readUsual(view, from)) this.#readOther(view, from, to);
  }

  #readUsual(view: DataView, at: number): boolean {
    const year = view.getInt32(at, true);
    const month = view.getInt32(at + 4, true);
    const day = view.getUint16(at + 8, true);
    if (year !== this.#year || month !== this.#month || day !== this.#day) {
      if (!this.#learnDay(view, at)) return false;
      this.#year = year;
      this.#month = month;
      this.#day = day;
    }
    const zone = view.getInt32(at + 20, true);
    const zoneLast = view.getUint8(at + 24);
    if (zone !== this.#zone || zoneLast !== this.#zoneLast) {
      if (!this.#learnZone(view, at + 20)) return false;
      this.#zone = zone;
      this.#zoneLast = zoneLast;
    }
    // ' ' before the clock and the zone, ':' within the clock.
    if (
      view.getUint8(at + 10) !== 0x20 ||
      view.getUint8(at + 13) !== 0x3a ||
      view.getUint8(at + 16) !== 0x3a ||
      view.getUint8(at + 19) !== 0x20
    ) {
      return false;
    }
    const clock = clockTime(twoDigits(view, at + 11), twoDigits(view, at + 14), twoDigits(view, at + 17));
    if (Number.isNaN(clock)) return false;
    this.offset = this.#zoneOffset;
    this.instant = this.#dayStart + clock - this.#zoneOffset * 60_000;
    return true;
  }

  #learnDay(view: DataView, at: number): boolean {
    this.#year = 0;
    if (view.getUint8(at + 4) !== 0x2d || view.getUint8(at + 7) !== 0x2d) return false;
    this.#dayStart = dayStart(
      twoDigits(view, at) * 100 + twoDigits(view, at + 2),
      twoDigits(view, at + 5),
      twoDigits(view, at + 8),
    );
    return !Number.isNaN(this.#dayStart);
  }

  #learnZone(view: DataView, at: number): boolean {
    this.#zone = 0;
    const sign = view.getUint8(at);
    const hours = twoDigits(view, at + 1);
    const minutes = twoDigits(view, at + 3);
    if ((sign !== 0x2b && sign !== 0x2d) || !(hours <= 23 && minutes <= 59)) return false;
    this.#zoneOffset = (sign === 0x2b ? 1 : -1) * (hours * 60 + minutes);
    return true;
  }

  #readOther(view: DataView, from: number, to: number): void {
    this.instant = Number.NaN;
    this.offset = UNKNOWN_OFFSET;
    if (to - from > MAX_LENGTH) return;
    const text = this.#decoder.decode(new Uint8Array(view.buffer, view.byteOffset + from, to - from)).trim();
    const match = OTHER_FORMS.exec(text);
    if (match === null) return;
    const half = match[8];
    const hour =
      half === undefined ? Number(match[4]) : hourOfHalf(Number(match[4]), half.toLowerCase() === 'p');
    const offset = offsetMinutes(match[9] ?? '');
    const milliseconds = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
    this.instant =
      dayStart(Number(match[1]), Number(match[2]), Number(match[3])) +
      clockTime(hour, Number(match[5]), Number(match[6])) +
      milliseconds -
      offset * 60_000;
    if (!Number.isNaN(this.instant)) this.offset = offset;
  }
}

/** Two digits as a number; NaN where one of them is not a digit. */
function twoDigits(view: DataView, at: number): number {
  const tens = view.getUint8(at) - 0x30;
  const ones = view.getUint8(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
