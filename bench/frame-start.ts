/** From no frame to an answered hello, against a bare penpal frame of another site on the same server. */
import * as z from 'zod/mini';
import { type BenchWorld, callBench } from './bench-world.ts';
import { against, type Figure } from './figures.ts';

const ROUNDS = 15;

export async function frameStart(world: BenchWorld): Promise<readonly Figure[]> {
  const page = await world.open();
  const once = async (way: string, origin: string) =>
    z.number().parse(await callBench(page, 'untilFirstAnswer', way, origin));
  const times = { penpal: [] as number[], safe: [] as number[] };
  const sides = [
    ['penpal', world.peer],
    ['safe', world.safe],
  ] as const;
  // The first round fills caches and starts processes for both; it is not counted. Then they take turns at first.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [way, origin] of round % 2 === 0 ? sides : sides.toReversed()) {
      const took = await once(way, origin);
      if (round > 0) times[way].push(took);
    }
  }
  await page.close();
  return [against('frame created to hello', times.safe, 'bare penpal frame', times.penpal, 1.3)];
}
