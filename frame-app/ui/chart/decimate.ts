/** Points to draw: as many times as values, times rising. */
export interface Points {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/**
 * M4: of every pixel column the first, lowest, highest and last point, in order of time. The line through them
 * covers the same pixels as the line through all points. Up to four points a pixel come back unchanged.
 * Times must rise; values that are not finite are left out.
 */
export function decimate(times: Float64Array, values: Float64Array, pixels: number): Points {
  const count = Math.min(times.length, values.length);
  const columns = Math.max(1, Math.floor(pixels));
  const firstTime = times[0];
  const lastTime = times[count - 1];
  if (firstTime === undefined || lastTime === undefined)
    return { times: new Float64Array(), values: new Float64Array() };
  if (count <= columns * 4) return onlyFinite(times, values, count);

  const kept: number[] = [];
  const span = lastTime - firstTime;
  let column = -1;
  let first = -1;
  let low = -1;
  let high = -1;
  let last = -1;
  const close = () => {
    if (first < 0) return;
    const picked = [first, low, high, last].sort((a, b) => a - b);
    for (const [place, index] of picked.entries()) if (index !== picked[place - 1]) kept.push(index);
  };
  for (let index = 0; index < count; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const time = times[index] ?? firstTime;
    const here = span === 0 ? 0 : Math.min(columns - 1, Math.floor(((time - firstTime) / span) * columns));
    if (here !== column) {
      close();
      column = here;
      first = index;
      low = index;
      high = index;
    } else {
      if (value < (values[low] ?? value)) low = index;
      if (value > (values[high] ?? value)) high = index;
    }
    last = index;
  }
  close();
  return {
    times: Float64Array.from(kept, (index) => times[index] ?? Number.NaN),
    values: Float64Array.from(kept, (index) => values[index] ?? Number.NaN),
  };
}

function onlyFinite(times: Float64Array, values: Float64Array, count: number): Points {
  const kept: number[] = [];
  for (let index = 0; index < count; index += 1) if (Number.isFinite(values[index])) kept.push(index);
  return {
    times: Float64Array.from(kept, (index) => times[index] ?? Number.NaN),
    values: Float64Array.from(kept, (index) => values[index] ?? Number.NaN),
  };
}
