/** Powers of ten that a double holds exactly; dividing by one of them rounds once, so the result is exact. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);
const EXACT_DIGITS = 2 ** 53;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;
/** No program writes a number longer than this; a file that does is not asked to be understood. */
const MAX_LENGTH = 64;

/**
 * The decimal number written in `view[from, to)`, exactly as `Number` reads it; NaN where it is not one.
 * Digits up to 2^53 with at most 22 decimals are read without making a string, which is nearly all of them.
 */
export function decimalAt(view: DataView, from: number, to: number): number {
  let at = from;
  let negative = false;
  if (at < to && view.getUint8(at) === 0x2d) {
    negative = true;
    at += 1;
  }
  let digits = 0;
  let decimals = -1;
  const first = at;
  for (; at < to; at++) {
    const digit = view.getUint8(at) - 0x30;
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      if (decimals >= 0) decimals += 1;
    } else if (digit === -2 && decimals < 0) {
      decimals = 0;
    } else {
      return slowDecimal(view, from, to);
    }
  }
  const power = EXACT_POWERS[Math.max(decimals, 0)];
  // A lone '.' or '-' has no digit; the slow way refuses it.
  if (digits > EXACT_DIGITS || power === undefined || at - first - (decimals < 0 ? 0 : 1) < 1) {
    return slowDecimal(view, from, to);
  }
  const value = digits / power;
  return negative ? -value : value;
}

function slowDecimal(view: DataView, from: number, to: number): number {
  if (to - from > MAX_LENGTH) return Number.NaN;
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(view.getUint8(at));
  text = text.trim();
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
