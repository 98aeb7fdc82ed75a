/** Apple Health import against a bare scan of the same bytes in the same browser. */
import * as z from 'zod/mini';
import { type BenchWorld, callBench } from './bench-world.ts';
import type { Figure } from './figures.ts';

const MEGABYTES = 50;

const figuresSchema = z.object({ scanMBps: z.number(), importMBps: z.number(), ratio: z.number() });

export async function appleImportSpeed(world: BenchWorld): Promise<readonly Figure[]> {
  const page = await world.open();
  const { scanMBps, importMBps, ratio } = figuresSchema.parse(
    await callBench(page, 'appleImportRatio', MEGABYTES),
  );
  await page.close();
  return [
    {
      name: `Apple import of ${MEGABYTES} MB`,
      value: importMBps,
      against: 'bare byte scan',
      floor: scanMBps,
      ratio,
      budget: 0.5,
      unit: 'MB/s',
    },
  ];
}
