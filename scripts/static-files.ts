/** Files of one folder, by URL path. Nothing outside the folder can be named, whatever the encoding. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticFile {
  readonly type: string;
  readonly body: Uint8Array;
}

export function contentType(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * @param path percent-encoded URL path; a folder stands for its index.html
 * @returns null when there is no such file, or it lies outside, or its name starts with `_` or `.`
 */
export async function staticFile(folder: string, path: string): Promise<StaticFile | null> {
  const name = decoded(path);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  // `_headers` is for the host to read, dot files for nobody; `..` is one of them.
  if (name.split('/').some((part) => part.startsWith('.') || part.startsWith('_'))) return null;
  const wanted = resolve(
    folder,
    `.${name.startsWith('/') ? name : `/${name}`}`,
    name.endsWith('/') ? 'index.html' : '.',
  );
  try {
    const [top, file] = await Promise.all([realpath(folder), realpath(wanted)]);
    if (!file.startsWith(top + sep) || !(await stat(file)).isFile()) return null;
    return { type: contentType(file), body: await readFile(file) };
  } catch {
    return null;
  }
}
