/** For tests that run inside a page: draw, wait, look for faults. Nothing here ships; nothing imports it but tests. */
import 'axe-core/axe.min.js';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type { ComponentChild } from 'preact';
import { render } from 'preact';

declare const axe: {
  run(
    root: Element,
    options: { resultTypes: readonly ['violations'] },
  ): Promise<{
    violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[];
  }>;
};

export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, about = 'value'): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${about}: ${is} is not ${should}`);
}

/** The answer of `look` once it is one; the test runner's own time limit ends a wait in vain. */
export async function until<Found>(look: () => Found | null | undefined | false): Promise<Found> {
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
}

/** Loads real style sheets, given as addresses: contrast and sizes are then what a person gets. */
export async function loadStyles(addresses: readonly string[]): Promise<void> {
  await Promise.all(
    addresses.map((address) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = address;
      const loaded = new Promise((resolve, reject) => {
        link.addEventListener('load', resolve);
        link.addEventListener('error', () => reject(new Error(`no style sheet at ${address}`)));
      });
      document.head.append(link);
      return loaded;
    }),
  );
}

export async function lookAs(width: number, scheme: 'light' | 'dark'): Promise<void> {
  await setViewport({ width, height: width < 500 ? 640 : 860 });
  await emulateMedia({ colorScheme: scheme });
  document.documentElement.lang = 'en';
  document.title = 'Test';
}

export interface Drawn {
  readonly root: HTMLElement;
  /** The one element of this selector, waited for. */
  find(selector: string): Promise<HTMLElement>;
  /** The button or link of this accessible name, waited for; names here are plain text. */
  named(name: string): Promise<HTMLElement>;
  has(name: string): boolean;
  redraw(tree: ComponentChild): void;
  remove(): void;
}

export function draw(tree: ComponentChild): Drawn {
  const root = document.createElement('div');
  document.body.append(root);
  render(tree, root);
  const look = (name: string) =>
    [...root.querySelectorAll<HTMLElement>('button, a, summary')].find(
      (each) => each.textContent?.trim().replace(/\s+/gu, ' ') === name,
    );
  return {
    root,
    find: (selector) => until(() => root.querySelector<HTMLElement>(selector)),
    named: (name) => until(() => look(name)),
    has: (name) => look(name) !== undefined,
    redraw: (next) => render(next, root),
    remove: () => {
      render(null, root);
      root.remove();
    },
  };
}

export async function noAxeFaults(root: Element, about: string): Promise<void> {
  for (const fold of root.querySelectorAll('details')) fold.open = true;
  const { violations } = await axe.run(root, { resultTypes: ['violations'] });
  if (violations.length === 0) return;
  const told = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} (${node.any[0]?.message ?? ''})`).join('; ')}`,
  );
  throw new Error(`${about}\n${told.join('\n')}`);
}

/** Nothing is wider than the window. */
export function noSidewaysScroll(about: string): void {
  const over = document.documentElement.scrollWidth - innerWidth;
  check(over <= 0, `${about}: ${over} px wider than the window`);
}

/** Every button and field is at least 44 px high and wide enough to hit; hidden ones do not count. */
export function targetsAreLargeEnough(root: Element, about: string): void {
  for (const target of root.querySelectorAll<HTMLElement>(
    '.button, .field-input, .choice, .segment, nav a, summary',
  )) {
    const { width, height } = target.getBoundingClientRect();
    if (width === 0 && height === 0) continue;
    check(
      height >= 43.9 && width >= 43.9,
      `${about}: ${target.outerHTML.slice(0, 80)} is ${width} x ${height}`,
    );
  }
}

/** Types into a field as a person does, as far as the page can tell. */
export function type(field: Element, text: string): void {
  check(field instanceof HTMLInputElement, 'not a text field');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
