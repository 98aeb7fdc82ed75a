import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayFrom } from '../sample-person/calendar-day.ts';
import { makeSam } from '../sample-person/sam.ts';
import { diaryToCsv, MAX_FILE_BYTES, parseDiaryCsv, sentenceOf } from './diary-csv.ts';
import { latestEntries } from './diary-entry.ts';

const read = (text: string) => parseDiaryCsv(new TextEncoder().encode(text));

function good(text: string) {
  const result = read(text);
  assert.ok(result.ok, result.ok ? '' : result.message);
  return result;
}

function refusal(text: string): string {
  const result = read(text);
  assert.ok(!result.ok, 'this file should be refused');
  return result.message;
}

/** The wall clock of this device, which is what a date without a zone means. */
const local = (...parts: [number, number, number, number, number]) =>
  new Date(parts[0], parts[1] - 1, parts[2], parts[3], parts[4]).getTime();
const times = (text: string) => good(text).entries.map(({ time }) => Date.parse(time));

describe('a diary file', () => {
  it('comes back as it was written', () => {
    const { ratings } = makeSam({ lastDay: dayFrom(2026, 11, 21), homeOffset: 330 });
    const { entries, problems } = good(diaryToCsv(ratings, 'Sample data'));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      entries,
      ratings.map(({ source, ...entry }) => entry),
    );
  });

  it('comes back whatever a note holds', () => {
    const note = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .filter((text) => text === text.trim() && !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(note, { minLength: 1, maxLength: 8 }), (notes) => {
        const entries = notes.map((text, index) => ({
          time: `2026-05-1${index}T20:00:00+02:00`,
          value: index,
          ...(text === '' ? {} : { note: text }),
        }));
        assert.deepEqual(good(diaryToCsv(entries, 'a')).entries, entries);
      }),
    );
  });

  it('may have other separators, a mark at its start, a decimal comma and Windows line ends', () => {
    assert.deepEqual(
      good('\uFEFFDate;Pain\r\n2026-05-24T20:00Z;4,5\r\n\r\n2026-05-25T20:00Z;3').entries.map(
        ({ value }) => value,
      ),
      [4.5, 3],
    );
    assert.deepEqual(
      good('2026-05-24\t4\n2026-05-25\t3').entries.map(({ value }) => value),
      [4, 3],
    );
  });

  it('may name its columns in any order', () => {
    const { entries } = good('note,score,x,day\n"stiff, sore",6,,2026-05-24T20:00:00Z');
    assert.deepEqual(entries, [{ time: '2026-05-24T20:00:00Z', value: 6, note: 'stiff, sore' }]);
  });

  it('takes a date without a zone as one of this device, and a day without a time as noon', () => {
    assert.deepEqual(times('2026-05-24 20:15,4\n2026-05-25,4'), [
      local(2026, 5, 24, 20, 15),
      local(2026, 5, 25, 12, 0),
    ]);
  });

  it('learns from the whole file whether the day or the month stands first', () => {
    assert.deepEqual(times('3/4/2026,1\n13/4/2026,2')[0], local(2026, 4, 3, 12, 0));
    assert.deepEqual(times('3/4/2026,1\n4/13/2026,2')[0], local(2026, 3, 4, 12, 0));
    assert.deepEqual(times('3.4.2026,1')[0], local(2026, 4, 3, 12, 0));
    assert.deepEqual(times('4/4/2026,1')[0], local(2026, 4, 4, 12, 0));
  });

  it('does not guess a date that could be two days', () => {
    assert.match(refusal('date,value\n4/4/2026,1\n3/4/2026,1'), /^Row 3: we cannot tell day from month/);
    assert.match(refusal('13/4/2026,1\n4/13/2026,2'), /cannot tell day from month/);
  });

  it('lets good rows in and names the others by the number a spreadsheet shows', () => {
    const { entries, problems } = good(
      'date,value\n2026-05-24,4\nsoon,4\n\n2026-02-30,4\n2026-05-25,bad\n2026-05-26,11',
    );
    assert.equal(entries.length, 1);
    assert.equal(sentenceOf(problems), 'Rows 3 and 5: no date. Row 6: no number. Row 7: not from 0 to 10.');
  });

  it('is refused in plain words when it is no diary', () => {
    assert.equal(refusal(''), 'This file is empty.');
    assert.match(refusal('date,value\n'), /no rows below/);
    assert.match(refusal('hello\nworld'), /one column/);
    assert.match(refusal('a,b\nx,y\nz,9'), /Rows 2 and 3: no date\. A good row looks like/);
    assert.match(refusal('PK\u0003\u0004\0'), /not a text file/);
    const large = parseDiaryCsv(new Uint8Array(MAX_FILE_BYTES + 1));
    assert.ok(!large.ok && /5 MB/.test(large.message));
    const notText = parseDiaryCsv(new Uint8Array([0xff, 0xfe, 0x41]));
    assert.ok(!notText.ok && /not a text file/.test(notText.message));
  });

  it('never throws, and each of its rows is counted once', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('2026-05-24', '1/2/2026', '4', '99', '"', ';'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 12 }), (rows) => {
        const result = read(rows.map((cells) => cells.join(',')).join('\n'));
        if (result.ok) {
          const numbers = result.problems.map(({ row }) => row);
          assert.equal(new Set(numbers).size, numbers.length);
          assert.ok(result.entries.every(({ value }) => value >= 0 && value <= 10));
        } else assert.ok(result.message.length > 0);
      }),
    );
  });
});

describe('entries at the same time', () => {
  it('are corrected by the later row', () => {
    const time = '2026-05-24T20:00:00+02:00';
    const same = '2026-05-24T18:00:00Z';
    assert.deepEqual(
      latestEntries([
        { time, value: 3 },
        { time: same, value: 7 },
      ]),
      [{ time: same, value: 7 }],
    );
  });
});
