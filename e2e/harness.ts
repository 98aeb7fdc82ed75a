/**
 * One flow: a fresh browser, the built sites on a free port, and whatever other sites the flow needs. Registers
 * with node:test under each way the engine is run; FLOW_ENGINE says which engine (scripts/flows.ts sets it).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { findBrowsers, installText } from '../scripts/browsers.ts';
import { type Reply, type Serving, type Site, type SiteRequest, serveByHost } from '../scripts/http-sites.ts';
import { builtSites, SAFE_HOST, serveSites } from '../scripts/serve.ts';
import { withClock } from './clock.ts';
import { startChromium } from './engines/chromium.ts';
import { ENGINE_NAMES, type Engine, type EngineName, type EngineOptions } from './engines/engine.ts';
import { startFirefox } from './engines/firefox.ts';
import { profileFolder } from './engines/process.ts';
import { startWebKit } from './engines/webkit.ts';

const root = resolve(import.meta.dirname, '..');
const FLOW_TIMEOUT_MS = 120_000;

/** A page of a made-up site: its HTML, or that with headers. */
export type MadePage =
  | string
  | { readonly html: string; readonly headers?: Readonly<Record<string, string>> };

export interface World {
  /** The browser that runs now; another object after `restart`. */
  readonly engine: Engine;
  /** Origins, without a slash at the end. */
  readonly safe: string;
  readonly pain: string;
  readonly diet: string;
  /**
   * Serves a site of the flow's own.
   * @param host any `*.localhost`, the safe's subdomains included
   * @param pages path -> page
   * @param ownPort a port of its own instead of the shared one: another origin, the same site
   * @returns its origin
   */
  site(host: string, pages: Readonly<Record<string, MadePage>>, ownPort?: boolean): Promise<string>;
  /** Documents loaded from now on, on every site, live this much later. Workers do not. */
  shiftClock(aheadMs: number): void;
  /** Changes what the safe's server sends from now on, to play a careless host. */
  changeSafe(change: (reply: Reply, request: SiteRequest) => Reply): void;
  /** Closes the browser and starts it on the same profile. Not in WebKit, which keeps nothing. */
  restart(): Promise<void>;
}

export interface FlowOptions {
  /** All unless said. */
  readonly engines?: readonly EngineName[];
  /** Chromium runs each flow under both unless said. */
  readonly thirdPartyCookies?: readonly ('allowed' | 'blocked')[];
  /** More of Chromium's Preferences. */
  readonly preferences?: EngineOptions['preferences'];
  readonly timeout?: number;
}

export function chosenEngine(): EngineName {
  const wanted = process.env.FLOW_ENGINE ?? 'chromium';
  const name = ENGINE_NAMES.find((each) => each === wanted);
  if (name === undefined)
    throw new Error(`FLOW_ENGINE is "${wanted}". Use one of: ${ENGINE_NAMES.join(', ')}`);
  return name;
}

export function startEngine(name: EngineName, options: EngineOptions = {}): Promise<Engine> {
  const found = findBrowsers();
  if (name === 'chromium' && found.chromium) return startChromium(found.chromium, options);
  if (name === 'firefox' && found.firefox) return startFirefox(found.firefox, options);
  if (name === 'webkit' && found.webkit) return startWebKit(found.webkit, options);
  throw new Error(installText([name]));
}

/** @param body throws where something is not as it should be */
export function flow(name: string, body: (world: World) => Promise<void>, options: FlowOptions = {}): void {
  const engine = chosenEngine();
  if (options.engines && !options.engines.includes(engine)) return;
  const modes = engine === 'chromium' ? (options.thirdPartyCookies ?? ['allowed', 'blocked']) : [undefined];
  for (const mode of modes) {
    const where = mode === undefined ? engine : `${engine}, third-party cookies ${mode}`;
    const engineOptions: EngineOptions = {
      ...(mode === undefined ? {} : { thirdPartyCookies: mode }),
      ...(options.preferences === undefined ? {} : { preferences: options.preferences }),
    };
    test(`${name} [${where}]`, { timeout: options.timeout ?? FLOW_TIMEOUT_MS }, async () => {
      const world = await FlowWorld.start(engine, engineOptions);
      try {
        await body(world);
      } catch (error) {
        await world.keepEvidence(`${engine}-${mode ?? 'default'}-${name}`);
        throw error;
      } finally {
        await world.end();
      }
    });
  }
}

class FlowWorld implements World {
  readonly #name: EngineName;
  readonly #options: EngineOptions;
  readonly #sites = new Map<string, Site>();
  readonly #serving: Serving[] = [];
  #ended = () => {};
  #ahead = 0;
  #change: (reply: Reply, request: SiteRequest) => Reply = (reply) => reply;
  #engine: Engine | null = null;
  #port = 0;

  private constructor(name: EngineName, options: EngineOptions) {
    this.#name = name;
    this.#options = options;
  }

  static async start(name: EngineName, options: EngineOptions): Promise<FlowWorld> {
    // WebKit keeps no profile; the others get one that survives `restart`.
    const profile = name === 'webkit' ? null : profileFolder(name);
    const world = new FlowWorld(name, profile ? { ...options, profile: profile.folder } : options);
    world.#ended = () => profile?.remove();
    const built = builtSites(root);
    for (const [host, site] of built) {
      world.#sites.set(host, host === SAFE_HOST ? world.#changeable(site) : world.#timed(site));
    }
    const serving = await serveSites({ port: 0, root, find: (host) => world.#sites.get(host) });
    world.#serving.push(serving);
    world.#port = serving.port;
    try {
      world.#engine = await startEngine(name, world.#options);
    } catch (error) {
      await world.end();
      throw error;
    }
    return world;
  }

  #timed(site: Site): Site {
    return async (request) => withClock(request, await site(request), this.#ahead);
  }
  #changeable(site: Site): Site {
    return this.#timed(async (request) => this.#change(await site(request), request));
  }

  get engine(): Engine {
    if (this.#engine === null) throw new Error('The browser is closed.');
    return this.#engine;
  }
  get safe(): string {
    return `http://${SAFE_HOST}:${this.#port}`;
  }
  get pain(): string {
    return `http://pain.localhost:${this.#port}`;
  }
  get diet(): string {
    return `http://diet.localhost:${this.#port}`;
  }

  async site(host: string, pages: Readonly<Record<string, MadePage>>, ownPort = false): Promise<string> {
    const site = this.#timed(madeSite(pages));
    if (!ownPort) {
      this.#sites.set(host, site);
      return `http://${host}:${this.#port}`;
    }
    const serving = await serveByHost(0, (asked) => (asked === host ? site : undefined), madeSite({}));
    this.#serving.push(serving);
    return `http://${host}:${serving.port}`;
  }

  shiftClock(aheadMs: number): void {
    this.#ahead = aheadMs;
  }
  changeSafe(change: (reply: Reply, request: SiteRequest) => Reply): void {
    this.#change = change;
  }

  async restart(): Promise<void> {
    await this.engine.close();
    this.#engine = null;
    this.#engine = await startEngine(this.#name, this.#options);
  }

  /** What the windows showed and said when the flow failed. */
  async keepEvidence(name: string): Promise<void> {
    const folder = join(root, '.work', 'flow-failures', name.replace(/[^\w-]+/g, '-').slice(0, 100));
    mkdirSync(folder, { recursive: true });
    const engine = this.#engine;
    if (engine === null) return;
    const messages = await engine.messages().catch((error: unknown) => [String(error)]);
    const urls: string[] = [];
    for (const [index, page] of (await engine.pages().catch(() => [])).entries()) {
      urls.push(`${index} ${await page.url().catch(String)}`);
      const image = await page.screenshot().catch(() => null);
      if (image) writeFileSync(join(folder, `${index}.png`), image);
    }
    writeFileSync(join(folder, 'messages.txt'), [...urls, '', ...messages, ''].join('\n'));
    console.error(`What was on the screen: .work/flow-failures/${folder.split('/').at(-1)}`);
  }

  async end(): Promise<void> {
    await this.#engine?.close().catch(() => {});
    for (const serving of this.#serving) await serving.close();
    this.#ended();
  }
}

function madeSite(pages: Readonly<Record<string, MadePage>>): Site {
  const known = new Map(Object.entries(pages));
  return ({ path }) => {
    const page = known.get(path);
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' };
    if (page === undefined) return { status: 404, headers, body: 'not found' };
    const { html, headers: more = {} } = typeof page === 'string' ? { html: page } : page;
    return { status: 200, headers: { ...headers, ...more }, body: html };
  };
}
