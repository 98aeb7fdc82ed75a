/** One Chromium, the built safe, and the bench's own pages on other sites of the same server. */
import { resolve } from 'node:path';
import { build } from 'vite';
import type { Engine, Json, Page } from '../e2e/engines/engine.ts';
import { startEngine } from '../e2e/harness.ts';
import type { Site } from '../scripts/http-sites.ts';
import { demoSite, SAFE_HOST, serveSites } from '../scripts/serve.ts';

export interface BenchWorld {
  readonly safe: string;
  readonly peer: string;
  /** Address of the app's page. */
  readonly host: string;
  readonly engine: Engine;
  open(): Promise<Page>;
  end(): Promise<void>;
}

const PAGES = ['host', 'penpal-frame', 'port-frame', 'floor-frame'];

/** The peers' scripts are kept by the browser as the safe's are: loading is not what is compared. */
function keptAssets(site: Site): Site {
  return async (request) => {
    const reply = await site(request);
    if (!request.path.startsWith('/assets/')) return reply;
    return {
      ...reply,
      headers: { ...reply.headers, 'Cache-Control': 'public, max-age=31536000, immutable' },
    };
  };
}

/** @param thirdPartyCookies allowed: the frame answers live; blocked: from its snapshot */
export async function startBenchWorld(
  root: string,
  thirdPartyCookies: 'allowed' | 'blocked' = 'allowed',
): Promise<BenchWorld> {
  const out = resolve(root, '.work', 'bench');
  await build({
    root: resolve(root, 'bench'),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: PAGES.map((page) => resolve(root, 'bench', page, 'index.html')) },
    },
  });
  const site = keptAssets(demoSite(out));
  const names = ['bench-host.localhost', 'bench-peer.localhost'];
  const serving = await serveSites({
    port: 0,
    root,
    find: (host) => (names.includes(host) ? site : undefined),
  });
  const at = (host: string) => `http://${host}:${serving.port}`;
  const engine = await startEngine('chromium', { thirdPartyCookies });
  return {
    engine,
    safe: at(SAFE_HOST),
    peer: at('bench-peer.localhost'),
    host: `${at('bench-host.localhost')}/host/`,
    async open() {
      const page = await engine.open(`${at('bench-host.localhost')}/host/`);
      await page.until(() => Reflect.has(globalThis, 'bench'));
      return page;
    },
    async end() {
      await engine.close();
      await serving.close();
    },
  };
}

/** Calls one of the functions that the page has put on `globalThis.bench`. */
export function callBench(page: Page, name: string, ...args: Json[]): Promise<unknown> {
  return page.evaluate(
    (called: string, given: Json[]) => {
      const bench: unknown = Reflect.get(globalThis, 'bench');
      const work: unknown =
        typeof bench === 'object' && bench !== null ? Reflect.get(bench, called) : undefined;
      if (typeof work !== 'function') throw new Error(`no bench named ${called}`);
      const result: unknown = Reflect.apply(work, undefined, given);
      return result;
    },
    name,
    args,
  );
}
