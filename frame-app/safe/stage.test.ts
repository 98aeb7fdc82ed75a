import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VaultError } from '../vault/errors.ts';
import { makeStart, type StartParts } from './stage.ts';
import { madeUpSafe } from './testing/made-up-safe.ts';

function startWith(parts: Partial<StartParts>) {
  const called: string[] = [];
  const { safe } = madeUpSafe();
  const start = makeStart({
    area: {
      indexedDB: {} as IDBFactory,
      locks: {} as LockManager,
      openChannel: () => assert.fail('not here'),
    },
    lookForSafe: async () => 'none',
    openSafe: async () => {
      called.push('open');
      return safe;
    },
    createSafe: async () => {
      called.push('create');
      return safe;
    },
    ownHeaders: async () => ({ ok: true }),
    ...parts,
  });
  return { start, called };
}

test('nothing is made before the person asks for it', async () => {
  const { start, called } = startWith({});
  assert.equal(start.stage.value.kind, 'looking');
  await start.begin();
  assert.deepEqual(start.stage.value, { kind: 'none', problem: null });
  assert.deepEqual(called, []);
});

test('a safe that is here opens', async () => {
  const { start, called } = startWith({ lookForSafe: async () => 'device' });
  await start.begin();
  assert.equal(start.stage.value.kind, 'open');
  assert.deepEqual(called, ['open']);
});

test('no safe is made where headers are missing, and the page says which', async () => {
  const missing = ["Content-Security-Policy: frame-ancestors 'none'"];
  const { start, called } = startWith({ ownHeaders: async () => ({ ok: false, missing }) });
  await start.begin();
  await start.create(null);
  assert.deepEqual(start.stage.value, { kind: 'unsafe-host', missing });
  assert.deepEqual(called, []);
});

test('no safe is made where the headers cannot be known', async () => {
  const { start, called } = startWith({ ownHeaders: () => Promise.reject(new TypeError('no answer')) });
  await start.create('Mom');
  const stage = start.stage.value;
  assert.equal(stage.kind === 'none' && stage.problem?.safe, 'Nothing was stored.');
  assert.deepEqual(called, []);
});

test('a safe of a newer version is left alone and the reason stands there', async () => {
  const { start } = startWith({
    lookForSafe: async () => 'newer-format',
    openSafe: () => Promise.reject(new VaultError('newer-format', 'too new')),
  });
  await start.begin();
  const stage = start.stage.value;
  assert.match(stage.kind === 'closed' ? stage.problem.happened : '', /newer version/u);
});

test('deleting the safe, here or in another tab, ends the pages', async () => {
  const made = madeUpSafe();
  const { start } = startWith({ lookForSafe: async () => 'device', openSafe: async () => made.safe });
  await start.begin();
  await made.safe.deleteEverything();
  assert.equal(start.stage.value.kind, 'deleted');
});
