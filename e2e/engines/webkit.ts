/**
 * WebKit's engine in its test browser, driven by WebKitWebDriver on a screen of its own. It stands for the engine,
 * not for Safari: no passkeys, no OPFS, an ephemeral session.
 */
import { createServer } from 'node:net';
import * as z from 'zod/mini';
import type { Engine, EngineOptions } from './engine.ts';
import { profileFolder, startProcess } from './process.ts';
import { until } from './wait.ts';
import {
  anything,
  ELEMENT_KEY,
  type ElementReference,
  handlesSchema,
  WebDriverSession,
  type WebDriverWire,
} from './webdriver.ts';
import { WebDriverEngine } from './webdriver-engine.ts';
import { startXvfb } from './xvfb.ts';

const START_MS = 30_000;
const CALL_MS = 40_000;
const RESIZE_MS = 3000;

export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

const valueSchema = z.object({ value: z.unknown() });
const errorSchema = z.object({ error: z.string(), message: z.string() });
const sessionSchema = z.object({
  sessionId: z.string(),
  capabilities: z.object({ browserVersion: z.string() }),
});
const handleSchema = z.object({ handle: z.string() });
const sizeSchema = z.object({ width: z.number(), height: z.number() });

class WebKitWire implements WebDriverWire {
  readonly #base: string;
  #session = '';

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}`;
  }

  async #call<T>(schema: z.ZodMiniType<T>, method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(CALL_MS),
    });
    const { value } = valueSchema.parse(await response.json());
    const error = errorSchema.safeParse(value);
    if (!response.ok && error.success) throw new Error(`${error.data.error}: ${error.data.message}`);
    return schema.parse(value);
  }
  #post<T>(schema: z.ZodMiniType<T>, path: string, body: object = {}): Promise<T> {
    return this.#call(schema, 'POST', this.#session + path, body);
  }
  #get<T>(schema: z.ZodMiniType<T>, path: string): Promise<T> {
    return this.#call(schema, 'GET', this.#session + path);
  }

  async start(browser: string): Promise<string> {
    await until(
      'WebKitWebDriver to answer',
      () => this.#call(anything, 'GET', '/status').then(() => true),
      START_MS,
    );
    const args = ['--automation'];
    const options = { 'webkitgtk:browserOptions': { binary: browser, args } };
    const session = await this.#call(sessionSchema, 'POST', '/session', {
      capabilities: { alwaysMatch: options },
    });
    this.#session = `/session/${session.sessionId}`;
    await this.#post(anything, '/timeouts', { pageLoad: 20_000, script: 30_000 });
    return session.capabilities.browserVersion;
  }
  async end(): Promise<void> {
    await this.#call(anything, 'DELETE', this.#session);
  }

  windows(): Promise<readonly string[]> {
    return this.#get(handlesSchema, '/window/handles');
  }
  async newWindow(): Promise<string> {
    // Opening needs a current window that is still there.
    const [first] = await this.windows();
    if (first !== undefined) await this.switchWindow(first);
    return (await this.#post(handleSchema, '/window/new', { type: 'window' })).handle;
  }
  async switchWindow(handle: string): Promise<void> {
    await this.#post(anything, '/window', { handle });
  }
  async switchFrame(element: ElementReference | null): Promise<void> {
    await this.#post(anything, '/frame', { id: element });
  }
  execute(script: string): Promise<unknown> {
    return this.#post(anything, '/execute/sync', { script, args: [] });
  }
  async goto(url: string): Promise<void> {
    await this.#post(anything, '/url', { url });
  }
  url(): Promise<string> {
    return this.#get(z.string(), '/url');
  }
  async reload(): Promise<void> {
    await this.#post(anything, '/refresh');
  }
  async closeWindow(): Promise<void> {
    await this.#call(anything, 'DELETE', `${this.#session}/window`);
  }
  async actions(actions: readonly object[]): Promise<void> {
    await this.#post(anything, '/actions', { actions });
  }
  async sendKeys(element: ElementReference, text: string): Promise<void> {
    await this.#post(anything, `/element/${element[ELEMENT_KEY]}/value`, { text });
  }
  screenshot(): Promise<string> {
    return this.#get(z.string(), '/screenshot');
  }
  /** The window is larger than the page by its bars, which also keep it from being narrower than they are. */
  async resize(width: number, height: number): Promise<void> {
    const size = () => this.execute('return { width: innerWidth, height: innerHeight }');
    let before = '';
    await until(
      `a page of ${width} x ${height}; the test browser's windows are at least 447 px wide, its popups 334`,
      async () => {
        const inner = sizeSchema.parse(await size());
        if (inner.width === width && inner.height === height) return true;
        if (JSON.stringify(inner) === before) return false;
        before = JSON.stringify(inner);
        const outer = await this.#get(sizeSchema, '/window/rect');
        await this.#post(anything, '/window/rect', {
          width: outer.width - inner.width + width,
          height: outer.height - inner.height + height,
        });
        return false;
      },
      RESIZE_MS,
    );
  }
}

/** @param options `profile` is not possible: the test browser keeps nothing */
export async function startWebKit(programs: WebKitPrograms, options: EngineOptions = {}): Promise<Engine> {
  if (options.profile !== undefined) throw new Error('WebKit under automation keeps no profile');
  const profile = profileFolder('webkit');
  const home = profile.folder;
  const screen = await startXvfb(programs.screen);
  const port = await freePort();
  const driver = startProcess(programs.driver, [`--port=${port}`], {
    env: {
      DISPLAY: screen.display,
      HOME: home,
      XDG_DATA_HOME: `${home}/data`,
      XDG_CACHE_HOME: `${home}/cache`,
      XDG_CONFIG_HOME: `${home}/config`,
      XDG_RUNTIME_DIR: home,
      // No graphics card, no session bus: draw in software and ask nobody. (Without the DMA-BUF renderer a
      // screenshot never comes.)
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
    },
  });
  const wire = new WebKitWire(port);
  const stop = async () => {
    await wire.end().catch(() => {});
    await driver.stop();
    await screen.stop();
    profile.remove();
  };
  try {
    const version = await wire.start(programs.browser);
    return new WebDriverEngine({
      name: 'webkit',
      version: `WebKitGTK/${version}`,
      session: new WebDriverSession(wire),
      mouse: 'in-window',
      // The driver throws away what the browser prints, and WebDriver has no word for it.
      messages: async () => [],
      close: stop,
    });
  } catch (error) {
    await stop();
    throw new Error(`WebKit did not start.\n${driver.output()}`, { cause: error });
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : failed(new Error('no port')),
      );
    });
  });
}
