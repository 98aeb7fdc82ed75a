/**
 * Whole numbers from 0 to 2^53 - 1 in as few bytes as they need: 7 bits a byte, low bits first, the top bit says
 * that more follow. Bit operations stop at 2^32 in JavaScript, so large numbers go by division.
 */
import type { Bytes } from '../bytes.ts';

const TWO_31 = 2 ** 31;

export function varintLength(value: number): number {
  if (value < 128) return 1;
  if (value < 16_384) return 2;
  if (value < 2_097_152) return 3;
  let length = 4;
  for (let rest = Math.floor(value / 2_097_152); rest >= 128; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** 0, -1, 1, -2 ... to 0, 1, 2, 3 ...; exact for |value| < 2^52. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

export function unzigzag(value: number): number {
  if (value < TWO_31) return (value >>> 1) ^ -(value & 1);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

export class ByteWriter {
  #bytes: Bytes;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(Math.max(64, capacity));
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  varint(value: number): void {
    this.varints(Float64Array.of(value));
  }

  /** The hot loop of every write, so that position and bytes stay in locals. */
  varints(values: Float64Array): void {
    this.#room(values.length * 8);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < values.length; i++) {
      let rest = values[i] ?? 0;
      while (rest >= TWO_31) {
        bytes[at++] = (rest % 128) | 128;
        rest = Math.floor(rest / 128);
      }
      while (rest >= 128) {
        bytes[at++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      bytes[at++] = rest;
    }
    this.#length = at;
  }

  float64s(values: Float64Array): void {
    this.#room(values.length * 8);
    const view = new DataView(this.#bytes.buffer, this.#length);
    for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i] ?? 0, true);
    this.#length += values.length * 8;
  }

  float64(value: number): void {
    this.float64s(Float64Array.of(value));
  }

  bytes(part: Uint8Array): void {
    this.#room(part.length);
    this.#bytes.set(part, this.#length);
    this.#length += part.length;
  }

  finish(): Bytes {
    return this.#bytes.slice(0, this.#length);
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Reads past the end answer 0; `finish` then tells. */
export class ByteReader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  varint(): number {
    let byte = this.byte();
    let value = byte & 127;
    for (let worth = 128; byte >= 128; worth *= 128) {
      byte = this.byte();
      value += (byte & 127) * worth;
    }
    return value;
  }

  // The three loops below are where a read of a million rows spends its time, so each does all of its column's work
  // in one pass, and position and bytes stay in locals.

  /** Fills `out` with what is written. */
  varints(out: Float64Array): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < out.length; i++) {
      let value = bytes[at++] ?? 0;
      if (value >= 128) {
        this.#at = at - 1;
        value = this.varint();
        at = this.#at;
      }
      out[i] = value;
    }
    this.#at = at;
  }

  /** Fills `out` with first, first + d1 * unit, ...: what is written are the steps after the first. */
  climb(out: Float64Array, first: number, unit: number): void {
    if (out.length === 0) return;
    const bytes = this.#bytes;
    let at = this.#at;
    let sum = first;
    out[0] = sum;
    for (let i = 1; i < out.length; i++) {
      let step = bytes[at++] ?? 0;
      if (step >= 128) {
        this.#at = at - 1;
        step = this.varint();
        at = this.#at;
      }
      sum += step * unit;
      out[i] = sum;
    }
    this.#at = at;
  }

  /** Fills `out` with zigzag numbers, or with their running sum. */
  zigzags(out: Float64Array, running: boolean): void {
    const bytes = this.#bytes;
    let at = this.#at;
    let sum = 0;
    for (let i = 0; i < out.length; i++) {
      const byte = bytes[at++] ?? 0;
      let value = (byte >>> 1) ^ -(byte & 1);
      if (byte >= 128) {
        this.#at = at - 1;
        value = unzigzag(this.varint());
        at = this.#at;
      }
      sum = running ? sum + value : value;
      out[i] = sum;
    }
    this.#at = at;
  }

  float64(): number {
    const at = this.#at;
    this.#at += 8;
    return this.#at <= this.#bytes.length ? this.#view.getFloat64(at, true) : 0;
  }

  float64s(out: Float64Array): void {
    const from = this.#at;
    this.#at += out.length * 8;
    if (this.#at > this.#bytes.length) return;
    const view = this.#view;
    for (let i = 0; i < out.length; i++) out[i] = view.getFloat64(from + i * 8, true);
  }

  bytes(length: number): Bytes {
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }

  /** Whether what was read is exactly what there was. */
  atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
