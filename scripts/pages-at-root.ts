/**
 * Vite names a built page by its source folder (`frame-app/frame/index.html`). Sites are served from the names
 * that the design promises (`/frame/`), so the pages move there; their own links are absolute and stay right.
 */
import type { Plugin } from 'vite';

/** @param moves source path of a page -> its path in the built site */
export function pagesAtRoot(moves: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'pages-at-root',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [from, to] of Object.entries(moves)) {
          const page = bundle[from];
          if (page?.type !== 'asset') continue;
          delete bundle[from];
          this.emitFile({ type: 'asset', fileName: to, source: page.source });
        }
      },
    },
  };
}
