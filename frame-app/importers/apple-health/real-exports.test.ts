import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readExport } from './feed-export.ts';

const samples = new URL('../../../../shared/samples/apple-health/', import.meta.url);
const hasSamples = existsSync(samples);
if (!hasSamples) console.warn('Skipped: no ../shared/samples here, so the real exports are not read.');

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
