import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ERROR_CODES } from './errors.ts';
import { isCommand, isErrorReply, isResult } from './guards.ts';
import { COMMANDS, errorReply, VERBS, type Verb } from './verbs.ts';

const oddName = fc.oneof(
  fc.constantFrom(
    'Step Count',
    '',
    ' ',
    'a\u202Eb',
    'a\u200Bb',
    'x'.repeat(64),
    'x'.repeat(65),
    '\u{1F600}'.repeat(64),
  ),
  fc.string({ maxLength: 70, unit: 'grapheme' }),
);
const oddNumber = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    1.5,
    600,
    601,
    8.64e15,
    8.64e15 + 2,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ),
  fc.integer(),
  fc.double(),
);
const junk = fc.oneof(
  fc.anything({ withDate: true, withTypedArray: true, withNullPrototype: true, maxDepth: 2 }),
  oddName,
  oddNumber,
  fc.constantFrom(null, undefined, [], {}, true),
);
const unit = fc.constantFrom('kg', '{score}', '', 'a b', 'é', 'x'.repeat(33));
const scope = fc.record({
  id: fc.constantFrom('abc', '', 'a b', 'x'.repeat(65)),
  access: fc.constantFrom('read', 'write', 'admin'),
  variable: oddName,
  unit: fc.option(unit),
  from: fc.option(oddNumber),
  to: fc.option(oddNumber),
  granularity: fc.constantFrom('each', 'day', 'week', 'toString'),
  include: fc.record({ notes: fc.boolean(), offsets: fc.boolean(), sources: fc.boolean() }),
  includesNew: fc.boolean(),
  until: fc.option(oddNumber),
  leaseUntil: fc.option(oddNumber),
  asOf: fc.option(oddNumber),
});
const goodScope = {
  id: 'g1',
  access: 'read',
  variable: 'Step Count',
  unit: 'kg',
  from: null,
  to: 9,
  granularity: 'day',
  include: { notes: true, offsets: false, sources: false },
  includesNew: true,
  until: null,
  leaseUntil: 5,
  asOf: 5,
};
const scopes = fc.oneof(fc.constant(goodScope), scope);
const seriesOf = (n: number): fc.Arbitrary<unknown> =>
  fc.record({
    variable: fc.oneof({ weight: 8, arbitrary: fc.constant('Step Count') }, oddName),
    unit: fc.oneof({ weight: 8, arbitrary: fc.constant('kg') }, unit),
    scale: fc.option(
      fc.record({ min: oddNumber, max: oddNumber, worse: fc.constantFrom('high', 'low', 'up') }),
      { freq: 2 },
    ),
    times: fc.constant(new Float64Array(n)),
    values: fc.constant(new Float64Array(n)),
    ends: fc.option(fc.constant(new Float64Array(n))),
    provenance: fc.oneof(
      { weight: 4, arbitrary: fc.nat(3).map((code) => (n === 0 ? [] : [code, n])) },
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }),
    ),
    offsets: fc.option(fc.constant(new Int16Array(n))),
    notes: fc.option(fc.array(fc.tuple(oddNumber, fc.string()), { maxLength: 2 }), { freq: 1 }),
    sources: fc.option(fc.array(fc.string(), { maxLength: 2 })),
    skippedUnits: fc.nat(),
    scope: fc.oneof({ weight: 8, arbitrary: fc.constant(goodScope) }, scope),
    asOf: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, oddNumber),
    live: fc.boolean(),
  });
const series = fc.nat(4).chain(seriesOf);
const receipt = fc.record({
  read: oddNumber,
  new: fc.nat(),
  same: fc.nat(),
  corrected: fc.nat(),
  undone: fc.nat(),
  skipped: fc.nat(),
  skippedReasons: fc.dictionary(fc.string(), oddNumber, { maxKeys: 2 }),
  queued: fc.option(fc.record({ waiting: oddNumber, since: oddNumber })),
});

const NEAR: Record<Verb, fc.Arbitrary<unknown>> = {
  hello: fc.record({ protocol: oddNumber, grants: fc.array(scopes, { maxLength: 2 }) }),
  read: series,
  write: receipt,
  connect: fc.record({
    granted: fc.array(scopes, { maxLength: 2 }),
    refused: fc.array(oddNumber, { maxLength: 2 }),
  }),
  list: fc.record({ grants: fc.array(scopes, { maxLength: 2 }) }),
  release: fc.record({ released: oddNumber }),
  ping: fc.constant({}),
  cancel: fc.constant({}),
};

/** A near-right value with one field dropped, added or replaced: where hand-written checks go wrong. */
const mutated = (near: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    near,
    fc
      .tuple(near, fc.nat(20), fc.constantFrom('drop', 'replace', 'add'), junk)
      .map(([value, at, how, other]) => {
        if (typeof value !== 'object' || value === null) return value;
        const copy: Record<string, unknown> = { ...value };
        const keys = Object.keys(copy);
        const key = keys[at % Math.max(1, keys.length)] ?? 'extra';
        if (how === 'drop') delete copy[key];
        else copy[how === 'add' ? 'extra' : key] = other;
        return copy;
      }),
    junk,
  );

function agree(
  schema: { safeParse(value: unknown): { success: boolean } },
  guard: (value: unknown) => boolean,
  near: fc.Arbitrary<unknown>,
): number {
  let accepted = 0;
  fc.assert(
    fc.property(mutated(near), (value) => {
      const bySchema = schema.safeParse(value).success;
      accepted += Number(bySchema);
      assert.equal(guard(value), bySchema);
    }),
    { numRuns: 3_000 },
  );
  return accepted;
}

describe('the host guards and the schemas accept and refuse the same', () => {
  for (const verb of Object.keys(VERBS) as Verb[]) {
    it(`result of ${verb}`, () => {
      const accepted = agree(VERBS[verb].result, (value) => isResult(verb, value), NEAR[verb]);
      assert.ok(accepted > 0, 'the generator never made a right value: the test would prove nothing');
    });
  }

  it('error replies', () => {
    const near = fc.record({
      ok: fc.constantFrom(false, true),
      error: fc.record(
        {
          code: fc.constantFrom(...ERROR_CODES, 'toString', '__proto__', ''),
          means: fc.string(),
          hint: fc.string(),
          retryable: fc.boolean(),
          path: fc.string(),
          detail: fc.string(),
        },
        { requiredKeys: ['code', 'means', 'hint', 'retryable'] },
      ),
    });
    assert.ok(agree(errorReply, isErrorReply, near) > 0);
  });

  it('commands', () => {
    const near = fc.oneof(
      fc.record({
        command: fc.constantFrom('showFrame', 'constructor'),
        width: oddNumber,
        height: oddNumber,
      }),
      fc.record({ command: fc.constant('hideFrame') }),
      fc.record({
        command: fc.constant('event'),
        event: fc.constant('grants'),
        grants: fc.array(scopes, { maxLength: 2 }),
      }),
      fc.record({ command: fc.constant('event'), event: fc.constant('data'), variable: oddName }),
    );
    const anyCommand = {
      safeParse: (value: unknown) => ({
        success: Object.values(COMMANDS).some((schema) => schema.safeParse(value).success),
      }),
    };
    assert.ok(agree(anyCommand, isCommand, near) > 0);
  });
});
