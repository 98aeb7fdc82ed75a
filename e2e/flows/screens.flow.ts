/**
 * Every screen as a person meets it: axe finds nothing, nothing scrolls sideways, the keyboard alone is enough.
 * Pictures of all of them are left in .work/screens. Chromium only: layout and rules are the same elsewhere, and
 * only there can a window be as narrow as a phone.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page, View } from '../engines/engine.ts';
import { until } from '../engines/wait.ts';
import { type FlowOptions, flow, type World } from '../harness.ts';
import { answerOf, appPage, whenReady } from '../made-app.ts';
import { Person, type SafePage } from '../person.ts';

const root = resolve(import.meta.dirname, '../..');
const PICTURES = join(root, '.work/screens');
const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const SAFE_PAGES: readonly SafePage[] = [
  'Overview',
  'Variables',
  'Data Sources',
  'Apps',
  'Activity',
  'Settings',
];

type Scheme = 'light' | 'dark';
const DARK = { browser: { theme: { color_scheme2: 2 } } };
const HERE: FlowOptions = { engines: ['chromium'], thirdPartyCookies: ['allowed'], timeout: 300_000 };

/** A function whose text is the library, so that it reaches the page past every policy. */
const bringAxe = Object.assign(() => true, {
  toString: () => `() => { if (!globalThis.axe) { ${axeSource} } return true; }`,
});

/** @param part a part of another site's page, which has its own headings */
async function faults(view: View, part = false): Promise<readonly string[]> {
  await view.evaluate(bringAxe);
  return view.evaluate(async (inner: boolean) => {
    const axe: unknown = Reflect.get(globalThis, 'axe');
    const run: unknown = Reflect.get(Object(axe), 'run');
    if (typeof run !== 'function') return ['axe is not here'];
    // Frames of the safe are looked at by themselves; nothing is fetched.
    const rules = inner ? { 'page-has-heading-one': { enabled: false } } : {};
    const { violations } = await run.call(axe, document, { iframes: false, preload: false, rules });
    return violations.map(
      ({ id, nodes }: { id: string; nodes: { target: string[]; failureSummary: string }[] }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`,
    );
  }, part);
}

/** Looks at a screen on a phone and on a desk, and at 320 px. Faults are gathered, so that one run tells all. */
class Tour {
  readonly found: string[] = [];
  readonly #scheme: Scheme;

  constructor(scheme: Scheme) {
    this.#scheme = scheme;
    mkdirSync(PICTURES, { recursive: true });
  }

  async visit(name: string, page: Page, view: View = page): Promise<void> {
    const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    assert.equal(dark, this.#scheme === 'dark', 'the browser shows the scheme that is looked at');
    for (const [width, height] of [
      [320, 640],
      [1280, 800],
      [360, 640],
    ] as const) {
      await page.resize(width, height);
      await page.until((wide: number) => innerWidth === wide, width);
      // A chart follows its window a moment later.
      await page
        .until(() => document.documentElement.scrollWidth <= innerWidth)
        .catch(() => this.found.push(`${name} at ${width}: scrolls sideways`));
      if (width === 320) continue;
      for (const fault of await faults(view)) this.found.push(`${name} at ${width}: ${fault}`);
      const file = `${name}-${width}-${this.#scheme}.png`;
      writeFileSync(join(PICTURES, file), await page.screenshot());
    }
  }

  end(): void {
    assert.deepEqual(this.found, []);
  }
}

async function visitSafe(tour: Tour, person: Person, safe: Page, state: 'empty' | 'full'): Promise<void> {
  for (const name of SAFE_PAGES) {
    await person.goesTo(safe, name);
    await tour.visit(`safe-${state}-${name.toLowerCase().replace(' ', '-')}`, safe);
  }
}

const DIARY = `Date,Energy (score),Note\n${Array.from({ length: 40 }, (_, day) => `${new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)} 08:00,${(day * 7) % 11},\n`).join('')},3,no day\n`;

async function bringsDiaryIn(tour: Tour, person: Person, safe: Page): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'flow-files-'));
  try {
    const file = join(folder, 'energy.csv');
    writeFileSync(file, DIARY);
    await safe.upload('[data-testid="choose-files"]', [file]);
    await safe.text({ role: 'button', name: 'Bring it in' });
    await tour.visit('safe-table-questions', safe);
    await person.press(safe, { role: 'button', name: 'Bring it in' });
    await safe.text('[data-testid="receipt"]');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Phone size: what a person must see before answering is in view without scrolling, and nothing covers it. */
async function seesBeforeAnswering(window: Page, heading: string): Promise<void> {
  await window.resize(360, 640);
  await window.until(() => innerWidth === 360);
  const told = await window.evaluate((wanted: string) => {
    scrollTo(0, 0);
    const buttons = [...document.querySelectorAll('button')];
    const named = (name: string) => buttons.find((each) => each.textContent?.trim() === name) ?? null;
    const parts: Record<string, Element | null> = {
      h1: document.querySelector('h1'),
      site: document.querySelector('h1 bdi, h1 span'),
      what: [...document.querySelectorAll('h2')].find((each) => each.textContent === wanted) ?? null,
      Deny: named('Deny'),
      Allow: named('Allow'),
    };
    return Object.entries(parts).map(([name, element]) => {
      const box = element?.getBoundingClientRect();
      const style = element ? getComputedStyle(element) : null;
      const top = box ? document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) : null;
      return {
        name,
        inView: box !== undefined && box.top >= 0 && box.bottom <= innerHeight && box.width > 0,
        onTop: top !== null && element !== null && (element.contains(top) || top.contains(element)),
        width: box?.width ?? 0,
        height: box?.height ?? 0,
        look: `${style?.fontWeight} ${style?.fontSize} ${style?.color} ${style?.backgroundColor} ${style?.borderColor}`,
      };
    });
  }, heading);
  for (const { name, inView, onTop } of told)
    assert.ok(inView && onTop, `${name} in view: ${inView}, ${onTop}`);
  const [deny, allow] = ['Deny', 'Allow'].map((name) => told.find((each) => each.name === name));
  assert.ok(deny && allow);
  for (const { width, height, name } of [deny, allow])
    assert.ok(width >= 44 && height >= 44, `${name}: ${width} x ${height}`);
  const area = (deny.width * deny.height) / (allow.width * allow.height);
  assert.ok(Math.abs(area - 1) <= 0.02, `Deny is ${area} of Allow`);
  assert.equal(deny.look, allow.look, 'Deny and Allow look alike');
  assert.equal(await window.evaluate(() => document.activeElement?.tagName), 'H1', 'focus is on the heading');
  const cut = await window.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    const parts = [...document.querySelectorAll('h1, h2, p, button, summary, label, legend')];
    const whole = (each: Element) => each.scrollWidth <= each.clientWidth + 1 || each.clientWidth === 0;
    const found = parts.filter((each) => !whole(each)).map((each) => each.textContent?.trim());
    const over = document.documentElement.scrollWidth - innerWidth;
    document.documentElement.style.fontSize = '';
    return JSON.stringify({ found, over: Math.max(0, over) });
  });
  assert.equal(cut, '{"found":[],"over":0}', 'text twice as large is whole');
}

const CLINIC = {
  unasked: `new Promise((done) => setTimeout(done, 6000)).then(() => humanfs.requestRead('Arthritis Severity')).then(told)`,
};

async function wholeTour(world: World, scheme: Scheme): Promise<void> {
  const tour = new Tour(scheme);
  const person = new Person(world);

  const welcome = await world.engine.open(world.safe);
  await welcome.text({ role: 'button', name: 'Create my safe' });
  await tour.visit('safe-first-use', welcome);
  await welcome.close();
  const pain = await world.engine.open(world.pain);
  await tour.visit('pain-before', pain);
  const first = await person.asksFor(pain, '[data-testid="save"]');
  await first.text({ role: 'button', name: 'Create my safe' });
  await tour.visit('consent-first-use', first);
  await person.createSafe(first);
  await first.text({ role: 'button', name: 'Allow' });
  await seesBeforeAnswering(first, 'It would add');
  await tour.visit('consent-add', first);

  const empty = await person.openSafe();
  await visitSafe(tour, person, empty, 'empty');
  await empty.close();

  await person.choose(first, 'For 30 days');
  await person.allow(first);
  await pain.text('[data-testid="receipt"]');
  await tour.visit('pain-saved', pain);

  const diet = await world.engine.open(world.diet);
  await whenReady(diet);
  await tour.visit('diet-before', diet);
  const asked = await person.asksFor(diet, '[data-testid="read-arthritis-severity"]');
  await asked.text({ role: 'button', name: 'Allow' });
  await seesBeforeAnswering(asked, 'It would get');
  await tour.visit('consent-read', asked);
  await person.choose(asked, 'For 30 days');
  await person.allow(asked);
  await diet.text('[data-variable="Arthritis Severity"] [data-testid="result"]');
  await tour.visit('diet-shared', diet);

  const safe = await person.openSafe('Data Sources');
  await bringsDiaryIn(tour, person, safe);
  await visitSafe(tour, person, safe, 'full');
  await person.goesTo(safe, 'Variables');
  await person.press(safe, { role: 'link', name: /^Arthritis Severity/ });
  await safe.text({ role: 'heading', name: 'Where it comes from' });
  await until('the chart', async () => (await safe.count('canvas')) > 0);
  await tour.visit('safe-full-one-variable', safe);
  await person.press(safe, { role: 'link', name: 'Not medical advice. Emergency help' });
  await safe.text({ role: 'heading', name: 'Who this is for' });
  await tour.visit('safe-emergency', safe);
  await person.goesTo(safe, 'Apps');
  await safe.click({ role: 'button', name: 'Stop access', within: `[data-host="${world.diet}"]` });
  await safe.text('[data-testid="stopped"]');
  await tour.visit('safe-stopped', safe);

  const app = await world.engine.open(
    await world.site('clinic.localhost', { '/': appPage(world.safe, CLINIC) }),
  );
  await whenReady(app);
  await person.press(app, '#unasked');
  const frame = app.frame('/frame/');
  await frame.text({ role: 'button', name: 'Continue in HumanFS' });
  await app.resize(360, 640);
  for (const fault of await faults(frame, true)) tour.found.push(`frame: ${fault}`);
  writeFileSync(join(PICTURES, `frame-prompt-360-${scheme}.png`), await app.screenshot());
  await frame.click({ role: 'button', name: 'Not now' });
  assert.equal((await answerOf(app, 'unasked')).code, 'CONSENT_DISMISSED');
  tour.end();
}

flow(
  'every screen, light: axe finds nothing and nothing is too wide',
  (world) => wholeTour(world, 'light'),
  HERE,
);
flow('every screen, dark: axe finds nothing and nothing is too wide', (world) => wholeTour(world, 'dark'), {
  ...HERE,
  preferences: DARK,
});

/** Moves on with Tab until the named thing has the focus, then presses it with Enter. */
async function byKeyboard(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    const here = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    if (here === name) {
      const shown = await page.evaluate(() => document.activeElement?.matches(':focus-visible') ?? false);
      assert.ok(shown, `the focus on ${name} can be seen`);
      return page.press('Enter');
    }
    await page.press('Tab');
  }
  throw new Error(`${name} is not reached in 60 steps`);
}

flow(
  'from the diary to the receipt with the keyboard alone',
  async (world) => {
    const person = new Person(world);
    const pain = await world.engine.open(world.pain);
    await whenReady(pain);
    await byKeyboard(pain, await pain.text('[data-testid="save"]'));
    const window = await person.consentWindow();
    await window.text({ role: 'button', name: 'Create my safe' });
    await byKeyboard(window, 'Create my safe');
    await window.text({ role: 'button', name: 'Allow' });
    await byKeyboard(window, 'Allow');
    assert.match(await pain.text('[data-testid="receipt"]'), /168 sent: 166 new, 1 same, 1 corrected/);
  },
  HERE,
);

flow(
  'from Overview a site is stopped in one press',
  async (world) => {
    const person = new Person(world);
    await person.savesDiary('For 30 days');
    const safe = await person.openSafe();
    const before = person.presses;
    await person.press(safe, { role: 'button', name: 'Stop access' });
    await safe.text('[data-testid="stopped"]');
    assert.equal(person.presses - before, 1);
  },
  HERE,
);
