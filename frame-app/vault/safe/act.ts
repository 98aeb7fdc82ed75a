/**
 * One act: read under the write lock, changed in memory, committed in one transaction together with its log
 * entries and the wraps that it outdates. If anything throws, nothing of it is stored.
 */
import { type LogHead, sealEntry } from '../audit/chain.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { VaultError } from '../errors.ts';
import { newRecordKey } from '../ids.ts';
import { BATCHES_A_PAGE, openBatchPage, sealBatchPage } from '../manifest/batch-pages.ts';
import { type Manifest, sealManifest } from '../manifest/manifest.ts';
import type { Batch, BatchId, RecordKey, VariableKey } from '../model.ts';
import type { Change, RecordReader } from '../storage/records.ts';
import { withWriteLock } from '../storage/write-lock.ts';
import type { Core } from './core.ts';
import type { SafeChange } from './safe.ts';
import { putWraps } from './wraps.ts';

export class Act {
  readonly core: Core;
  readonly now: number;
  /** Replaced, never changed in place: what the safe holds once this act is committed. */
  manifest: Manifest;
  /** Names whose streams this act added or removed: their grants' wraps are written anew. */
  readonly outdated = new Set<VariableKey>();
  readonly told = new Set<SafeChange>();
  readonly #before: Manifest;
  readonly #puts = new Map<string, unknown>();
  readonly #deletes = new Set<string>();
  readonly #pages = new Map<RecordKey, readonly Batch[]>();
  readonly #changedPages = new Set<RecordKey>();

  constructor(core: Core, manifest: Manifest) {
    this.core = core;
    this.now = core.clock();
    this.manifest = manifest;
    this.#before = manifest;
  }

  /** Records as they will be, so that one act may write to a stream twice. */
  readonly records: RecordReader = {
    get: async (key) => {
      if (this.#deletes.has(key)) return undefined;
      return this.#puts.has(key) ? this.#puts.get(key) : this.core.records.get(key);
    },
    getMany: async (keys) => {
      const stored = await this.core.records.getMany(keys);
      return keys.map((key, i) => {
        if (this.#deletes.has(key)) return undefined;
        return this.#puts.has(key) ? this.#puts.get(key) : stored[i];
      });
    },
  };

  put(key: string, value: unknown): void {
    this.#deletes.delete(key);
    this.#puts.set(key, value);
  }

  drop(key: string): void {
    this.#puts.delete(key);
    this.#deletes.add(key);
  }

  add(change: Change): void {
    for (const key of change.delete) this.drop(key);
    for (const [key, value] of change.put) this.put(key, value);
  }

  async log(
    kind: AuditEntry['kind'],
    told: Partial<Pick<AuditEntry, 'origin' | 'grant' | 'detail' | 'at'>> = {},
  ): Promise<void> {
    const entry = { at: this.now, origin: null, grant: null, detail: {}, ...told, kind };
    const after: LogHead = this.manifest.log;
    const sealed = await sealEntry(this.core.keys, this.core.epoch, after, entry);
    this.put(...sealed.put);
    this.manifest = { ...this.manifest, log: sealed.head };
    this.told.add('log');
  }

  async addBatch(batch: Batch): Promise<void> {
    const last = this.manifest.batchPages.at(-1);
    const held = last === undefined ? [] : await this.#page(last);
    if (last !== undefined && held.length < BATCHES_A_PAGE) {
      this.#setPage(last, [...held, batch]);
      return;
    }
    const fresh = newRecordKey();
    this.manifest = { ...this.manifest, batchPages: [...this.manifest.batchPages, fresh] };
    this.#setPage(fresh, [batch]);
  }

  /** Throws `no-such-batch`. The newest page first: batches that change are mostly young. */
  async changeBatch(id: BatchId, change: (batch: Batch) => Batch): Promise<Batch> {
    for (const at of [...this.manifest.batchPages].reverse()) {
      const page = await this.#page(at);
      const found = page.find((batch) => batch.id === id);
      if (found === undefined) continue;
      const changed = change(found);
      if (changed !== found)
        this.#setPage(
          at,
          page.map((batch) => (batch.id === id ? changed : batch)),
        );
      return changed;
    }
    throw new VaultError('no-such-batch', 'Nothing was ever added under this number.');
  }

  async changeBatches(change: (batch: Batch) => Batch): Promise<void> {
    for (const at of this.manifest.batchPages) {
      const page = await this.#page(at);
      const changed = page.map(change);
      if (changed.some((batch, i) => batch !== page[i])) this.#setPage(at, changed);
    }
  }

  async commit(): Promise<void> {
    if (this.outdated.size > 0) await putWraps(this, this.outdated);
    const { vault } = this.core.keys;
    for (const at of this.#changedPages)
      this.put(at, await sealBatchPage(vault, at, this.#pages.get(at) ?? []));
    if (this.manifest !== this.#before) {
      this.put(this.core.header.manifest, await sealManifest(vault, this.core.epoch, this.manifest));
    }
    if (this.#puts.size + this.#deletes.size === 0) return;
    await this.core.records.commit({ put: [...this.#puts], delete: [...this.#deletes] });
  }

  async #page(at: RecordKey): Promise<readonly Batch[]> {
    const known = this.#pages.get(at);
    if (known !== undefined) return known;
    const page = await openBatchPage(this.core.keys.vault, at, await this.core.records.get(at));
    this.#pages.set(at, page);
    return page;
  }

  #setPage(at: RecordKey, page: readonly Batch[]): void {
    this.#pages.set(at, page);
    this.#changedPages.add(at);
  }
}

export async function perform<T>(core: Core, work: (act: Act) => Promise<T>): Promise<T> {
  const { result, told } = await withWriteLock(core.area, async () => {
    const act = new Act(core, await core.manifest());
    const result = await work(act);
    await act.commit();
    return { result, told: act.told };
  });
  core.board.tell(told);
  return result;
}
