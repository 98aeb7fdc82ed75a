import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportedChunk } from './build-report.ts';
import { reachOf } from './reach.ts';

const chunk = (file: string, more: Partial<ReportedChunk>): ReportedChunk => ({
  file,
  entry: null,
  modules: [`${file}.ts`],
  imports: [],
  dynamicImports: [],
  css: [],
  assets: [],
  ...more,
});

const report = [
  chunk('a', { entry: 'a.html', imports: ['shared'], dynamicImports: ['later'], css: ['a.css'] }),
  chunk('shared', { imports: ['a', 'deep'] }),
  chunk('deep', { css: ['a.css', 'deep.css'] }),
  chunk('later', { imports: ['deep'] }),
  chunk('b', { entry: 'b.html' }),
];

test('a page reaches what it imports, however deep and in circles, once', () => {
  const { files, modules } = reachOf(report, 'a.html', false);
  assert.deepEqual(files, ['a', 'a.css', 'deep', 'deep.css', 'shared']);
  assert.deepEqual(modules, ['a.ts', 'deep.ts', 'shared.ts']);
});

test('what is loaded on demand is reached only when asked for', () => {
  assert.ok(reachOf(report, 'a.html', true).files.includes('later'));
});

test('an unknown page and a hole in the report are errors, not small sizes', () => {
  assert.throws(() => reachOf(report, 'c.html', false), /c\.html was not built/);
  assert.throws(() => reachOf(report.slice(0, 2), 'a.html', false), /did not report/);
});
