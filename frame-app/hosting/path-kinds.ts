/** What a path of the safe origin is, as far as its response headers go. */

/** Kinds that are one page or file each. */
export const PAGE_KINDS = ['safe', 'consent', 'frame', 'script'] as const;
/** Kinds that are a folder of files named by their content. */
export const FOLDER_KINDS = ['worker', 'asset'] as const;
export const PATH_KINDS = [...PAGE_KINDS, ...FOLDER_KINDS, 'not-found'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

/** Exact paths, so that `/frame/anything` is not mistaken for the one page that may be framed. */
export const EXACT_PATHS: Readonly<Record<(typeof PAGE_KINDS)[number], readonly string[]>> = {
  safe: ['/', '/index.html'],
  consent: ['/consent/', '/consent/index.html'],
  frame: ['/frame/', '/frame/index.html'],
  script: ['/humanfs.js'],
};

export const FOLDERS: Readonly<Record<(typeof FOLDER_KINDS)[number], string>> = {
  worker: '/workers/',
  asset: '/assets/',
};

/** @param path the URL's path, still percent-encoded: an encoded `/frame/` is no page and stays unknown. */
export function pathKind(path: string): PathKind {
  const page = PAGE_KINDS.find((kind) => EXACT_PATHS[kind].includes(path));
  const folder = FOLDER_KINDS.find((kind) => path.startsWith(FOLDERS[kind]));
  return page ?? folder ?? 'not-found';
}
