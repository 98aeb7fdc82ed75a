import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { VaultError } from '../vault/errors.ts';
import { Refusal } from './refusal.ts';
import { answer, type Handlers } from './request-table.ts';

function counting(): { handlers: Handlers; calls: () => number } {
  let calls = 0;
  const called = (): Promise<never> => {
    calls++;
    return Promise.reject(new Refusal('CONSENT_REQUIRED'));
  };
  return {
    handlers: {
      hello: called,
      read: called,
      write: called,
      connect: called,
      list: called,
      release: called,
      ping: called,
      cancel: called,
    },
    calls: () => calls,
  };
}

describe('the table of verbs', () => {
  it('knows no verb that is not its own (ancestor: messages that skip the checks)', async () => {
    const { handlers, calls } = counting();
    for (const verb of [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '',
      'HELLO',
      'read ',
      1,
      null,
      ['read'],
      { toString: () => 'read' },
    ]) {
      const reply = await answer({ verb, params: {}, isCookieEnabled: true }, handlers);
      assert.equal(reply.ok, false);
      assert.equal(!reply.ok && reply.error.code, 'INVALID_REQUEST');
    }
    assert.equal(calls(), 0);
  });

  it('names the path of what is wrong, and calls nothing', async () => {
    const { handlers, calls } = counting();
    const reply = await answer({ verb: 'read', params: { name: 'x'.repeat(65) } }, handlers);
    assert.ok(!reply.ok);
    assert.equal(reply.error.code, 'INVALID_REQUEST');
    assert.equal(reply.error.path, 'name');
    assert.equal(calls(), 0);
  });

  it('survives anything', async () => {
    const { handlers, calls } = counting();
    const almost = fc.record({
      verb: fc.constantFrom('read', 'write', 'connect', 'release', 'cancel', 'hello'),
      params: fc.anything(),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), almost), async (message) => {
        const reply = await answer(message, handlers);
        assert.equal(reply.ok, false);
      }),
      { numRuns: 2_000 },
    );
    assert.equal(calls(), 0);
  });

  it('lets no text of an inner error out', async () => {
    const { handlers } = counting();
    const secret = 'Arthritis Severity of Sam';
    for (const [error, code] of [
      [new Error(secret), 'INTERNAL'],
      [new VaultError('damaged', secret), 'INTERNAL'],
      [new VaultError('storage-full', secret), 'QUOTA_EXCEEDED'],
      [new VaultError('storage-failed', secret), 'STORAGE_BLOCKED'],
    ] as const) {
      const reply = await answer(
        { verb: 'ping', params: {} },
        { ...handlers, ping: () => Promise.reject(error) },
      );
      assert.ok(!reply.ok);
      assert.equal(reply.error.code, code);
      assert.ok(!JSON.stringify(reply).includes('Sam'));
    }
  });
});
