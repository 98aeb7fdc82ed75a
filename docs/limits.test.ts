import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRAME_SEARCH, LEASE, LIMITS, LONGEST_LEASE, TICKET_LIFE, TIMEOUTS } from '../protocol/limits.ts';
import { MAX_NAME_LENGTH } from '../protocol/names.ts';
import { page, rows, sections } from './testing/pages.ts';

const text = page('docs/limits.md');

/** Name in the first cell -> the number that the second begins with. */
function figures(heading: string): Record<string, number> {
  const table = rows(sections(text, 2).get(heading) ?? '');
  return Object.fromEntries(
    table.map(([name = '', figure = '']) => [name.replaceAll('`', ''), Number.parseInt(figure, 10)]),
  );
}

test('what one call may carry is what the protocol takes', () => {
  assert.deepEqual(figures('What one call may carry'), { ...LIMITS });
});

test('how long things last is how long they last', () => {
  assert.deepEqual(figures('How long things last'), { ...TIMEOUTS, TICKET_LIFE, FRAME_SEARCH, LEASE });
  assert.ok(text.includes(`\`LONGEST_LEASE\` (${LONGEST_LEASE}, ${LONGEST_LEASE / 86_400_000} days)`));
});

test('the length of a name is the one that is checked', () => {
  assert.ok(text.includes(`has 1 to ${MAX_NAME_LENGTH} characters`));
});
