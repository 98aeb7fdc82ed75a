/**
 * Whether this frame can answer live. The handle is asked for at the first read or write of a grant, never before;
 * the code that works with it is loaded only where it was given, which is Chromium.
 */
import type { Params, Receipt } from '../../protocol/verbs.ts';
import type { BatchId, Rows, SeriesColumns } from '../vault/model.ts';
import type { HeldGrant } from '../vault/partition/held-grant.ts';
import type { FrameSession } from './frame-session.ts';
import type { LiveAnswers } from './live-answers.ts';
import { openFirstPartyStorage } from './storage-handle.ts';

export interface LiveWrite {
  readonly batch: BatchId;
  readonly at: number;
  readonly rows: Rows;
  readonly undo: Float64Array;
}

export class LiveSafe {
  #answers: Promise<LiveAnswers | null> | undefined;

  /** null: not live here. */
  async read(
    session: FrameSession,
    grant: HeldGrant,
    ask: Params<'read'>,
  ): Promise<SeriesColumns | 'revoked' | null> {
    return (await this.#open())?.read(session, grant, ask) ?? null;
  }

  /** null: not live here, or nothing to append to yet. */
  async write(
    session: FrameSession,
    grant: HeldGrant,
    write: LiveWrite,
  ): Promise<Receipt | 'revoked' | null> {
    return (await this.#open())?.write(session, grant, write) ?? null;
  }

  #open(): Promise<LiveAnswers | null> {
    this.#answers ??= openLiveAnswers();
    return this.#answers;
  }
}

async function openLiveAnswers(): Promise<LiveAnswers | null> {
  const area = await openFirstPartyStorage();
  if (area === null) return null;
  const { LiveAnswers } = await import('./live-answers.ts');
  return new LiveAnswers(area);
}
