/**
 * The frame's own store for one app origin. Nothing here opens anything by itself: grants come from a meeting,
 * go by revocation, by their end or by their lease, and what is overdue is destroyed before anything is answered.
 */

import { newRecordKey } from '../ids.ts';
import type { SealedBatch } from '../inbox/seal.ts';
import type { BatchId, GrantId, SeriesColumns } from '../model.ts';
import { type Change, openRecords, type Records } from '../storage/records.ts';
import type { StorageArea } from '../storage/storage-area.ts';
import {
  type AppRecord,
  appRecordKey,
  digestOf,
  type Ended,
  NO_RECORD,
  parseAppRecord,
} from './app-record.ts';
import { type GrantForFrame, type HeldGrant, openGrant, sealGrant } from './held-grant.ts';
import { sealedBatchSchema } from './sealed-batch.ts';
import { openSnapshot, type SnapshotPart, sealSnapshot } from './snapshot.ts';

const DATABASE = 'humanfs-partition';
const LOCK = 'humanfs-partition';
/** How an ended grant is remembered, at most so many. */
const ENDED_KEPT = 100;

export interface NewHolding {
  readonly grant: GrantForFrame;
  /** null: a write grant, or a grant that answers live only. */
  readonly series: SeriesColumns | null;
}

export class Partition {
  readonly #area: StorageArea;
  readonly #records: Records;
  readonly #origin: string;
  readonly #clock: () => number;

  constructor(area: StorageArea, origin: string, clock: () => number = Date.now) {
    this.#area = area;
    this.#records = openRecords(area, DATABASE);
    this.#origin = origin;
    this.#clock = clock;
  }

  /** Grants that may answer now. Overdue ones are destroyed first. */
  async grants(): Promise<readonly HeldGrant[]> {
    const held = await this.#open(await this.#load());
    const now = this.#clock();
    const overdue = held.filter((grant) => whyOverdue(grant, now) !== null);
    if (overdue.length === 0) return held;
    await this.#change(async (record) => {
      let next = { record, change: NO_CHANGE };
      for (const grant of overdue) next = await this.#without(next, grant, whyOverdue(grant, now) ?? 'lease');
      return next;
    });
    return held.filter((grant) => !overdue.includes(grant));
  }

  /** How the newest grant for this ended; undefined: there was none. */
  async howEnded(access: 'read' | 'write', key: string): Promise<Ended | undefined> {
    const what = await digestOf(this.#origin, access, key);
    return (await this.#load()).ended.findLast((end) => end.what === what);
  }

  /** Grants that ended here without the safe being told: stopped ones a live answer found, and ones the app gave up. */
  async endedHere(why: 'revoked' | 'released'): Promise<readonly GrantId[]> {
    return (await this.#load()).ended.filter((end) => end.why === why).map(({ id }) => id);
  }

  /** Takes what a meeting gave: the same grant again replaces its former self, snapshot and all. */
  async hold(holdings: readonly NewHolding[]): Promise<void> {
    await this.#change(async (record) => {
      let next = { record, change: NO_CHANGE };
      for (const { grant, series } of holdings) {
        const before = (await this.#open(next.record)).find((held) => held.id === grant.id);
        const sealed = series === null ? null : await sealSnapshot(grant, series);
        const snapshot = sealed?.snapshot ?? null;
        const stored = await sealGrant({ ...grant, snapshot, reads: 0, lastReadAt: null });
        const what = await digestOf(this.#origin, grant.terms.access, grant.terms.key);
        next = {
          record: {
            ...next.record,
            grants: [...next.record.grants.filter(({ id }) => id !== grant.id), stored],
            ended: next.record.ended.filter((end) => end.what !== what),
          },
          change: {
            put: [...next.change.put, ...(sealed?.put ?? [])],
            delete: [...next.change.delete, ...piecesOf(before)],
          },
        };
      }
      return next;
    });
  }

  async drop(ids: readonly GrantId[], why: Ended['why'], heard: Ended['heard'] = 'meeting'): Promise<void> {
    await this.#change(async (record) => {
      let next = { record, change: NO_CHANGE };
      for (const grant of await this.#open(record))
        if (ids.includes(grant.id)) next = await this.#without(next, grant, why, heard);
      return next;
    });
  }

  /** At least the rows of `part`, in whole pieces. */
  readSnapshot(grant: HeldGrant, part: SnapshotPart = {}): Promise<SeriesColumns> {
    if (grant.snapshot === null) throw new TypeError('This grant has no snapshot.');
    return openSnapshot(this.#records, grant, grant.snapshot, part);
  }

  /** Counted before the data leaves, so that a crash after it cannot lose the count. */
  async countRead(id: GrantId): Promise<void> {
    await this.#change(async (record) => ({
      record: {
        ...record,
        grants: record.grants.map((grant) =>
          grant.id === id ? { ...grant, reads: grant.reads + 1, lastReadAt: this.#clock() } : grant,
        ),
      },
      change: NO_CHANGE,
    }));
  }

  /** A live answer is a meeting of its own: the lease begins again. */
  async renewLease(grant: HeldGrant, metAt: number, lease: number): Promise<void> {
    const stored = await sealGrant({ ...grant, metAt, leaseUntil: metAt + lease });
    await this.#change(async (record) => ({
      record: {
        ...record,
        grants: record.grants.map((held) =>
          held.id === grant.id ? { ...stored, reads: held.reads, lastReadAt: held.lastReadAt } : held,
        ),
      },
      change: NO_CHANGE,
    }));
  }

  /** `seal` gets the number of the batch, which is bound into it. Answers how many wait, and since when. */
  async enqueue(
    batch: BatchId,
    seal: (sequence: number) => Promise<SealedBatch>,
  ): Promise<{ readonly waiting: number; readonly since: number }> {
    const after = await this.#change(async (record) => {
      const entry = { record: newRecordKey(), batch, since: this.#clock() };
      const sealed = await seal(record.sequence);
      return {
        record: { ...record, sequence: record.sequence + 1, outbox: [...record.outbox, entry] },
        change: { put: [[entry.record, sealed]], delete: [] },
      };
    });
    return { waiting: after.outbox.length, since: after.outbox[0]?.since ?? this.#clock() };
  }

  async outbox(): Promise<readonly SealedBatch[]> {
    const { outbox } = await this.#load();
    const stored = await this.#records.getMany(outbox.map((entry) => entry.record));
    return stored.flatMap((value) => {
      const parsed = sealedBatchSchema.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
  }

  async delivered(batches: readonly BatchId[]): Promise<void> {
    await this.#change(async (record) => {
      const gone = record.outbox.filter((entry) => batches.includes(entry.batch));
      return {
        record: { ...record, outbox: record.outbox.filter((entry) => !gone.includes(entry)) },
        change: { put: [], delete: gone.map((entry) => entry.record) },
      };
    });
  }

  async #load(): Promise<AppRecord> {
    return parseAppRecord(await this.#records.get(appRecordKey(this.#origin)));
  }

  /** A grant that no longer opens is as good as none; it goes at the next change. */
  async #open(record: AppRecord): Promise<HeldGrant[]> {
    const opened = await Promise.all(record.grants.map((grant) => openGrant(grant).catch(() => null)));
    return opened.filter((grant) => grant !== null);
  }

  async #without(
    from: Step,
    grant: HeldGrant,
    why: Ended['why'],
    heard: Ended['heard'] = 'meeting',
  ): Promise<Step> {
    const what = await digestOf(this.#origin, grant.terms.access, grant.terms.key);
    const ended = [
      ...from.record.ended.filter((end) => end.what !== what),
      { id: grant.id, what, why, heard, at: this.#clock() },
    ];
    return {
      record: {
        ...from.record,
        grants: from.record.grants.filter(({ id }) => id !== grant.id),
        ended: ended.slice(-ENDED_KEPT),
      },
      change: { put: from.change.put, delete: [...from.change.delete, ...piecesOf(grant)] },
    };
  }

  /** Read, change and write under one lock: two tabs of one app share this partition. */
  #change(step: (record: AppRecord) => Promise<Step>): Promise<AppRecord> {
    return this.#area.locks.request(LOCK, async () => {
      const { record, change } = await step((await this.#load()) ?? NO_RECORD);
      await this.#records.commit({
        put: [...change.put, [appRecordKey(this.#origin), record]],
        delete: change.delete,
      });
      return record;
    });
  }
}

interface Step {
  readonly record: AppRecord;
  readonly change: Change;
}

const NO_CHANGE: Change = { put: [], delete: [] };

const piecesOf = (grant: HeldGrant | undefined): string[] =>
  grant?.snapshot?.pieces.map((piece) => piece.record) ?? [];

function whyOverdue(grant: HeldGrant, now: number): 'expired' | 'lease' | null {
  if (grant.until !== null && grant.until <= now) return 'expired';
  // A clock set back must not lengthen a lease.
  return grant.leaseUntil <= now || grant.metAt > now + 60_000 ? 'lease' : null;
}
