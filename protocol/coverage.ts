/**
 * Whether a grant answers what is asked. Used twice: by the host script on its own copy of the grants, only to
 * know whether to open the window in the click; and by the frame, which alone decides.
 *
 * A bound that the app left open means "as much as I may have" and is always covered: a person who narrowed the
 * range is not asked again at every read. A bound the app names beyond the grant's is not covered.
 */
import { canonicalName } from './names.ts';
import type { ConnectScope, GrantedScope } from './verbs.ts';

export type Asked = ConnectScope & { readonly maxAge?: number | null };

type Range = { readonly from: number | null; readonly to: number | null };

export function rangeCovers(granted: Range, asked: Range): boolean {
  const fromFits = granted.from === null || asked.from === null || asked.from >= granted.from;
  const toFits = granted.to === null || asked.to === null || asked.to <= granted.to;
  return fromFits && toFits;
}

export function isCovered(grant: GrantedScope, asked: Asked, now: number): boolean {
  if (grant.access !== asked.access || canonicalName(grant.variable) !== canonicalName(asked.name))
    return false;
  if (grant.until !== null && grant.until <= now) return false;
  return asked.access === 'write' ? grant.unit === asked.unit : rangeCovers(grant, asked);
}

/** Whether the answer may come without a meeting: live, or from a snapshot in its lease and young enough. */
export function isFresh(grant: GrantedScope, maxAge: number | null, now: number): boolean {
  if (grant.leaseUntil === null) return true;
  return grant.leaseUntil > now && (maxAge === null || now - (grant.asOf ?? 0) <= maxAge);
}
