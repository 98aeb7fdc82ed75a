/**
 * The protocol's single truth: verb -> params, result. The frame checks params with these schemas and answers
 * only with results of these shapes; the host script carries guards.ts, the same checks by hand, because zod
 * alone would be as large as all of humanfs.js.
 *
 * A message names its verb; the verb is looked up as an own property of this closed table and nothing else
 * can be called (`constructor`, `__proto__` and `toString` are no verbs).
 */
import * as z from 'zod/mini';
import type { WireError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { isShowableName, isShowableText } from './names.ts';
import { GRANULARITIES, MAX_TIME, PROVENANCES } from './series.ts';

export const PROTOCOL_VERSION = 1;

const text = (most: number) =>
  z.string().check(
    z.refine((value) => isShowableText(value, most), {
      error: `at most ${most} characters, all of them visible`,
    }),
  );
const orNull = <T extends z.core.SomeType>(schema: T) => z.nullable(schema);

const time = z
  .number()
  .check(
    z.refine((t) => Number.isInteger(t) && Math.abs(t) <= MAX_TIME, { error: 'whole milliseconds UTC' }),
  );
const count = z
  .number()
  .check(z.refine((n) => Number.isSafeInteger(n) && n >= 0, { error: 'a whole number from 0' }));
const name = z.string().check(z.refine(isShowableName, { error: '1 to 64 visible characters' }));
/** UCUM is ASCII without blanks. */
const unit = z.string().check(z.regex(/^[\x21-\x7e]{1,32}$/, { error: 'a UCUM unit' }));
const ticket = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, { error: '128 bits, base64url' }));
const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

export const scaleSchema = z
  .strictObject({
    min: z.number().check(z.refine(Number.isFinite)),
    max: z.number().check(z.refine(Number.isFinite)),
    worse: z.enum(['high', 'low']),
  })
  .check(z.refine((scale) => scale.min < scale.max, { error: 'min below max' }));

const every = (column: ArrayLike<number>, holds: (x: number) => boolean): boolean => {
  for (let i = 0; i < column.length; i++) if (!holds(column[i] ?? Number.NaN)) return false;
  return true;
};
const isTime = (t: number): boolean => Number.isInteger(t) && Math.abs(t) <= MAX_TIME;
// custom, not instanceof: zod would infer Float64Array<ArrayBuffer>, which TypeScript before 5.7 does not know.
const floats = z.custom<Float64Array>((value) => value instanceof Float64Array);
const shorts = z.custom<Int16Array>((value) => value instanceof Int16Array);
const times = floats.check(z.refine((c) => every(c, isTime), { error: 'whole milliseconds UTC' }));
const values = floats.check(z.refine((c) => every(c, Number.isFinite), { error: 'finite numbers' }));
const ends = floats.check(
  z.refine((c) => every(c, (t) => Number.isNaN(t) || isTime(t)), { error: 'whole milliseconds UTC, or NaN' }),
);
const offsets = shorts.check(
  z.refine((c) => every(c, (m) => m === -32_768 || Math.abs(m) <= 1_440), { error: 'minutes east of UTC' }),
);
const note = z.tuple([count, z.string().check(z.maxLength(LIMITS.noteLength))]);
const notes = z.array(note).check(z.maxLength(LIMITS.notes));

/** What the page knows of the window it opened, for the frame to decide whether to show its own button. */
const asking = {
  purpose: orNull(text(LIMITS.purposeLength)),
  interaction: z.enum(['auto', 'never']),
  ticket: orNull(ticket),
  window: z.enum(['opened', 'refused', 'not-tried']),
};

export const appFacts = z.strictObject({
  name: orNull(text(LIMITS.appNameLength)),
  privacyUrl: orNull(z.string().check(z.maxLength(LIMITS.urlLength), z.regex(/^https?:\/\/[\x21-\x7e]+$/))),
  contact: orNull(text(LIMITS.contactLength)),
});

export const include = z.strictObject({ notes: z.boolean(), offsets: z.boolean(), sources: z.boolean() });

const readAsk = {
  name,
  from: orNull(time),
  to: orNull(time),
  granularity: z.enum(GRANULARITIES),
  include,
  unit: orNull(unit),
};

const writeAsk = { name, unit, scale: orNull(scaleSchema), category: text(LIMITS.categoryLength) };

const helloParams = z.strictObject({
  protocols: z.array(count).check(z.minLength(1), z.maxLength(16)),
  app: appFacts,
});
const readParams = z
  .strictObject({
    ...readAsk,
    limit: orNull(
      z.number().check(z.refine((n) => Number.isSafeInteger(n) && n > 0, { error: 'a whole number from 1' })),
    ),
    maxAge: orNull(z.number().check(z.refine((n) => n >= 0, { error: 'milliseconds from 0' }))),
    ...asking,
  })
  .check(
    z.refine((p) => p.from === null || p.to === null || p.from < p.to, {
      error: 'from below to',
      path: ['to'],
    }),
  );
const writeParams = z
  .strictObject({
    ...writeAsk,
    times,
    values,
    ends: orNull(ends),
    offsets: orNull(offsets),
    notes,
    undo: times,
    ...asking,
  })
  .check(
    z.refine((p) => p.times.length <= LIMITS.writeRows, {
      error: `at most ${LIMITS.writeRows} measurements`,
      path: ['times'],
    }),
    z.refine((p) => p.undo.length <= LIMITS.undo, {
      error: `at most ${LIMITS.undo} entries`,
      path: ['undo'],
    }),
    z.refine((p) => p.values.length === p.times.length, {
      error: 'as many values as times',
      path: ['values'],
    }),
    z.refine((p) => p.ends === null || p.ends.length === p.times.length, {
      error: 'as many ends as times',
      path: ['ends'],
    }),
    z.refine((p) => p.offsets === null || p.offsets.length === p.times.length, {
      error: 'as many as times',
      path: ['offsets'],
    }),
    z.refine((p) => p.notes.every(([row]) => row < p.times.length), {
      error: 'a note of no row',
      path: ['notes'],
    }),
    z.refine((p) => endsFollowStarts(p.times, p.ends), { error: 'an end before its start', path: ['ends'] }),
    z.refine((p) => withinScale(p.values, p.scale), { error: 'a value outside the scale', path: ['values'] }),
  );

function endsFollowStarts(starts: Float64Array, ends: Float64Array | null): boolean {
  if (ends === null || ends.length !== starts.length) return true;
  return ends.every((end, i) => Number.isNaN(end) || end >= (starts[i] ?? end));
}

function withinScale(column: Float64Array, scale: { min: number; max: number } | null): boolean {
  return scale === null || column.every((value) => value >= scale.min && value <= scale.max);
}

export const connectScope = z.discriminatedUnion('access', [
  z.strictObject({ access: z.literal('read'), ...readAsk }),
  z.strictObject({ access: z.literal('write'), ...writeAsk }),
]);
const connectParams = z.strictObject({
  scopes: z.array(connectScope).check(z.minLength(1), z.maxLength(LIMITS.scopes)),
  ...asking,
});

/** What was really granted, told with every series and in every list of grants. */
export const grantedScope = z.strictObject({
  id,
  access: z.enum(['read', 'write']),
  variable: name,
  unit: orNull(unit),
  from: orNull(time),
  to: orNull(time),
  granularity: z.enum(GRANULARITIES),
  include,
  includesNew: z.boolean(),
  /** ms UTC; null: until revoked. A read that was allowed once ends at the moment it was given. */
  until: orNull(time),
  /** Until when the safe answers without a meeting; null: it answers live. */
  leaseUntil: orNull(time),
  asOf: orNull(time),
});

const helloResult = z.strictObject({
  protocol: count,
  grants: z.array(grantedScope).check(z.maxLength(1_000)),
});
const readResult = z
  .strictObject({
    variable: name,
    unit,
    scale: orNull(scaleSchema),
    times: floats,
    values: floats,
    ends: orNull(floats),
    /** Run lengths: [code, rows, code, rows, ...], codes of PROVENANCES; the rows add up to all. */
    provenance: z.array(count),
    offsets: orNull(shorts),
    notes: orNull(z.array(z.tuple([count, z.string()]))),
    sources: orNull(z.array(z.string())),
    skippedUnits: count,
    scope: grantedScope,
    asOf: time,
    live: z.boolean(),
  })
  .check(
    z.refine(
      (r) => r.values.length === r.times.length && (r.ends === null || r.ends.length === r.times.length),
    ),
    z.refine((r) => r.offsets === null || r.offsets.length === r.times.length),
    z.refine((r) => runsCover(r.provenance, r.times.length)),
  );

function runsCover(runs: readonly number[], rows: number): boolean {
  let covered = 0;
  for (let i = 0; i < runs.length; i += 2) {
    if ((runs[i] ?? PROVENANCES.length) >= PROVENANCES.length) return false;
    covered += runs[i + 1] ?? Number.NaN;
  }
  return covered === rows;
}

export const receipt = z.strictObject({
  /** read = new + same + corrected + undone + skipped; all 0 but `read` while queued. */
  read: count,
  new: count,
  same: count,
  corrected: count,
  undone: count,
  skipped: count,
  skippedReasons: z.record(z.string(), count),
  queued: orNull(z.strictObject({ waiting: count, since: time })),
});
const connectResult = z.strictObject({ granted: z.array(grantedScope), refused: z.array(count) });
const listResult = z.strictObject({ grants: z.array(grantedScope) });
const releaseParams = z.strictObject({ variable: orNull(name) });
const releaseResult = z.strictObject({ released: count });
const nothing = z.strictObject({});
const cancelParams = z.strictObject({ ticket, reason: z.enum(['aborted', 'closed']) });

/** App to frame. `cancel` ends the call that holds a ticket: its signal fired, or its window closed unclaimed. */
export const VERBS = {
  hello: { params: helloParams, result: helloResult },
  read: { params: readParams, result: readResult },
  write: { params: writeParams, result: receipt },
  connect: { params: connectParams, result: connectResult },
  list: { params: nothing, result: listResult },
  release: { params: releaseParams, result: releaseResult },
  ping: { params: nothing, result: nothing },
  cancel: { params: cancelParams, result: nothing },
} as const;

export type Verb = keyof typeof VERBS;
export type Params<V extends Verb> = z.infer<(typeof VERBS)[V]['params']>;
export type Result<V extends Verb> = z.infer<(typeof VERBS)[V]['result']>;
export type GrantedScope = z.infer<typeof grantedScope>;
export type Receipt = z.infer<typeof receipt>;
export type AppFacts = z.infer<typeof appFacts>;
export type ConnectScope = z.infer<typeof connectScope>;

export function isVerb(value: unknown): value is Verb {
  return typeof value === 'string' && Object.hasOwn(VERBS, value);
}

/** The form of a code, not the list: a newer safe may know more codes than an older host script. */
const wireError = z.strictObject({
  code: z.string().check(z.regex(/^[A-Z_]{1,32}$/)),
  means: z.string(),
  hint: z.string(),
  retryable: z.boolean(),
  path: z.optional(z.string()),
  detail: z.optional(z.string()),
});

/** Errors come back as values. */
export type Reply<V extends Verb> =
  | { readonly ok: true; readonly result: Result<V> }
  | { readonly ok: false; readonly error: WireError };

export const errorReply = z.strictObject({ ok: z.literal(false), error: wireError });

const side = z
  .number()
  .check(z.refine((n) => Number.isInteger(n) && n >= 0 && n <= 600, { error: '0 to 600 px' }));

/** Frame to host. The host checks them with guards.ts. */
export const COMMANDS = {
  showFrame: z.strictObject({ command: z.literal('showFrame'), width: side, height: side }),
  hideFrame: z.strictObject({ command: z.literal('hideFrame') }),
  event: z.discriminatedUnion('event', [
    z.strictObject({
      command: z.literal('event'),
      event: z.literal('grants'),
      grants: z.array(grantedScope),
    }),
    z.strictObject({ command: z.literal('event'), event: z.literal('data'), variable: name }),
  ]),
} as const;
export type Command = z.infer<(typeof COMMANDS)[keyof typeof COMMANDS]>;
