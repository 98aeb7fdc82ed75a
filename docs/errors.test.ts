import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HumanFSError } from '../host-sdk/human-fs-error.ts';
import { ERROR_CODES, ERRORS } from '../protocol/errors.ts';
import { anchor, page, sections } from './testing/pages.ts';

const text = page('docs/errors.md');
const documented = sections(text, 2);

test('every code has its section, and nothing else has one', () => {
  assert.deepEqual([...documented.keys()].sort(), [...ERROR_CODES].sort());
});

for (const code of ERROR_CODES) {
  const { means, retryable, hint } = ERRORS[code];
  const section = documented.get(code) ?? '';

  test(`${code} is told in the words that an app is told`, () => {
    assert.ok(
      section.startsWith(`\n> ${means}\n>\n> Retryable: ${retryable ? 'yes' : 'no'}. Hint: ${hint}\n`),
    );
  });

  test(`${code} is explained beyond those words`, () => {
    const more = section.split('\n').filter((line) => line !== '' && !line.startsWith('>'));
    assert.ok(more.join(' ').length > 30);
  });

  test(`${code} is where the error says it is, and in the list on top`, () => {
    const { docs } = new HumanFSError(code, ERRORS[code]);
    assert.equal(docs, `docs/errors.md#${anchor(code)}`);
    assert.ok(text.includes(`[\`${code}\`](#${anchor(code)})`));
  });
}
