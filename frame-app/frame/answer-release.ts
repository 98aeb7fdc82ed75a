import { canonicalName } from '../../protocol/names.ts';
import type { Params, Result } from '../../protocol/verbs.ts';
import type { FrameSession } from './frame-session.ts';

/** An app gives up its own access: here at once; in the safe at the next meeting. */
export async function answerRelease(
  session: FrameSession,
  params: Params<'release'>,
): Promise<Result<'release'>> {
  const { variable } = params;
  const held = await session.partition.grants();
  const given = held.filter(({ terms }) => variable === null || terms.key === canonicalName(variable));
  await session.partition.drop(
    given.map(({ id }) => id),
    'released',
  );
  await session.tellGrants();
  return { released: given.length };
}
