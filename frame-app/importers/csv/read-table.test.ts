import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encode, inspect, read, readAsGuessed } from './feed-table.ts';
import type { TableMapping } from './mapping.ts';

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const codes = [...(mark ? '\ufeff' : ''), ...text].map((character) => character.charCodeAt(0));
  const view = new DataView(new ArrayBuffer(codes.length * 2));
  for (const [index, code] of codes.entries()) view.setUint16(index * 2, code, littleEndian);
  return new Uint8Array(view.buffer);
}

describe('a table that needs no question', () => {
  it('is a date and a value', async () => {
    const { inspection, sink, summary } = await readAsGuessed(
      'date,Arthritis Severity\n2024-01-15,3\n2024-07-16,2\n',
    );
    assert.deepEqual(inspection.questions, []);
    assert.equal(inspection.timesHaveZone, false);
    assert.deepEqual(sink.lines, [
      'Arthritis Severity | 1 | pain.csv (person) | 2024-01-14T23:00:00.000Z | - | 3 | 60 | ',
      'Arthritis Severity | 1 | pain.csv (person) | 2024-07-15T22:00:00.000Z | - | 2 | 120 | ',
    ]);
    assert.equal(sink.headers[0]?.identity, 'time');
    assert.equal(sink.headers[0]?.category, 'Symptoms');
    assert.deepEqual([summary.recordsRead, summary.cutOff], [2, false]);
  });

  it('is a date, a time, a value and a note, with quotes, line ends and a note of two lines', async () => {
    const { inspection, sink, summary } = await readAsGuessed(
      '\ufeffDate;Time;Pain;Notes\r\n2024-01-15;08:30;3;"after ""tea""; two\r\nlines"\r\n\r\n2024-01-15;8:45 PM;4;\r\n2024-01-16;;;nothing\r\n2024-01-17;99:00;1;\r\n;10:00;5;\r\nnever;10:00;5;',
    );
    assert.deepEqual(inspection.questions, []);
    assert.deepEqual(sink.lines, [
      'Pain | 1 | pain.csv (person) | 2024-01-15T07:30:00.000Z | - | 3 | 60 | after "tea"; two\r\nlines',
      'Pain | 1 | pain.csv (person) | 2024-01-15T19:45:00.000Z | - | 4 | 60 | ',
    ]);
    assert.deepEqual(
      summary.skippedRecords.map(({ where, reason }) => `${where}: ${reason}`),
      ['line 6: no-value', 'line 7: bad-date', 'line 8: no-date', 'line 9: bad-date'],
    );
    assert.equal(summary.recordsRead, 6);
  });

  it('has several values a row, with units in its header, and skips the cells that are empty', async () => {
    const { inspection, sink, summary } = await readAsGuessed(
      'Date,"Weight (kg)","Fat mass (kg)",Pulse [bpm],Glucose mmol/L,Mood (stars),Comments\n2024-01-15 07:05:12,78.40,15.20,61,5.5,4,\n2024-01-14 07:01:00,78.90,,,,,"after travel, jet-lag"\n2024-01-13 07:01:00,,,,,,\n',
    );
    assert.deepEqual(inspection.questions, []);
    assert.deepEqual(
      sink.all.map(({ series, value, note }) => [series.name, series.unit, value, note]),
      [
        ['Weight', 'kg', 78.4, undefined],
        ['Weight', 'kg', 78.9, 'after travel, jet-lag'],
        ['Fat mass', 'kg', 15.2, undefined],
        ['Pulse', '/min', 61, undefined],
        ['Glucose', 'mmol/L', 5.5, undefined],
        ['Mood', '{stars}', 4, undefined],
      ],
    );
    assert.deepEqual(summary.skipped, { 'no-value': 1 });
  });

  it('names its variables in a column', async () => {
    const { inspection, sink } = await readAsGuessed(
      'Day,Time,Metric,Amount,Unit\n2024-01-15,07:00,Weight,175.5,lb\n2024-01-15,07:00,Body Fat,18.2,%\n2024-01-16,07:15,Weight,175.2,lb\n',
    );
    assert.deepEqual(inspection.questions, []);
    assert.deepEqual(
      sink.all.map(({ series, value }) => [series.name, series.unit, series.category, value]),
      [
        ['Weight', '[lb_av]', 'Physique', 175.5],
        ['Weight', '[lb_av]', 'Physique', 175.2],
        ['Body Fat', '%', 'Physique', 18.2],
      ],
    );
  });

  it('says its zone: in the time, in a column, or as seconds since 1970', async () => {
    const inTime = await readAsGuessed(
      'time,x\n2024-01-15T08:00:00+02:00,1\n2024-01-15T08:00:00Z,2\n2024-01-15 08:00 UTC-0330,3\n',
    );
    assert.equal(inTime.inspection.timesHaveZone, true);
    assert.deepEqual(
      inTime.sink.all.map(({ start, offset }) => [new Date(start).toISOString(), offset]),
      [
        ['2024-01-15T06:00:00.000Z', 120],
        // UTC says when, not where.
        ['2024-01-15T08:00:00.000Z', -32768],
        ['2024-01-15T11:30:00.000Z', -210],
      ],
    );
    const inColumn = await readAsGuessed(
      'start time,end time,timezone,x\n2023-10-29 02:31:40,2023-10-29 09:00:00,UTC+01:00,64\n2023-10-28 02:31:40,2023-10-28 01:00:00,UTC+02:00,65\n',
    );
    assert.deepEqual(inColumn.sink.lines, [
      'x | 1 | pain.csv (person) | 2023-10-29T01:31:40.000Z | 2023-10-29T08:00:00.000Z | 64 | 60 | ',
    ]);
    assert.deepEqual(inColumn.summary.skipped, { 'end-before-start': 1 });
    const epoch = await readAsGuessed('timestamp,x\n1705305600,1\n1705305601500,2\n');
    assert.deepEqual(
      epoch.sink.all.map(({ start }) => start),
      [1_705_305_600_000, 1_705_305_601_500],
    );
  });

  it('is UTF-16, UTF-8 or windows-1252, with a byte-order mark or without', async () => {
    const text = 'date\tSchlafqualität\n2024-01-15\t3\n2024-01-16\t4\n';
    const latin = Uint8Array.from([...text].map((character) => character.charCodeAt(0)));
    const forms = [
      encode(text),
      encode(`\ufeff${text}`),
      utf16(text, true, true),
      utf16(text, false, true),
      utf16(text, true, false),
      utf16(text, false, false),
      latin,
    ];
    for (const bytes of forms) {
      const { inspection, sink } = await readAsGuessed(bytes);
      assert.deepEqual(inspection.questions, []);
      assert.deepEqual(
        sink.all.map(({ series, value }) => [series.name, value]),
        [
          ['Schlafqualität', 3],
          ['Schlafqualität', 4],
        ],
      );
    }
  });

  it('has lines before its header, or none', async () => {
    const preamble = await readAsGuessed(
      'Glucose Data,Generated on,13-01-2024,Generated by,Me\nDevice,Date,Record,Glucose mg/dL,Notes,More\nX,2024-04-13,0,105,,\nX,2024-04-14,0,99,a,\n',
    );
    assert.equal(preamble.inspection.guess.firstRow, 2);
    assert.deepEqual(
      preamble.sink.all.filter(({ series }) => series.name === 'Glucose').map(({ value }) => value),
      [105, 99],
    );
    const bare = await readAsGuessed('sep=;\n2024-04-13;105\n2024-04-14;99\n');
    assert.deepEqual(
      bare.sink.all.map(({ series, value }) => [series.name, value]),
      [
        ['Column 2', 105],
        ['Column 2', 99],
      ],
    );
  });
});

describe('a table that needs an answer', () => {
  const ambiguous = 'date,Pain\n03/04/2024,1\n05/06/2024,2\n';

  it('asks whether the day or the month comes first, and reads both', async () => {
    const { questions, guess } = await inspect(ambiguous);
    assert.deepEqual(questions, [{ kind: 'date-order', column: 0, examples: ['03/04/2024', '05/06/2024'] }]);
    const days = async (dateOrder: TableMapping['dateOrder']): Promise<(string | number)[]> => {
      const { sink, summary } = await read(ambiguous, { ...guess, dateOrder, zone: { minutes: 0 } });
      return sink.all.length === 0
        ? [summary.skipped['bad-date'] ?? 0]
        : sink.all.map(({ start }) => new Date(start).toISOString().slice(0, 10));
    };
    assert.deepEqual(await days('day-first'), ['2024-04-03', '2024-06-05']);
    assert.deepEqual(await days('month-first'), ['2024-03-04', '2024-05-06']);
    assert.deepEqual(await days(null), [2], 'without an answer nothing is guessed');
  });

  it('does not ask where the cells prove it, and asks where they contradict each other', async () => {
    assert.equal((await inspect('date,Pain\n03/04/2024,1\n25/06/2024,2\n')).guess.dateOrder, 'day-first');
    assert.equal((await inspect('date,Pain\n03/04/2024,1\n06/25/2024,2\n')).guess.dateOrder, 'month-first');
    assert.equal((await inspect('date,Pain\n2024/03/04,1\n2024/06/25,2\n')).guess.dateOrder, 'year-first');
    assert.deepEqual(
      (await inspect('date,Pain\n25/04/2024,1\n06/25/2024,2\n')).questions.map(({ kind }) => kind),
      ['date-order'],
    );
    const named = await readAsGuessed('date,Pain\n"8th Dec 2021",1\n"Jan 15, 2024, 6:05:10 PM",2\n');
    assert.deepEqual(named.inspection.questions, []);
    assert.deepEqual(
      named.sink.all.map(({ start }) => new Date(start).toISOString()),
      ['2021-12-07T23:00:00.000Z', '2024-01-15T17:05:10.000Z'],
    );
  });

  it('reads a decimal comma, and asks about 1,234', async () => {
    const comma = await readAsGuessed(
      'date;Weight (kg)\n2024-01-15;78,4\n2024-01-16;1.178,95\n2024-01-17;78\n',
    );
    assert.equal(comma.inspection.guess.numbers, 'comma-thousands');
    assert.deepEqual(
      comma.sink.all.map(({ value }) => value),
      [78.4, 1178.95, 78],
    );

    const unclear = 'date;Steps\n2024-01-15;1,234\n2024-01-16;800\n';
    const { questions, guess } = await inspect(unclear);
    assert.deepEqual(questions, [{ kind: 'numbers', column: 1, examples: ['1,234'] }]);
    await assert.rejects(read(unclear, guess), /1,234/u);
    const values = async (numbers: TableMapping['numbers']): Promise<number[]> =>
      (await read(unclear, { ...guess, numbers })).sink.all.map(({ value }) => value);
    assert.deepEqual(await values('point'), [800], 'refused, not read as something');
    assert.deepEqual(await values('comma'), [1.234, 800]);
    assert.deepEqual(await values('point-thousands'), [1234, 800]);
  });

  it('asks for a unit without which a weight means nothing, and for columns it cannot find', async () => {
    assert.deepEqual((await inspect('date,Weight\n2024-01-15,80\n2024-01-16,81\n')).questions, [
      { kind: 'unit', column: 1 },
    ]);
    const dateless = await inspect('a,b\n1,x\n2,y\n');
    assert.deepEqual(
      dateless.questions.map(({ kind }) => kind),
      ['date-column'],
    );
    await assert.rejects(read('a,b\n1,x\n', dateless.guess), /date/u);
    const valueless = await inspect('date,b\n2024-01-15,x\n2024-01-16,y\n');
    assert.deepEqual(
      valueless.questions.map(({ kind }) => kind),
      ['value-column'],
    );
    await assert.rejects(read('date,b\n2024-01-15,x\n', valueless.guess), /values/u);
  });

  it('takes a rating’s range and a category from the mapping', async () => {
    const text = 'date,Pain\n2024-01-15,3\n';
    const { guess } = await inspect(text);
    const scale = { min: 0, max: 10, worse: 'high' } as const;
    const values = {
      layout: 'wide',
      columns: [{ column: 1, name: 'Knee Pain', unit: '{score}', scale, category: 'Symptoms' }],
    } as const;
    const { sink } = await read(text, { ...guess, values: { ...values, columns: [...values.columns] } });
    assert.deepEqual(sink.headers[0], {
      series: 0,
      name: 'Knee Pain',
      unit: '{score}',
      scale,
      category: 'Symptoms',
      source: { kind: 'person', label: 'pain.csv' },
      identity: 'time',
    });
  });
});
