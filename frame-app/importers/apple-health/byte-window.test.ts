import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nextByte, sameBytes } from './byte-window.ts';

/** As in the window: bytes beyond the end may be looked at, and never count. */
function viewOf(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(bytes.length + 8).fill(0x22);
  padded.set(bytes);
  return new DataView(padded.buffer);
}

const few = fc.uint8Array({ maxLength: 24, max: 255 });

describe('looking at several bytes at a time', () => {
  it('finds the byte that a search one by one finds', () => {
    fc.assert(
      fc.property(few, fc.constantFrom(0x22, 0, 0x80, 0xff, 0x3c), fc.nat(24), (bytes, byte, from) => {
        const start = Math.min(from, bytes.length);
        assert.equal(nextByte(viewOf(bytes), byte, start, bytes.length), bytes.indexOf(byte, start));
      }),
      { numRuns: 2000 },
    );
  });

  const text = fc.uint8Array({ maxLength: 24, min: 1, max: 0x7e });
  const noZero = fc.uint8Array({ maxLength: 24, min: 1, max: 255 });

  it('tells bytes apart that differ in one, wherever it is', () => {
    fc.assert(
      fc.property(text, (bytes) => {
        assert.ok(sameBytes(viewOf(bytes), 0, viewOf(bytes.slice()), 0, bytes.length));
      }),
    );
    fc.assert(
      fc.property(noZero, fc.nat(23), fc.integer({ min: 1, max: 255 }), (bytes, at, change) => {
        if (bytes.length === 0) return;
        const other = bytes.slice();
        const place = at % bytes.length;
        other[place] = (other[place] ?? 0) ^ change;
        assert.ok(!sameBytes(viewOf(other), 0, viewOf(bytes), 0, bytes.length));
      }),
      { numRuns: 5000 },
    );
  });
});
