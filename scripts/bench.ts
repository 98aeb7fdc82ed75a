/** `npm run bench -- [part of a name]`: builds, measures in Chromium, prints ratios. It reports; it fails nothing. */
import { resolve } from 'node:path';
import { appleImportSpeed } from '../bench/apple-import-speed.ts';
import { startBenchWorld } from '../bench/bench-world.ts';
import { figureText } from '../bench/figures.ts';
import { frameStart } from '../bench/frame-start.ts';
import { ping } from '../bench/ping.ts';
import { readSpeed } from '../bench/read-speed.ts';
import { build } from './build.ts';

const root = resolve(import.meta.dirname, '..');
const benches = { frameStart, ping, appleImportSpeed };
const wanted = process.argv[2] ?? '';

if (!(await build(root))) process.exit(1);
const world = await startBenchWorld(root);
console.log(world.engine.version);
for (const [name, measure] of Object.entries(benches)) {
  if (!name.toLowerCase().includes(wanted.toLowerCase())) continue;
  try {
    for (const figure of await measure(world)) console.log(figureText(figure));
  } catch (error) {
    console.error(`${name} could not be measured:`, error);
  }
}
await world.end();
if ('readspeed'.includes(wanted.toLowerCase())) {
  for (const cookies of ['allowed', 'blocked'] as const) {
    // A browser of its own: whether a frame answers live is the person's setting.
    const reading = await startBenchWorld(root, cookies);
    try {
      for (const figure of await readSpeed(reading)) console.log(figureText(figure));
    } catch (error) {
      console.error('A granted read could not be measured:', error);
    }
    await reading.end();
  }
}
