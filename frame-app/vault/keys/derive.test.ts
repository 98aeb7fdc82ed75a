import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bytes, toHex } from '../bytes.ts';
import { deriveBytes, deriveInboxPair, deriveVaultKey, LABELS, type Label } from './derive.ts';
import { deriveKeys } from './safe-keys.ts';

const root = (): Bytes => Uint8Array.from({ length: 32 }, (_, i) => i);

/** Computed once with node:crypto's hkdfSync over the same root; a change of any is another safe. */
const VECTORS: Record<Label, string> = {
  vault: '791026c0a6a896b2f73b1a09a7ca00a41d9f9f152f85d12d1005e22225ff49e2',
  records: '6860bbc695f1d168de360891425c53d36d4ad477d3afe130ce23e038c445ae42',
  inbox: '2a9a8c0e553e85344edf9aeb12e590f0e5352b31a1fd0a14fb6e30909d8ceefb',
  did: '37644ae8eed6d62f7b9954ed17b9f0981087d99de5bfe5fa24780cf2687162ca',
  wallet: '85bfc31c3ede46e82c54f27023de2180fc3a1b6689e61b73a4e5150e85021a5f',
};

test('every label gives its vector', async () => {
  for (const label of Object.keys(LABELS) as Label[]) {
    assert.equal(toHex(await deriveBytes(root(), label)), VECTORS[label], label);
  }
});

test('the inbox pair agrees with itself, hides its private half and is always the same', async () => {
  const pair = await deriveInboxPair(root());
  const again = await deriveInboxPair(root());
  assert.deepEqual(again.publicKey, pair.publicKey);
  assert.equal(again.keyId, pair.keyId);
  assert.equal(pair.keyId.length, 22);
  assert.equal(pair.privateKey.extractable, false);
  assert.equal((await deriveVaultKey(root())).extractable, false);
});

test('the root is wiped, and record keys tell nothing and never change', async () => {
  const wiped = root();
  const keys = await deriveKeys(wiped);
  assert.ok(wiped.every((byte) => byte === 0));
  const key = await keys.recordKeyFor('log', '0');
  assert.match(key, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(await (await deriveKeys(root())).recordKeyFor('log', '0'), key);
  assert.notEqual(await keys.recordKeyFor('log', '1'), key);
});
