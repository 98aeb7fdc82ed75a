/**
 * A request that a person must decide: it waits under its ticket until a consent window claims it. Where the app's
 * page could not open the window, the frame shows its own button.
 */
import type { ErrorCode } from '../../protocol/errors.ts';
import { newRandomId } from '../vault/ids.ts';
import type { MeetingRequest } from '../vault/partition/meeting-messages.ts';
import type { FrameSession } from './frame-session.ts';
import type { Decided } from './pending-requests.ts';
import { Refusal, STOPPED_AT_MEETING, STOPPED_LIVE } from './refusal.ts';

export async function askPerson(session: FrameSession, request: MeetingRequest): Promise<Decided> {
  const { ticket, window: opened } = request.params;
  const id = ticket ?? newRandomId();
  const pending = session.pending.add(id, request);
  if (pending === undefined) throw new Refusal('CONSENT_BUSY');
  if (opened !== 'opened') session.prompt.show(id, (code) => pending.end({ ok: false, code }));
  try {
    const ending = await pending.ended;
    if (!ending.ok)
      throw new Refusal(ending.code, ending.code === 'GRANT_REVOKED' ? STOPPED_AT_MEETING : undefined);
    return ending.outcome;
  } finally {
    session.prompt.hide();
  }
}

/** Why an app that may not ask (`interaction: 'never'`) gets nothing. */
export async function refuseUnasked(
  session: FrameSession,
  access: 'read' | 'write',
  key: string,
  otherwise: ErrorCode,
): Promise<Refusal> {
  const end = await session.partition.howEnded(access, key);
  if (end === undefined || end.why === 'released') return new Refusal(otherwise);
  if (end.why === 'revoked')
    return new Refusal('GRANT_REVOKED', end.heard === 'live' ? STOPPED_LIVE : STOPPED_AT_MEETING);
  return new Refusal(end.why === 'expired' ? 'GRANT_EXPIRED' : 'LEASE_EXPIRED');
}
