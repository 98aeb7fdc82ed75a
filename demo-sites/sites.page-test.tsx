import 'axe-core/axe.min.js';
import { render } from 'preact';
import { DietPage } from './diet-tracker/DietPage.tsx';
import { PainPage } from './pain-tracker/PainPage.tsx';
import { DAY_MS } from './sample-person/calendar-day.ts';
import { fail, type StandInSafe, series, standInSafe } from './stand-in-safe.ts';

/** The test runner's own words; typed here so that no test framework's types reach the sites' code. */
declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: () => Promise<void>): void;
declare function beforeEach(body: () => void): void;
declare function afterEach(body: () => void): void;
declare const axe: {
  run(root: Element): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};

let page: HTMLElement;
let style: HTMLLinkElement;
let safe: StandInSafe;

const find = (selector: string): HTMLElement => {
  const element = page.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`${selector} is not on the page`);
  return element;
};
const byId = (id: string) => find(`[data-testid="${id}"]`);

function equal(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${String(actual)} is not ${String(expected)}`);
}

/** The text of an element once it holds `part`; the test runner's own time limit ends a wait in vain. */
async function shows(selector: string, part: string): Promise<void> {
  for (;;) {
    if (page.querySelector(selector)?.textContent?.includes(part) === true) return;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

async function open(site: 'pain' | 'diet', safeLoaded = true): Promise<void> {
  style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL(`./${site}-tracker/${site}.css`, import.meta.url).href;
  const loaded = new Promise((resolve) => style.addEventListener('load', resolve));
  document.head.append(style);
  await loaded;
  render(site === 'pain' ? <PainPage safeLoaded={safeLoaded} /> : <DietPage safeLoaded={safeLoaded} />, page);
}

async function hasNoAxeViolations(): Promise<void> {
  for (const details of page.querySelectorAll('details')) details.open = true;
  const { violations } = await axe.run(page);
  if (violations.length > 0) {
    throw new Error(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`).join('\n'),
    );
  }
}

const someScores = () =>
  series([20, 10, 5].map((ago) => ({ time: Date.now() - ago * DAY_MS, value: ago / 5 })));

beforeEach(() => {
  safe = standInSafe();
  page = document.createElement('div');
  document.body.append(page);
});

afterEach(() => {
  render(null, page);
  page.remove();
  style.remove();
});

describe('the pain tracker', () => {
  it('asks within the click, and says what came of it in counts that add up', async () => {
    safe.onWrite = async (rows) => ({
      read: rows,
      new: rows - 2,
      same: 1,
      corrected: 1,
      undone: 0,
      skipped: 0,
      skippedReasons: {},
      queued: null,
    });
    await open('pain');
    byId('save').click();
    equal(safe.asked.join(), 'write Arthritis Severity');
    await shows('[data-testid="receipt"]', '1 same, 1 corrected, 0 left out');
    await hasNoAxeViolations();
  });

  it('says that nothing was shared when the person said no', async () => {
    safe.onWrite = fail('CONSENT_DENIED');
    await open('pain');
    byId('save').click();
    await shows('[data-testid="error"]', 'You said no. Nothing was shared.');
    equal(byId('error').dataset.code, 'CONSENT_DENIED');
    await hasNoAxeViolations();
  });

  it('says so when the script of the safe did not load', async () => {
    await open('pain', false);
    equal(byId('error').dataset.code, 'NO_SAFE');
    equal(byId('save').hasAttribute('disabled'), true);
  });

  it('takes a diary from a file, and names the rows it left out', async () => {
    await open('pain');
    const files = new DataTransfer();
    files.items.add(new File(['date,value\n2026-05-24,4\nsoon,3\n2026-05-26,5'], 'mine.csv'));
    const input = find('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await shows('[data-testid="loaded"]', '2 rows came in. 1 did not. Row 3: no date.');
    equal(byId('chart').dataset.count, '2');
  });
});

describe('the diet tracker', () => {
  it('sees nothing, and asks nobody, before it is allowed', async () => {
    await open('diet');
    await shows(
      '[data-variable="Arthritis Severity"]',
      'Your pain scores are on another site. We cannot see them.',
    );
    equal(safe.asked.filter((call) => call.startsWith('auto')).length, 0);
    equal(page.querySelector('[data-testid="result"]'), null);
    await hasNoAxeViolations();
  });

  it('asks within the click, and shows what it got and on which terms', async () => {
    safe.onRead = async (_name, interaction) =>
      interaction === 'auto' ? someScores() : fail('CONSENT_REQUIRED')();
    await open('diet');
    byId('read-arthritis-severity').click();
    equal(safe.asked.at(-1), 'auto Arthritis Severity');
    await shows('[data-testid="result"]', 'This is not proof.');
    equal(byId('count').dataset.value, '3');
    equal(byId('range').textContent, 'all days');
    equal(byId('unit').dataset.value, '{score}');
    equal(byId('live').dataset.value, 'true');
    await hasNoAxeViolations();
  });

  it('reads again on load what was allowed before', async () => {
    safe.allowed = ['Arthritis Severity'];
    safe.onRead = async (name) => (name === 'Arthritis Severity' ? someScores() : fail('CONSENT_REQUIRED')());
    await open('diet');
    await shows('[data-testid="count"]', '3 entries');
    equal(safe.asked.filter((call) => call.startsWith('auto')).length, 0);
  });

  it('drops what it had when the person stops sharing, and says so', async () => {
    safe.allowed = ['Arthritis Severity'];
    safe.onRead = async (name) => (name === 'Arthritis Severity' ? someScores() : fail('CONSENT_REQUIRED')());
    await open('diet');
    await shows('[data-testid="count"]', '3 entries');
    safe.allowed = [];
    safe.onRead = fail('GRANT_REVOKED');
    safe.tellGrants();
    await shows('[data-testid="error"]', 'You stopped sharing');
    equal(page.querySelector('[data-testid="result"]'), null);
    await hasNoAxeViolations();
  });

  it('leaves an answer that was allowed once on the page when it looks in passing', async () => {
    safe.onRead = async (_name, interaction) =>
      interaction === 'auto' ? someScores() : fail('CONSENT_REQUIRED')();
    await open('diet');
    byId('read-arthritis-severity').click();
    await shows('[data-testid="count"]', '3 entries');
    safe.tellGrants();
    byId('read-step-count').click();
    await shows('[data-variable="Step Count"] [data-testid="count"]', '3 entries');
    equal(byId('count').dataset.value, '3');
  });

  it('keeps what it has when a second question is dismissed', async () => {
    safe.onRead = async (_name, interaction) =>
      interaction === 'auto' ? someScores() : fail('CONSENT_REQUIRED')();
    await open('diet');
    byId('read-arthritis-severity').click();
    await shows('[data-testid="count"]', '3 entries');
    safe.onRead = fail('CONSENT_DISMISSED');
    byId('read-arthritis-severity').click();
    await shows('[data-testid="error"]', 'You closed the window.');
    equal(byId('count').dataset.value, '3');
  });
});
