import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEntry } from '../vault/audit/entry.ts';
import { AUDIT_KINDS } from '../vault/audit/entry.ts';
import { VaultError } from '../vault/errors.ts';
import { logLine } from './activity/log-words.ts';
import {
  endOf,
  isLive,
  silentSince,
  stoppedWords,
  takeBackLeft,
  untilWords,
  whatWords,
} from './apps/access.ts';
import { contentsLine, nextStep, sitesLine } from './overview/status.ts';
import { problemOf } from './problems.ts';
import { fullContents, madeUpGrant, madeUpLog } from './testing/made-up-contents.ts';
import { EMPTY } from './testing/made-up-safe.ts';
import { wordFaults } from './testing/plain-words.ts';
import { isListed, matches, newestOf } from './variables/held.ts';

const NOW = new Date(2026, 10, 22, 12).getTime();
const DAY = 86_400_000;

const reader = madeUpGrant(
  {
    id: 'a',
    origin: 'https://diet.example',
    access: 'read',
    variable: 'Pain',
    length: { kind: 'until', until: NOW + 3 * DAY },
  },
  NOW,
);

test('an access is live until its end, and says what and until when', () => {
  assert.equal(whatWords(reader), 'Read Pain');
  assert.match(untilWords(reader), /^until /u);
  assert.equal(isLive(reader, NOW), true);
  assert.equal(isLive(reader, (endOf(reader) ?? 0) + 1), false);
  assert.equal(isLive({ ...reader, state: 'revoked' }, NOW), false);
});

test('a stop tells until when the site may still show what it has', () => {
  const stopped = { ...reader, state: 'revoked', revokedAt: NOW } as const;
  assert.match(
    stoppedWords(stopped, NOW),
    /^Stopped here\. diet\.example may still show what it has until \w{3},? /u,
  );
  assert.equal(
    stoppedWords({ ...stopped, revocationReachedSite: true }, NOW),
    'Stopped. diet.example gets nothing more from your safe.',
  );
  assert.equal(
    stoppedWords(stopped, (stopped.leaseUntil ?? 0) + 1),
    'Stopped. diet.example gets nothing more from your safe.',
  );
  assert.equal(takeBackLeft(stopped, NOW + 4_000), 6_000);
  assert.equal(takeBackLeft(stopped, NOW + 11_000), 0);
});

test('a reader whose copy ran out without a check-in is called silent', () => {
  assert.equal(silentSince(reader, NOW), null);
  assert.equal(silentSince(reader, NOW + 2 * DAY), reader.metAt);
  assert.equal(silentSince({ ...reader, state: 'revoked' }, NOW + 2 * DAY), null);
});

test('the overview counts what is there', () => {
  assert.equal(contentsLine(EMPTY, NOW), 'Nothing in it yet');
  const full = fullContents(NOW);
  assert.equal(contentsLine(full, NOW), '7 kinds, 5,854 entries, last added today');
  assert.equal(
    sitesLine(full.grants, NOW),
    '1 site can read, 1 site can add. The next access ends in 3 days.',
  );
  assert.equal(sitesLine([], NOW), 'No site can read or add anything.');
  assert.equal(nextStep(EMPTY), 'bring-data');
  assert.equal(nextStep(full), 'save-copy');
  assert.equal(nextStep({ ...full, settings: { ...full.settings, lastCopyAt: NOW } }), 'look');
});

test('search finds words in any order and case; taken-back variables are not listed', () => {
  const [pain] = fullContents(NOW).variables;
  assert.ok(pain);
  assert.equal(matches(pain, 'SEVERITY arth'), true);
  assert.equal(matches(pain, 'symptoms'), true);
  assert.equal(matches(pain, 'steps'), false);
  assert.equal(matches(pain, ''), true);
  assert.equal(isListed(pain), true);
  const [stream] = pain.streams;
  assert.ok(stream);
  const emptied = {
    ...pain,
    streams: [{ ...stream, summary: { ...stream.summary, count: 0, last: null, lastValue: null } }],
  };
  assert.equal(isListed(emptied), false);
  assert.equal(isListed({ ...emptied, streams: [{ ...stream, damaged: true }] }), true);
  assert.equal(newestOf(emptied), null);
});

test('every kind of log line has words, also without its details', () => {
  for (const kind of AUDIT_KINDS) {
    const entry: AuditEntry = {
      seq: 0,
      at: NOW,
      kind,
      origin: 'https://a.example',
      grant: null,
      detail: {},
      previous: '',
    };
    const { words } = logLine(entry, new Map());
    assert.match(words, /^[A-Z].*\.$/u, kind);
    assert.doesNotMatch(words, /undefined|null|NaN/u, kind);
  }
});

test('log lines name what they are about', () => {
  const lines = madeUpLog(NOW).map((entry) => logLine(entry, new Map([['one', 'export.zip']])).words);
  assert.ok(lines.includes('You brought in export.zip: 475,371 new entries.'));
  assert.ok(lines.includes('You let it add Arthritis Severity.'));
  assert.ok(lines.includes('You said no to Sleep.'));
  assert.ok(lines.some((line) => line.startsWith('It read Arthritis Severity: 166 entries, ')));
});

test('every problem says what happened, what is safe and what to do, in plain short sentences', () => {
  const codes = [
    'storage-full',
    'storage-failed',
    'newer-format',
    'damaged',
    'locked',
    'no-safe',
    'safe-exists',
    'too-late',
    'no-such-batch',
  ] as const;
  for (const code of codes) {
    const problem = problemOf(new VaultError(code, 'x'));
    for (const text of [problem.happened, problem.safe, problem.todo]) assert.deepEqual(wordFaults(text), []);
  }
});

test('the check of words itself finds what it must find', () => {
  assert.equal(wordFaults('The origin has a grant.').length, 2);
  assert.equal(wordFaults('This browser did not let us in.').length, 0);
  assert.equal(wordFaults(`${'word '.repeat(21)}.`).length, 1);
});
