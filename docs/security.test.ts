/** Every rule on the page names a test that is there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { page, root, rows, sections } from './testing/pages.ts';

const held = rows(sections(page('docs/security.md'), 2).get('What holds today') ?? '');

test('the table is there', () => {
  assert.ok(held.length > 20, `${held.length} rows`);
});

for (const [attack = '', rule = '', tests = ''] of held) {
  test(`${attack}: the test it names exists`, () => {
    assert.notEqual(rule, '');
    const named = [...tests.matchAll(/`([^`]+)` "((?:[^"\\]|\\.)+)"/g)];
    assert.equal(named.length, tests.split('; `').length, tests);
    for (const [, file = '', title = ''] of named) {
      assert.ok(existsSync(resolve(root, file)), `${file} is no file`);
      const code = readFileSync(resolve(root, file), 'utf8');
      assert.ok(code.includes(title.replaceAll('\\"', '"')), `${file} has no test "${title}"`);
    }
  });
}
