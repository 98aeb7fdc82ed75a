import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { inspect, read, readAsGuessed } from './feed-table.ts';

const samples = new URL('../../../../shared/samples/', import.meta.url);
const hasSamples = existsSync(samples);
if (!hasSamples) console.warn('Skipped: no ../shared/samples here, so the real tables are not read.');

describe('real tables', { skip: !hasSamples }, () => {
  const sample = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, samples)));

  it('reads biometrics with their units', async () => {
    const { inspection, sink } = await readAsGuessed(sample('cronometer/biometrics.csv'));
    assert.deepEqual(inspection.questions, []);
    assert.equal(sink.all.length, 5);
    const first = sink.all[0];
    assert.deepEqual(
      [first?.series.name, first?.value, first?.series.unit, first?.start],
      ['Weight', 175.5, '[lb_av]', Date.parse('2024-01-15T07:00:00+01:00')],
    );
  });

  it('reads servings and a scale’s table', async () => {
    const servings = await readAsGuessed(sample('cronometer/servings.csv'));
    assert.deepEqual(servings.inspection.questions, []);
    const oatmeal = servings.sink.all.filter(
      ({ start }) => start === Date.parse('2024-01-15T08:30:00+01:00'),
    );
    assert.equal(oatmeal.find(({ series }) => series.name === 'Energy')?.value, 150);
    const scale = await readAsGuessed(sample('made-here/withings/weight.csv'));
    assert.deepEqual(scale.inspection.questions, []);
    assert.deepEqual(
      scale.sink.all.filter(({ series }) => series.name === 'Weight').map(({ value }) => value),
      [78.4, 78.9],
    );
  });

  it('reads a glucose meter’s table once the order of day and month is said', async () => {
    const bytes = sample('made-here/libre/libre-eu-mmol.csv');
    const { questions, guess } = await inspect(bytes);
    assert.deepEqual(
      questions.map(({ kind }) => kind),
      ['date-order'],
    );
    const { sink } = await read(bytes, { ...guess, dateOrder: 'day-first' });
    const historic = sink.all.find(({ series }) => series.name === 'Historic Glucose');
    assert.deepEqual(
      [historic?.value, historic?.series.unit, historic?.start],
      [5.5, 'mmol/L', Date.parse('2024-04-03T08:15:00+02:00')],
    );
  });

  it('reads a table with ten rows of other things before the measurements', async () => {
    const { sink, summary } = await readAsGuessed(sample('cgm/Clarity_Export_synthetic.csv'));
    const glucose = sink.all.filter(({ series }) => series.name === 'Glucose Value');
    assert.deepEqual([glucose[0]?.value, glucose[0]?.series.unit], [144, 'mg/dL']);
    assert.equal(summary.skipped['no-date'], 10);
  });
});
