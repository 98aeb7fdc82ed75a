import { type ReadonlySignal, signal } from '@preact/signals';
import { checkOwnHeaders, type OwnHeaders } from '../hosting/own-headers.ts';
import { createSafe, lookForSafe, openSafe, type Safe } from '../vault/safe/safe.ts';
import type { StorageArea } from '../vault/storage/storage-area.ts';
import { type Problem, problemOf } from './problems.ts';
import { openSession, type Session } from './session.ts';

/** How far the window has come: what `App` shows. */
export type Stage =
  | { readonly kind: 'looking' }
  | { readonly kind: 'none'; readonly problem: Problem | null }
  | { readonly kind: 'unsafe-host'; readonly missing: readonly string[] }
  | { readonly kind: 'closed'; readonly problem: Problem }
  | { readonly kind: 'open'; readonly session: Session }
  | { readonly kind: 'deleted' };

/** What a start needs from outside; tests give their own. */
export interface StartParts {
  readonly area: StorageArea;
  readonly lookForSafe: typeof lookForSafe;
  readonly openSafe: typeof openSafe;
  readonly createSafe: typeof createSafe;
  readonly ownHeaders: () => Promise<OwnHeaders>;
}

export function browserParts(area: StorageArea): StartParts {
  return { area, lookForSafe, openSafe, createSafe, ownHeaders: () => checkOwnHeaders('safe') };
}

export interface Start {
  readonly stage: ReadonlySignal<Stage>;
  /** Opens what is here. */
  begin(): Promise<void>;
  /** Makes a safe, if this address is fit to hold one. */
  create(name: string | null): Promise<void>;
}

const NO_ANSWER: Problem = {
  happened: 'This address did not answer, so we could not check it.',
  safe: 'Nothing was stored.',
  todo: 'Check your connection, then press the button again.',
};

export function makeStart(parts: StartParts): Start {
  const stage = signal<Stage>({ kind: 'looking' });

  const enter = async (safe: Safe) => {
    const session = await openSession(safe, () => {
      session.close();
      stage.value = { kind: 'deleted' };
    });
    stage.value = { kind: 'open', session };
  };

  const open = async () => enter(await parts.openSafe(parts.area));

  return {
    stage,
    async begin() {
      try {
        const presence = await parts.lookForSafe(parts.area);
        if (presence === 'none') stage.value = { kind: 'none', problem: null };
        else await open();
      } catch (error) {
        stage.value = { kind: 'closed', problem: problemOf(error) };
      }
    },
    async create(name) {
      let headers: OwnHeaders;
      try {
        headers = await parts.ownHeaders();
      } catch {
        stage.value = { kind: 'none', problem: NO_ANSWER };
        return;
      }
      if (!headers.ok) {
        stage.value = { kind: 'unsafe-host', missing: headers.missing };
        return;
      }
      try {
        await enter(await parts.createSafe(parts.area, { name }));
      } catch (error) {
        stage.value = { kind: 'none', problem: problemOf(error) };
      }
    },
  };
}
