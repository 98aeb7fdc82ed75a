/** What frames sealed to this safe: batches that apps wrote while it was closed, and notes of live acts. */

import { type LiveNote, NOTE_PREFIX, parseLiveNote, parseStoredNote } from '../inbox/live-note.ts';
import { openSealedBatch } from '../inbox/open.ts';
import type { SealedBatch } from '../inbox/seal.ts';
import type { BatchId } from '../model.ts';
import { type Act, perform } from './act.ts';
import type { Core } from './core.ts';
import type { OpenedBatch } from './safe.ts';

export async function openSealed(core: Core, batch: SealedBatch): Promise<OpenedBatch | 'refused'> {
  if (batch.ad.safe !== core.epoch) return 'refused';
  const payload = await openSealedBatch(core.keys.inbox, batch);
  if (payload === null) return 'refused';
  const { origin, grant, batch: id, seq } = batch.ad;
  return { origin, grant, batch: id, seq, payload };
}

/** Into the log in the order of their own times; a note that does not open is dropped, and the log says so. */
export async function drainNotes(core: Core): Promise<number> {
  const isNote = (key: string): boolean => key.startsWith(NOTE_PREFIX);
  if (!(await core.records.keys()).some(isNote)) return 0;
  return perform(core, async (act) => {
    const keys = (await core.records.keys()).filter(isNote);
    const stored = await core.records.getMany(keys);
    const opened = await Promise.all(stored.map((record, i) => openNote(core, keys[i] ?? '', record)));
    for (const key of keys) act.drop(key);
    const notes = opened.flatMap((one) => (one === null ? [] : [one]));
    notes.sort((a, b) => a.note.at - b.note.at);
    for (const { from, note, times } of coalesce(notes)) await logNote(act, from, note, times);
    const lost = keys.length - notes.length;
    if (lost > 0) await act.log('hand-over', { detail: { unreadableNotes: lost } });
    return keys.length;
  });
}

interface OpenNote {
  readonly from: OpenedBatch;
  readonly note: LiveNote;
}

/** An app that reads without pause fills one line a minute, not the log. */
function coalesce(notes: readonly OpenNote[]): readonly (OpenNote & { readonly times: number })[] {
  const lines = new Map<string, OpenNote & { readonly times: number }>();
  for (const one of notes) {
    const { from, note } = one;
    const minute = Math.floor(note.at / 60_000);
    const line =
      note.kind === 'hand-over'
        ? JSON.stringify([from.grant, minute, note.variable, note.rows, note.from, note.to, note.purpose])
        : note.batch;
    const before = lines.get(line);
    lines.set(line, before === undefined ? { ...one, times: 1 } : { ...before, times: before.times + 1 });
  }
  return [...lines.values()];
}

async function openNote(core: Core, key: string, record: unknown): Promise<OpenNote | null> {
  const sealed = parseStoredNote(record);
  // A note is bound to its own name: one copied under another name would count twice.
  if (sealed === null || NOTE_PREFIX + sealed.ad.batch !== key) return null;
  const from = await openSealed(core, sealed);
  const note = from === 'refused' ? null : parseLiveNote(from.payload);
  return from === 'refused' || note === null ? null : { from, note };
}

async function logNote(act: Act, from: OpenedBatch, note: LiveNote, times: number): Promise<void> {
  const { origin, grant } = from;
  const { kind, at: claimed, ...detail } = note;
  const at = Math.min(claimed, act.now);
  if (note.kind === 'hand-over') {
    await act.log(kind, { at, origin, grant, detail: { ...detail, live: true, times } });
    countReads(act, from, at, times);
    return;
  }
  await act.log(kind, { at, origin, grant, detail: { ...detail, live: true } });
  const streams = act.manifest.streams.filter(
    ({ source }) => source.kind === 'app' && source.origin === origin,
  );
  const named = act.manifest.variables.filter((variable) => variable.name === note.variable);
  await act.addBatch({
    id: note.batch as BatchId,
    cause: { kind: 'app', origin },
    at,
    streams: streams.flatMap(({ id, variable }) => (named.some((one) => one.id === variable) ? [id] : [])),
    receipt: {
      read: note.new + note.same + note.corrected + note.undone,
      new: note.new,
      same: note.same,
      corrected: note.corrected,
      skipped: {},
    },
    state: 'done',
  });
  act.told.add('data');
}

function countReads(act: Act, from: OpenedBatch, at: number, times: number): void {
  const grants = act.manifest.grants.map((held) =>
    held.grant.id === from.grant && held.grant.origin === from.origin
      ? {
          ...held,
          grant: {
            ...held.grant,
            reads: held.grant.reads + times,
            lastReadAt: Math.max(at, held.grant.lastReadAt ?? at),
          },
        }
      : held,
  );
  act.manifest = { ...act.manifest, grants };
  act.told.add('grants');
}
