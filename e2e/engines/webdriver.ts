/**
 * Classic WebDriver as Firefox and WebKit speak it, the first over Marionette's socket, the second over HTTP.
 * A session has one current window and frame; everything that depends on them goes through `exclusive`.
 */
import * as z from 'zod/mini';
import type { FramePath } from './raw-page.ts';

export const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf';
export const elementSchema = z.object({ [ELEMENT_KEY]: z.string() });
export type ElementReference = z.infer<typeof elementSchema>;

export const anything = z.unknown();
export const handlesSchema = z.array(z.string());

/** The commands that the flows need, whatever carries them. */
export interface WebDriverWire {
  windows(): Promise<readonly string[]>;
  newWindow(): Promise<string>;
  /** @param focus also bring it to the front */
  switchWindow(handle: string, focus: boolean): Promise<void>;
  /** null: the window's own document */
  switchFrame(element: ElementReference | null): Promise<void>;
  /** Body of a function; its result may be a promise. */
  execute(script: string): Promise<unknown>;
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  reload(): Promise<void>;
  closeWindow(): Promise<void>;
  actions(actions: readonly object[]): Promise<void>;
  sendKeys(element: ElementReference, text: string): Promise<void>;
  screenshot(): Promise<string>;
  /** Size of the page's viewport, CSS px. */
  resize(width: number, height: number): Promise<void>;
}

export class WebDriverSession {
  readonly wire: WebDriverWire;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(wire: WebDriverWire) {
    this.wire = wire;
  }

  /** Runs with the session to itself: nobody else switches windows meanwhile. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }

  /** Runs inside one document. */
  inside<T>(handle: string, path: FramePath, focus: boolean, work: () => Promise<T>): Promise<T> {
    return this.exclusive(async () => {
      await this.wire.switchWindow(handle, focus);
      await this.wire.switchFrame(null);
      for (const index of path) {
        const frame = await this.wire.execute(`return document.querySelectorAll('iframe, frame')[${index}]`);
        await this.wire.switchFrame(elementSchema.parse(frame));
      }
      return work();
    });
  }
}

/** A page's answer as text, so that every engine keeps of it what JSON keeps. */
const answerSchema = z.union([z.object({ value: z.optional(z.string()) }), z.object({ thrown: z.string() })]);

export async function evaluateHere(wire: WebDriverWire, expression: string): Promise<unknown> {
  const script = `
    return Promise.resolve().then(() => (${expression})).then(
      (value) => ({ value: JSON.stringify(value) }),
      (error) => ({ thrown: String(error) + '\\n' + (error && error.stack) }),
    );`;
  const answer = answerSchema.parse(await wire.execute(script));
  if ('thrown' in answer) throw new Error(answer.thrown);
  return answer.value === undefined ? undefined : JSON.parse(answer.value);
}
