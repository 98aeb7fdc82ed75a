/**
 * Vite wraps each `import()` in a loader that fetches the part's styles and scripts first. Its own is 0.8 kB in
 * every page, most of it for servers this project does not have; the frame counts every one of those bytes.
 */
import type { Plugin } from 'vite';

const LOADER = `
const add = (file) => {
  const href = '/' + file;
  const style = file.endsWith('.css');
  if (document.querySelector('link[href="' + href + '"]')) return;
  const link = document.createElement('link');
  link.rel = style ? 'stylesheet' : 'modulepreload';
  link.crossOrigin = '';
  link.href = href;
  document.head.append(link);
  return style && new Promise((done, failed) => {
    link.onload = done;
    link.onerror = () => failed(Error(href));
  });
};
export const __vitePreload = (load, files = []) => Promise.all(files.map(add)).then(load);
`;

/** Only right where the build's base is `/`. */
export function smallPreload(): Plugin {
  return {
    name: 'small-preload',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /^\0vite\/preload-helper/ },
      handler: () => ({ code: LOADER, moduleSideEffects: false }),
    },
  };
}
