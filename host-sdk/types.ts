/** The public types of humanfs, written by hand: no declaration of ours makes an app install a schema library. */

/** Date, ISO 8601 text with a zone, or milliseconds since 1970 UTC. */
export type TimeInput = Date | string | number;

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** Which end of the scale is worse for the person. */
  readonly worse: 'high' | 'low';
}

export type Provenance = 'device' | 'person' | 'this-app' | 'another-app';
export type Granularity = 'each' | 'day' | 'week';

export interface Include {
  readonly notes: boolean;
  readonly offsets: boolean;
  readonly sources: boolean;
}

export interface MeasurementInput {
  readonly time: TimeInput;
  readonly value: number;
  readonly end?: TimeInput | undefined;
  readonly note?: string | undefined;
}

/** Columns of equal length; times and ends in ms UTC. */
export interface ColumnsInput {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly ends?: ArrayLike<number> | undefined;
  readonly notes?: ReadonlyArray<string | null | undefined> | undefined;
}

export type SeriesInput = readonly MeasurementInput[] | ColumnsInput;

export interface Measurement {
  /** ms UTC. */
  readonly time: number;
  readonly value: number;
  readonly end?: number;
  readonly note?: string;
  readonly provenance: Provenance;
}

/** What the person really granted; may be narrower than what was asked. */
export interface GrantedScope {
  readonly id: string;
  readonly access: 'read' | 'write';
  readonly variable: string;
  readonly unit: string | null;
  /** from <= start < to, ms UTC; null: no bound. */
  readonly from: number | null;
  readonly to: number | null;
  readonly granularity: Granularity;
  readonly include: Include;
  /** Entries made after the grant, too. */
  readonly includesNew: boolean;
  /** ms UTC; null: until the person revokes it. */
  readonly until: number | null;
  /** Until when this browser answers without meeting the safe again; null: it answers live. */
  readonly leaseUntil: number | null;
  readonly asOf: number | null;
}

export interface Series extends Iterable<Measurement> {
  readonly variable: string;
  /** UCUM. */
  readonly unit: string;
  readonly scale: Scale | null;
  readonly length: number;
  /** Start of each measurement, ms UTC, ascending. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** NaN: no end. */
  readonly ends: Float64Array;
  readonly provenance: readonly Provenance[];
  /** Minutes east of UTC, where asked for and granted; -32768: not known. */
  readonly offsets: Int16Array | null;
  /** Row -> note, where asked for and granted. */
  readonly notes: ReadonlyMap<number, string> | null;
  readonly sources: readonly string[] | null;
  readonly scope: GrantedScope;
  /** When the safe last answered for these values, ms UTC. */
  readonly asOf: number;
  /** Answered by the safe itself just now; otherwise as of the last meeting. */
  readonly live: boolean;
  /** Measurements under this name left out because their unit or scale cannot be converted. */
  readonly skippedUnits: number;
  toArray(): Measurement[];
}

/** read = new + same + corrected + undone + skipped. While `queued`, only `read` is known. */
export interface Receipt {
  readonly read: number;
  readonly new: number;
  readonly same: number;
  readonly corrected: number;
  readonly undone: number;
  readonly skipped: number;
  readonly skippedReasons: Readonly<Record<string, number>>;
  /** Waits in this browser for the next meeting with the safe; lost if the browser clears this site's data. */
  readonly queued: { readonly waiting: number; readonly since: number } | null;
}

export interface CallOptions {
  /** Why, in the app's words; shown to the person as the app's own claim. At most 200 characters. */
  readonly purpose?: string;
  /** `never`: fail with CONSENT_REQUIRED rather than ask. */
  readonly interaction?: 'auto' | 'never';
  readonly signal?: AbortSignal;
}

export interface ReadOptions extends CallOptions {
  readonly from?: TimeInput;
  readonly to?: TimeInput;
  /** The newest so many. */
  readonly limit?: number;
  readonly granularity?: Granularity;
  readonly include?: Partial<Include> | readonly (keyof Include)[];
  /** UCUM: the unit to convert to. */
  readonly unit?: string;
  /** Ask for values no older than so many ms; opens a window where the last meeting is older. */
  readonly maxAge?: number;
}

export interface WriteOptions extends CallOptions {
  /** UCUM: `{score}`, `kg`, `mmol/L`. */
  readonly unit: string;
  readonly scale?: Scale;
  readonly category?: string;
  /** Starts of this app's own entries to take back. */
  readonly undo?: readonly TimeInput[];
}

export type ConnectScope =
  | ({ readonly access: 'read'; readonly variable: string } & Pick<
      ReadOptions,
      'from' | 'to' | 'granularity' | 'include' | 'unit'
    >)
  | ({ readonly access: 'write'; readonly variable: string } & Pick<
      WriteOptions,
      'unit' | 'scale' | 'category'
    >);

export interface Connection {
  readonly granted: readonly GrantedScope[];
  /** Positions, in the list that was asked for, of what the person left out. */
  readonly refused: readonly number[];
}

export interface HumanFSEvents {
  /** What this app may do has changed. */
  grants: readonly GrantedScope[];
  /** New data may be there for this variable. */
  data: { readonly variable: string };
}

export interface HumanFS {
  /** Settles when the safe's frame has answered; rejects with the reason it cannot. */
  readonly ready: Promise<void>;
  requestRead(variable: string, options?: ReadOptions): Promise<Series>;
  requestWrite(variable: string, data: SeriesInput, options: WriteOptions): Promise<Receipt>;
  connect(scopes: readonly ConnectScope[], options?: CallOptions): Promise<Connection>;
  /** What the person lets this app do now. */
  variables(options?: { readonly signal?: AbortSignal }): Promise<readonly GrantedScope[]>;
  /** Gives up this app's own access, for one variable or all. */
  release(variable?: string, options?: { readonly signal?: AbortSignal }): Promise<number>;
  on<E extends keyof HumanFSEvents>(event: E, listener: (detail: HumanFSEvents[E]) => void): () => void;
  /** Opens the person's safe in a tab of its own. */
  open(): void;
  destroy(): void;
  readonly db: {
    readonly collections: {
      create(variable: string, data: SeriesInput, options: WriteOptions): Promise<Receipt>;
      get(variable: string, options?: ReadOptions): Promise<Series>;
      list(options?: { readonly signal?: AbortSignal }): Promise<readonly GrantedScope[]>;
    };
  };
}

export interface HumanFSOptions {
  /** The safe's origin: `https://safe.example`. */
  readonly safe: string;
  /** Shown to the person as what the app says of itself. */
  readonly name?: string;
  readonly privacyUrl?: string;
  readonly contact?: string;
}
