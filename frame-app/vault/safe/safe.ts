/**
 * The open safe, as the consent window and the safe's own pages see it. Every act that changes something is one
 * IndexedDB transaction: a crash leaves the state before it or after it, never between. Errors are `VaultError`
 * (../errors.ts) with a `code`.
 */
import type { Scale } from '../../../protocol/series.ts';
import type { AuditEntry, LogCheck } from '../audit/entry.ts';
import type { SealedBatch } from '../inbox/seal.ts';
import type {
  Batch,
  BatchId,
  ConsentRecord,
  Grant,
  GrantId,
  GrantLength,
  ReadTerms,
  RecordKey,
  Rows,
  SeriesColumns,
  Stream,
  StreamSummary,
  Terms,
  Variable,
  VariableId,
  VariableKey,
  WriteCounts,
} from '../model.ts';
import type { DamagedRange } from '../stream/damaged-range.ts';

export type { SafeOptions, SafePresence } from './open-safe.ts';
export { createSafe, lookForSafe, openSafe } from './open-safe.ts';

export interface HeldStream {
  readonly stream: Stream;
  readonly summary: StreamSummary;
  /** Its index does not open: nothing can be said or read of it, `summary` counts 0. */
  readonly damaged: boolean;
}

export interface HeldVariable {
  readonly variable: Variable;
  readonly streams: readonly HeldStream[];
}

/** How often a site was answered with Deny or with a closed window, since the last Allow. */
export interface Denials {
  readonly denied: number;
  readonly dismissed: number;
  /** Until when the window should not offer Allow at once, ms UTC; null: no such time. */
  readonly until: number | null;
}

export interface Settings {
  /** When the person last saved a copy of the safe, ms UTC. */
  readonly lastCopyAt: number | null;
  /** What `navigator.storage.persist()` answered; null: never asked. */
  readonly persistent: boolean | null;
  /** By app origin. */
  readonly denials: Readonly<Record<string, Denials>>;
  /** The length that the person chose last, by app origin. */
  readonly lengths: Readonly<Record<string, GrantLength['kind']>>;
}

export interface Contents {
  readonly name: string | null;
  readonly ownerId: string;
  readonly createdAt: number;
  /** By name. */
  readonly variables: readonly HeldVariable[];
  /** In the order they were given. */
  readonly grants: readonly Grant[];
  /** In the order they began. */
  readonly batches: readonly Batch[];
  readonly settings: Settings;
}

/** What a row belongs to; the same name with another unit or scale is another variable. */
export interface VariableDraft {
  readonly name: string;
  /** UCUM. */
  readonly unit: string;
  readonly scale: Scale | null;
  readonly category: string;
}

export interface ImportSeries extends VariableDraft {
  readonly source: { readonly kind: 'device' | 'person'; readonly label: string };
  readonly identity: 'time' | 'time-and-value';
}

export interface ImportRun {
  readonly batch: BatchId;
  /** Stored when it resolves. Rows in any order. Throws `bad-rows`, `storage-full`. */
  write(series: ImportSeries, rows: Rows): Promise<WriteCounts>;
  /** `read` and `skipped` as the importer counted them; read = new + same + corrected + skipped is checked by tests, not here. */
  finish(
    told: { readonly read: number; readonly skipped: Readonly<Record<string, number>> },
    state: 'done' | 'cancelled' | 'failed',
  ): Promise<Batch>;
}

export interface AppWrite {
  readonly origin: string;
  readonly appName: string | null;
  readonly variable: VariableDraft;
  readonly rows: Rows;
  /** Own entries to take back, before `rows` are added: by start, and by end (NaN: none) unless `ends` is null. */
  readonly undo?: { readonly starts: Float64Array; readonly ends: Float64Array | null };
  readonly batch: BatchId;
  /** When the app wrote it, ms UTC. */
  readonly at: number;
}

/** One source's rows of a variable, as stored: live rows only, by start. */
export interface ReadSeries {
  readonly variable: Variable;
  /** All sources merged by time; the person's own view, nothing left out. */
  readonly columns: SeriesColumns;
  readonly sources: readonly (HeldStream & { readonly columns: SeriesColumns })[];
  /** Parts that could not be read because their bytes are damaged; the rest is complete. */
  readonly damaged: readonly DamagedRange[];
}

export interface RequestMatch {
  /** The variables of exactly this name (in this unit or one that converts, if given), most measurements first. */
  readonly candidates: readonly {
    readonly variable: Variable;
    readonly count: number;
    readonly first: number | null;
    readonly last: number | null;
    readonly byStreams: readonly HeldStream[];
  }[];
  /** Variables whose name is nearly this one, to be shown side by side. */
  readonly near: readonly Variable[];
}

export interface ReadPreview {
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** All that these terms let through, undecimated; its arrays may be views. */
  readonly columns: SeriesColumns;
}

export interface GrantRequest {
  readonly origin: string;
  readonly terms: Terms;
  readonly length: GrantLength;
  /** ms */
  readonly lease: number;
  readonly consent: ConsentRecord;
  /** Measurements handed over with it, for the log; null: none (a write grant). */
  readonly snapshotRows: number | null;
}

export interface GivenGrant {
  readonly grant: Grant;
  /** AES-GCM, non-extractable; for the partition. */
  readonly key: CryptoKey;
  /** Where the first-party store holds what `key` opens. */
  readonly wrapRecord: RecordKey;
}

export interface HandOver {
  readonly origin: string;
  readonly terms: ReadTerms;
  readonly rows: number;
  /** Times of the first and last measurement handed over. */
  readonly from: number | null;
  readonly to: number | null;
  readonly purpose: string | null;
  readonly grant: GrantId | null;
}

export interface OpenedBatch {
  readonly origin: string;
  readonly grant: GrantId;
  readonly batch: BatchId;
  readonly seq: number;
  readonly payload: Uint8Array<ArrayBuffer>;
}

export type SafeChange = 'data' | 'grants' | 'settings' | 'log' | 'deleted';

export interface Safe {
  /** Random; a restored or re-created safe has another, which makes every older partition worthless. */
  readonly epoch: string;
  /** With 'device' alone a copy of the browser's profile opens the safe: screens say "not yet protected". */
  readonly protectedBy: readonly 'device'[];
  readonly inbox: { readonly publicKey: Uint8Array<ArrayBuffer>; readonly keyId: string };

  contents(): Promise<Contents>;
  rename(name: string | null): Promise<void>;
  settings(patch: Partial<Pick<Settings, 'lastCopyAt' | 'persistent'>>): Promise<void>;

  beginImport(file: {
    readonly format: string;
    readonly fileName: string;
    readonly bytes: number;
  }): Promise<ImportRun>;
  /** The same batch id twice arrives once: the second answer repeats the first. */
  writeFromApp(write: AppWrite): Promise<WriteCounts>;
  undo(batch: BatchId): Promise<void>;
  /** Every batch that this app added. */
  undoApp(origin: string): Promise<void>;
  deleteVariable(variable: VariableId): Promise<void>;

  /** By key: each variable of that name; by id: that one. from <= start < to. */
  readVariable(
    which: VariableKey | VariableId,
    range?: { readonly from?: number; readonly to?: number },
  ): Promise<readonly ReadSeries[]>;
  matchRequest(name: string, unit?: string): Promise<RequestMatch>;
  previewRead(terms: ReadTerms, origin: string): Promise<ReadPreview>;
  /** What a partition may hold: cut by the terms alone, in the granted unit. */
  snapshot(terms: ReadTerms, origin: string, grantedAt: number): Promise<SeriesColumns>;

  /** One commit: grant, consent record, wrap and log entries (grant, and hand-over for a read). */
  grant(request: GrantRequest): Promise<GivenGrant>;
  /** "Only this time": the grant is kept as history (state ended), nothing is wrapped; logged like any other. */
  recordOnce(request: GrantRequest): Promise<Grant>;
  logHandOver(handOver: HandOver): Promise<void>;
  /** At a meeting: adds the reads that the frame reports, restarts the lease. Throws `no-such-grant`, `grant-ended`. */
  renew(
    id: GrantId,
    told: { readonly reads: number; readonly lastReadAt: number | null },
  ): Promise<GivenGrant>;
  revoke(id: GrantId): Promise<Grant>;
  /** Takes a revocation back within 10 s of it; later: `too-late`. The partition's key opens the new wrap too. */
  allowAgain(id: GrantId): Promise<GivenGrant>;
  markRevocationReached(id: GrantId): Promise<void>;
  /** The app gave its own grant up. */
  release(origin: string, id: GrantId): Promise<void>;
  denied(origin: string, kind: 'denied' | 'dismissed', variable: string): Promise<Denials>;

  openSealed(batch: SealedBatch): Promise<OpenedBatch | 'refused'>;
  /** Moves the notes that live frames left into the log; answers how many. Called by openSafe, too. */
  drainNotes(): Promise<number>;

  log(): Promise<readonly AuditEntry[]>;
  verifyLog(): Promise<LogCheck>;
  /** Whether the log still has what a partition or a copy remembers of it; false: it was cut or rolled back. */
  logStillHolds(remembered: { readonly entries: number; readonly head: string }): Promise<boolean>;
  /** Everything, in pieces to be written one after another. `csv`: one table; formula cells carry a leading apostrophe. */
  exportAll(kind: 'json' | 'csv'): AsyncIterable<string>;
  deleteEverything(): Promise<void>;
  /** Changes made in this tab or another; call the result to stop. */
  onChange(listener: (change: SafeChange) => void): () => void;
}
