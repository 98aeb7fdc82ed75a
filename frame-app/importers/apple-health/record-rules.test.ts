import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readExport } from './feed-export.ts';
import { MAX_TAG_BYTES } from './read-apple-health.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const step = (value: string | number, more = ''): string =>
  `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" unit="count" ` +
  `startDate="2024-03-01 08:00:00 +0100" endDate="2024-03-01 08:05:00 +0100" value="${value}"${more}/>`;
const file = (inside: string): Uint8Array =>
  encode(`<?xml version="1.0"?>\n<HealthData locale="en">${inside}</HealthData>`);

describe('Apple Health: single rules', () => {
  it('reads numbers exactly as they are written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.double({ noNaN: true, noDefaultInfinity: true }),
            fc.integer(),
            fc.float({ noNaN: true, noDefaultInfinity: true }),
          ),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        async (numbers) => {
          const { sink } = await readExport(file(numbers.map((number) => step(String(number))).join('\n')));
          assert.deepEqual(
            sink.all.map(({ value }) => value),
            numbers.map((number) => Number(String(number))),
          );
        },
      ),
    );
  });

  it('refuses what only looks like a number', async () => {
    for (const text of [
      '',
      ' ',
      '.',
      '-',
      '+',
      '1e',
      '0x10',
      'Infinity',
      'NaN',
      '1,5',
      '1 2',
      '--1',
      '1.2.3',
      '1e999',
    ]) {
      const { summary } = await readExport(file(step(text)));
      assert.equal(summary.rowsGiven, 0, `"${text}"`);
    }
  });

  it('takes the forms of dates that phones have written, and no day that is not one', async () => {
    const at = async (date: string): Promise<string> => {
      const record = `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="P" unit="count" startDate="${date}" value="1"/>`;
      const { sink, summary } = await readExport(file(record));
      const row = sink.all[0];
      return row === undefined
        ? Object.keys(summary.skipped).join()
        : `${new Date(row.start).toISOString()} ${row.offset} ${row.end}`;
    };
    assert.equal(await at('2024-02-29 23:59:59 -0330'), '2024-03-01T03:29:59.000Z -210 NaN');
    assert.equal(await at('2020-10-01 3:31:54 pm +1000'), '2020-10-01T05:31:54.000Z 600 NaN');
    assert.equal(await at('2020-10-01 12:31:54\u202fa.m. +1000'), '2020-09-30T14:31:54.000Z 600 NaN');
    assert.equal(await at('2024-01-01T10:00:00.250Z'), '2024-01-01T10:00:00.250Z 0 NaN');
    for (const bad of [
      '2023-02-29 10:00:00 +0000',
      '2024-13-01 10:00:00 +0000',
      '2024-01-01 24:00:00 +0000',
      '2024-01-01 10:00:00',
      '2024-01-01 13:00:00 pm +0000',
      '0000-01-01 10:00:00 +0000',
      '2024-01-01 10:00:00 +2500',
      '',
    ]) {
      assert.equal(await at(bad), 'bad-date', bad);
    }
  });

  it('steps over a tag longer than the limit, and goes on behind it', async () => {
    const long = `<Record type="x" sourceName="${'a>'.repeat(4000)}" value="1"/>`;
    const every = (size: number, length: number): number[] =>
      Array.from({ length: Math.floor(length / size) }, (_, index) => (index + 1) * size);
    const bytes = file(step(1) + long + step(2));
    for (const pieces of [7, 64, 5000, 100_000]) {
      const { sink, summary } = await readExport(bytes, every(pieces, bytes.length), 2048);
      assert.deepEqual(
        sink.all.map(({ value }) => value),
        [1, 2],
      );
      assert.deepEqual(summary.skipped, { 'not-a-measurement': 1 });
      assert.equal(summary.cutOff, false);
      assert.equal(summary.skippedRecords[0]?.excerpt.length, 200);
    }
    const cut = await readExport(
      encode(`<HealthData>${step(1)}<Record type="${'a'.repeat(9000)}`),
      undefined,
      2048,
    );
    assert.deepEqual([cut.summary.rowsGiven, cut.summary.cutOff], [1, true]);
  });

  it('reads a file that is one line of some megabytes, and a record with a value of a megabyte', async () => {
    const many = file(step(3).repeat(12_000) + step('9'.repeat(1 << 20)) + step(4));
    assert.ok(many.length > 3_000_000 && !many.subarray(60).includes(10));
    const { sink, summary } = await readExport(many, [1_000_000, 2_000_000], MAX_TAG_BYTES);
    assert.equal(sink.all.length, 12_001);
    assert.equal(
      Object.values(summary.skipped).reduce((a, b) => a + b, 0),
      1,
    );
  });

  it('goes on where a record was cut short and another begins inside it', async () => {
    const { sink, summary } = await readExport(
      file(`${step(1)}<Record type="HKQuantityTypeIdentifierStepCount" unit=${step(2)}`),
    );
    assert.deepEqual(
      sink.all.map(({ value }) => value),
      [1, 2],
    );
    assert.deepEqual(summary.skipped, { 'cut-off': 1 });
  });

  it('reads attributes in any order, with blanks in names and around the equals sign', async () => {
    const record =
      '<Record Some Name With Blanks="1" value = "5" unit="count"\n sourceName="P" type="HKQuantityTypeIdentifierStepCount" startDate="2024-03-01 08:00:00 +0100" />';
    const { sink } = await readExport(file(step(4) + record + record + step(6)));
    assert.deepEqual(
      sink.all.map(({ value }) => value),
      [4, 6, 5, 5],
    );
  });

  it('does not end a tag at a > in quotes of either kind, in any element', async () => {
    const inside = `<MetadataEntry key='a > b' value="c > d"/><MetadataEntry key="HKWasUserEntered" value='1'/>`;
    const workout = `<Workout workoutActivityType='HKWorkoutActivityTypeYoga' device='<x> "y" >' duration='30' startDate='2024-03-01 08:00:00 +0100' endDate='2024-03-01 08:30:00 +0100'/>`;
    const { sink, summary } = await readExport(
      file(step(1).replace('/>', `>${inside}</Record>`) + workout + step(2)),
    );
    assert.deepEqual(
      sink.all.map(({ series, value }) => `${series.name} ${series.source.kind} ${value}`),
      ['Step Count person 1', 'Yoga Workout Duration device 30', 'Step Count device 2'],
    );
    assert.deepEqual(summary.skipped, {});
  });

  it('tells sources apart that differ in bytes which look like zero as a number', async () => {
    const named = (source: string): string => step(1).replace('Phone', source);
    const zeros = '\u0000'.repeat(24);
    const { sink } = await readExport(file([`A${zeros}B`, `A${zeros}C`, `A${zeros}B`].map(named).join('\n')));
    assert.deepEqual(
      sink.headers.map(({ source }) => source.label),
      ['A B', 'A C'],
    );
  });

  it('shows the text of a skipped record also when it came in pieces', async () => {
    const bad = step('bad').replace('/>', '>\n<MetadataEntry key="k" value="v"/>\n</Record>');
    const bytes = file(step(1) + bad + step(2));
    const whole = await readExport(bytes);
    assert.equal(whole.summary.skippedRecords[0]?.excerpt, bad.slice(0, bad.indexOf('>') + 1));
    const single = await readExport(
      bytes,
      Array.from({ length: bytes.length }, (_, at) => at),
    );
    assert.deepEqual(single.summary, whole.summary);
  });

  it('takes one name however its letters are written, and keeps others apart', async () => {
    const named = (source: string): string => step(1).replace('Phone', source);
    const { sink } = await readExport(
      file(['A&amp;B', 'A&#38;B', 'A&#x26;B', 'A  &amp;B', 'a&amp;B', '', '&#xD800;'].map(named).join('')),
    );
    assert.deepEqual(
      sink.headers.map(({ source }) => source.label),
      ['A&B', 'A &B', 'a&B', 'Unknown source', '&#xD800;'],
    );
  });

  it('does not confuse texts whose hashes are equal', async () => {
    // Two names with one FNV-1a hash of 32 bits.
    const { sink } = await readExport(
      file(['costarring', 'liquid', 'costarring'].map((name) => step(1).replace('Phone', name)).join('')),
    );
    assert.deepEqual(
      sink.headers.map(({ source }) => source.label),
      ['costarring', 'liquid'],
    );
    assert.deepEqual(
      sink.batches.map(({ starts }) => starts.length),
      [2, 1],
    );
  });

  it('names the zone of the recording where the file has it, through a change of the clocks', async () => {
    const sleep = (start: string): string =>
      `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="W" unit="count/min" startDate="${start}" value="60">` +
      '<MetadataEntry key="HKTimeZone" value="Europe/Berlin"/></Record>';
    const { sink } = await readExport(
      file(
        sleep('2024-03-31 00:59:59 +0000') +
          sleep('2024-03-31 01:00:00 +0000') +
          sleep('2024-07-01 12:00:00 -0700') +
          sleep('2024-07-01 12:00:00 -0700').replace('Europe/Berlin', 'No/Where'),
      ),
    );
    assert.deepEqual(
      sink.all.map(({ offset }) => offset),
      [60, 120, 120, -420],
    );
  });

  it('refuses a name that cannot be shown, and counts it', async () => {
    const typed = (type: string): string => step(1).replace('HKQuantityTypeIdentifierStepCount', type);
    const { summary } = await readExport(
      file(typed('x'.repeat(65)) + typed('a\u202eb') + typed('y'.repeat(2000)) + typed('')),
    );
    assert.deepEqual(summary.skipped, { 'name-too-long': 4 });
  });
});
