/** Files of the repository by how their names end. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.work']);

/** @returns paths relative to `root`, sorted, with `/` */
export function sourceFiles(root: string, matches: (path: string) => boolean, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : sourceFiles(root, matches, path);
      return matches(path) ? [path] : [];
    })
    .sort();
}
