import { nextByte } from './byte-window.ts';

export const LESS = 0x3c;
export const GREATER = 0x3e;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const EQUALS = 0x3d;

/** The tag is not all there yet. */
export const INCOMPLETE = -1;
/** A `<` stands where an attribute should: this tag was cut short and another one begins. */
export const BROKEN = -2;

export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Position after the `>` that ends the tag, `INCOMPLETE` or `BROKEN`. A `>` inside quotes does not end it. */
export function tagEnd(view: DataView, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const byte = view.getUint8(at);
    if (byte === GREATER) return at + 1;
    if (byte === LESS) return BROKEN;
    if (byte === QUOTE || byte === APOSTROPHE) {
      at = nextByte(view, byte, at + 1, end);
      if (at < 0) return INCOMPLETE;
    }
    at += 1;
  }
  return INCOMPLETE;
}

/** One attribute: `name` is trimmed and may hold blanks, which some programs have written. */
export interface AttributeSpan {
  nameFrom: number;
  nameTo: number;
  valueFrom: number;
  valueTo: number;
  /** Where the next attribute begins. */
  next: number;
}

/**
 * Reads the attribute that begins at `from` into `span`. Returns its end, 0 where the tag ends instead,
 * `INCOMPLETE` or `BROKEN`.
 */
export function readAttribute(view: DataView, from: number, end: number, span: AttributeSpan): number {
  let at = from;
  while (at < end && isSpace(view.getUint8(at))) at += 1;
  span.nameFrom = at;
  for (; at < end; at++) {
    const byte = view.getUint8(at);
    if (byte === EQUALS) break;
    if (byte === GREATER) return 0;
    if (byte === LESS) return BROKEN;
    if (byte === QUOTE || byte === APOSTROPHE) return strayQuote(view, at, end, span);
  }
  if (at >= end) return INCOMPLETE;
  span.nameTo = at;
  while (span.nameTo > span.nameFrom && isSpace(view.getUint8(span.nameTo - 1))) span.nameTo -= 1;
  at += 1;
  while (at < end && isSpace(view.getUint8(at))) at += 1;
  if (at >= end) return INCOMPLETE;
  const quote = view.getUint8(at);
  if (quote !== QUOTE && quote !== APOSTROPHE) {
    // No quote after '=': an empty value, and whatever follows is read as the next name.
    span.valueFrom = at;
    span.valueTo = at;
    span.next = at;
    return at;
  }
  const close = nextByte(view, quote, at + 1, end);
  if (close < 0) return INCOMPLETE;
  span.valueFrom = at + 1;
  span.valueTo = close;
  span.next = close + 1;
  return span.next;
}

/** A quoted text without a name is stepped over as one, so that a `>` inside it ends nothing. */
function strayQuote(view: DataView, at: number, end: number, span: AttributeSpan): number {
  const close = nextByte(view, view.getUint8(at), at + 1, end);
  if (close < 0) return INCOMPLETE;
  span.nameTo = span.nameFrom;
  span.valueFrom = at;
  span.valueTo = at;
  span.next = close + 1;
  return span.next;
}
