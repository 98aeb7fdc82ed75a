/** Who imports whom, from the files themselves: specifiers are resolved, so no spelling slips through. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseSync } from 'vite';
import { sourceFiles } from './source-files.ts';

export interface Import {
  /** Importing file, relative to the repository. */
  readonly from: string;
  /** Imported file, relative to the repository, or the package as written. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** A worker or other file that is named by an address relative to the importing file. */
const FILE_URL = /new URL\(\s*(['"])(\.[^'"]+)\1\s*,\s*import\.meta\.url/g;

function specifiers(file: string, code: string): string[] {
  const { module, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.map(({ moduleRequest }) => moduleRequest?.value),
  );
  const later = module.dynamicImports.map(({ moduleRequest }) =>
    code.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  const urls = [...code.matchAll(FILE_URL)].map(([, , path]) => path);
  const all = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...exported,
    ...later,
    ...urls,
  ];
  return [...new Set(all.filter((each) => each !== undefined))];
}

/** @throws when a relative import names no file: then the graph would have a hole */
export function importGraph(root: string): readonly Import[] {
  const files = sourceFiles(root, (path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'));
  return files.flatMap((from) =>
    specifiers(from, readFileSync(join(root, from), 'utf8')).map((specifier): Import => {
      if (!specifier.startsWith('.')) return { from, to: specifier, isPackage: true };
      const to = posix.join(posix.dirname(from), specifier.split('?')[0] ?? '');
      if (!existsSync(join(root, to)))
        throw new Error(`${from} imports ${specifier}, which is no file in ${dirname(to)}.`);
      return { from, to, isPackage: false };
    }),
  );
}

/** One closed walk over the edges, first node repeated at the end; null where there is none. */
export function cycleIn(edges: readonly (readonly [string, string])[]): readonly string[] | null {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const to of next.get(node) ?? []) {
      const found = walk(to, [...way, node]);
      if (found) return found;
    }
    done.add(node);
    return null;
  };
  for (const node of next.keys()) {
    const found = walk(node, []);
    if (found) return found;
  }
  return null;
}
