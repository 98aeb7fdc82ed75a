/**
 * The vault's words as types: what a safe holds once it is open. Stored forms live beside the code that writes
 * them (stream/FORMAT.md, manifest/, audit/); this file is what the rest of the house sees.
 */
import type { Granularity, Provenance, Scale } from '../../protocol/series.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** 128 random bits, base64url. */
export type VariableId = Branded<'VariableId'>;
export type StreamId = Branded<'StreamId'>;
export type GrantId = Branded<'GrantId'>;
export type BatchId = Branded<'BatchId'>;
/** Key of a record in IndexedDB: 128 random bits, base64url, so that keys tell nothing. */
export type RecordKey = Branded<'RecordKey'>;
/** `canonicalName` of a variable's name: two spellings of one name have one key. */
export type VariableKey = Branded<'VariableKey'>;

/** A named quantity with a unit. The same name with another unit or scale is another variable, never mixed. */
export interface Variable {
  readonly id: VariableId;
  readonly key: VariableKey;
  readonly name: string;
  readonly unit: string;
  readonly scale: Scale | null;
  readonly category: string;
}

/** Where the measurements of a stream come from. */
export type Source =
  | {
      readonly kind: 'import';
      readonly format: string;
      readonly label: string;
      readonly entered: 'device' | 'person';
    }
  | { readonly kind: 'app'; readonly origin: string; readonly appName: string | null }
  | { readonly kind: 'person' };

export interface Stream {
  readonly id: StreamId;
  readonly variable: VariableId;
  readonly source: Source;
  readonly identity: 'time' | 'time-and-value';
}

/** What can be said of a stream without reading its chunks; kept in its index. */
export interface StreamSummary {
  readonly count: number;
  /** ms UTC of the earliest and latest start; null: empty. */
  readonly first: number | null;
  readonly last: number | null;
  readonly lastValue: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** Rows as columns of equal length; times in whole ms UTC. `notes` is sparse: row index -> text. */
export interface Rows {
  readonly starts: Float64Array;
  /** NaN: no end. */
  readonly ends: Float64Array;
  readonly values: Float64Array;
  /** Minutes east of UTC, or UNKNOWN_OFFSET. */
  readonly offsets: Int16Array;
  readonly notes: ReadonlyMap<number, string>;
}

/** What a write did. new + same + corrected + undone = rows given. */
export interface WriteCounts {
  readonly new: number;
  readonly same: number;
  readonly corrected: number;
  readonly undone: number;
}

/** One act that brought measurements in; the unit of undo. */
export interface Batch {
  readonly id: BatchId;
  readonly cause:
    | { readonly kind: 'import'; readonly format: string; readonly fileName: string; readonly bytes: number }
    | { readonly kind: 'app'; readonly origin: string }
    | { readonly kind: 'person' };
  readonly at: number;
  readonly streams: readonly StreamId[];
  /** For an import: read = new + same + corrected + skipped. */
  readonly receipt: {
    readonly read: number;
    readonly new: number;
    readonly same: number;
    readonly corrected: number;
    readonly skipped: Readonly<Record<string, number>>;
  };
  readonly state: 'running' | 'done' | 'cancelled' | 'failed' | 'undone';
}

/**
 * The unit of terms that were granted while nothing of that name was there: the first variable that is made under
 * the name gives them its unit and scale, so that "it gets the ones you add later" comes true.
 */
export const UNBOUND_UNIT = '';

/** What the person allowed; every limit that the frame enforces inside a stream. */
export interface ReadTerms {
  readonly access: 'read';
  readonly variable: string;
  readonly key: VariableKey;
  /** The unit and scale of the series that was granted; others under the name are converted or left out. */
  readonly unit: string;
  readonly scale: Scale | null;
  /** from <= start < to, ms UTC; null: no bound. */
  readonly from: number | null;
  readonly to: number | null;
  readonly granularity: Granularity;
  readonly notes: boolean;
  readonly offsets: boolean;
  readonly sources: boolean;
  /** Entries made after the grant, too. */
  readonly includesNew: boolean;
  /** Entries that other apps added. */
  readonly othersEntries: boolean;
}

/** An app adds, corrects and undoes only its own stream. */
export interface WriteTerms {
  readonly access: 'write';
  readonly variable: string;
  readonly key: VariableKey;
  readonly unit: string;
  readonly scale: Scale | null;
  readonly category: string;
}

export type Terms = ReadTerms | WriteTerms;

/** How long: once leaves nothing behind; the others have an end or none. */
export type GrantLength =
  | { readonly kind: 'once' }
  | { readonly kind: 'until'; readonly until: number }
  | { readonly kind: 'until-revoked' };

export interface ConsentEvent {
  readonly at: number;
  readonly kind:
    | 'requested'
    | 'given'
    | 'narrowed'
    | 'refreshed'
    | 'expired'
    | 'paused'
    | 'revoked'
    | 'revocation-reached-site';
}

/** Kept for the person after ISO/IEC TS 27560; "not stated" rather than guessed. */
export interface ConsentRecord {
  readonly recordId: string;
  readonly at: number;
  readonly language: string;
  readonly safeVersion: string;
  /** The exact text shown, and its SHA-256 in hex. */
  readonly text: string;
  readonly textSha256: string;
  readonly purpose: string | null;
  readonly purposeFrom: 'app';
  readonly identityAssurance: 'origin only';
  readonly appName: string | null;
  readonly appContact: string | null;
  readonly appPrivacyUrl: string | null;
  readonly withdrawal: 'In the safe, under Apps';
  readonly events: readonly ConsentEvent[];
}

export interface Grant {
  readonly id: GrantId;
  readonly origin: string;
  readonly terms: Terms;
  readonly length: GrantLength;
  /** How long a snapshot may answer without a meeting, ms. */
  readonly lease: number;
  readonly createdAt: number;
  readonly state: 'active' | 'revoked' | 'ended';
  readonly revokedAt: number | null;
  /** The site was told (a meeting, or a live handle found the wrap gone). */
  readonly revocationReachedSite: boolean;
  /** When the frame last met the safe, and until when what it then got may answer. */
  readonly metAt: number | null;
  readonly leaseUntil: number | null;
  /** Reads the frame has reported, and the last one. */
  readonly reads: number;
  readonly lastReadAt: number | null;
  readonly consent: ConsentRecord;
}

/** A read series before it is cut for a window: columns, provenance per row, one unit. */
export interface SeriesColumns {
  readonly times: Float64Array;
  readonly ends: Float64Array;
  readonly values: Float64Array;
  readonly offsets: Int16Array;
  /** Index into PROVENANCES, per row. */
  readonly provenance: Uint8Array;
  readonly notes: ReadonlyMap<number, string>;
  readonly unit: string;
  readonly scale: Scale | null;
  /** Measurements under this name in a unit or scale that cannot be converted. */
  readonly skippedUnits: number;
  /**
   * What is so for every row, where the making of the columns told it; it stays true of any part of them. Absent:
   * not known.
   */
  readonly uniform?: { readonly noEnds: boolean; readonly provenance: number | null };
  /** Only where the person allowed names of sources: `labels[of[row]]`. An app is never named to another app. */
  readonly sources?: { readonly labels: readonly string[]; readonly of: Uint16Array };
}

export type ProvenanceOf = (source: Source, reader: string | null) => Provenance;
