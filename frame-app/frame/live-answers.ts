/**
 * The live way: where the browser gives the frame first-party storage, a read or a write goes straight to the
 * granted streams, and a revocation counts at once. The frame opens the grant's own record with the grant's own key
 * and finds there the keys of the granted streams, and no others; it never sees a root, a slot or the manifest.
 */
import type { Params, Receipt } from '../../protocol/verbs.ts';
import { type CutPart, cutSeries } from '../vault/cut/cut-series.ts';
import { type LiveNote, leaveNote } from '../vault/inbox/live-note.ts';
import type { BatchId, Rows, SeriesColumns } from '../vault/model.ts';
import type { HeldGrant } from '../vault/partition/held-grant.ts';
import { joinChanges, openRecords, type Records } from '../vault/storage/records.ts';
import type { StorageArea } from '../vault/storage/storage-area.ts';
import { withWriteLock } from '../vault/storage/write-lock.ts';
import { readRows, writeRows } from '../vault/stream/stream.ts';
import { type OpenGrantWrap, readGrantWrap } from '../vault/wrap/grant-wrap.ts';
import type { FrameSession } from './frame-session.ts';
import { neededRows } from './needed-rows.ts';

/** A live answer renews the lease, but not with every read. */
const RENEW_AFTER = 3_600_000;

interface Handle {
  readonly area: StorageArea;
  readonly records: Records;
}

/** One safe through one handle; made where the handle was given (live-safe.ts). */
export class LiveAnswers {
  readonly #handle: Handle;

  constructor(area: StorageArea) {
    this.#handle = { area, records: openRecords(area) };
  }

  /** null: this grant reads nothing. */
  async read(
    session: FrameSession,
    grant: HeldGrant,
    ask: Params<'read'>,
  ): Promise<SeriesColumns | 'revoked' | null> {
    const found = await this.#wrapOf(session, grant);
    if (found === 'revoked') return found;
    const wrap = found;
    const handle = this.#handle;
    const { terms } = wrap;
    if (terms.access !== 'read') return null;
    const parts = await Promise.all(
      wrap.streams.map(async ({ handle: stream, source, unit, scale }): Promise<CutPart> => {
        const columns = await readRows(handle.records, stream, {
          ...neededRows(terms, ask),
          withAddedAt: !terms.includesNew,
        });
        return { columns, source, unit, scale };
      }),
    );
    const series = cutSeries(parts, terms, ask, session.origin, wrap.grantedAt);
    if (session.reads.isDue(grant.id)) {
      const rows = series.times.length;
      const from = series.times[0] ?? null;
      const to = series.times[rows - 1] ?? null;
      // Logged before it is handed over: a note that nobody can take back lies in the safe first.
      await this.#note(session, grant, wrap, handle, {
        kind: 'hand-over',
        at: Date.now(),
        variable: terms.variable,
        rows,
        from,
        to,
        purpose: ask.purpose,
      });
    }
    return { ...series, skippedUnits: series.skippedUnits + wrap.skippedUnits };
  }

  /** null: the app has no stream yet, which only the safe itself can make. */
  async write(
    session: FrameSession,
    grant: HeldGrant,
    write: { readonly batch: BatchId; readonly at: number; readonly rows: Rows; readonly undo: Float64Array },
  ): Promise<Receipt | 'revoked' | null> {
    const found = await this.#wrapOf(session, grant);
    if (found === 'revoked') return found;
    const wrap = found;
    const handle = this.#handle;
    const stream = wrap.streams.find(
      ({ source }) => source.kind === 'app' && source.origin === session.origin,
    );
    if (wrap.terms.access !== 'write' || stream === undefined) return null;
    const { batch, at, rows, undo } = write;
    const entries = { starts: undo, ends: null };
    const variable = wrap.terms.variable;
    const counts = await withWriteLock(handle.area, async () => {
      const planned = await writeRows(handle.records, stream.handle, { id: batch, at }, rows, entries);
      await this.#note(session, grant, wrap, handle, {
        kind: 'write',
        at,
        variable,
        batch,
        ...planned.counts,
      });
      await handle.records.commit(joinChanges(planned.change));
      return planned.counts;
    });
    const read = rows.starts.length + undo.length;
    const skipped = read - counts.new - counts.same - counts.corrected - counts.undone;
    return {
      read,
      ...counts,
      skipped,
      skippedReasons: skipped > 0 ? { 'not-yours': skipped } : {},
      queued: null,
    };
  }

  async #wrapOf(session: FrameSession, grant: HeldGrant): Promise<OpenGrantWrap | 'revoked'> {
    const names = { safe: grant.safe.epoch, grant: grant.id };
    const wrap = await readGrantWrap(this.#handle.records, grant.wrapRecord, grant.key, names);
    if (wrap === 'gone') {
      await session.forgetStopped(grant);
      return 'revoked';
    }
    const now = Date.now();
    if (now - grant.metAt > RENEW_AFTER) await session.partition.renewLease(grant, now, wrap.lease);
    return wrap;
  }

  #note(
    session: FrameSession,
    grant: HeldGrant,
    wrap: OpenGrantWrap,
    { records }: Handle,
    note: LiveNote,
  ): Promise<void> {
    const from = { safe: grant.safe.epoch, origin: session.origin, grant: grant.id, seq: note.at };
    return leaveNote(records, wrap.inbox, from, note);
  }
}
