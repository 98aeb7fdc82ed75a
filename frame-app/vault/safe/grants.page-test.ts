import { newBatchId } from '../ids.ts';
import { leaveNote } from '../inbox/live-note.ts';
import { sealBatch } from '../inbox/seal.ts';
import { UNBOUND_UNIT } from '../model.ts';
import { withWriteLock } from '../storage/write-lock.ts';
import { readRows, writeRows } from '../stream/stream.ts';
import { equal, ok, rejects } from '../testing/assert.ts';
import { APP, freshSafe, NOON, OTHER_APP, PAIN, readTerms, request, WEIGHT } from '../testing/fresh-safe.ts';
import { DAY, importRows, withPain, wrapOf } from '../testing/safe-with-pain.ts';
import { rowsOf } from '../testing/sample-rows.ts';
import { type GivenGrant, openSafe } from './safe.ts';

describe('grants', () => {
  it('give a live frame the streams of the terms and of nothing else', async () => {
    const fresh = await withPain();
    await importRows(fresh.safe, WEIGHT);
    const given = await fresh.safe.grant(request(readTerms(PAIN)));
    equal(given.key.extractable, false);
    equal(given.grant.leaseUntil, NOON + DAY);
    const wrap = await wrapOf(fresh, given);
    ok(wrap !== 'gone');
    equal(wrap.streams.length, 1);
    equal(wrap.terms, readTerms(PAIN));
    const [stream] = wrap.streams;
    ok(stream);
    equal(stream.handle.key.extractable, false);
    equal([...(await readRows(fresh.records, stream.handle)).values], [1, 2, 3]);
    equal((await fresh.safe.log()).map(({ kind }) => kind).slice(-2), ['grant', 'hand-over']);
  });

  it('cannot be opened with another grant, another name or after a change', async () => {
    const fresh = await withPain();
    const one = await fresh.safe.grant(request(readTerms(PAIN)));
    const two = await fresh.safe.grant(request(readTerms(PAIN), { origin: OTHER_APP }));
    await rejects(wrapOf(fresh, one, two.key), 'damaged');
    await rejects(wrapOf(fresh, { ...one, grant: two.grant }), 'damaged');
    await rejects(wrapOf(fresh, { ...one, wrapRecord: two.wrapRecord }), 'damaged');
    const bytes = await fresh.records.get(one.wrapRecord);
    ok(bytes instanceof Uint8Array);
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    await fresh.records.commit({ put: [[one.wrapRecord, bytes]], delete: [] });
    await rejects(wrapOf(fresh, one), 'damaged');
  });

  it('end with their wrap when revoked, and come back within ten seconds only', async () => {
    const fresh = await withPain();
    const given = await fresh.safe.grant(request(readTerms(PAIN)));
    equal((await fresh.safe.revoke(given.grant.id)).state, 'revoked');
    equal(await wrapOf(fresh, given), 'gone');
    equal(await fresh.records.get(given.wrapRecord), undefined);
    await rejects(fresh.safe.renew(given.grant.id, { reads: 1, lastReadAt: null }), 'grant-ended');
    fresh.pass(9_000);
    const again = await fresh.safe.allowAgain(given.grant.id);
    equal(again.wrapRecord, given.wrapRecord);
    ok((await wrapOf(fresh, given)) !== 'gone', "the partition's key opens the new wrap");
    await fresh.safe.revoke(given.grant.id);
    fresh.pass(10_001);
    await rejects(fresh.safe.allowAgain(given.grant.id), 'too-late');
    await fresh.safe.markRevocationReached(given.grant.id);
    const [grant] = (await fresh.safe.contents()).grants;
    equal(grant?.revocationReachedSite, true);
    equal(
      grant?.consent.events.map(({ kind }) => kind),
      ['given', 'revoked', 'given', 'revoked', 'revocation-reached-site'],
    );
  });

  it('reach streams that come later only if new entries are granted', async () => {
    const fresh = await withPain();
    const all = await fresh.safe.grant(request(readTerms(PAIN)));
    const old = await fresh.safe.grant(
      request(readTerms(PAIN, { includesNew: false }), { origin: OTHER_APP }),
    );
    fresh.pass(1_000);
    await importRows(fresh.safe, { ...PAIN, source: { kind: 'device', label: 'Watch' } });
    await importRows(fresh.safe, PAIN, NOON - 2 * DAY);
    const streams = async (given: GivenGrant) => {
      const wrap = await wrapOf(fresh, given);
      return wrap === 'gone' ? 0 : wrap.streams.length;
    };
    equal([await streams(all), await streams(old)], [2, 1]);
    const count = async (given: GivenGrant) => {
      const { terms, origin, createdAt } = given.grant;
      ok(terms.access === 'read');
      return (await fresh.safe.snapshot(terms, origin, createdAt)).times.length;
    };
    equal([await count(all), await count(old)], [9, 3]);
  });

  it('given while nothing was there take the unit of the first entries, and get them', async () => {
    const fresh = await withPain();
    const nothing = readTerms(WEIGHT, { unit: UNBOUND_UNIT });
    const given = await fresh.safe.grant(request(nothing, { snapshotRows: 0 }));
    equal((await fresh.safe.snapshot(nothing, APP, NOON)).times.length, 0);
    await importRows(fresh.safe, WEIGHT);
    const { grant } = await fresh.safe.renew(given.grant.id, { reads: 0, lastReadAt: null });
    ok(grant.terms.access === 'read');
    equal(grant.terms.unit, 'kg');
    equal((await fresh.safe.snapshot(grant.terms, APP, NOON)).times.length, 3);
    const wrap = await wrapOf(fresh, given);
    ok(wrap !== 'gone');
    equal([wrap.streams.length, wrap.skippedUnits], [1, 0]);
    // A second unit under the name stays another thing.
    await importRows(fresh.safe, { ...WEIGHT, unit: '{score}' });
    equal((await fresh.safe.snapshot(grant.terms, APP, NOON)).times.length, 3);
  });

  it("leave other apps' entries out where the person said so", async () => {
    const fresh = await withPain();
    const write = (origin: string) =>
      fresh.safe.writeFromApp({
        origin,
        appName: null,
        variable: PAIN,
        rows: rowsOf([{ start: NOON, value: 7 }]),
        batch: newBatchId(),
        at: NOON,
      });
    await write(OTHER_APP);
    await write(APP);
    const terms = readTerms(PAIN, { othersEntries: false });
    const given = await fresh.safe.grant(request(terms));
    const wrap = await wrapOf(fresh, given);
    ok(wrap !== 'gone');
    equal(
      wrap.streams.map(({ source }) => (source.kind === 'app' ? source.origin : source.kind)),
      ['import', APP],
    );
    const { provenance } = await fresh.safe.snapshot(terms, APP, NOON);
    equal([...provenance], [1, 1, 1, 2]);
    equal([...(await fresh.safe.snapshot(readTerms(PAIN), APP, NOON)).provenance], [1, 1, 1, 3, 2]);
  });

  it('to write hold only the own stream, into which a live frame can write and leave a note', async () => {
    const fresh = await withPain();
    const { name: variable, unit, scale, category } = PAIN;
    const key = readTerms(PAIN).key;
    const terms = { access: 'write', variable, key, unit, scale, category } as const;
    const given = await fresh.safe.grant(request(terms));
    const wrap = await wrapOf(fresh, given);
    ok(wrap !== 'gone');
    equal(
      wrap.streams.map(({ source }) => source.kind),
      ['app'],
    );
    const [stream] = wrap.streams;
    ok(stream);
    const batch = { id: newBatchId(), at: NOON };
    const rows = rowsOf([{ start: NOON, value: 6 }]);
    const seal = { safe: fresh.safe.epoch, origin: APP, grant: given.grant.id, seq: 0 };
    await withWriteLock(fresh.area, async () => {
      const { change, counts } = await writeRows(fresh.records, stream.handle, batch, rows, null);
      await leaveNote(fresh.records, wrap.inbox, seal, {
        kind: 'write',
        at: NOON,
        variable,
        batch: batch.id,
        ...counts,
      });
      await fresh.records.commit(change);
    });
    const safe = await openSafe(fresh.area, { clock: fresh.clock });
    const [series] = await safe.readVariable(key);
    equal([...(series?.columns.values ?? [])], [1, 2, 3, 6]);
    const last = (await safe.log()).at(-1);
    equal([last?.kind, last?.origin, last?.detail.live], ['write', APP, true]);
    await safe.undo(batch.id);
    equal((await safe.readVariable(key))[0]?.columns.values.length, 3);
    equal(await safe.drainNotes(), 0);
  });

  it('end with their time and are swept at the next opening', async () => {
    const fresh = await withPain();
    const length = { kind: 'until', until: NOON + 1_000 } as const;
    const given = await fresh.safe.grant(request(readTerms(PAIN), { length }));
    equal(given.grant.leaseUntil, NOON + 1_000);
    fresh.pass(1_000);
    equal((await fresh.safe.contents()).grants[0]?.state, 'ended');
    await rejects(fresh.safe.renew(given.grant.id, { reads: 0, lastReadAt: null }), 'grant-ended');
    ok((await wrapOf(fresh, given)) !== 'gone', 'a live frame checks the end in the wrap');
    await openSafe(fresh.area, { clock: fresh.clock });
    equal(await wrapOf(fresh, given), 'gone');
  });

  it('are replaced by a new answer, renewed at meetings and released by the app', async () => {
    const fresh = await withPain();
    const wide = await fresh.safe.grant(request(readTerms(PAIN)));
    const narrow = await fresh.safe.grant(request(readTerms(PAIN, { granularity: 'week' })));
    equal(await wrapOf(fresh, wide), 'gone');
    fresh.pass(5_000);
    await fresh.safe.renew(narrow.grant.id, { reads: 2, lastReadAt: NOON });
    const met = await fresh.safe.renew(narrow.grant.id, { reads: 1, lastReadAt: null });
    equal([met.grant.reads, met.grant.lastReadAt, met.grant.leaseUntil], [3, NOON, NOON + 5_000 + DAY]);
    equal(met.grant.consent.events.length, 2, 'a row of refreshes is one event');
    ok((await wrapOf(fresh, { ...narrow, key: met.key })) !== 'gone');
    await rejects(fresh.safe.release(OTHER_APP, narrow.grant.id), 'no-such-grant');
    await fresh.safe.release(APP, narrow.grant.id);
    equal(await wrapOf(fresh, narrow), 'gone');
    await rejects(fresh.safe.allowAgain(narrow.grant.id), 'too-late');
  });

  it('"only this time" leaves history and no wrap; refusals are counted until the next yes', async () => {
    const fresh = await withPain();
    equal(await fresh.safe.denied(APP, 'denied', 'Pain'), { denied: 1, dismissed: 0, until: null });
    await fresh.safe.denied(APP, 'dismissed', 'Pain');
    equal((await fresh.safe.denied(APP, 'denied', 'Pain')).until, NOON + DAY);
    const before = (await fresh.records.keys()).length;
    const once = await fresh.safe.recordOnce(request(readTerms(PAIN), { length: { kind: 'once' } }));
    equal(once.state, 'ended');
    equal((await fresh.records.keys()).length, before + 2, 'two log entries');
    const { settings } = await fresh.safe.contents();
    equal(settings.denials, {});
    equal(settings.lengths, { [APP]: 'once' });
  });
});

describe('live reads', () => {
  it('are one line a minute in the log, and all counted', async () => {
    const fresh = await withPain();
    const { grant } = await fresh.safe.grant(request(readTerms(PAIN)));
    const from = { safe: fresh.safe.epoch, origin: APP, grant: grant.id, seq: 0 };
    const note = {
      kind: 'hand-over',
      variable: PAIN.name,
      rows: 3,
      from: null,
      to: null,
      purpose: null,
    } as const;
    for (const at of [0, 1, 59_999, 60_000]) {
      await leaveNote(fresh.records, fresh.safe.inbox, from, { ...note, at });
    }
    await leaveNote(fresh.records, fresh.safe.inbox, { ...from, safe: 'another' }, { ...note, at: 0 });
    const noteKeys = (await fresh.records.keys()).filter((key) => key.startsWith('note:'));
    await fresh.records.commit({
      put: [['note:copy', await fresh.records.get(noteKeys[0] ?? '')]],
      delete: [],
    });
    equal(await fresh.safe.drainNotes(), 6);
    const drained = (await fresh.safe.log())
      .slice(-3)
      .map(({ detail }) => detail.times ?? detail.unreadableNotes);
    equal(drained, [3, 1, 2]);
    equal((await fresh.safe.contents()).grants[0]?.reads, 4);
    equal(
      (await fresh.records.keys()).some((key) => key.startsWith('note:')),
      false,
    );
  });
});

describe('sealed batches', () => {
  it('open for the safe they were sealed to, and not with any name changed', async () => {
    const fresh = await withPain();
    const { safe } = fresh;
    const { grant } = await safe.grant(request(readTerms(PAIN)));
    const ad = { safe: safe.epoch, origin: APP, grant: grant.id, batch: newBatchId(), seq: 4 };
    const payload = new TextEncoder().encode('{"rows":1}');
    const sealed = await sealBatch(safe.inbox, ad, payload);
    const opened = await safe.openSealed(sealed);
    ok(opened !== 'refused');
    equal(opened, { origin: APP, grant: grant.id, batch: ad.batch, seq: 4, payload });
    for (const changed of [
      { ...ad, origin: OTHER_APP },
      { ...ad, seq: 5 },
      { ...ad, batch: newBatchId() },
      { ...ad, safe: 'another' },
    ]) {
      equal(await safe.openSealed({ ...sealed, ad: changed }), 'refused');
    }
    equal(await safe.openSealed({ ...sealed, keyId: 'another' }), 'refused');
    equal(await safe.openSealed({ ...sealed, bytes: sealed.bytes.slice(0, 20) }), 'refused');
    const other = await freshSafe();
    equal(await other.safe.openSealed(sealed), 'refused');
  });
});
