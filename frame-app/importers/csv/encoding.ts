import type { ENCODINGS } from './mapping.ts';

export type Encoding = (typeof ENCODINGS)[number];

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // `stream`: a letter cut in two at the end of the head is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a text by its first bytes: the byte-order mark, else the zero bytes of UTF-16, else UTF-8 if it
 * is valid. Old spreadsheet programs write windows-1252.
 */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.floor(Math.min(head.length, 512) / 2);
  let highFirst = 0;
  let lowFirst = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[2 * pair] === 0) highFirst += 1;
    if (head[2 * pair + 1] === 0) lowFirst += 1;
  }
  if (pairs > 3 && lowFirst > pairs * 0.6 && highFirst < pairs * 0.1) return 'utf-16le';
  if (pairs > 3 && highFirst > pairs * 0.6 && lowFirst < pairs * 0.1) return 'utf-16be';
  return isUtf8(head) ? 'utf-8' : 'windows-1252';
}
