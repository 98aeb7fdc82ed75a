import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readExport } from './feed-export.ts';
import { MAX_TAG_BYTES } from './read-apple-health.ts';

const quirks = new Uint8Array(readFileSync(new URL('./fixtures/quirks.xml', import.meta.url)));
const samples = new URL('../../../../shared/samples/apple-health/', import.meta.url);
const hasSamples = existsSync(samples);
if (!hasSamples) console.warn('Skipped: no ../shared/samples here, so the real exports are not read.');

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const step = (value: string | number, more = ''): string =>
  `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" unit="count" ` +
  `startDate="2024-03-01 08:00:00 +0100" endDate="2024-03-01 08:05:00 +0100" value="${value}"${more}/>`;
const file = (inside: string): Uint8Array =>
  encode(`<?xml version="1.0"?>\n<HealthData locale="en">${inside}</HealthData>`);

describe('Apple Health: the quirks of FORMAT.md', () => {
  it('reads the hand-written export row by row', async () => {
    const { sink, summary } = await readExport(quirks);
    assert.deepEqual(sink.lines, [
      'Step Count | {count} | Kims iPhone (device) | 2024-03-01T07:00:00.000Z | 2024-03-01T07:05:00.000Z | 120 | 60 | ',
      'Step Count | {count} | Kims iPhone (device) | 2024-03-01T08:00:00.000Z | 2024-03-01T08:05:00.000Z | 80 | 60 | ',
      'Step Count | {count} | Pedometer "Pro" & more (device) | 2024-03-01T09:00:00.000Z | 2024-03-01T09:05:00.000Z | 7 | 60 | ',
      'Heart Rate | /min | Watch (device) | 2024-03-01T09:00:00.000Z | 2024-03-01T09:00:00.000Z | 61.5 | 60 | ',
      'Body Mass | [lb_av] | Scale (person) | 2024-03-01T06:00:00.000Z | 2024-03-01T06:00:00.000Z | 175.2 | -300 | ',
      'Blood Glucose | mmol/L | Meter (device) | 2024-03-01T06:10:00.000Z | 2024-03-01T06:10:00.000Z | 5.4 | 60 | ',
      'Oxygen Saturation | 1 | Watch (device) | 2024-03-01T02:00:00.000Z | 2024-03-01T02:00:00.000Z | 0.97 | 60 | ',
      'Protein | g | Food app (device) | 2024-03-01T11:00:00.000Z | 2024-03-01T11:00:00.000Z | 31 | 60 | Chicken & rice',
      'Sleep: Core | min | Watch (device) | 2024-02-29T22:10:00.000Z | 2024-02-29T23:40:00.000Z | 90 | 60 | ',
      'Sleep: In Bed | min | Watch (device) | 2024-02-29T22:00:00.000Z | 2024-03-01T06:00:00.000Z | 480 | 60 | ',
      'Headache | {score} | Health (device) | 2024-03-01T14:00:00.000Z | 2024-03-01T15:00:00.000Z | 2 | 60 | ',
      'Mindful Session | min | Calm (device) | 2024-03-01T19:00:00.000Z | 2024-03-01T19:10:00.000Z | 10 | 60 | ',
      'Blood Pressure Systolic | mm[Hg] | Cuff (device) | 2024-03-01T07:30:00.000Z | 2024-03-01T07:30:00.000Z | 118 | 60 | ',
      'Blood Pressure Diastolic | mm[Hg] | Cuff (device) | 2024-03-01T07:30:00.000Z | 2024-03-01T07:30:00.000Z | 76 | 60 | ',
      'Traditional Strength Training Workout Duration | min | Watch (device) | 2024-03-01T16:00:00.000Z | 2024-03-01T16:42:30.000Z | 42.5 | 60 | ',
      'Traditional Strength Training Workout Energy | kcal | Watch (device) | 2024-03-01T16:00:00.000Z | 2024-03-01T16:42:30.000Z | 210.5 | 60 | ',
      'Daily Active Energy | kcal | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 512.3 | 60 | ',
      'Daily Active Energy Goal | kcal | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 500 | 60 | ',
      'Daily Exercise Time | min | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 44 | 60 | ',
      'Daily Stand Hours | h | Activity summary (device) | 2024-02-29T23:00:00.000Z | 2024-03-01T23:00:00.000Z | 11 | 60 | ',
    ]);
    assert.equal(sink.headers.filter(({ name }) => name === 'Step Count').length, 2, 'one series per source');
    assert.ok(sink.headers.every(({ identity }) => identity === 'time-and-value'));
    assert.deepEqual(sink.headers.find(({ name }) => name === 'Headache')?.scale, {
      min: 0,
      max: 3,
      worse: 'high',
    });
    assert.deepEqual(summary.skipped, {
      'unknown-unit': 1,
      'no-date': 1,
      'bad-date': 1,
      'end-before-start': 1,
      'bad-value': 1,
      'no-value': 1,
      'nested-copy': 2,
      'not-a-measurement': 1,
    });
    assert.equal(summary.recordsRead, summary.rowsGiven + 9);
    assert.equal(summary.cutOff, false);
    const noDate = summary.skippedRecords.find(({ reason }) => reason === 'no-date');
    const at = Number(noDate?.where.replace('byte ', ''));
    assert.equal(
      new TextDecoder().decode(quirks.subarray(at, at + 7)),
      '<Record',
      'the place can be found again',
    );
    assert.match(noDate?.excerpt ?? '', /^<Record .* value="3"\/>$/u);
  });

  it('reads the same in any pieces, a byte at a time too', async () => {
    const whole = await readExport(quirks);
    const single = await readExport(
      quirks,
      Array.from({ length: quirks.length }, (_, at) => at),
    );
    assert.deepEqual(single.sink.lines, whole.sink.lines);
    assert.deepEqual(single.summary, whole.summary);
    for (let cut = 1; cut < quirks.length; cut++) {
      const halves = await readExport(quirks, [cut]);
      assert.deepEqual(halves.summary, whole.summary, `cut at ${cut}`);
      assert.deepEqual(halves.sink.lines, whole.sink.lines, `cut at ${cut}`);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(quirks.length), { maxLength: 60 }), async (cuts) => {
        const pieces = await readExport(quirks, cuts);
        assert.deepEqual(pieces.sink.lines, whole.sink.lines);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps what came before the cut, wherever the file is cut', async () => {
    const whole = await readExport(quirks);
    const inWhole = new Set(whole.sink.lines);
    let before = 0;
    for (let length = 0; length < quirks.length - '</HealthData>\n'.length; length++) {
      const { sink, summary } = await readExport(quirks.subarray(0, length));
      assert.equal(summary.cutOff, true, `cut to ${length}`);
      assert.equal(
        summary.recordsRead,
        sink.lines.length + Object.values(summary.skipped).reduce((a, b) => a + b, 0),
      );
      for (const line of sink.lines) assert.ok(inWhole.has(line), `cut to ${length}: ${line}`);
      assert.ok(sink.lines.length >= before, `cut to ${length} lost a row`);
      before = sink.lines.length;
    }
    assert.equal(before, whole.sink.lines.length);
  });

  it('survives bytes that are no export, and an export with bytes changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const { summary } = await readExport(bytes);
        assert.equal(summary.rowsGiven, 0);
        const { summary: inside } = await readExport(
          Uint8Array.from([...encode('<HealthData>'), ...bytes, ...encode(step(1))]),
        );
        assert.ok(inside.recordsRead >= inside.rowsGiven);
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(quirks.length - 1), fc.nat(255)), { maxLength: 20 }),
        async (changes) => {
          const bytes = quirks.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const { sink, summary } = await readExport(bytes);
          assert.equal(summary.rowsGiven, sink.all.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

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

describe('Apple Health: real exports', { skip: !hasSamples }, () => {
  const lines = (name: string): string[][] =>
    readFileSync(new URL(`tdda-expected/${name}.csv`, samples), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/gu, '')));

  const instant = (text: string | undefined): number =>
    Date.parse((text ?? '').replace(/^(\S+) (\S+) ([+-]\d\d)(\d\d)$/u, '$1T$2$3:$4'));

  it('gives exactly the rows of the iPhone export', async () => {
    const { sink, summary } = await readExport(
      new Uint8Array(readFileSync(new URL('tdda-export6s3sample.xml', samples))),
    );
    for (const [type, name] of [
      ['StepCount', 'Step Count'],
      ['DistanceWalkingRunning', 'Distance Walking Running'],
    ] as const) {
      const [header = [], ...expected] = lines(type);
      const cell = (row: readonly string[], column: string): string | undefined =>
        row[header.indexOf(column)];
      assert.deepEqual(
        sink.all
          .filter(({ series }) => series.name === name)
          .map(({ series, start, end, value }) => [series.source.label, start, end, value]),
        expected.map((row) => [
          cell(row, 'sourceName'),
          instant(cell(row, 'startDate')),
          instant(cell(row, 'endDate')),
          Number(cell(row, 'value')),
        ]),
      );
    }
    const [workoutHeader = [], workout = []] = lines('Workout');
    for (const [name, column] of [
      ['Duration', 'duration'],
      ['Distance', 'totalDistance'],
      ['Energy', 'totalEnergyBurned'],
    ]) {
      const row = sink.all.find(({ series }) => series.name === `Other Workout ${name}`);
      assert.equal(row?.value, Number(workout[workoutHeader.indexOf(column ?? '')]));
      assert.equal(row?.start, instant(workout[workoutHeader.indexOf('startDate')]));
      assert.equal(row?.end, instant(workout[workoutHeader.indexOf('endDate')]));
    }
    const [dayHeader = [], ...days] = lines('ActivitySummary');
    for (const [name, column] of [
      ['Active Energy', 'activeEnergyBurned'],
      ['Active Energy Goal', 'activeEnergyBurnedGoal'],
      ['Exercise Time', 'appleExerciseTime'],
      ['Exercise Time Goal', 'appleExerciseTimeGoal'],
      ['Stand Hours', 'appleStandHours'],
      ['Stand Hours Goal', 'appleStandHoursGoal'],
    ]) {
      assert.deepEqual(
        sink.all
          .filter(({ series }) => series.name === `Daily ${name}`)
          .map(({ start, end, value }) => [start, end - start, value]),
        days.map((day) => [
          Date.parse(`${day[0]}T00:00:00+01:00`),
          86_400_000,
          Number(day[dayHeader.indexOf(column ?? '')]),
        ]),
      );
    }
    assert.equal(summary.rowsGiven, 15 + 3 + 12);
    assert.deepEqual(summary.skipped, {});
  });

  it('reads the export with blanks in metadata keys and U+00A0 in names', async () => {
    const { sink } = await readExport(new Uint8Array(readFileSync(new URL('dogsheep-export.xml', samples))));
    const index = sink.all.find(({ series }) => series.name === 'Body Mass Index');
    assert.deepEqual([index?.value, index?.start], [22.5312, Date.parse('2016-04-18T08:25:32-07:00')]);
    const pulse = sink.all.find(({ series }) => series.name === 'Heart Rate');
    assert.deepEqual(
      [pulse?.value, pulse?.start, pulse?.series.source.label],
      [72, Date.parse('2018-09-10T02:28:55-07:00'), 'Apple Watch'],
    );
    assert.equal(
      sink.all.find(({ series }) => series.name === 'Running Workout Distance')?.offset,
      -480,
      'the zone of the run',
    );
  });
});
