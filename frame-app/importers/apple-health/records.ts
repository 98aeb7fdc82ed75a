import type { SkipReason } from '../contract.ts';
import type { ZoneOffsets } from '../zone-offsets.ts';
import { type CategoryMeaning, categoryMeaning } from './category-values.ts';
import type { MeasurementSink } from './measurement-sink.ts';
import { END, type RecordTag, START, TYPE, UNIT, VALUE } from './record-tag.ts';
import { sourceLabel } from './source-label.ts';
import { ucumOf } from './units.ts';
import { variableOf } from './variable-names.ts';

const MINUTE = 60_000;

/** Where the rows of one (type, unit, source, category value) go. */
interface Destination {
  readonly series: number | SkipReason;
  /** The row's value: as written, how long the record lasts, or fixed by the category. */
  readonly value: number | 'written' | 'minutes';
}

/** What the children of a record say about it. */
export interface RecordDetails {
  zone: string | undefined;
  userEntered: boolean;
  note: string | undefined;
}

/**
 * Turns Record elements into rows. Destinations are found by the numbers of the interned texts, so that a
 * record costs a comparison of five numbers, not the building of a key.
 */
export class Records {
  readonly #tag: RecordTag;
  readonly #sink: MeasurementSink;
  readonly #zones: ZoneOffsets;
  readonly #destinations = new Map<number, Destination>();
  readonly #labels: string[] = [];
  #lastKey = -1;
  #last: Destination = { series: 'no-value', value: 'written' };

  constructor(tag: RecordTag, sink: MeasurementSink, zones: ZoneOffsets) {
    this.#tag = tag;
    this.#sink = sink;
    this.#zones = zones;
  }

  /** Gives out the record that `tag` holds; `details` only where it had children that matter. */
  finish(details: RecordDetails | undefined): void {
    const { present, start, value } = this.#tag;
    const end = (present & END) === 0 ? Number.NaN : this.#tag.end;
    const fault = this.#fault(present, start, end);
    if (fault !== undefined) {
      this.#sink.skip(fault);
      return;
    }
    const to = this.#destination(details?.userEntered ?? false);
    let given = to.value === 'written' ? value : Number.NaN;
    if (to.value === 'minutes') given = (end - start) / MINUTE;
    else if (to.value !== 'written') given = to.value;
    if (to.value === 'minutes' && Number.isNaN(end)) {
      this.#sink.skip('no-date');
      return;
    }
    if (Number.isNaN(given)) {
      this.#sink.skip(typeof to.series === 'string' ? to.series : this.#valueFault(present));
      return;
    }
    let { offset } = this.#tag;
    if (details?.zone !== undefined) offset = this.#zones.at(details.zone, start) ?? offset;
    this.#sink.add(to.series, start, end, given, offset, details?.note);
  }

  #fault(present: number, start: number, end: number): SkipReason | undefined {
    if ((present & TYPE) === 0) return 'not-a-measurement';
    if ((present & START) === 0) return 'no-date';
    if (Number.isNaN(start) || ((present & END) !== 0 && Number.isNaN(end))) return 'bad-date';
    return end < start ? 'end-before-start' : undefined;
  }

  #valueFault(present: number): SkipReason {
    if ((present & VALUE) === 0) return 'no-value';
    const { values, valueText } = this.#tag;
    return valueText !== -1 && values.textOf(valueText).trim() === '' ? 'no-value' : 'bad-value';
  }

  #destination(userEntered: boolean): Destination {
    const { type, unit, source, value, valueText, present } = this.#tag;
    const isCategory = (present & UNIT) === 0;
    let category = 0;
    if (isCategory && (present & VALUE) !== 0) category = Number.isNaN(value) ? valueText + 3 : 1;
    // Below 2^53: 14 bits of type, 14 of source, 10 of unit, 13 of category and two flags.
    const bits = (userEntered ? 2 : 0) + (isCategory ? 1 : 0);
    const key =
      (((type + 1) * 16_384 + source + 1) * 1_024 + (isCategory ? 0 : unit + 1)) * 32_768 +
      category * 4 +
      bits;
    if (key === this.#lastKey) return this.#last;
    let found = this.#destinations.get(key);
    if (found === undefined) {
      found = this.#describe(isCategory, userEntered);
      this.#destinations.set(key, found);
    }
    this.#lastKey = key;
    this.#last = found;
    return found;
  }

  #describe(isCategory: boolean, userEntered: boolean): Destination {
    const { types, type, units, unit, source } = this.#tag;
    if (type === -1) return { series: 'name-too-long', value: 'written' };
    const from = {
      sourceLabel: this.#label(source),
      kind: userEntered ? ('person' as const) : ('device' as const),
    };
    const typeText = types.textOf(type);
    if (isCategory) {
      const meaning = this.#meaning(typeText);
      return typeof meaning === 'string'
        ? { series: meaning, value: 'written' }
        : { series: this.#sink.seriesFor({ ...meaning, ...from }), value: meaning.value };
    }
    const variable = variableOf(typeText);
    // HealthKit writes the index without its unit, kg/m2, as a bare count.
    const isBodyMassIndex = typeText === 'HKQuantityTypeIdentifierBodyMassIndex';
    const ucum = unit === -1 ? undefined : isBodyMassIndex ? 'kg/m2' : ucumOf(units.textOf(unit));
    if (ucum === undefined) return { series: 'unknown-unit', value: 'written' };
    return { series: this.#sink.seriesFor({ ...variable, ...from, unit: ucum }), value: 'written' };
  }

  #meaning(
    type: string,
  ): (Omit<CategoryMeaning, 'value'> & { value: number | 'written' | 'minutes' }) | SkipReason {
    const { present, value, values, valueText } = this.#tag;
    if ((present & VALUE) !== 0 && !Number.isNaN(value)) {
      // Other programs have written bare numbers: kept as they are, in a unit that claims nothing.
      return { ...variableOf(type), unit: '1', value: 'written' };
    }
    if ((present & VALUE) !== 0 && valueText === -1) return 'unknown-category';
    const text = (present & VALUE) === 0 ? '' : values.textOf(valueText).trim();
    const meaning = categoryMeaning(type, text);
    return meaning ?? (text === '' ? 'no-value' : 'unknown-category');
  }

  #label(source: number): string {
    if (source === -1) return sourceLabel('');
    const label = this.#labels[source] ?? sourceLabel(this.#tag.sources.textOf(source));
    this.#labels[source] = label;
    return label;
  }
}
