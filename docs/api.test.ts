/** The answers to bad input that api.md promises, and that it names every option, field and call of the types. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { createHumanFS } from '../host-sdk/human-fs.ts';
import { HumanFSError } from '../host-sdk/human-fs-error.ts';
import { readParams, writeAsk } from '../host-sdk/request-params.ts';
import { toColumns } from '../host-sdk/series-columns.ts';
import type { MeasurementInput, ReadOptions, WriteOptions } from '../host-sdk/types.ts';
import { WRITE_ROWS } from '../protocol/limits.ts';
import { VERBS } from '../protocol/verbs.ts';
import { page, root } from './testing/pages.ts';

const text = page('docs/api.md');
const asking = { purpose: null, interaction: 'auto', ticket: null, window: 'not-tried' } as const;
const score = { unit: '{score}', scale: { min: 0, max: 10, worse: 'high' } } as const;

/** What the page sees, then what the frame sees: path of the first thing that is wrong, or "taken". */
function answer(make: () => unknown, verb: 'read' | 'write'): string {
  try {
    const parsed = VERBS[verb].params.safeParse(make());
    return parsed.success ? 'taken' : String(parsed.error.issues[0]?.path[0]);
  } catch (error) {
    if (!(error instanceof HumanFSError)) throw error;
    return `${error.code === 'INVALID_REQUEST' ? '' : `${error.code} `}${error.path}`;
  }
}

const read = (name: string, options: ReadOptions & { readonly purpose?: string }) =>
  answer(() => ({ ...readParams(name, options), ...asking, purpose: options.purpose ?? null }), 'read');

const write = (
  data: Parameters<typeof toColumns>[0],
  options: Pick<WriteOptions, 'unit' | 'scale' | 'category'> = score,
) =>
  answer(
    () => ({
      ...writeAsk('Pain', options),
      ...toColumns(data),
      undo: new Float64Array(),
      ...asking,
    }),
    'write',
  );

const row = (over: Partial<MeasurementInput>): MeasurementInput[] => [{ time: 0, value: 1, ...over }];

test('bad options of a read are answered with their path', () => {
  assert.equal(read('Pain', {}), 'taken');
  assert.equal(read('', {}), 'name');
  assert.equal(read('x'.repeat(65), {}), 'name');
  assert.equal(read('a\u202eb', {}), 'name');
  assert.equal(read('Pain', { from: 'yesterday' }), 'from');
  assert.equal(read('Pain', { from: 5, to: 5 }), 'to');
  for (const limit of [0, -1, 1.5, Number.NaN]) assert.equal(read('Pain', { limit }), 'limit');
  for (const maxAge of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.equal(read('Pain', { maxAge }), 'maxAge');
  assert.equal(read('Pain', { maxAge: 0 }), 'taken');
  for (const unit of ['', 'k g', 'x'.repeat(33), 'µg']) assert.equal(read('Pain', { unit }), 'unit');
  assert.equal(read('Pain', { purpose: 'x'.repeat(201) }), 'purpose');
});

test('bad measurements are answered with their path', () => {
  assert.equal(write(row({})), 'taken');
  assert.equal(write([]), 'taken');
  for (const time of ['2026-05-24T20:00', '2026-05-24', 'soon', new Date(Number.NaN), 1.5, Number.NaN, 9e15])
    assert.equal(write(row({ time })), 'data[0].time', String(time));
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(write(row({ value })), 'data[0].value');
  }
  assert.equal(write(row({ value: 11 })), 'values');
  assert.equal(write(row({ time: 5, end: 4 })), 'data[0].end');
  assert.equal(write({ times: [1, 2], values: [1] }), 'data');
  assert.equal(write({ times: [1], values: [1], ends: [] }), 'data');
  assert.equal(write(row({ note: 'x'.repeat(1_001) })), 'notes');
  const many = { times: new Float64Array(WRITE_ROWS + 1), values: new Float64Array(WRITE_ROWS + 1) };
  assert.equal(write(many), 'TOO_LARGE data');
});

test('order is free and a time may stand twice', () => {
  assert.equal(
    write([
      { time: 5, value: 1 },
      { time: 2, value: 2 },
      { time: 5, value: 3 },
    ]),
    'taken',
  );
});

test('bad options of a write are answered with their path', () => {
  assert.equal(write([], { unit: 'k g' }), 'unit');
  assert.equal(write([], { unit: 'kg', scale: { min: 1, max: 1, worse: 'high' } }), 'scale');
  assert.equal(write([], { unit: 'kg', category: 'x'.repeat(65) }), 'category');
});

test('a safe that is no address is refused when the library is made', () => {
  assert.throws(() => createHumanFS({ safe: 'no address' }), { code: 'INVALID_REQUEST', path: 'safe' });
});

test('every call, option and field of the public types is on the page', () => {
  const types = readFileSync(resolve(root, 'host-sdk/types.ts'), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
  const shown = [
    'HumanFS',
    'HumanFSOptions',
    'ReadOptions',
    'WriteOptions',
    'CallOptions',
    'Series',
    'Receipt',
  ];
  for (const name of shown) {
    const body =
      new RegExp(`export interface ${name}\\b[^{]*\\{([\\s\\S]*?)^\\}`, 'm').exec(types)?.[1] ?? '';
    const members = [...body.matchAll(/^ {2}(?:readonly )?(\w+)[?(<:]/gm)].map(([, member = '']) => member);
    assert.ok(members.length > 1, name);
    for (const member of members) assert.match(text, new RegExp(`\\b${member}\\b`), `${name}.${member}`);
  }
});
