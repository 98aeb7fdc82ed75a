/** Views and pages as the flows use them, the same for every engine, over the little that each protocol does. */
import * as z from 'zod/mini';
import type { Json, Page, Patience, Target, View } from './engine.ts';
import { findInPage, type PagePattern, type PageTarget } from './find-in-page.ts';
import { type FramePath, type RawPage, SPECIAL_KEYS } from './raw-page.ts';
import { until } from './wait.ts';

/**
 * A function's call as source text. The compiler names inner functions through `__name`, unknown in pages; and
 * Firefox runs it beside the page, with a Date of its own, where the page's may have been set ahead.
 */
const call = (look: { toString(): string }, args: string) =>
  `((__name, Date) => (${look.toString()})(${args}))((named) => named, window.Date)`;

const callText = (look: { toString(): string }, args: readonly unknown[]) =>
  call(look, args.map((value) => JSON.stringify(value)).join(', '));

const pattern = (text: string | RegExp): PagePattern =>
  typeof text === 'string' ? { source: text, flags: null } : { source: text.source, flags: text.flags };

function pageTarget(target: Target): PageTarget {
  if (typeof target === 'string') return { css: target };
  return {
    ...(target.role === undefined ? {} : { role: target.role }),
    ...(target.name === undefined ? {} : { name: pattern(target.name) }),
    ...(target.text === undefined ? {} : { text: pattern(target.text) }),
    ...(target.within === undefined ? {} : { within: pageTarget(target.within) }),
  };
}

function described(target: Target): string {
  if (typeof target === 'string') return target;
  const parts = [target.role, target.name === undefined ? '' : `"${target.name}"`, target.text ?? ''];
  const around = target.within === undefined ? '' : ` in ${described(target.within)}`;
  return `${parts.filter(Boolean).join(' ')}${around}`;
}

/** Where to press, or why not yet. */
const spotSchema = z.union([z.object({ x: z.number(), y: z.number() }), z.object({ not: z.string() })]);

/** In the page: the one match, brought into view, enabled, at rest between two frames and not covered. */
async function pressableSpot(found: Element[]): Promise<{ x: number; y: number } | { not: string }> {
  const [element] = found;
  if (!element || found.length !== 1) return { not: `${found.length} match` };
  if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true')
    return { not: 'disabled' };
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const before = element.getBoundingClientRect();
  // Hidden documents draw no frames, so a timer may end the wait as well.
  await new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 50);
  });
  const box = element.getBoundingClientRect();
  if (box.x !== before.x || box.y !== before.y || box.width !== before.width) return { not: 'still moving' };
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const root = element.getRootNode();
  const top = root instanceof ShadowRoot ? root.elementFromPoint(x, y) : document.elementFromPoint(x, y);
  const label = top?.closest('label');
  const hit = top !== null && (element.contains(top) || (label?.contains(element) ?? false));
  return hit
    ? { x, y }
    : { not: `covered by ${top ? top.tagName.toLowerCase() : 'nothing it can be seen in'}` };
}

const readText = (found: Element[]): string | null => {
  const [element] = found;
  if (!element || found.length !== 1) return null;
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read by a person
  return (element instanceof HTMLElement ? element.innerText : (element.textContent ?? ''))
    .replace(/\s+/g, ' ')
    .trim();
};

const foundText = (target: Target, hidden = false) => callText(findInPage, [pageTarget(target), hidden]);
const overFound = (look: (found: Element[]) => unknown, target: Target) => call(look, foundText(target));

/** In the page: which of its iframes is this? Addresses of other origins are asked in the frames themselves. */
const frameCount = () => document.querySelectorAll('iframe, frame').length;

export class RawView implements View {
  readonly #raw: RawPage;
  /** Address parts of the frames on the way in, outermost first. */
  readonly #frames: readonly string[];

  constructor(raw: RawPage, frames: readonly string[] = []) {
    this.#raw = raw;
    this.#frames = frames;
  }

  frame(urlPart: string): View {
    return new RawView(this.#raw, [...this.#frames, urlPart]);
  }

  async #path(): Promise<FramePath> {
    let path: FramePath = [];
    for (const part of this.#frames) {
      const count = z
        .number()
        .check(z.int())
        .parse(await this.#raw.evaluate(path, callText(frameCount, [])));
      let inner: FramePath | null = null;
      for (let index = 0; index < count && inner === null; index += 1) {
        const candidate = [...path, index];
        const url = await this.#raw.evaluate(candidate, 'location.href').catch(() => '');
        if (typeof url === 'string' && url.includes(part)) inner = candidate;
      }
      if (inner === null) throw new Error(`no frame with ${part} in its address`);
      path = inner;
    }
    return path;
  }

  async #evaluate(expression: string): Promise<unknown> {
    return this.#raw.evaluate(await this.#path(), expression);
  }

  async evaluate<A extends readonly Json[], R>(look: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    const value = await this.#evaluate(callText(look, args));
    // The page's own answer to a function whose result type the caller wrote: a test trusts its own question.
    return value as R;
  }

  until<A extends readonly Json[], R>(look: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    let answer: { readonly value: R } | null = null;
    return until(`${look.toString().slice(0, 200)} to be so`, async () => {
      const value = await this.evaluate(look, ...args);
      answer = value ? { value } : null;
      return answer;
    }).then(({ value }) => value);
  }

  async click(target: Target, patience?: Patience): Promise<void> {
    const spot = await until(
      `${described(target)} to be pressable`,
      async () => {
        const path = await this.#path();
        const answer = spotSchema.parse(await this.#raw.evaluate(path, overFound(pressableSpot, target)));
        if ('not' in answer) throw new Error(answer.not);
        return { path, ...answer };
      },
      patience?.timeout,
    );
    await this.#raw.pressAt(spot.path, spot.x, spot.y);
  }

  async fill(target: Target, text: string, patience?: Patience): Promise<void> {
    await this.click(target, patience);
    const path = await this.#path();
    const length = z.number().parse(
      await this.#raw.evaluate(
        path,
        callText(() => {
          const field = document.activeElement;
          const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
          return isText ? field.value.length : 0;
        }, []),
      ),
    );
    const key = (name: string) => SPECIAL_KEYS[name] ?? name;
    const empty = [key('End'), ...Array<string>(length).fill(key('Backspace'))];
    await this.#raw.keys(path, [...(length > 0 ? empty : []), ...text]);
  }

  async upload(target: Target, files: readonly string[], patience?: Patience): Promise<void> {
    const path = await until(
      `${described(target)} to be there`,
      async () => {
        const place = await this.#path();
        const count = await this.#raw.evaluate(place, `${foundText(target, true)}.length`);
        return count === 1 ? place : null;
      },
      patience?.timeout,
    );
    await this.#raw.upload(path, `${foundText(target, true)}[0]`, files);
  }

  text(target: Target, patience?: Patience): Promise<string> {
    let text = '';
    return until(
      `${described(target)} to be seen`,
      async () => {
        const answer = await this.#evaluate(overFound(readText, target));
        if (typeof answer !== 'string') return false;
        text = answer;
        return true;
      },
      patience?.timeout,
    ).then(() => text);
  }

  async count(target: Target): Promise<number> {
    return z.number().parse(await this.#evaluate(`${foundText(target)}.length`));
  }

  async gone(target: Target, patience?: Patience): Promise<void> {
    await until(
      `${described(target)} to be gone`,
      async () => (await this.count(target)) === 0,
      patience?.timeout,
    );
  }
}

export class RawWindow extends RawView implements Page {
  readonly #raw: RawPage;

  constructor(raw: RawPage) {
    super(raw);
    this.#raw = raw;
  }

  get id(): string {
    return this.#raw.id;
  }
  goto(url: string): Promise<void> {
    return this.#raw.goto(url);
  }
  url(): Promise<string> {
    return this.#raw.url();
  }
  reload(): Promise<void> {
    return this.#raw.reload();
  }
  close(): Promise<void> {
    return this.#raw.close();
  }
  isOpen(): Promise<boolean> {
    return this.#raw.isOpen();
  }
  async press(key: string): Promise<void> {
    await this.#raw.keys([], [SPECIAL_KEYS[key] ?? key]);
  }
  resize(width: number, height: number): Promise<void> {
    return this.#raw.resize(width, height);
  }
  screenshot(): Promise<Uint8Array> {
    return this.#raw.screenshot();
  }
}
