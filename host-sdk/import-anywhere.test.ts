import assert from 'node:assert/strict';
import { it } from 'node:test';

it('imports under Node without touching anything', async () => {
  const before = Object.keys(globalThis);
  const { createHumanFS, HumanFSError } = await import('./index.ts');
  assert.deepEqual(Object.keys(globalThis), before);
  assert.equal(typeof createHumanFS, 'function');
  assert.equal(new HumanFSError('ABORTED').code, 'ABORTED');
  assert.throws(() => createHumanFS({ safe: 'no address' }), { code: 'INVALID_REQUEST', path: 'safe' });
});
