/** What an app adds, to its own stream alone. A batch arrives once, however often it is delivered. */
import * as z from 'zod/mini';
import { openJson, sealJson } from '../cipher.ts';
import { Damaged, VaultError } from '../errors.ts';
import { isId } from '../ids.ts';
import type { WriteCounts } from '../model.ts';
import { writeRows } from '../stream/stream.ts';
import { type Act, perform } from './act.ts';
import type { Core } from './core.ts';
import { findOrMakeStream, findOrMakeVariable } from './find-or-make.ts';
import type { AppWrite } from './safe.ts';

const arrived = z.object({
  version: z.literal(1),
  new: z.number(),
  same: z.number(),
  corrected: z.number(),
  undone: z.number(),
});

export function writeFromApp(core: Core, write: AppWrite): Promise<WriteCounts> {
  if (!isId(write.batch)) throw new VaultError('bad-rows', 'A batch id is 128 bits.');
  return perform(core, (act) => writeOnce(act, write));
}

async function writeOnce(act: Act, write: AppWrite): Promise<WriteCounts> {
  const { core } = act;
  const { origin, batch, rows } = write;
  // An app could learn another app's batch ids from nowhere; with the origin in the name it need not matter.
  const name = `${origin} ${batch}`;
  const place = await core.keys.recordKeyFor('arrived', name);
  const before = await core.records.get(place);
  if (before !== undefined) return openArrived(core, name, before);
  const variable = findOrMakeVariable(act, write.variable);
  const source = { kind: 'app', origin, appName: write.appName } as const;
  const stream = await findOrMakeStream(act, variable, source, 'time');
  const undo = write.undo ?? null;
  const stamp = { id: batch, at: Math.min(write.at, act.now) };
  const written = await writeRows(act.records, await core.handle(stream), stamp, rows, undo);
  const { counts } = written;
  act.add(written.change);
  act.put(place, await sealJson(core.keys.vault, ['arrived', name], { version: 1, ...counts }));
  await act.addBatch({
    id: batch,
    cause: { kind: 'app', origin },
    at: act.now,
    streams: [stream.id],
    receipt: {
      read: counts.new + counts.same + counts.corrected + counts.undone,
      new: counts.new,
      same: counts.same,
      corrected: counts.corrected,
      skipped: {},
    },
    state: 'done',
  });
  await act.log('write', { origin, detail: { variable: variable.name, batch, ...counts } });
  act.told.add('data');
  return counts;
}

async function openArrived(core: Core, name: string, record: unknown): Promise<WriteCounts> {
  const parsed = arrived.safeParse(await openJson(core.keys.vault, ['arrived', name], record));
  if (!parsed.success) throw new Damaged('A receipt', parsed.error);
  const { version: _, ...counts } = parsed.data;
  return counts;
}
