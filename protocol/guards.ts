/**
 * What the host script checks of everything that comes from the frame: the schemas of verbs.ts again, by hand,
 * because the host script has 8 kB for all of itself. guards.test.ts holds the two together: fast-check makes
 * right and wrong values, and both must accept and refuse the same.
 */
import type { WireError } from './errors.ts';
import { isShowableName } from './names.ts';
import { GRANULARITIES, MAX_TIME, PROVENANCES } from './series.ts';
import type { Command, Result, Verb } from './verbs.ts';

type Guard = (value: unknown) => boolean;

const isText: Guard = (value) => typeof value === 'string';
const isFlag: Guard = (value) => typeof value === 'boolean';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTime: Guard = (value) => Number.isInteger(value) && Math.abs(value as number) <= MAX_TIME;
const isName: Guard = (value) => typeof value === 'string' && isShowableName(value);
const matches =
  (pattern: RegExp): Guard =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isUnit = matches(/^[\x21-\x7e]{1,32}$/);
const isId = matches(/^[A-Za-z0-9_-]{1,64}$/);
const isSide: Guard = (value) => isCount(value) && value <= 600;
const isFloats = (value: unknown): value is Float64Array => value instanceof Float64Array;
const oneOf =
  (...choices: readonly unknown[]): Guard =>
  (value) =>
    choices.includes(value);
const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
const orAbsent =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
const listOf =
  (guard: Guard, most = Number.POSITIVE_INFINITY): Guard =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(guard);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Own properties only, none missing, none beside. */
const shape =
  (fields: Record<string, Guard>): Guard =>
  (value) =>
    isObject(value) &&
    Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
    Object.entries(fields).every(([key, guard]) => guard(Object.hasOwn(value, key) ? value[key] : undefined));

const isScale: Guard = (value) =>
  shape({ min: Number.isFinite, max: Number.isFinite, worse: oneOf('high', 'low') })(value) &&
  (value as { min: number; max: number }).min < (value as { min: number; max: number }).max;

const isScope = shape({
  id: isId,
  access: oneOf('read', 'write'),
  variable: isName,
  unit: orNull(isUnit),
  from: orNull(isTime),
  to: orNull(isTime),
  granularity: oneOf(...GRANULARITIES),
  include: shape({ notes: isFlag, offsets: isFlag, sources: isFlag }),
  includesNew: isFlag,
  until: orNull(isTime),
  leaseUntil: orNull(isTime),
  asOf: orNull(isTime),
});

function runsCover(runs: readonly number[], rows: number): boolean {
  let covered = 0;
  for (let i = 0; i < runs.length; i += 2) {
    if ((runs[i] ?? PROVENANCES.length) >= PROVENANCES.length) return false;
    covered += runs[i + 1] ?? Number.NaN;
  }
  return covered === rows;
}

const isSeriesShape = shape({
  variable: isName,
  unit: isUnit,
  scale: orNull(isScale),
  times: isFloats,
  values: isFloats,
  ends: orNull(isFloats),
  provenance: listOf(isCount),
  offsets: orNull((value) => value instanceof Int16Array),
  notes: orNull(
    listOf((pair) => Array.isArray(pair) && pair.length === 2 && isCount(pair[0]) && isText(pair[1])),
  ),
  sources: orNull(listOf(isText)),
  skippedUnits: isCount,
  scope: isScope,
  asOf: isTime,
  live: isFlag,
});

const isSeries: Guard = (value) => {
  if (!isSeriesShape(value)) return false;
  const { times, values, ends, offsets, provenance } = value as Result<'read'>;
  const rows = times.length;
  return (
    values.length === rows &&
    (ends?.length ?? rows) === rows &&
    (offsets?.length ?? rows) === rows &&
    runsCover(provenance, rows)
  );
};

const isNothing = shape({});

const RESULTS: Record<Verb, Guard> = {
  hello: shape({ protocol: isCount, grants: listOf(isScope, 1_000) }),
  read: isSeries,
  write: shape({
    read: isCount,
    new: isCount,
    same: isCount,
    corrected: isCount,
    undone: isCount,
    skipped: isCount,
    skippedReasons: (value) => isPlainObject(value) && Object.values(value).every(isCount),
    queued: orNull(shape({ waiting: isCount, since: isTime })),
  }),
  connect: shape({ granted: listOf(isScope), refused: listOf(isCount) }),
  list: shape({ grants: listOf(isScope) }),
  release: shape({ released: isCount }),
  ping: isNothing,
  cancel: isNothing,
};

export function isResult<V extends Verb>(verb: V, value: unknown): value is Result<V> {
  return RESULTS[verb](value);
}

const isWireError = shape({
  code: matches(/^[A-Z_]{1,32}$/),
  means: isText,
  hint: isText,
  retryable: isFlag,
  path: orAbsent(isText),
  detail: orAbsent(isText),
});

export function isErrorReply(value: unknown): value is { readonly ok: false; readonly error: WireError } {
  return shape({ ok: oneOf(false), error: isWireError })(value);
}

export function isSuccess(value: unknown): value is { readonly ok: true; readonly result: unknown } {
  return shape({ ok: oneOf(true), result: () => true })(value);
}

const COMMANDS: readonly Guard[] = [
  shape({ command: oneOf('showFrame'), width: isSide, height: isSide }),
  shape({ command: oneOf('hideFrame') }),
  shape({ command: oneOf('event'), event: oneOf('grants'), grants: listOf(isScope) }),
  shape({ command: oneOf('event'), event: oneOf('data'), variable: isName }),
];

export function isCommand(value: unknown): value is Command {
  return COMMANDS.some((guard) => guard(value));
}
