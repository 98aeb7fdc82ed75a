/** Bytes beyond the end that a reader of whole words may look at; they never count. */
const SLACK = 64;

/**
 * The stretch of the file that is being looked at, in one buffer that never moves. Each piece of the stream is
 * copied behind what is left of the last one, so a record that lies across pieces is read like any other, and
 * the memory in use does not depend on the file.
 */
export class ByteWindow {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Bytes [0, end) are filled. */
  end = 0;
  /** Position of byte 0 in the file. */
  base = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity + SLACK);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Copies what fits of `piece` from `from` on, at most `most` bytes; returns how many that was. */
  fill(piece: Uint8Array, from: number, most: number): number {
    const room = this.bytes.length - SLACK - this.end;
    const length = Math.min(room, most, piece.length - from);
    this.bytes.set(piece.subarray(from, from + length), this.end);
    this.end += length;
    return length;
  }

  /** Forgets bytes [0, count). */
  drop(count: number): void {
    if (count === 0) return;
    this.bytes.copyWithin(0, count, this.end);
    this.end -= count;
    this.base += count;
  }
}

/** Position of the next `byte` in [from, end), or -1. Looks at four bytes at a time. */
export function nextByte(view: DataView, byte: number, from: number, end: number): number {
  const pattern = Math.imul(byte, 0x01010101);
  let at = from;
  for (; at <= end - 4; at += 4) {
    // Zero exactly where a byte equals the one looked for; then the usual test for a zero byte in a word.
    const word = view.getInt32(at, true) ^ pattern;
    if (((word - 0x01010101) & ~word & 0x80808080) !== 0) break;
  }
  for (; at < end; at++) {
    if (view.getUint8(at) === byte) return at;
  }
  return -1;
}

/**
 * Whether the `length` bytes at both places are the same; those of `b` hold no zero byte. Eight bytes at a time are
 * compared as one double: without a zero byte it is neither of the two zeros, so equal doubles are equal bytes,
 * and bytes that make no number differ from themselves, which only costs the quick way.
 */
export function sameBytes(a: DataView, fromA: number, b: DataView, fromB: number, length: number): boolean {
  let index = 0;
  for (; index <= length - 8; index += 8) {
    if (a.getFloat64(fromA + index, true) !== b.getFloat64(fromB + index, true)) return false;
  }
  for (; index < length; index++) {
    if (a.getUint8(fromA + index) !== b.getUint8(fromB + index)) return false;
  }
  return true;
}

const encoder = new TextEncoder();

/** A name to look for, as a view that `sameBytes` takes. */
export function byteName(name: string): DataView {
  return new DataView(encoder.encode(name).buffer);
}
