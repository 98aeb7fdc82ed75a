import type { SkipReason } from '../contract.ts';
import type { ZoneOffsets } from '../zone-offsets.ts';
import type { Attribute } from './attributes.ts';
import { DateBytes } from './date-bytes.ts';
import { decimalAt } from './decimal-bytes.ts';
import type { MeasurementSink } from './measurement-sink.ts';
import { sourceLabel } from './source-label.ts';
import { ucumOf } from './units.ts';
import { activityOf } from './variable-names.ts';

type Attributes = ReadonlyMap<string, Attribute>;

/** A workout's quantity before it is a row. `value` NaN: not a number. */
interface Quantity {
  readonly what: 'Duration' | 'Distance' | 'Energy';
  readonly value: number;
  readonly unit: string;
}

interface OpenWorkout {
  readonly activity: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  readonly fault: SkipReason | undefined;
  readonly quantities: Quantity[];
  zone: string | undefined;
}

/**
 * Workout elements: up to three rows each (duration, distance, energy), over the workout's time. Since iOS 16
 * the totals stand in WorkoutStatistics children instead of attributes; one of each is taken, the attribute first.
 */
export class Workouts {
  readonly #view: DataView;
  readonly #sink: MeasurementSink;
  readonly #zones: ZoneOffsets;
  readonly #dates = new DateBytes();
  #open: OpenWorkout | undefined;

  constructor(view: DataView, sink: MeasurementSink, zones: ZoneOffsets) {
    this.#view = view;
    this.#sink = sink;
    this.#zones = zones;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  begin(attributes: Attributes): void {
    const from = attributes.get('startDate');
    const to = attributes.get('endDate');
    const start = this.#instant(from);
    const { offset } = this.#dates;
    const end = this.#instant(to);
    let fault: SkipReason | undefined;
    if (from === undefined) fault = 'no-date';
    else if (Number.isNaN(start) || (to !== undefined && Number.isNaN(end))) fault = 'bad-date';
    else if (end < start) fault = 'end-before-start';
    this.#open = {
      activity: activityOf(attributes.get('workoutActivityType')?.text ?? ''),
      source: sourceLabel(attributes.get('sourceName')?.text ?? ''),
      start,
      end,
      offset,
      fault,
      quantities: [],
      zone: undefined,
    };
    this.#take('Duration', attributes.get('duration'), attributes.get('durationUnit'), 'min');
    this.#take('Distance', attributes.get('totalDistance'), attributes.get('totalDistanceUnit'), 'km');
    this.#take(
      'Energy',
      attributes.get('totalEnergyBurned'),
      attributes.get('totalEnergyBurnedUnit'),
      'kcal',
    );
  }

  statistics(attributes: Attributes): void {
    const type = attributes.get('type')?.text ?? '';
    const what = type.includes('IdentifierDistance')
      ? 'Distance'
      : type === 'HKQuantityTypeIdentifierActiveEnergyBurned'
        ? 'Energy'
        : undefined;
    if (what !== undefined) this.#take(what, attributes.get('sum'), attributes.get('unit'), '');
  }

  zone(name: string): void {
    if (this.#open !== undefined) this.#open.zone ??= name;
  }

  /** Gives out the open workout's rows; one without any quantity counts as a record without a value. */
  finish(): void {
    const workout = this.#open;
    if (workout === undefined) return;
    this.#open = undefined;
    if (workout.quantities.length === 0) this.#sink.skip(workout.fault ?? 'no-value');
    const offset =
      (workout.zone === undefined ? undefined : this.#zones.at(workout.zone, workout.start)) ??
      workout.offset;
    for (const quantity of workout.quantities) {
      const fault = workout.fault ?? (Number.isNaN(quantity.value) ? 'bad-value' : undefined);
      const unit = ucumOf(quantity.unit);
      if (fault !== undefined) this.#sink.skip(fault);
      else if (unit === undefined) this.#sink.skip('unknown-unit');
      else {
        const series = this.#sink.seriesFor({
          name: `${workout.activity} Workout ${quantity.what}`,
          unit,
          category: 'Physical Activity',
          sourceLabel: workout.source,
          kind: 'device',
        });
        this.#sink.add(series, workout.start, workout.end, quantity.value, offset);
      }
    }
  }

  /** The file ended inside a workout. */
  cutOff(): void {
    if (this.#open !== undefined) this.#sink.skip('cut-off');
    this.#open = undefined;
  }

  #instant(attribute: Attribute | undefined): number {
    if (attribute === undefined) return Number.NaN;
    this.#dates.read(this.#view, attribute.from, attribute.to);
    return this.#dates.instant;
  }

  #take(
    what: Quantity['what'],
    value: Attribute | undefined,
    unit: Attribute | undefined,
    usualUnit: string,
  ): void {
    const quantities = this.#open?.quantities;
    if (value === undefined || quantities === undefined || quantities.some((known) => known.what === what))
      return;
    quantities.push({
      what,
      value: decimalAt(this.#view, value.from, value.to),
      unit: unit?.text ?? usualUnit,
    });
  }
}
