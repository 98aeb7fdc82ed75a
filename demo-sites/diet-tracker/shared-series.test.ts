import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sayRange, sayUnit, sayUntil } from './shared-series.ts';

const at = (...parts: [number, number, number]) => new Date(parts[0], parts[1] - 1, parts[2]).getTime();

describe('what was shared, in words', () => {
  it('names the days that a read really covers', () => {
    assert.equal(sayRange(null, null), 'all days');
    assert.equal(sayRange(at(2026, 5, 24), at(2026, 11, 22)), '24 May to 21 Nov 2026');
    assert.equal(sayRange(at(2025, 12, 30), at(2026, 1, 3)), '30 Dec 2025 to 2 Jan 2026');
    assert.equal(sayRange(at(2026, 5, 24), at(2026, 5, 25)), '24 May 2026');
    assert.equal(sayRange(at(2026, 5, 24), null), 'from 24 May 2026');
    assert.equal(sayRange(null, at(2026, 5, 25)), 'all days up to 24 May 2026');
  });

  it('names the unit, and which end of a scale is the worst', () => {
    assert.equal(
      sayUnit({ unit: '{score}', scale: { min: 0, max: 10, worse: 'high' } }),
      'score, 0 to 10; 10 is worst',
    );
    assert.equal(
      sayUnit({ unit: '{score}', scale: { min: 1, max: 5, worse: 'low' } }),
      'score, 1 to 5; 1 is worst',
    );
    assert.equal(sayUnit({ unit: '{steps}', scale: null }), 'steps');
    assert.equal(sayUnit({ unit: '1' }), 'numbers');
    assert.equal(sayUnit({ unit: 'kg' }), 'kg');
  });

  it('says how long', () => {
    const now = at(2026, 11, 22);
    assert.equal(sayUntil(null, now), 'until you stop it');
    assert.equal(sayUntil(now, now), 'only this time');
    assert.equal(sayUntil(at(2026, 12, 22), now), 'until 22 Dec 2026, 00:00');
  });
});
