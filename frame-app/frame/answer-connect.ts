import { isCovered } from '../../protocol/coverage.ts';
import type { Params, Result } from '../../protocol/verbs.ts';
import { scopeOf } from '../vault/partition/granted-scope.ts';
import { askPerson } from './ask-person.ts';
import type { FrameSession } from './frame-session.ts';
import { Refusal } from './refusal.ts';

export async function answerConnect(
  session: FrameSession,
  params: Params<'connect'>,
): Promise<Result<'connect'>> {
  const now = Date.now();
  const scopes = await session.scopes();
  const coveredBy = params.scopes.map((asked) => scopes.find((scope) => isCovered(scope, asked, now)));
  if (coveredBy.every((scope) => scope !== undefined)) {
    return { granted: coveredBy.filter((scope) => scope !== undefined), refused: [] };
  }
  if (params.interaction === 'never') throw new Refusal('CONSENT_REQUIRED');
  const outcome = await askPerson(session, { verb: 'connect', params });
  if (outcome.is === 'connected')
    return { granted: outcome.holdings.map(({ grant }) => scopeOf(grant)), refused: [...outcome.refused] };
  if (outcome.is === 'covered') return { granted: await session.scopes(), refused: [] };
  throw new Refusal('INTERNAL');
}
