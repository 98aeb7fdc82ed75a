/** One call and its answer, against penpal, comlink and a port with nothing on it. */
import * as z from 'zod/mini';
import { type BenchWorld, callBench } from './bench-world.ts';
import { against, type Figure } from './figures.ts';

const ROUNDS = 5;
const CALLS = 300;
const PEERS = { penpal: 'bare penpal', comlink: 'comlink', rawPort: 'raw MessagePort' } as const;

export async function ping(world: BenchWorld): Promise<readonly Figure[]> {
  const page = await world.open();
  const once = async (way: string, origin: string) =>
    z.number().parse(await callBench(page, 'eachPing', way, origin, CALLS));
  const own: number[] = [];
  const peers = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(await once('safe', world.safe));
    for (const way of Object.keys(PEERS)) {
      peers.set(way, [...(peers.get(way) ?? []), await once(way, world.peer)]);
    }
  }
  await page.close();
  return Object.entries(PEERS).map(([way, name]) =>
    against('ping', own, name, peers.get(way) ?? [], way === 'penpal' ? 1.25 : null),
  );
}
