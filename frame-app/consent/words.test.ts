import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatDay, formatDayRange } from '../ui/format-date.ts';
import type { VariableKey } from '../vault/model.ts';
import type { Proposal, ReadProposal, WriteProposal } from './proposal.ts';
import * as words from './words.ts';

const DAY = 86_400_000;
const MAY = Date.UTC(2026, 4, 24, 12);
const NOVEMBER = Date.UTC(2026, 10, 21, 12);

function reading(
  change: Partial<ReadProposal['preview']> = {},
  terms: Partial<ReadProposal['terms']> = {},
): ReadProposal {
  return {
    access: 'read',
    private: false,
    extras: [],
    terms: {
      access: 'read',
      variable: 'Arthritis Severity',
      key: 'arthritis severity' as VariableKey,
      unit: '{score}',
      scale: { min: 0, max: 10, worse: 'high' },
      from: null,
      to: null,
      granularity: 'each',
      notes: false,
      offsets: false,
      sources: false,
      includesNew: true,
      othersEntries: true,
      ...terms,
    },
    preview: {
      count: 166,
      first: MAY,
      last: NOVEMBER,
      lowest: 1,
      highest: 7,
      columns: {
        times: new Float64Array(0),
        ends: new Float64Array(0),
        values: new Float64Array(0),
        offsets: new Int16Array(0),
        provenance: new Uint8Array(0),
        notes: new Map(),
        unit: '{score}',
        scale: null,
        skippedUnits: 0,
      },
      ...change,
    },
  };
}

const adding = (change: Partial<WriteProposal> = {}): WriteProposal => ({
  access: 'write',
  private: false,
  undoing: 0,
  present: [],
  terms: {
    access: 'write',
    variable: 'Arthritis Severity',
    key: 'arthritis severity' as VariableKey,
    unit: '{score}',
    scale: { min: 0, max: 10, worse: 'high' },
    category: 'Symptoms',
  },
  adding: { count: 166, first: MAY, last: NOVEMBER, lowest: 1, highest: 7 },
  ...change,
});

const every: readonly Proposal[] = [
  reading(),
  reading({ count: 0, first: null, last: null }),
  reading({ count: 0, first: null, last: null }, { from: MAY, to: NOVEMBER }),
  reading({}, { granularity: 'day' }),
  reading({}, { granularity: 'week', scale: null, unit: 'kg' }),
  adding(),
  adding({ adding: null }),
  adding({ undoing: 1 }),
  adding({
    present: [
      {
        count: 40,
        sources: ['Apple Health'],
        sameKind: false,
        variable: {
          id: 'v' as never,
          key: 'k' as VariableKey,
          name: 'Arthritis Severity',
          unit: '{score}',
          scale: { min: 1, max: 5, worse: 'high' },
          category: '',
        },
      },
    ],
  }),
];

function sentences(): string[] {
  const lines = [
    ...every.flatMap((proposal) => [
      ...words.whatLines(proposal),
      ...words.whatLines(proposal, new Set(['notes'])),
    ]),
    words.NOTHING_YET,
    words.COPIES,
    words.NOT_CHECKED,
    words.IF_DENIED,
    words.VERY_PRIVATE,
    words.whyLine(null),
    words.whyLine('Find foods that make it worse'),
    words.stoppedLine(MAY),
    ...words.LENGTHS.map((length) => `${words.LENGTH_LABELS[length]}, ${words.lengthDetail(length, MAY)}.`),
  ];
  return lines.flatMap((line) => line.split(/(?<=[.!?”])\s+/)).filter((line) => line !== '');
}

/** Vowel groups, a silent e at the end not counted: the usual stand-in for syllables. */
function syllables(word: string): number {
  return Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/e$/, '')
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );
}

describe('the words of the consent window', () => {
  it('say what it would get, with every number from what the person has', () => {
    assert.equal(
      words.whatLines(reading()).join(' '),
      `166 entries, from ${formatDayRange(MAY, NOVEMBER)}. Each has a date, a time and a number from 0 to 10. New entries too, until access ends. Not your notes. Not your name.`,
    );
    assert.match(
      words.whatLines(reading({ count: 0, first: null, last: null }))[0] ?? '',
      /You have no entries called this/,
    );
    assert.match(
      words.whatLines(adding()).join(' '),
      /It can fix or see only what it added\. It cannot see, change or delete anything else\./,
    );
    assert.match(
      words.whatLines(every[8] ?? adding()).join(' '),
      /You already have 40 entries from Apple Health\. They stay as they are\. These use 0 to 10, yours use 1 to 5\. They will be kept apart\./,
    );
  });

  it('hold to plain words: short sentences, no jargon, grade 6', () => {
    let wordCount = 0;
    let syllableCount = 0;
    const all = sentences();
    for (const sentence of all) {
      const parts = sentence.match(/[A-Za-z'’]+/g) ?? [];
      assert.ok(parts.length <= 20, `${parts.length} words: ${sentence}`);
      assert.doesNotMatch(
        sentence,
        /\b(scope|origin|token|grant|partition|schema|blockchain|anonymous|recommended)\b/i,
      );
      wordCount += parts.length;
      syllableCount += parts.reduce((sum, part) => sum + syllables(part), 0);
    }
    const grade = 0.39 * (wordCount / all.length) + 11.8 * (syllableCount / wordCount) - 15.59;
    assert.ok(grade <= 6, `Flesch-Kincaid grade ${grade.toFixed(1)}`);
  });

  it('names the site whole, and quotes its reason as its own claim', () => {
    const [first] = every;
    assert.ok(first);
    assert.equal(
      words.headingText('http://diet.localhost:4400', [first]),
      'http://diet.localhost:4400 wants to read Arthritis Severity',
    );
    assert.equal(
      words.headingText('https://a.example', [adding()]),
      'https://a.example wants to add to Arthritis Severity',
    );
    assert.equal(words.whyLine('x'), 'The site says: “x.” Your safe cannot check this.');
  });

  it('shows the end date beside "For 30 days": access, not days of data', () => {
    assert.equal(words.lengthDetail('month', MAY), `until ${formatDay(MAY + 30 * DAY)}`);
    assert.equal(words.MONTH, 30 * DAY);
  });

  it('keeps in the record every line that was on screen', () => {
    fc.assert(
      fc.property(
        fc.subarray([...every], { minLength: 1 }),
        fc.constantFrom(...words.LENGTHS),
        (proposals, length) => {
          const extrasOn = new Set<string>();
          const text = words.shownText({
            origin: 'https://a.example',
            proposals,
            extrasOn,
            purpose: null,
            length,
            stoppedAt: MAY,
            now: MAY,
          });
          for (const proposal of proposals)
            for (const line of words.whatLines(proposal, extrasOn)) assert.ok(text.includes(line));
          for (const line of [
            words.stoppedLine(MAY),
            words.COPIES,
            words.NOT_CHECKED,
            words.LENGTH_LABELS[length],
          ])
            assert.ok(text.includes(line));
        },
      ),
    );
  });
});
