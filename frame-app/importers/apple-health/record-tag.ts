import { type ByteWindow, byteName, nextByte, sameBytes } from './byte-window.ts';
import { DateBytes } from './date-bytes.ts';
import { decimalAt } from './decimal-bytes.ts';
import { InternedBytes } from './interned-bytes.ts';
import { type AttributeSpan, BROKEN, GREATER, INCOMPLETE, QUOTE, readAttribute, SLASH } from './tag-end.ts';
import { xmlText } from './xml-text.ts';

/** What an attribute of a Record is good for; a bit each, so that "which were there" is one number. */
export const IGNORED = 0;
export const TYPE = 1;
export const SOURCE = 2;
export const UNIT = 4;
export const START = 8;
export const END = 16;
export const VALUE = 32;

const WANTED: readonly (readonly [DataView, number])[] = [
  [byteName('type'), TYPE],
  [byteName('sourceName'), SOURCE],
  [byteName('unit'), UNIT],
  [byteName('startDate'), START],
  [byteName('endDate'), END],
  [byteName('value'), VALUE],
];

/** Attributes remembered of the last record, and the bytes kept of each. */
const SLOTS = 16;
const SLOT_BYTES = 512;

/**
 * The start tag of a Record, read from bytes into fields.
 *
 * An export is long runs of records that differ in dates and value alone. So the last record's attributes are
 * remembered as bytes, and the next record is compared with them four bytes at a time: an attribute that is the
 * same is not read at all, its field still holds. Bytes equal to bytes that were read with care are read with
 * care. Any other order or name of attributes is read slowly and becomes what is remembered.
 */
export class RecordTag {
  /** Numbers of the interned texts; -1: missing or too long. */
  type = -1;
  source = -1;
  unit = -1;
  /** The value where it is a number, else NaN and its text in `valueText`. */
  value = Number.NaN;
  valueText = -1;
  /** ms UTC; NaN: not a date. */
  start = Number.NaN;
  end = Number.NaN;
  offset = 0;
  /** Bits of the attributes that were there. */
  present = 0;
  /** The tag ends with `/>`: no children follow. */
  empty = false;

  readonly types = new InternedBytes(16_000, xmlText);
  readonly sources = new InternedBytes(16_000, xmlText);
  readonly units = new InternedBytes(1_000, xmlText);
  readonly values = new InternedBytes(8_000, xmlText);

  readonly #view: DataView;
  readonly #dates = new DateBytes();
  readonly #span: AttributeSpan = { nameFrom: 0, nameTo: 0, valueFrom: 0, valueTo: 0, next: 0 };
  readonly #slots = new DataView(new ArrayBuffer(SLOTS * SLOT_BYTES));
  readonly #slotBytes = new Uint8Array(this.#slots.buffer);
  readonly #slotKind = new Int32Array(SLOTS);
  /** Length up to the opening quote and with the closing one; 0: not remembered. */
  readonly #slotName = new Int32Array(SLOTS);
  readonly #slotLength = new Int32Array(SLOTS);
  #slotCount = 0;
  #slotsPresent = 0;

  constructor(window: ByteWindow) {
    this.#view = window.view;
  }

  /** `from`: after `<Record`. Returns the position after the tag, `INCOMPLETE` or `BROKEN`. */
  read(from: number, end: number): number {
    const after = this.#readLikeLast(from, end);
    return after > 0 ? after : this.#readAny(from, end);
  }

  /** Reads a record with the attributes of the last one; 0 where it has others, or is not all there. */
  #readLikeLast(from: number, end: number): number {
    const view = this.#view;
    const count = this.#slotCount;
    if (count === 0) return 0;
    let at = from;
    for (let slot = 0; slot < count; slot++) {
      const kind = this.#slotKind[slot] ?? IGNORED;
      const length = this.#slotLength[slot] ?? 0;
      const slotAt = slot * SLOT_BYTES;
      const mayRepeat = kind === TYPE || kind === SOURCE || kind === UNIT;
      if (mayRepeat && length > 0 && at + length < end && sameBytes(view, at, this.#slots, slotAt, length)) {
        at += length;
        continue;
      }
      const nameLength = this.#slotName[slot] ?? 0;
      if (at + nameLength >= end || !sameBytes(view, at, this.#slots, slotAt, nameLength)) return 0;
      const valueFrom = at + nameLength;
      const close = nextByte(view, QUOTE, valueFrom, end);
      if (close < 0) return 0;
      this.#take(kind, valueFrom, close);
      if (mayRepeat) this.#rememberBytes(slot, at, close + 1);
      at = close + 1;
    }
    const byte = at + 1 < end ? view.getUint8(at) : 0;
    if (byte === SLASH && view.getUint8(at + 1) === GREATER) {
      this.empty = true;
      this.present = this.#slotsPresent;
      return at + 2;
    }
    if (byte !== GREATER) return 0;
    this.empty = false;
    this.present = this.#slotsPresent;
    return at + 1;
  }

  #readAny(from: number, end: number): number {
    const view = this.#view;
    const span = this.#span;
    let present = 0;
    let slots = 0;
    let usual = true;
    let at = from;
    this.type = -1;
    this.source = -1;
    this.unit = -1;
    for (;;) {
      const next = readAttribute(view, at, end, span);
      if (next === INCOMPLETE || next === BROKEN) {
        this.#slotCount = 0;
        return next;
      }
      if (next === 0) break;
      const kind = this.#kindOf(span.nameFrom, span.nameTo);
      this.#take(kind, span.valueFrom, span.valueTo);
      present |= kind;
      usual &&= slots < SLOTS && this.#remember(slots, kind, at, next);
      slots += 1;
      at = next;
    }
    this.present = present;
    this.#slotsPresent = present;
    this.#slotCount = usual ? slots : 0;
    while (view.getUint8(at) !== GREATER) at += 1;
    this.empty = view.getUint8(at - 1) === SLASH;
    return at + 1;
  }

  #kindOf(from: number, to: number): number {
    for (const [name, kind] of WANTED) {
      if (name.byteLength === to - from && sameBytes(this.#view, from, name, 0, to - from)) return kind;
    }
    return IGNORED;
  }

  #take(kind: number, from: number, to: number): void {
    const view = this.#view;
    switch (kind) {
      case TYPE:
        this.type = this.types.idOf(view, from, to);
        break;
      case SOURCE:
        this.source = this.sources.idOf(view, from, to);
        break;
      case UNIT:
        this.unit = this.units.idOf(view, from, to);
        break;
      case START:
        this.#dates.read(view, from, to);
        this.start = this.#dates.instant;
        this.offset = this.#dates.offset;
        break;
      case END:
        this.#dates.read(view, from, to);
        this.end = this.#dates.instant;
        break;
      case VALUE:
        this.value = decimalAt(view, from, to);
        this.valueText = Number.isNaN(this.value) ? this.values.idOf(view, from, to) : -1;
        break;
    }
  }

  /** False where the attribute is not written ` name="value"`: such a record is read slowly each time. */
  #remember(slot: number, kind: number, from: number, to: number): boolean {
    const { valueFrom, nameTo } = this.#span;
    const nameLength = valueFrom - from;
    const isUsual =
      nameTo === valueFrom - 2 && this.#view.getUint8(valueFrom - 1) === QUOTE && nameLength < SLOT_BYTES;
    if (!isUsual) return false;
    this.#slotKind[slot] = kind;
    this.#slotName[slot] = nameLength;
    this.#rememberBytes(slot, from, to);
    // A value too long to keep, or with a zero byte: the name alone is kept to compare with.
    return this.#slotLength[slot] !== 0 || this.#copy(slot, from, nameLength);
  }

  #rememberBytes(slot: number, from: number, to: number): void {
    const length = to - from;
    const isKept = length <= SLOT_BYTES && this.#copy(slot, from, length);
    this.#slotLength[slot] = isKept ? length : 0;
  }

  /** False where there is a zero byte among them, with which `sameBytes` cannot compare. */
  #copy(slot: number, from: number, length: number): boolean {
    const to = slot * SLOT_BYTES;
    let hasZero = false;
    for (let index = 0; index < length; index++) {
      const byte = this.#view.getUint8(from + index);
      if (byte === 0) hasZero = true;
      this.#slotBytes[to + index] = byte;
    }
    return !hasZero;
  }
}
