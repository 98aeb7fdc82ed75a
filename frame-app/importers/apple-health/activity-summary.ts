import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { dayStart } from '../civil-time.ts';
import type { Attribute } from './attributes.ts';
import { decimalAt } from './decimal-bytes.ts';
import type { MeasurementSink } from './measurement-sink.ts';
import { ucumOf } from './units.ts';

const DAY = 86_400_000;

interface DailyQuantity {
  readonly attribute: string;
  readonly name: string;
  readonly unit: string;
  /** The attribute that states the unit, where there is one. */
  readonly unitFrom?: string;
}

/**
 * The names begin with "Daily" so that a day's total is never added to the single records of the same quantity.
 */
const QUANTITIES: readonly DailyQuantity[] = [
  {
    attribute: 'activeEnergyBurned',
    name: 'Daily Active Energy',
    unit: 'kcal',
    unitFrom: 'activeEnergyBurnedUnit',
  },
  {
    attribute: 'activeEnergyBurnedGoal',
    name: 'Daily Active Energy Goal',
    unit: 'kcal',
    unitFrom: 'activeEnergyBurnedUnit',
  },
  { attribute: 'appleMoveTime', name: 'Daily Move Time', unit: 'min' },
  { attribute: 'appleMoveTimeGoal', name: 'Daily Move Time Goal', unit: 'min' },
  { attribute: 'appleExerciseTime', name: 'Daily Exercise Time', unit: 'min' },
  { attribute: 'appleExerciseTimeGoal', name: 'Daily Exercise Time Goal', unit: 'min' },
  { attribute: 'appleStandHours', name: 'Daily Stand Hours', unit: 'hr' },
  { attribute: 'appleStandHoursGoal', name: 'Daily Stand Hours Goal', unit: 'hr' },
];

/**
 * One ActivitySummary: a row per quantity from local midnight to the next. `offset`: minutes of the export's own
 * zone; the file does not say in which zone the person was on that day.
 */
export function giveActivitySummary(
  attributes: ReadonlyMap<string, Attribute>,
  view: DataView,
  offset: number,
  sink: MeasurementSink,
): void {
  const date = attributes.get('dateComponents')?.text;
  const match = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(date ?? '');
  const day = match === null ? Number.NaN : dayStart(Number(match[1]), Number(match[2]), Number(match[3]));
  const start = day - (offset === UNKNOWN_OFFSET ? 0 : offset * 60_000);
  for (const quantity of QUANTITIES) {
    const attribute = attributes.get(quantity.attribute);
    if (attribute === undefined) continue;
    const value = decimalAt(view, attribute.from, attribute.to);
    const written = quantity.unitFrom === undefined ? undefined : attributes.get(quantity.unitFrom)?.text;
    const unit = ucumOf(written ?? quantity.unit);
    if (date === undefined) sink.skip('no-date');
    else if (Number.isNaN(start)) sink.skip('bad-date');
    else if (Number.isNaN(value)) sink.skip(attribute.text.trim() === '' ? 'no-value' : 'bad-value');
    else if (unit === undefined) sink.skip('unknown-unit');
    else {
      const series = sink.seriesFor({
        name: quantity.name,
        unit,
        category: 'Physical Activity',
        sourceLabel: 'Activity summary',
        kind: 'device',
      });
      sink.add(series, start, start + DAY, value, offset);
    }
  }
}
