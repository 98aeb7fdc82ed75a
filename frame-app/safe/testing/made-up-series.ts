import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import type { SeriesColumns } from '../../vault/model.ts';
import type { HeldVariable } from '../../vault/safe/safe.ts';

const DAY = 86_400_000;

/** Numbers that look like a diary and are the same each time: a slow wave, a weekly one and a little noise. */
export function madeUpColumns(held: HeldVariable): SeriesColumns {
  const summary = held.streams[0]?.summary;
  const count = summary?.count ?? 0;
  const last = summary?.last ?? 0;
  const low = summary?.lowest ?? 0;
  const high = summary?.highest ?? 10;
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let noise = 7;
  for (let index = 0; index < count; index += 1) {
    noise = (noise * 48_271) % 2_147_483_647;
    const wave = 0.5 + 0.25 * Math.sin(index / 19) + 0.12 * Math.sin(index * 0.9);
    const part = Math.min(1, Math.max(0, wave + 0.3 * (noise / 2_147_483_647 - 0.5)));
    times[index] = last - (count - 1 - index) * DAY;
    values[index] = Math.round(low + part * (high - low));
  }
  return {
    times,
    values,
    ends: new Float64Array(count).fill(Number.NaN),
    offsets: new Int16Array(count).fill(UNKNOWN_OFFSET),
    provenance: new Uint8Array(count),
    notes: new Map(),
    unit: held.variable.unit,
    scale: held.variable.scale,
    skippedUnits: 0,
  };
}
