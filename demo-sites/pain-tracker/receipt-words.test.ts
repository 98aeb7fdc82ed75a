import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Receipt } from '../humanfs-types.ts';
import { receiptLines, sayQueued, saySkipped, saySums } from './receipt-words.ts';

const receipt: Receipt = {
  read: 168,
  new: 166,
  same: 1,
  corrected: 1,
  undone: 0,
  skipped: 0,
  skippedReasons: {},
  queued: null,
};

describe('a receipt in words', () => {
  it('says each part', () => {
    assert.equal(saySums(receipt), '168 sent: 166 new, 1 same, 1 corrected, 0 left out.');
    assert.equal(saySkipped(receipt), '');
    assert.equal(sayQueued(receipt), '');
  });

  it('shows counts that add up to what was sent, whatever they are', () => {
    const count = fc.nat(1_000_000);
    fc.assert(
      fc.property(count, count, count, count, count, (fresh, same, corrected, undone, skipped) => {
        const read = fresh + same + corrected + undone + skipped;
        const lines = receiptLines({ ...receipt, read, new: fresh, same, corrected, undone, skipped });
        assert.equal(
          lines.reduce((sum, line) => sum + line.count, 0),
          read,
        );
      }),
    );
  });

  it('gives the reasons for what was left out', () => {
    const partly = { ...receipt, skipped: 3, skippedReasons: { 'no number': 2, 'in the future': 1 } };
    assert.equal(saySkipped(partly), 'Left out: 2: no number; 1: in the future.');
  });

  it('says how many wait, since when, and that they can be lost', () => {
    const words = sayQueued({
      ...receipt,
      new: 0,
      same: 0,
      corrected: 0,
      queued: { waiting: 168, since: 0 },
    });
    assert.match(words, /^168 entries wait in this browser since .*1970/);
    assert.match(words, /they are lost\.$/);
    assert.match(sayQueued({ ...receipt, queued: { waiting: 1, since: 0 } }), /^1 entry waits /);
  });
});
