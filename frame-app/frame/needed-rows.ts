import type { Params } from '../../protocol/verbs.ts';
import type { ReadTerms } from '../vault/model.ts';

/**
 * Which stored rows a read needs, so that the newest ten of a million do not open a million. Days and weeks need
 * all that was granted: half a day would have another mean. So does a grant that leaves rows out one by one.
 */
export function neededRows(
  terms: ReadTerms,
  { from, to, limit, granularity }: Pick<Params<'read'>, 'from' | 'to' | 'limit' | 'granularity'>,
): { readonly from: number | null; readonly to: number | null; readonly newest: number | null } {
  if (granularity !== 'each' || terms.granularity !== 'each')
    return { from: terms.from, to: terms.to, newest: null };
  return {
    from: later(terms.from, from),
    to: earlier(terms.to, to),
    newest: terms.includesNew ? limit : null,
  };
}

const later = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);
const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
