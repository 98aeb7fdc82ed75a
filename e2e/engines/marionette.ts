/** Firefox's own remote protocol: classic WebDriver commands as length-prefixed JSON over a local socket. */
import { connect, type Socket } from 'node:net';
import * as z from 'zod/mini';
import { until } from './wait.ts';
import {
  anything,
  ELEMENT_KEY,
  type ElementReference,
  handlesSchema,
  type WebDriverWire,
} from './webdriver.ts';

const answerSchema = z.tuple([
  z.literal(1),
  z.number(),
  z.nullable(z.object({ error: z.string(), message: z.string() })),
  z.unknown(),
]);
const valueSchema = z.object({ value: z.unknown() });
const textSchema = z.object({ value: z.string() });
const handleSchema = z.object({ handle: z.string() });
const sessionSchema = z.object({ capabilities: z.object({ browserVersion: z.string() }) });

interface Pending {
  done(result: unknown): void;
  failed(error: Error): void;
}

export class Marionette implements WebDriverWire {
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #bytes = Buffer.alloc(0);
  #id = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes]);
      this.#drain();
    });
    const gone = () => {
      for (const { failed } of this.#pending.values()) failed(new Error('Firefox is gone'));
      this.#pending.clear();
    };
    socket.on('error', gone);
    socket.on('close', gone);
  }

  static open(port: number): Promise<Marionette> {
    return new Promise((done, failed) => {
      const socket = connect(port, '127.0.0.1', () => done(new Marionette(socket)));
      socket.once('error', failed);
    });
  }

  /** One message is `length:json`; the first is a greeting, everything else an answer. */
  #drain(): void {
    for (;;) {
      const colon = this.#bytes.indexOf(':');
      const length = Number(this.#bytes.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 1 || this.#bytes.length < colon + 1 + length) return;
      const text = this.#bytes.subarray(colon + 1, colon + 1 + length).toString('utf8');
      this.#bytes = this.#bytes.subarray(colon + 1 + length);
      const answer = answerSchema.safeParse(JSON.parse(text));
      if (!answer.success) continue;
      const [, id, error, result] = answer.data;
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (error) pending?.failed(new Error(`${error.error}: ${error.message}`));
      else pending?.done(result);
    }
  }

  async send<T>(schema: z.ZodMiniType<T>, command: string, params: object = {}): Promise<T> {
    this.#id += 1;
    const id = this.#id;
    const answer = new Promise<unknown>((done, failed) => {
      this.#pending.set(id, { done, failed });
      const text = JSON.stringify([0, id, command, params]);
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
    try {
      return schema.parse(await answer);
    } catch (error) {
      // Made here, the error's stack tells which step of a flow asked, not which bytes arrived.
      throw new Error(`${command}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }

  async start(): Promise<string> {
    const { capabilities } = await this.send(sessionSchema, 'WebDriver:NewSession', {
      capabilities: { alwaysMatch: { pageLoadStrategy: 'normal' } },
    });
    await this.send(anything, 'WebDriver:SetTimeouts', { pageLoad: 20_000, script: 30_000 });
    return capabilities.browserVersion;
  }

  /** What the pages said and what went wrong in them; see firefox.ts. */
  async readConsole(script: string): Promise<unknown> {
    await this.#toAnyWindow();
    return this.#asBrowser(script);
  }

  /** Runs with the browser's own rights, for what a page cannot tell: its console, its window's size. */
  async #asBrowser(script: string): Promise<unknown> {
    await this.send(anything, 'Marionette:SetContext', { value: 'chrome' });
    try {
      return (await this.send(valueSchema, 'WebDriver:ExecuteScript', { script, args: [] })).value;
    } finally {
      await this.send(anything, 'Marionette:SetContext', { value: 'content' });
    }
  }

  windows(): Promise<readonly string[]> {
    return this.send(handlesSchema, 'WebDriver:GetWindowHandles');
  }
  /** Some commands need a current window that is still open, though they do nothing with it. */
  async #toAnyWindow(): Promise<void> {
    const [first] = await this.windows();
    if (first !== undefined) await this.switchWindow(first, false);
  }
  async newWindow(): Promise<string> {
    await this.#toAnyWindow();
    return (await this.send(handleSchema, 'WebDriver:NewWindow', { type: 'window' })).handle;
  }
  async switchWindow(handle: string, focus: boolean): Promise<void> {
    await this.send(anything, 'WebDriver:SwitchToWindow', { handle, focus });
  }
  async switchFrame(element: ElementReference | null): Promise<void> {
    const params = element === null ? { id: null } : { element: element[ELEMENT_KEY] };
    await this.send(anything, 'WebDriver:SwitchToFrame', params);
  }
  async execute(script: string): Promise<unknown> {
    return (await this.send(valueSchema, 'WebDriver:ExecuteScript', { script, args: [] })).value;
  }
  async goto(url: string): Promise<void> {
    await this.send(anything, 'WebDriver:Navigate', { url });
  }
  async url(): Promise<string> {
    return (await this.send(textSchema, 'WebDriver:GetCurrentURL')).value;
  }
  async reload(): Promise<void> {
    await this.send(anything, 'WebDriver:Refresh');
  }
  async closeWindow(): Promise<void> {
    await this.send(anything, 'WebDriver:CloseWindow');
  }
  async actions(actions: readonly object[]): Promise<void> {
    await this.send(anything, 'WebDriver:PerformActions', { actions });
  }
  async sendKeys(element: ElementReference, text: string): Promise<void> {
    await this.send(anything, 'WebDriver:ElementSendKeys', { id: element[ELEMENT_KEY], text });
  }
  async screenshot(): Promise<string> {
    return (await this.send(textSchema, 'WebDriver:TakeScreenshot', { full: false })).value;
  }
  /** Firefox's windows have a smallest width; the page inside can be made smaller than that. */
  async resize(width: number, height: number): Promise<void> {
    await this.#asBrowser(`
      const { style } = gBrowser.selectedBrowser;
      for (const [name, size] of [['width', ${width}], ['height', ${height}]]) {
        style.setProperty(name, size + 'px');
        style.setProperty('min-' + name, size + 'px');
        style.setProperty('max-' + name, size + 'px');
      }`);
    const size = () => this.execute('return innerWidth + "x" + innerHeight');
    await until(`a page of ${width} x ${height}`, async () => (await size()) === `${width}x${height}`);
  }
}
