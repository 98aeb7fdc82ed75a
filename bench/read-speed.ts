/**
 * A granted read of ten thousand and of a million measurements against its floor. The data comes in as a file, the
 * grant by a person's presses; then live and snapshot reads take turns with the floor (floor-frame/main.ts).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type BenchWorld, callBench } from './bench-world.ts';
import { against, type Figure } from './figures.ts';

const ROWS = 1_000_000;
const LONG = { timeout: 180_000 };
const timesSchema = z.object({
  rows: z.number(),
  live: z.boolean(),
  reads: z.array(z.number()),
  floors: z.array(z.number()),
});

/** A heart rate each half minute, with the small steps and the odd spike of a real one. */
function heartRates(): string {
  let state = 1;
  let rate = 62;
  const lines = ['date,Heart Rate'];
  const start = Date.UTC(2025, 0, 1);
  for (let i = 0; i < ROWS; i += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    rate = Math.min(160, Math.max(45, rate + (state % 7) - 3));
    lines.push(`${new Date(start + i * 30_000).toISOString()},${rate}`);
  }
  return lines.join('\n');
}

export async function readSpeed(world: BenchWorld): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-read-'));
  try {
    const file = join(folder, 'heart.csv');
    writeFileSync(file, heartRates());
    const safe = await world.engine.open(world.safe);
    await safe.click({ role: 'button', name: 'Create my safe' });
    await safe.click({ role: 'link', name: 'Data Sources' });
    await safe.upload('[data-testid="choose-files"]', [file]);
    await safe.click({ role: 'button', name: 'Bring it in' }, LONG);
    await safe.text('[data-testid="receipt"]', LONG);
    await safe.close();
  } finally {
    rmSync(folder, { recursive: true });
  }

  const page = await world.open();
  await callBench(page, 'prepareReading', world.safe);
  await page.click('#ask');
  const window = await world.engine.window('/consent/');
  await window.click({ role: 'radio', name: 'For 30 days' }, LONG);
  await window.click({ role: 'button', name: 'Allow' });
  const granted = await callBench(page, 'rowsGranted');
  if (granted !== ROWS) throw new Error(`${String(granted)} rows were granted, not ${ROWS}`);

  const figures: Figure[] = [];
  for (const rows of [10_000, ROWS]) {
    const { reads, floors, live } = timesSchema.parse(
      await callBench(page, 'readAgainstFloor', world.peer, rows),
    );
    const name = `read ${rows.toLocaleString('en')} (${live ? 'live' : 'snapshot'})`;
    figures.push(against(name, reads, 'floor', floors, rows === ROWS ? 1.5 : null));
  }
  return figures;
}
