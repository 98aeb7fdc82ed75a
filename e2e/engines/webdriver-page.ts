/** One window of Firefox or WebKit. */
import { inWindow } from './frame-offset.ts';
import type { FramePath, RawPage } from './raw-page.ts';
import { until } from './wait.ts';
import { elementSchema, evaluateHere, type WebDriverSession } from './webdriver.ts';

export class WebDriverPage implements RawPage {
  readonly id: string;
  readonly #session: WebDriverSession;
  /** WebKit's mouse knows window coordinates only; Firefox's input goes to the process of the frame it is in. */
  readonly #mouse: 'in-window' | 'in-frame';

  constructor(session: WebDriverSession, handle: string, mouse: 'in-window' | 'in-frame') {
    this.#session = session;
    this.id = handle;
    this.#mouse = mouse;
  }

  #inside<T>(
    path: FramePath,
    focus: boolean,
    work: (wire: WebDriverSession['wire']) => Promise<T>,
  ): Promise<T> {
    return this.#session.inside(this.id, path, focus, () => work(this.#session.wire));
  }

  goto(url: string): Promise<void> {
    return this.#inside([], true, (wire) => wire.goto(url));
  }
  url(): Promise<string> {
    return this.#inside([], false, (wire) => wire.url());
  }
  reload(): Promise<void> {
    return this.#inside([], true, (wire) => wire.reload());
  }
  async close(): Promise<void> {
    await this.#inside([], false, (wire) => wire.closeWindow());
    await until('the window to close', async () => !(await this.isOpen()));
  }
  isOpen(): Promise<boolean> {
    return this.#session.exclusive(async () => (await this.#session.wire.windows()).includes(this.id));
  }

  evaluate(path: FramePath, expression: string): Promise<unknown> {
    return this.#inside(path, false, (wire) => evaluateHere(wire, expression));
  }

  async pressAt(path: FramePath, x: number, y: number): Promise<void> {
    const whole = this.#mouse === 'in-window';
    const look = (place: FramePath, expression: string) => this.evaluate(place, expression);
    const point = whole ? await inWindow(look, path, x, y) : { x, y };
    await this.#inside(whole ? [] : path, true, (wire) =>
      wire.actions([
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            {
              type: 'pointerMove',
              x: Math.round(point.x),
              y: Math.round(point.y),
              duration: 0,
              origin: 'viewport',
            },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ]),
    );
  }

  async keys(path: FramePath, keys: readonly string[]): Promise<void> {
    const strokes = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#inside(path, true, (wire) =>
      wire.actions([{ type: 'key', id: 'keyboard', actions: strokes }]),
    );
  }

  async upload(path: FramePath, expression: string, files: readonly string[]): Promise<void> {
    await this.#inside(path, true, async (wire) => {
      const field = elementSchema.parse(await wire.execute(`return ${expression}`));
      await wire.sendKeys(field, files.join('\n'));
    });
  }

  resize(width: number, height: number): Promise<void> {
    return this.#inside([], true, (wire) => wire.resize(width, height));
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await this.#inside([], true, (wire) => wire.screenshot()), 'base64');
  }
}
