/**
 * One configuration builds everything: the safe's three pages, the host script into the safe's folder, the host
 * package, the demo sites. `npm run build` runs all of it; `npm run dev` serves the same sources (scripts/dev.ts).
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions, type PluginOption } from 'vite';
import { buildReport } from './scripts/build-report.ts';
import { pagesAtRoot } from './scripts/pages-at-root.ts';
import { builtPage, DEMO_SITES, SAFE_PAGES } from './scripts/sites.ts';
import { smallPreload } from './scripts/small-preload.ts';
import { writeHostingFiles } from './scripts/write-headers.ts';

const root = import.meta.dirname;
/** Built aside and moved into place at the end: a build that fails, or is under way, disturbs nobody. */
const out = resolve(root, '.work', `build-${process.pid}`);

const demoPage = (folder: string) => `demo-sites/${folder}/index.html`;

/** @param input name of the page's files -> its source */
function pages(outDir: string, input: Record<string, string>): EnvironmentOptions {
  return { consumer: 'client', build: { outDir, rolldownOptions: { input } } };
}

const environments: Record<string, EnvironmentOptions> = {
  client: pages(`${out}/safe`, SAFE_PAGES),
  script: {
    consumer: 'client',
    build: {
      outDir: `${out}/safe`,
      emptyOutDir: false,
      rolldownOptions: {
        input: resolve(root, 'host-sdk/script-tag.ts'),
        output: { format: 'iife', entryFileNames: 'humanfs.js' },
      },
    },
  },
  package: {
    consumer: 'client',
    build: {
      outDir: 'host-sdk/dist',
      lib: { entry: resolve(root, 'host-sdk/index.ts'), formats: ['es'], fileName: () => 'humanfs.mjs' },
    },
  },
  ...Object.fromEntries(
    DEMO_SITES.map(({ host, folder }) => [host, pages(`${out}/demo/${host}`, { [host]: demoPage(folder) })]),
  ),
};

const safeMoves = Object.fromEntries(
  Object.entries(SAFE_PAGES).map(([name, source]) => [source, builtPage(name)]),
);
const demoMoves = Object.fromEntries(DEMO_SITES.map(({ folder }) => [demoPage(folder), 'index.html']));

/** Each environment writes its own report; a plugin instance is shared, so the name comes from the environment. */
const reports: PluginOption = Object.keys(environments).map((name) => ({
  ...buildReport(root, out, name),
  applyToEnvironment: (environment) => environment.name === name,
}));

function moveIntoPlace(from: string, to: string): void {
  const old = `${from}-old`;
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}

export default defineConfig({
  root,
  appType: 'mpa',
  publicDir: false,
  environments,
  plugins: [smallPreload(), pagesAtRoot({ ...safeMoves, ...demoMoves }), reports],
  build: {
    target: 'es2022',
    // The polyfill would be an inline script, which the pages' policy refuses.
    modulePreload: { polyfill: false },
    // No data: addresses: the policy has none for images.
    assetsInlineLimit: 0,
    emptyOutDir: true,
    reportCompressedSize: false,
  },
  worker: {
    format: 'es',
    plugins: () => [buildReport(root, out, 'workers', { append: true })],
    // A folder of their own: workers get a policy without a network.
    rolldownOptions: {
      output: { entryFileNames: 'workers/[name]-[hash].js', chunkFileNames: 'workers/[name]-[hash].js' },
    },
  },
  builder: {
    async buildApp(builder) {
      rmSync(out, { recursive: true, force: true });
      // The script goes into the folder that the pages' build empties: pages first.
      for (const environment of Object.values(builder.environments)) {
        if (environment.name in environments) await builder.build(environment);
      }
      writeHostingFiles(root, resolve(out, 'safe'));
      moveIntoPlace(out, resolve(root, 'dist'));
    },
  },
});
