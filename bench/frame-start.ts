/** From no frame to an answered hello, against a bare penpal frame of another site on the same server. */
import * as z from 'zod/mini';
import { type BenchWorld, callBench } from './bench-world.ts';
import { against, type Figure } from './figures.ts';

const ROUNDS = 15;

export async function frameStart(world: BenchWorld): Promise<readonly Figure[]> {
  const page = await world.open();
  const once = async (way: string, origin: string) =>
    z.number().parse(await callBench(page, 'untilFirstAnswer', way, origin));
  const [own, bare]: [number[], number[]] = [[], []];
  // The first round fills caches and starts processes for both; it is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [first, second] = [await once('penpal', world.peer), await once('safe', world.safe)];
    if (round === 0) continue;
    bare.push(first);
    own.push(second);
  }
  await page.close();
  return [against('frame created to hello', own, 'bare penpal frame', bare, 1.3)];
}
