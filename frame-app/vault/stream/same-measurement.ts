/**
 * What makes two rows the same measurement, among rows of one start. Identity `time`: start and end; another
 * value is a correction. Identity `time-and-value`: several values share a time, so value and note belong to it
 * and only the zone offset can be corrected.
 */
import type { Stream } from '../model.ts';
import type { BuiltRow, ColumnBuilder } from './column-builder.ts';

/** Up to this many rows of one start are compared one by one; a map costs more than it saves below it. */
const FEW = 16;

/** Text whose equality is that of the numbers' bits: -0 is not 0. */
const bits = (number: number): string => (Object.is(number, -0) ? '-0' : String(number));

export type Identity = Stream['identity'];

export function identityKey(
  identity: Identity,
  end: number,
  value: number,
  note: string | undefined,
): string {
  return identity === 'time' ? bits(end) : `${bits(end)} ${bits(value)} ${note ?? ''}`;
}

function sameIdentity(builder: ColumnBuilder, at: number, row: BuiltRow, identity: Identity): boolean {
  if (!Object.is(builder.ends[at], row.end)) return false;
  return (
    identity === 'time' || (Object.is(builder.values[at], row.value) && builder.notes.get(at) === row.note)
  );
}

function sameInAll(builder: ColumnBuilder, at: number, row: BuiltRow): boolean {
  return (
    Object.is(builder.ends[at], row.end) &&
    Object.is(builder.values[at], row.value) &&
    builder.offsets[at] === row.offset &&
    builder.notes.get(at) === row.note
  );
}

const exactKey = (end: number, value: number, offset: number, note: string | undefined): string =>
  `${bits(end)} ${bits(value)} ${offset} ${note ?? ''}`;

/** The rows of one start in a builder, and the adding of more. */
export class SameStart {
  readonly #builder: ColumnBuilder;
  readonly #identity: Identity;
  readonly #from: number;
  #live: Map<string, number> | null = null;
  #overridden: Set<string> | null = null;

  constructor(builder: ColumnBuilder, identity: Identity, from: number) {
    this.#builder = builder;
    this.#identity = identity;
    this.#from = from;
  }

  /**
   * `reread`: the rows come from a file that may have been read before. Where a file itself held two values for
   * one time, the first was overridden by the second in one batch; reading it again must not bring it back.
   */
  add(row: BuiltRow, batch: number, reread: boolean): 'new' | 'same' | 'corrected' {
    const builder = this.#builder;
    const live = this.#findLive(row);
    if (live !== null && sameInAll(builder, live, row)) return 'same';
    if (live !== null && reread && this.#wasOverridden(row)) return 'same';
    if (live !== null) {
      builder.retiredBy[live] = batch + 1;
      if (builder.batches[live] === batch) this.#overridden?.add(this.#exact(live));
    }
    this.#live?.set(identityKey(this.#identity, row.end, row.value, row.note), builder.length);
    builder.push(row, batch, 0);
    return live === null ? 'new' : 'corrected';
  }

  #findLive(row: BuiltRow): number | null {
    const builder = this.#builder;
    if (this.#live === null && builder.length - this.#from <= FEW) {
      for (let at = builder.length - 1; at >= this.#from; at--) {
        if (builder.retiredBy[at] === 0 && sameIdentity(builder, at, row, this.#identity)) return at;
      }
      return null;
    }
    this.#live ??= this.#mapLive();
    return this.#live.get(identityKey(this.#identity, row.end, row.value, row.note)) ?? null;
  }

  #mapLive(): Map<string, number> {
    const { ends, values, notes, retiredBy, length } = this.#builder;
    const live = new Map<string, number>();
    for (let at = this.#from; at < length; at++) {
      if (retiredBy[at] !== 0) continue;
      live.set(identityKey(this.#identity, ends[at] ?? NaN, values[at] ?? NaN, notes.get(at)), at);
    }
    return live;
  }

  #wasOverridden(row: BuiltRow): boolean {
    const { batches, retiredBy, length } = this.#builder;
    if (this.#overridden === null) {
      this.#overridden = new Set();
      for (let at = this.#from; at < length; at++) {
        if (retiredBy[at] === (batches[at] ?? 0) + 1) this.#overridden.add(this.#exact(at));
      }
    }
    return this.#overridden.has(exactKey(row.end, row.value, row.offset, row.note));
  }

  #exact(at: number): string {
    const { ends, values, offsets, notes } = this.#builder;
    return exactKey(ends[at] ?? NaN, values[at] ?? NaN, offsets[at] ?? 0, notes.get(at));
  }
}
