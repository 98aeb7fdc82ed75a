import type { Safe } from '../../vault/safe/safe.ts';
import { datedName, downloadFile } from '../shell/download.ts';

/** Pieces are gathered into parts of a few megabytes, so that a large safe does not become one huge text. */
const PART = 4_000_000;

const TYPES = { json: 'application/json', csv: 'text/csv' } as const;

/** Writes the whole safe, not locked, to a file of the person's choice of place. @returns its size in bytes */
export async function exportEverything(safe: Safe, kind: 'json' | 'csv', now: number): Promise<number> {
  const parts: Blob[] = [];
  let waiting: string[] = [];
  let length = 0;
  const flush = () => {
    if (waiting.length > 0) parts.push(new Blob(waiting));
    waiting = [];
    length = 0;
  };
  for await (const piece of safe.exportAll(kind)) {
    waiting.push(piece);
    length += piece.length;
    if (length >= PART) flush();
  }
  flush();
  downloadFile(datedName('safe', now, kind), parts, TYPES[kind]);
  return parts.reduce((sum, part) => sum + part.size, 0);
}
