import { equal, ok } from '../testing/assert.ts';
import { APP, type Fresh, freshSafe, PAIN, readTerms, request } from '../testing/fresh-safe.ts';
import { withPain, wrapOf } from '../testing/safe-with-pain.ts';
import { openSafe } from './safe.ts';

describe('the log', () => {
  const tampered = async (change: (fresh: Fresh, own: string[]) => Promise<void>) => {
    const fresh = await freshSafe();
    const before = new Set(await fresh.records.keys());
    const own: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      await fresh.safe.denied(APP, 'denied', name);
      for (const key of await fresh.records.keys()) {
        if (before.has(key)) continue;
        before.add(key);
        own.push(key);
      }
    }
    equal((await fresh.safe.verifyLog()).ok, true);
    await change(fresh, own);
    return fresh.safe.verifyLog();
  };

  it('continues what a partition remembers, or was rolled back', async () => {
    const fresh = await withPain();
    const given = await fresh.safe.grant(request(readTerms(PAIN)));
    const wrap = await wrapOf(fresh, given);
    ok(wrap !== 'gone');
    const kept = new Map<string, unknown>();
    for (const key of await fresh.records.keys()) kept.set(key, await fresh.records.get(key));
    await fresh.safe.revoke(given.grant.id);
    const check = await fresh.safe.verifyLog();
    ok(check.ok);
    equal(await fresh.safe.logStillHolds(wrap.log), true);
    equal(await fresh.safe.logStillHolds(check), true);
    equal(await fresh.safe.logStillHolds({ ...check, head: wrap.log.head }), false);
    await fresh.records.commit({ put: [...kept], delete: [] });
    equal(await (await openSafe(fresh.area)).logStillHolds(check), false);
  });

  it('shows an entry that is missing, changed, moved or cut off', async () => {
    equal(await tampered((f, own) => f.records.commit({ put: [], delete: own.slice(1, 2) })), {
      ok: false,
      at: 2,
    });
    equal(await tampered((f, own) => f.records.commit({ put: [], delete: own.slice(3) })), {
      ok: false,
      at: 4,
    });
    equal(
      await tampered(async ({ records }, own) => {
        const bytes = await records.get(own[2] ?? '');
        ok(bytes instanceof Uint8Array);
        bytes[20] = (bytes[20] ?? 0) ^ 1;
        await records.commit({ put: [[own[2] ?? '', bytes]], delete: [] });
      }),
      { ok: false, at: 3 },
    );
    equal(
      await tampered(async ({ records }, own) => {
        const [a, b] = await records.getMany([own[1] ?? '', own[2] ?? '']);
        const put = [[own[1] ?? '', b] as const, [own[2] ?? '', a] as const];
        await records.commit({ put, delete: [] });
      }),
      { ok: false, at: 2 },
    );
  });
});
