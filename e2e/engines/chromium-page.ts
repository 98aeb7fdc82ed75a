/** One Chromium window over the DevTools protocol. */
import * as z from 'zod/mini';
import { nothing, SessionGoneError } from './cdp-pipe.ts';
import type { ChromiumTargets } from './chromium-targets.ts';
import { inWindow } from './frame-offset.ts';
import { type FramePath, type RawPage, SPECIAL_KEYS } from './raw-page.ts';
import { until } from './wait.ts';

const LOAD_MS = 20_000;

const remoteSchema = z.object({
  result: z.object({
    value: z.optional(z.unknown()),
    objectId: z.optional(z.string()),
  }),
  exceptionDetails: z.optional(
    z.object({ text: z.string(), exception: z.optional(z.object({ description: z.optional(z.string()) })) }),
  ),
});
const nodeSchema = z.object({ node: z.object({ frameId: z.optional(z.string()) }) });
const navigatedSchema = z.object({ errorText: z.optional(z.string()) });
const treeSchema = z.object({ frameTree: z.object({ frame: z.object({ loaderId: z.string() }) }) });
const imageSchema = z.object({ data: z.string() });

/** Virtual key codes of the keys that are not characters. */
const KEY_CODES: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
};

function keyEvent(key: string): object {
  const name = Object.keys(KEY_CODES).find((known) => SPECIAL_KEYS[known] === key);
  if (name === undefined)
    return { key, text: key, unmodifiedText: key, ...(key === ' ' ? { code: 'Space' } : {}) };
  const text = name === 'Enter' ? { text: '\r', unmodifiedText: '\r' } : {};
  return { key: name, code: name, windowsVirtualKeyCode: KEY_CODES[name], ...text };
}

interface Place {
  readonly session: string;
  readonly frameId: string;
}

export class ChromiumPage implements RawPage {
  readonly id: string;
  readonly #targets: ChromiumTargets;

  constructor(targets: ChromiumTargets, targetId: string) {
    this.#targets = targets;
    this.id = targetId;
  }

  async goto(url: string): Promise<void> {
    const answer = await this.#send(navigatedSchema, 'Page.navigate', { url });
    if (answer.errorText) throw new Error(`${url}: ${answer.errorText}`);
    await this.#loaded(url);
  }

  async reload(): Promise<void> {
    const loader = async () =>
      (await this.#send(treeSchema, 'Page.getFrameTree', {})).frameTree.frame.loaderId;
    const before = await loader();
    await this.#send(nothing, 'Page.reload', {});
    await until('the page to load again', async () => (await loader()) !== before, LOAD_MS);
    await this.#loaded('the page');
  }

  async #loaded(what: string): Promise<void> {
    const complete = () => this.evaluate([], "document.readyState === 'complete'");
    await until(`${what} to load`, async () => (await complete()) === true, LOAD_MS);
  }

  async url(): Promise<string> {
    return (await this.#targets.infos()).find((info) => info.targetId === this.id)?.url ?? '';
  }

  async isOpen(): Promise<boolean> {
    return (await this.#targets.infos()).some((info) => info.targetId === this.id);
  }

  async close(): Promise<void> {
    await this.#targets.browser(nothing, 'Target.closeTarget', { targetId: this.id });
    await until('the window to close', async () => !(await this.isOpen()));
  }

  async evaluate(path: FramePath, expression: string): Promise<unknown> {
    return (await this.#run(await this.#place(path), expression, true)).value;
  }

  async pressAt(path: FramePath, x: number, y: number): Promise<void> {
    await this.#front();
    const point = await inWindow((place, expression) => this.evaluate(place, expression), path, x, y);
    const mouse = (type: string, more: object) =>
      this.#send(nothing, 'Input.dispatchMouseEvent', { type, ...point, ...more });
    const button = { button: 'left', buttons: 1, clickCount: 1 };
    await mouse('mouseMoved', {});
    await mouse('mousePressed', button);
    // A press may close its own window before it is over.
    await mouse('mouseReleased', { ...button, buttons: 0 }).catch(ignoreGone);
  }

  async keys(_path: FramePath, keys: readonly string[]): Promise<void> {
    await this.#front();
    for (const key of keys) {
      const event = keyEvent(key);
      const down = 'text' in event ? 'keyDown' : 'rawKeyDown';
      await this.#send(nothing, 'Input.dispatchKeyEvent', { type: down, ...event });
      await this.#send(nothing, 'Input.dispatchKeyEvent', { type: 'keyUp', ...event, text: '' }).catch(
        ignoreGone,
      );
    }
  }

  async upload(path: FramePath, expression: string, files: readonly string[]): Promise<void> {
    const place = await this.#place(path);
    const { objectId } = await this.#run(place, expression, false);
    await this.#targets.send(nothing, 'DOM.setFileInputFiles', { objectId, files }, place.session);
  }

  async resize(width: number, height: number): Promise<void> {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#send(nothing, 'Emulation.setDeviceMetricsOverride', metrics);
  }

  async screenshot(): Promise<Uint8Array> {
    await this.#front();
    const { data } = await this.#send(imageSchema, 'Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  /** Input for a hidden tab is swallowed. */
  async #front(): Promise<void> {
    if ((await this.evaluate([], 'document.visibilityState')) !== 'visible') {
      await this.#send(nothing, 'Page.bringToFront', {});
    }
  }

  async #send<T>(schema: z.ZodMiniType<T>, method: string, params: object): Promise<T> {
    return this.#targets.send(schema, method, params, await this.#targets.sessionOf(this.id));
  }

  /** A frame of another site is a target of its own; one of the same site shares its parent's. */
  async #place(path: FramePath): Promise<Place> {
    let place: Place = { session: await this.#targets.sessionOf(this.id), frameId: this.id };
    for (const index of path) {
      const element = `document.querySelectorAll('iframe, frame')[${index}]`;
      const { objectId } = await this.#run(place, element, false);
      const { node } = await this.#targets.send(nodeSchema, 'DOM.describeNode', { objectId }, place.session);
      const { frameId } = node;
      if (frameId === undefined) throw new Error('the frame has no document');
      place = { session: this.#targets.attached(frameId) ?? place.session, frameId };
    }
    return place;
  }

  async #run(place: Place, expression: string, byValue: boolean) {
    const answer = await this.#targets.send(
      remoteSchema,
      'Runtime.evaluate',
      {
        expression,
        uniqueContextId: this.#targets.contextOf(place.session, place.frameId),
        returnByValue: byValue,
        awaitPromise: true,
        // Looking must never count as the person's press.
        userGesture: false,
      },
      place.session,
    );
    const { exceptionDetails: thrown } = answer;
    if (thrown) throw new Error(thrown.exception?.description ?? thrown.text);
    return answer.result;
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof SessionGoneError)) throw error;
}
