/** Another thread with the same storage, as a second tab is: opens the safe and writes as fast as it can. */
import { newBatchId } from '../ids.ts';
import { openSafe } from '../safe/safe.ts';
import { windowStorageArea } from '../storage/storage-area.ts';
import { rowsOf } from './sample-rows.ts';

addEventListener('message', async ({ data }: MessageEvent<{ from: number; count: number }>) => {
  const safe = await openSafe(windowStorageArea());
  const variable = { name: 'Pain', unit: '{score}', scale: null, category: 'Symptoms' };
  let added = 0;
  for (let i = data.from; i < data.from + data.count; i++) {
    const rows = rowsOf([{ start: i, value: i }]);
    const write = { origin: 'https://a.example', appName: null, variable, rows, batch: newBatchId(), at: 0 };
    added += (await safe.writeFromApp(write)).new;
  }
  postMessage(added);
});
