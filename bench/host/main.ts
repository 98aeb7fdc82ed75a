/** The app's page of the measurements: what scripts/bench.ts calls, by name on `globalThis.bench`. */
import { FrameLink } from '../../host-sdk/frame-link.ts';
import { appleImportRatio } from '../apple-import/apple-import.ts';
import { comlink, type Pinger, penpal, rawPort } from './bare-peers.ts';
import { prepareReading, readAgainstFloor, rowsGranted } from './reading.ts';

/** The host script's own way to the frame, without what it does around it. */
async function safe(origin: string): Promise<Pinger> {
  const link = new FrameLink(
    origin,
    { name: 'Bench', privacyUrl: null, contact: null },
    { command: () => {}, grants: () => {}, lost: () => {} },
  );
  await link.open();
  return { ping: () => link.call('ping', {}), end: () => link.destroy() };
}

const ways = { safe, penpal, comlink, rawPort };
export type Way = keyof typeof ways;

/** Milliseconds from no frame at all to the first answer. */
async function untilFirstAnswer(way: Way, origin: string): Promise<number> {
  const start = performance.now();
  const pinger = await ways[way](origin);
  // The safe's own way ends with an answered hello; the bare ones have only shaken hands by now.
  if (way !== 'safe') await pinger.ping();
  const took = performance.now() - start;
  pinger.end();
  return took;
}

/** Milliseconds a call, one after the other, over many: the clock of a page is too coarse for one. */
async function eachPing(way: Way, origin: string, calls: number): Promise<number> {
  const pinger = await ways[way](origin);
  for (let call = 0; call < 20; call += 1) await pinger.ping();
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) await pinger.ping();
  const took = (performance.now() - start) / calls;
  pinger.end();
  return took;
}

const bench = { untilFirstAnswer, eachPing, appleImportRatio, prepareReading, rowsGranted, readAgainstFloor };
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
