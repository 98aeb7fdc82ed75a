/**
 * An app's options as the protocol's params. Only what the window must not be opened for is checked here; every
 * field is checked by the frame, which answers INVALID_REQUEST with the path, and the host has 8 kB for all.
 */
import { isShowableName } from '../protocol/names.ts';
import type { AppFacts, ConnectScope as WireScope } from '../protocol/verbs.ts';
import { invalid } from './human-fs-error.ts';
import { parseTime } from './time-input.ts';
import type {
  CallOptions,
  ConnectScope,
  HumanFSOptions,
  Include,
  ReadOptions,
  TimeInput,
  WriteOptions,
} from './types.ts';

export function variableName(name: string): string {
  if (typeof name !== 'string' || !isShowableName(name))
    throw invalid('name', 'must have 1 to 64 visible characters.');
  return name;
}

const moment = (input: TimeInput | undefined, path: string): number | null =>
  input === undefined ? null : parseTime(input, path).time;

type ReadAsk = Pick<ReadOptions, 'from' | 'to' | 'granularity' | 'include' | 'unit'>;

function readAsk(name: string, { from, to, granularity = 'each', include = [], unit }: ReadAsk) {
  const has = (key: keyof Include): boolean =>
    Array.isArray(include) ? include.includes(key) : (include as Partial<Include>)[key] === true;
  return {
    name: variableName(name),
    from: moment(from, 'from'),
    to: moment(to, 'to'),
    granularity,
    include: { notes: has('notes'), offsets: has('offsets'), sources: has('sources') },
    unit: unit ?? null,
  };
}

export function readParams(name: string, options: ReadOptions) {
  return { ...readAsk(name, options), limit: options.limit ?? null, maxAge: options.maxAge ?? null };
}

export function writeAsk(name: string, options: Pick<WriteOptions, 'unit' | 'scale' | 'category'>) {
  const { unit, scale = null, category = 'Miscellaneous' } = options;
  if (typeof unit !== 'string') throw invalid('unit', 'is missing: UCUM, as kg, {score}, mmol/L.');
  return { name: variableName(name), unit, scale, category };
}

export function connectScopes(scopes: readonly ConnectScope[]): WireScope[] {
  return scopes.map((scope) =>
    scope.access === 'write'
      ? { access: 'write', ...writeAsk(scope.variable, scope) }
      : { access: 'read', ...readAsk(scope.variable, scope) },
  );
}

export function askedOf({ purpose, interaction = 'auto' }: CallOptions) {
  return { purpose: purpose ?? null, interaction };
}

export function appFacts({ name, privacyUrl, contact }: HumanFSOptions): AppFacts {
  return { name: name ?? null, privacyUrl: privacyUrl ?? null, contact: contact ?? null };
}
