import { PROVENANCES, type Provenance } from '../protocol/series.ts';
import type { Result } from '../protocol/verbs.ts';
import type { Measurement, Series } from './types.ts';

/** A read series: columns as they came, rows only where an app iterates. */
export class SeriesView implements Series {
  // Taken over as they came, name by name.
  declare readonly variable: Series['variable'];
  declare readonly unit: Series['unit'];
  declare readonly scale: Series['scale'];
  declare readonly times: Float64Array;
  declare readonly values: Float64Array;
  declare readonly offsets: Int16Array | null;
  declare readonly sources: Series['sources'];
  declare readonly scope: Series['scope'];
  declare readonly asOf: number;
  declare readonly live: boolean;
  declare readonly skippedUnits: number;
  readonly notes: ReadonlyMap<number, string> | null;
  readonly #runs: readonly number[];
  #ends: Float64Array | null;
  #provenance: readonly Provenance[] | undefined;

  constructor({ ends, provenance, notes, ...told }: Result<'read'>) {
    Object.assign(this, told);
    this.notes = notes && new Map(notes);
    this.#runs = provenance;
    this.#ends = ends;
  }

  get length(): number {
    return this.times.length;
  }

  /** Made when asked for: most series have no ends at all, and 8 bytes a row would cross the window for nothing. */
  get ends(): Float64Array {
    this.#ends ??= new Float64Array(this.length).fill(Number.NaN);
    return this.#ends;
  }

  get provenance(): readonly Provenance[] {
    if (this.#provenance === undefined) {
      const column: Provenance[] = [];
      for (let i = 0; i < this.#runs.length; i += 2) {
        const kind = PROVENANCES[this.#runs[i] ?? 0] ?? 'another-app';
        for (let n = this.#runs[i + 1] ?? 0; n > 0; n--) column.push(kind);
      }
      this.#provenance = column;
    }
    return this.#provenance;
  }

  *[Symbol.iterator](): Iterator<Measurement> {
    for (let i = 0; i < this.length; i++) {
      const end = this.#ends?.[i] ?? Number.NaN;
      const note = this.notes?.get(i);
      yield {
        time: this.times[i] ?? Number.NaN,
        value: this.values[i] ?? Number.NaN,
        ...(Number.isNaN(end) ? {} : { end }),
        ...(note === undefined ? {} : { note }),
        provenance: this.provenance[i] ?? 'another-app',
      };
    }
  }

  toArray(): Measurement[] {
    return [...this];
  }
}
