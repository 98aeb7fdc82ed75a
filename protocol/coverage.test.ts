import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Asked, isCovered, isFresh } from './coverage.ts';
import type { GrantedScope } from './verbs.ts';

const NOW = 1_000_000;
const scope: GrantedScope = {
  id: 'g',
  access: 'read',
  variable: 'Step Count',
  unit: '{count}',
  from: 100,
  to: null,
  granularity: 'day',
  include: { notes: false, offsets: false, sources: false },
  includesNew: true,
  until: NOW + 10,
  leaseUntil: NOW + 5,
  asOf: NOW - 50,
};
const asked: Asked = {
  access: 'read',
  name: 'step  count',
  from: null,
  to: null,
  granularity: 'each',
  include: { notes: false, offsets: false, sources: false },
  unit: null,
};

describe('what a grant covers', () => {
  it('answers an open bound with what there is, and refuses a named bound beyond it', () => {
    assert.equal(isCovered(scope, asked, NOW), true);
    assert.equal(isCovered(scope, { ...asked, from: 100 }, NOW), true);
    assert.equal(isCovered(scope, { ...asked, from: 99 }, NOW), false);
    assert.equal(isCovered({ ...scope, to: 200 }, { ...asked, to: 201 }, NOW), false);
  });

  it('is for one variable, one access, and ends', () => {
    assert.equal(isCovered(scope, { ...asked, name: 'Heart Rate' }, NOW), false);
    assert.equal(isCovered({ ...scope, access: 'write' }, asked, NOW), false);
    assert.equal(isCovered(scope, asked, NOW + 10), false);
    assert.equal(isCovered({ ...scope, until: null }, asked, NOW + 1e12), true);
  });

  it('does not let a write grant for one unit take in another', () => {
    const write: Asked = { access: 'write', name: 'Step Count', unit: '{score}', scale: null, category: '' };
    assert.equal(isCovered({ ...scope, access: 'write' }, write, NOW), false);
    assert.equal(isCovered({ ...scope, access: 'write' }, { ...write, unit: '{count}' }, NOW), true);
  });

  it('is fresh while its lease runs and it is young enough, and always when live', () => {
    assert.equal(isFresh(scope, null, NOW), true);
    assert.equal(isFresh(scope, null, NOW + 5), false);
    assert.equal(isFresh(scope, 49, NOW), false);
    assert.equal(isFresh(scope, 50, NOW), true);
    assert.equal(isFresh({ ...scope, leaseUntil: null }, 0, NOW + 1e9), true);
  });
});
