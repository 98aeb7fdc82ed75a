/** A granted read against its floor, from one page: the person's click comes from outside, as a real press. */
import { createHumanFS } from '../../host-sdk/index.ts';
import type { HumanFS } from '../../host-sdk/types.ts';

const NAME = 'Heart Rate';
const ROUNDS = 5;

let humanfs: HumanFS | undefined;
let asked: Promise<number> | undefined;

/** Puts a button on the page whose press asks for the variable. */
export async function prepareReading(safe: string): Promise<boolean> {
  const made = createHumanFS({ safe, name: 'Bench' });
  humanfs = made;
  const button = document.createElement('button');
  button.id = 'ask';
  button.textContent = 'Ask';
  button.onclick = () => {
    asked = made.requestRead(NAME).then((series) => series.length);
  };
  document.body.append(button);
  await made.ready;
  return true;
}

export async function rowsGranted(): Promise<number> {
  return (await asked) ?? 0;
}

export interface ReadTimes {
  readonly rows: number;
  readonly live: boolean;
  readonly reads: number[];
  readonly floors: number[];
}

/** Takes turns: a read of the newest `rows`, then the floor for as many. */
export async function readAgainstFloor(peer: string, rows: number): Promise<ReadTimes> {
  if (humanfs === undefined) throw new Error('prepareReading comes first');
  const read = () => humanfs?.requestRead(NAME, { interaction: 'never', limit: rows });
  const series = await read();
  if (series === undefined) throw new Error('nothing was read');
  const floor = await floorFrame(peer, series.times, series.values);
  await floor.read();
  const reads: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sides = [
      [reads, read],
      [floors, floor.read],
    ] as const;
    for (const [times, work] of round % 2 === 0 ? sides : sides.toReversed()) {
      const start = performance.now();
      await work();
      times.push(performance.now() - start);
    }
  }
  floor.end();
  return { rows: series.length, live: series.live, reads, floors };
}

async function floorFrame(peer: string, times: Float64Array, values: Float64Array) {
  const frame = document.createElement('iframe');
  frame.title = 'floor';
  frame.src = `${peer}/floor-frame/?host=${encodeURIComponent(location.origin)}`;
  document.body.append(frame);
  await new Promise((done) => frame.addEventListener('load', done, { once: true }));
  const { port1, port2 } = new MessageChannel();
  const next = () =>
    new Promise<unknown>((done) => {
      port1.onmessage = ({ data }) => done(data);
    });
  const stored = next();
  frame.contentWindow?.postMessage({ store: { times, values } }, peer, [port2]);
  await stored;
  return {
    read: async () => {
      const passed = next();
      port1.postMessage('read');
      await passed;
    },
    end: () => {
      port1.close();
      frame.remove();
    },
  };
}
