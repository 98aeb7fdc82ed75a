import { displayName } from '../../../protocol/names.ts';

const LONGEST = 64;

/**
 * `sourceName` as it is kept and compared: spaces of every kind (phones write U+00A0) made one plain space,
 * control characters out, cut at 64 characters. The `device` attribute is not used: it holds a memory address
 * that differs in every record and would make one watch into thousands.
 */
export function sourceLabel(sourceName: string): string {
  const label = displayName(
    displayName(sourceName).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu, ' '),
  );
  return [...label].slice(0, LONGEST).join('').trim() || 'Unknown source';
}
