/**
 * What the two demo sites use of the script's global `humanfs`, written down here because a demo site is an
 * outsider: it has the script tag and nothing else. Types only; nothing of this file reaches the browser.
 */

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly worse: 'high' | 'low';
}

export type Granularity = 'each' | 'day' | 'week';

export type ErrorCode =
  | 'CONSENT_REQUIRED'
  | 'CONSENT_DENIED'
  | 'CONSENT_DISMISSED'
  | 'CONSENT_BUSY'
  | 'GRANT_EXPIRED'
  | 'GRANT_REVOKED'
  | 'SCOPE_EXCEEDED'
  | 'INVALID_REQUEST'
  | 'INVALID_RESPONSE'
  | 'UNSUPPORTED_PROTOCOL'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'FRAME_BLOCKED_BY_CSP'
  | 'FRAME_BLOCKED_BY_COEP'
  | 'FRAME_UNREACHABLE'
  | 'FRAME_LOST'
  | 'POPUP_BLOCKED'
  | 'POPUP_SEVERED_BY_COOP'
  | 'INSECURE_CONTEXT'
  | 'SAME_ORIGIN'
  | 'STORAGE_BLOCKED'
  | 'SAFE_LOCKED'
  | 'RATE_LIMITED'
  | 'TOO_LARGE'
  | 'QUOTA_EXCEEDED'
  | 'SAME_SITE'
  | 'EMBEDDING_REFUSED'
  | 'LEASE_EXPIRED'
  | 'INTERNAL';

/** `time`, `end`: ms since 1970, UTC. */
export interface Measurement {
  readonly time: number;
  readonly value: number;
  readonly end?: number;
  readonly note?: string;
}

/**
 * What the person really allowed, in ms; `null` means no limit. A read covers `from <= time < to`. What was allowed
 * once has an `until` that is already over.
 */
export interface GrantedScope {
  readonly from: number | null;
  readonly to: number | null;
  readonly granularity: Granularity;
  readonly until: number | null;
}

/** What a read returns. `asOf` is when the safe last spoke (ms); `live` is whether that was just now. */
export interface Series extends Iterable<Measurement> {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly unit: string;
  readonly scale?: Scale | null | undefined;
  readonly scope: GrantedScope;
  readonly asOf: number;
  readonly live: boolean;
}

/** A row to save; `time` as ISO text keeps the zone of the place where it was written. */
export interface NewMeasurement {
  readonly time: Date | string | number;
  readonly value: number;
  readonly note?: string;
}

/**
 * read = new + same + corrected + undone + skipped. `queued`: how many rows wait in this browser and since when (ms);
 * until they arrive, the other counts are 0.
 */
export interface Receipt {
  readonly read: number;
  readonly new: number;
  readonly same: number;
  readonly corrected: number;
  readonly undone: number;
  readonly skipped: number;
  readonly skippedReasons: Readonly<Record<string, number>>;
  readonly queued: { readonly waiting: number; readonly since: number } | null;
}

export interface ReadOptions {
  readonly from?: Date;
  readonly to?: Date;
  readonly purpose?: string;
  /** 'never': answer from what is allowed already, open no window. */
  readonly interaction?: 'auto' | 'never';
}

export interface WriteOptions {
  readonly unit: string;
  readonly scale?: Scale;
  readonly category?: string;
  readonly purpose?: string;
}

export interface GrantView {
  readonly access: string;
  readonly variable: string;
  readonly until: number | null;
}

export interface HumanFS {
  readonly ready: Promise<unknown>;
  requestRead(name: string, options?: ReadOptions): Promise<Series>;
  requestWrite(name: string, data: readonly NewMeasurement[], options: WriteOptions): Promise<Receipt>;
  /** This site's own grants, and no more than those. */
  variables(): Promise<readonly GrantView[]> | readonly GrantView[];
  /** `grants`: what this site may do has changed. `data`: there may be new entries. */
  on(event: 'grants' | 'data', listener: () => void): unknown;
  /** Opens the person's safe in a new tab; call it in a click. */
  open(): unknown;
}
