/** How far the window has come, and what moves it on. One meeting a window; the view only shows the stage. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { checkOwnHeaders } from '../hosting/own-headers.ts';
import type { Grant } from '../vault/model.ts';
import { createSafe, lookForSafe, openSafe, type Safe } from '../vault/safe/safe.ts';
import type { StorageArea } from '../vault/storage/storage-area.ts';
import { bringUpToDate, isActive } from './bring-up-to-date.ts';
import { allow, type Decision, deny } from './decide.ts';
import { findFrame } from './find-frame.ts';
import { MeetingWithFrame, SiteGone } from './meeting-with-frame.ts';
import { coveredBy, type Proposal, proposalsFor, stoppedGrant } from './proposal.ts';
import type { Length } from './words.ts';

export interface Question {
  readonly safe: Safe;
  readonly safeName: string | null;
  readonly meeting: MeetingWithFrame;
  readonly proposals: readonly Proposal[];
  /** The length to begin with: never "Until I revoke it", and only once for what is very private. */
  readonly length: Length;
  readonly stopped: Grant | undefined;
}

export type Stage =
  | { readonly is: 'looking' | 'locked' | 'gone' | 'not-found' | 'unsafe-host' | 'working' | 'done' }
  | { readonly is: 'first-use'; readonly meeting: MeetingWithFrame }
  | { readonly is: 'asking'; readonly question: Question }
  | { readonly is: 'refreshing'; readonly origin: string; readonly grant: Grant | undefined }
  | { readonly is: 'failed' };

export interface ConsentRun {
  readonly stage: ReadonlySignal<Stage>;
  begin(ticket: string): Promise<void>;
  createSafe(name: string | null): Promise<void>;
  decide(question: Question, decision: Decision | 'deny'): Promise<void>;
}

export function makeConsentRun(
  area: StorageArea,
  view: Pick<Window, 'close'> & { readonly opener: Window | null },
): ConsentRun {
  const stage = signal<Stage>({ is: 'looking' });
  let meeting: MeetingWithFrame | undefined;

  const finish = (): void => {
    stage.value = { is: 'done' };
    view.close();
  };
  /** Whatever goes wrong is told on screen; nothing was granted unless the outcome was stored. */
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      stage.value = { is: error instanceof SiteGone ? 'gone' : 'failed' };
    }
  };

  const meet = async (found: MeetingWithFrame, safe: Safe): Promise<void> => {
    const { claimed } = found;
    const now = Date.now();
    const before = await safe.contents();
    const own = before.grants.filter(
      ({ id, origin }) => origin === claimed.origin && !claimed.released.includes(id),
    );
    const covered = coveredBy(own, claimed.request, now);
    if (covered)
      stage.value = {
        is: 'refreshing',
        origin: claimed.origin,
        grant: own.findLast((grant) => isActive(grant, now)),
      };
    const stopped = stoppedGrant(own, claimed.request);
    const untold =
      stopped !== undefined && !stopped.revocationReachedSite && !claimed.knownStopped.includes(stopped.id);
    await found.renew(await bringUpToDate(safe, claimed, now));
    if (covered) {
      await found.conclude({ is: 'covered' });
      return finish();
    }
    if (stopped !== undefined && untold) {
      // The site still thought it had access: this meeting tells it that the person stopped it.
      await safe.markRevocationReached(stopped.id);
      await found.conclude({ is: 'failed', code: 'GRANT_REVOKED' });
      return finish();
    }
    const proposals = await proposalsFor(safe, claimed.origin, claimed.request);
    const last = before.settings.lengths[claimed.origin];
    const isPrivate = proposals.some((proposal) => proposal.private);
    const first = claimed.request.verb === 'connect' ? 'month' : 'once';
    const length: Length = isPrivate || last === undefined || last === 'once' ? first : 'month';
    stage.value = {
      is: 'asking',
      question: { safe, safeName: before.name, meeting: found, proposals, length, stopped },
    };
    found.shown();
  };

  return {
    stage,
    begin: (ticket) =>
      guarded(async () => {
        const found = await findFrame(ticket, view.opener);
        if (found.is === 'not-needed') return finish();
        if (found.is === 'not-found') {
          stage.value = { is: 'not-found' };
          return;
        }
        meeting = new MeetingWithFrame(found.claimed, found.port, () => {
          if (stage.value.is !== 'done') stage.value = { is: 'gone' };
        });
        const presence = await lookForSafe(area);
        if (presence === 'none') stage.value = { is: 'first-use', meeting };
        else if (presence === 'device') await meet(meeting, await openSafe(area));
        else stage.value = { is: 'locked' };
      }),
    createSafe: (name) =>
      guarded(async () => {
        if (meeting === undefined) return;
        const found = meeting;
        const headers = await checkOwnHeaders('consent');
        if (!headers.ok) {
          stage.value = { is: 'unsafe-host' };
          return;
        }
        await meet(found, await createSafe(area, { name }));
      }),
    decide: (question, decision) =>
      guarded(async () => {
        stage.value = { is: 'working' };
        if (decision === 'deny') await deny(question.safe, question.meeting, question.proposals);
        else await allow(question.safe, question.meeting, decision);
        finish();
      }),
  };
}
