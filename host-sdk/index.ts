/**
 * humanfs as a module: nothing happens at import, under Node too.
 *
 *     const humanfs = createHumanFS({ safe: 'https://safe.example' });
 *     const series = await humanfs.requestRead('Arthritis Severity', { purpose: 'Find foods that make it worse' });
 */
import { createHumanFS as create } from './human-fs.ts';
import type { HumanFS, HumanFSOptions } from './types.ts';

export type { ErrorCode } from '../protocol/errors.ts';
export { HumanFSError } from './human-fs-error.ts';
export type * from './types.ts';

/** In a browser the frame is made at once, so that the first click already knows this app's grants. */
export function createHumanFS(options: HumanFSOptions): HumanFS {
  const humanfs = create(options);
  if (typeof document !== 'undefined') void humanfs.ready;
  return humanfs;
}
