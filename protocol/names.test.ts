import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalName, displayName, isShowableName, isShowableText } from './names.ts';

describe('names', () => {
  it('gives every spelling of one name one key', () => {
    const key = canonicalName('Arthritis Severity');
    for (const spelling of [
      'arthritis severity',
      '  Arthritis \t Severity ',
      'ARTHRITIS SEVERITY',
      'Arthritis\u00a0Severity',
    ])
      assert.equal(canonicalName(spelling), key);
    assert.equal(canonicalName('Ko\u0308rper'), canonicalName('K\u00f6rper'));
    assert.equal(canonicalName('Stra\u00dfe'), canonicalName('STRASSE'));
    assert.notEqual(canonicalName('Joint Pain'), canonicalName('JointPain'));
  });

  it('is stable: the key of a key is the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        assert.equal(canonicalName(canonicalName(name)), canonicalName(name));
        assert.equal(canonicalName(displayName(name)), canonicalName(name));
      }),
    );
  });

  it('refuses what does not show itself', () => {
    for (const bad of [
      '',
      '   ',
      'a\u202eb',
      'a\u200bb',
      'a\u2066b',
      'a\u0000b',
      'a\u00adb',
      '\u2800',
      '\ue000',
      'x'.repeat(65),
    ])
      assert.equal(isShowableName(bad), false, JSON.stringify(bad));
    for (const good of ['a', 'Schmerz', '\u75db\u307f', 'x'.repeat(64), 'Blood pressure (systolic), sitting'])
      assert.equal(isShowableName(good), true, good);
  });

  it('bounds free text', () => {
    assert.equal(isShowableText('two\nlines', 9), true);
    assert.equal(isShowableText('a\u202eb', 9), false);
    assert.equal(isShowableText('0123456789', 9), false);
  });
});
