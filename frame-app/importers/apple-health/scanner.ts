import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { ZoneOffsets } from '../zone-offsets.ts';
import { giveActivitySummary } from './activity-summary.ts';
import { type Attribute, attributesOf } from './attributes.ts';
import { type ByteWindow, byteName, nextByte, sameBytes } from './byte-window.ts';
import { DateBytes } from './date-bytes.ts';
import type { MeasurementSink } from './measurement-sink.ts';
import { RecordTag } from './record-tag.ts';
import { type RecordDetails, Records } from './records.ts';
import { BROKEN, GREATER, INCOMPLETE, isSpace, LESS, SLASH, tagEnd } from './tag-end.ts';
import { Workouts } from './workouts.ts';

const RECORD = byteName('Record');
const RECORD_END = byteName('/Record>');
const METADATA = byteName('MetadataEntry');
const ROOT = byteName('<HealthData');
const COMMENT = byteName('!--');
const COMMENT_END = byteName('-->');
const CDATA = byteName('![CDATA[');
const CDATA_END = byteName(']]>');
/** Names of metadata that a record is read with; all other metadata is stepped over. */
const KEYS = ['key="HKTimeZone"', 'key="HKWasUserEntered"', 'key="HKFoodType"'].map(byteName);
/** Elements that hold something a person recorded, but no measurement in a variable. */
const OTHER_RECORDS = new Set([
  'ClinicalRecord',
  'Audiogram',
  'VisionPrescription',
  'StateOfMind',
  'GAD7Assessment',
  'PHQ9Assessment',
]);
const decoder = new TextDecoder();

/**
 * Runs over the elements of an Apple Health file that lie in the window (FORMAT.md says what is in one).
 * It needs no tree: a Record inside a Correlation is a copy, and everything else is known by its name.
 */
export class Scanner {
  /** Position in the window of the first byte that is not understood yet. */
  at = 0;
  /** `</HealthData>` was seen. */
  complete = false;
  readonly #window: ByteWindow;
  readonly #sink: MeasurementSink;
  readonly #tag: RecordTag;
  readonly #records: Records;
  readonly #workouts: Workouts;
  readonly #dates = new DateBytes();
  #started = false;
  #inCorrelation = false;
  #recordOpen = false;
  #details: RecordDetails | undefined;
  #exportOffset = UNKNOWN_OFFSET;
  /** Position in the file of the element being read, and of the end of its tag, for the skip list. */
  #elementFrom = 0;
  #elementText = '';

  constructor(window: ByteWindow, sink: MeasurementSink) {
    const zones = new ZoneOffsets();
    this.#window = window;
    this.#sink = sink;
    this.#tag = new RecordTag(window);
    this.#records = new Records(this.#tag, sink, zones);
    this.#workouts = new Workouts(window.view, sink, zones);
    sink.where = () => `byte ${this.#elementFrom}`;
    sink.excerpt = () => this.#excerpt();
  }

  /** Reads on as far as whole tags go. */
  run(): void {
    const { view, end } = this.#window;
    if (!this.#started && !this.#findRoot(view, end)) return;
    while (!this.complete) {
      const less = nextLess(view, this.at, end);
      if (less < 0) {
        this.at = end;
        return;
      }
      this.at = less;
      const next = this.#element(view, less, end);
      if (next === INCOMPLETE) return;
      // A tag that was cut short: go on with the one that begins inside it.
      this.at = next === BROKEN ? this.#afterBroken(view, less, end) : next;
    }
  }

  /** Counts what the end of the file cut through. */
  finish(): void {
    const { view, end } = this.#window;
    if (this.#recordOpen) this.#sink.skip('cut-off');
    this.#workouts.cutOff();
    if (this.at < end && this.#measures(view, this.at, end)) {
      this.#mark(this.at, end);
      this.#sink.skip('cut-off');
    }
  }

  /** To be called before bytes leave the window: an open record may be skipped later, and then needs its text. */
  hold(): void {
    if (this.#recordOpen && this.#elementText === '') this.#elementText = this.#excerpt();
  }

  /** A tag longer than the window: stepped over by the caller, counted here. */
  skipLong(): void {
    this.#mark(this.at, this.#window.end);
    this.#sink.skip('not-a-measurement');
  }

  /** The document type of iOS 16 is not well-formed, so it is not read: the root's start tag is looked for. */
  #findRoot(view: DataView, end: number): boolean {
    for (
      let less = nextByte(view, LESS, this.at, end);
      less >= 0;
      less = nextByte(view, LESS, less + 1, end)
    ) {
      this.at = less;
      if (less + ROOT.byteLength >= end) return false;
      const after = view.getUint8(less + ROOT.byteLength);
      if (
        sameBytes(view, less, ROOT, 0, ROOT.byteLength) &&
        (isSpace(after) || after === GREATER || after === SLASH)
      ) {
        this.#started = true;
        return true;
      }
    }
    this.at = end;
    return false;
  }

  #element(view: DataView, less: number, end: number): number {
    const from = less + 1;
    if (from + 14 < end) {
      if (sameBytes(view, from, RECORD, 0, 6) && isNameEnd(view.getUint8(from + 6)))
        return this.#record(less, end);
      if (sameBytes(view, from, RECORD_END, 0, 8)) {
        this.#closeRecord();
        return from + 8;
      }
      if (sameBytes(view, from, METADATA, 0, 13)) return this.#metadata(view, from + 13, end);
    }
    if (from >= end) return INCOMPLETE;
    if (view.getUint8(from) === 0x21) return this.#declaration(view, from, end);
    const after = tagEnd(view, from, end);
    if (after > 0) this.#named(view, less, after);
    return after;
  }

  #record(less: number, end: number): number {
    this.#closeRecord();
    const after = this.#tag.read(less + 7, end);
    if (after < 0) return after;
    // The list of skipped records wants the text; it is made only for a record that is skipped.
    this.#elementFrom = this.#window.base + less;
    this.#elementText = '';
    if (this.#inCorrelation) {
      this.#sink.skip('nested-copy');
    } else if (this.#tag.empty) {
      this.#records.finish(undefined);
    } else {
      this.#recordOpen = true;
      this.#details = undefined;
    }
    return after;
  }

  #closeRecord(): void {
    if (!this.#recordOpen) return;
    this.#recordOpen = false;
    this.#records.finish(this.#details);
  }

  #metadata(view: DataView, from: number, end: number): number {
    const after = tagEnd(view, from, end);
    if (after < 0 || !isSpace(view.getUint8(from))) return after;
    const keyAt = from + 1;
    if (
      KEYS.some((key) => keyAt + key.byteLength < after && sameBytes(view, keyAt, key, 0, key.byteLength))
    ) {
      this.#detail(attributesOf(this.#window.bytes, view, from, after));
    }
    return after;
  }

  #detail(attributes: ReadonlyMap<string, Attribute>): void {
    const value = attributes.get('value')?.text.trim() ?? '';
    const key = attributes.get('key')?.text;
    if (!this.#recordOpen) {
      if (key === 'HKTimeZone') this.#workouts.zone(value);
      return;
    }
    this.#details ??= { zone: undefined, userEntered: false, note: undefined };
    if (key === 'HKTimeZone') this.#details.zone ??= value;
    else if (key === 'HKWasUserEntered') this.#details.userEntered = value === '1';
    else if (value !== '') this.#details.note ??= value;
  }

  /** Comments and CDATA may hold anything, tags too; other declarations end at the next `>`. */
  #declaration(view: DataView, from: number, end: number): number {
    if (end - from < CDATA.byteLength) return INCOMPLETE;
    if (sameBytes(view, from, COMMENT, 0, 3)) return afterText(view, COMMENT_END, from + 3, end);
    if (sameBytes(view, from, CDATA, 0, CDATA.byteLength))
      return afterText(view, CDATA_END, from + CDATA.byteLength, end);
    return tagEnd(view, from, end);
  }

  /** All elements but Record and MetadataEntry; the tag is whole. */
  #named(view: DataView, less: number, after: number): void {
    const { bytes } = this.#window;
    const isEnd = view.getUint8(less + 1) === SLASH;
    const nameFrom = less + (isEnd ? 2 : 1);
    let nameTo = nameFrom;
    while (nameTo < after && nameTo - nameFrom < 64 && !isNameEnd(view.getUint8(nameTo))) nameTo += 1;
    const name = decoder.decode(bytes.subarray(nameFrom, nameTo));
    if (isEnd) {
      this.#ended(name);
      return;
    }
    const isEmpty = view.getUint8(after - 2) === SLASH;
    switch (name) {
      case 'Record':
        // Too near the window's end for the quick look above.
        this.#record(less, after);
        return;
      case 'Correlation':
        this.#closeRecord();
        this.#inCorrelation = !isEmpty;
        return;
      case 'Workout':
        this.#closeRecord();
        this.#workouts.finish();
        this.#mark(less, after);
        this.#workouts.begin(attributesOf(bytes, view, nameTo, after));
        if (isEmpty) this.#workouts.finish();
        return;
      case 'WorkoutStatistics':
        this.#workouts.statistics(attributesOf(bytes, view, nameTo, after));
        return;
      case 'ActivitySummary':
        this.#mark(less, after);
        giveActivitySummary(attributesOf(bytes, view, nameTo, after), view, this.#exportOffset, this.#sink);
        return;
      case 'ExportDate':
        this.#learnExportDate(attributesOf(bytes, view, nameTo, after).get('value'));
        return;
      default:
        if (OTHER_RECORDS.has(name)) {
          this.#mark(less, after);
          this.#sink.skip('not-a-measurement');
        }
    }
  }

  #ended(name: string): void {
    if (name === 'Record') this.#closeRecord();
    else if (name === 'Correlation') this.#inCorrelation = false;
    else if (name === 'Workout') this.#workouts.finish();
    else if (name === 'HealthData') {
      this.#closeRecord();
      this.#workouts.finish();
      this.complete = true;
    }
  }

  #learnExportDate(value: Attribute | undefined): void {
    if (value === undefined) return;
    this.#dates.read(this.#window.view, value.from, value.to);
    this.#exportOffset = this.#dates.offset;
  }

  #mark(less: number, after: number): void {
    this.#elementFrom = this.#window.base + less;
    this.#elementText = decoder.decode(this.#window.bytes.subarray(less, Math.min(after, less + 200)));
  }

  #excerpt(): string {
    if (this.#elementText !== '') return this.#elementText;
    const { view, bytes, base, end } = this.#window;
    const from = Math.max(0, this.#elementFrom - base);
    const most = Math.min(from + 200, end);
    const after = tagEnd(view, from + 1, most);
    return decoder.decode(bytes.subarray(from, after > 0 ? after : most));
  }

  #afterBroken(view: DataView, less: number, end: number): number {
    if (this.#measures(view, less, end)) {
      this.#mark(less, end);
      this.#sink.skip('cut-off');
    }
    return less + 1;
  }

  /** Whether the tag that begins here would have given measurements. */
  #measures(view: DataView, less: number, end: number): boolean {
    const start = decoder.decode(new Uint8Array(view.buffer, less, Math.min(end - less, 24)));
    return /^<(?:Record|Workout|ActivitySummary)[\s/>]/u.test(start);
  }
}

function isNameEnd(byte: number): boolean {
  return isSpace(byte) || byte === GREATER || byte === SLASH;
}

/** Between two tags stand a line end and a blank or two: a byte at a time is the quickest way. */
function nextLess(view: DataView, from: number, end: number): number {
  let at = from;
  while (at < end && view.getUint8(at) !== LESS) at += 1;
  return at < end ? at : -1;
}

function afterText(view: DataView, text: DataView, from: number, end: number): number {
  const first = text.getUint8(0);
  const last = end - text.byteLength;
  for (
    let at = nextByte(view, first, from, end);
    at >= 0 && at <= last;
    at = nextByte(view, first, at + 1, end)
  ) {
    if (sameBytes(view, at, text, 0, text.byteLength)) return at + text.byteLength;
  }
  return INCOMPLETE;
}
