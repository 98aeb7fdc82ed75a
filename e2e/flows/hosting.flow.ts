/** What a careless host of the safe, or an unusual app page, does to it: nothing unsafe, and always an answer. */
import assert from 'node:assert/strict';
import type { Page, View } from '../engines/engine.ts';
import { until } from '../engines/wait.ts';
import { type FlowOptions, flow, type World } from '../harness.ts';
import { answerOf, appPage, whenReady } from '../made-app.ts';
import { Person } from '../person.ts';

/** The setting for other sites' cookies changes nothing in these. */
const ONCE: FlowOptions = { thirdPartyCookies: ['allowed'] };

const calls = {
  read: `humanfs.requestRead('Arthritis Severity').then(told)`,
  quietly: `humanfs.requestRead('Arthritis Severity', { interaction: 'never' }).then(told)`,
};

/** As a static host that knows nothing of `_headers` sends it. */
function dropHeaders(world: World): void {
  world.changeSafe((reply) => ({
    ...reply,
    headers: { 'Content-Type': reply.headers['Content-Type'] ?? 'text/plain' },
  }));
}

flow(
  'without its headers no safe is made, in the safe or in the consent window, and both say so',
  async (world) => {
    dropHeaders(world);
    const person = new Person(world);
    const safe = await world.engine.open(world.safe);
    await person.createSafe(safe);
    await safe.text({ role: 'heading', name: 'No safe can be made at this address' });
    assert.match(await safe.text('.header-lines'), /frame-ancestors 'none'/);

    const pain = await world.engine.open(world.pain);
    await whenReady(pain);
    const window = await person.asksFor(pain, '[data-testid="save"]');
    await person.createSafe(window);
    await window.text({ role: 'heading', name: 'This address is not ready to hold a safe' });
    await person.press(window, { role: 'button', name: 'Close this window' });
    await pain.text('[data-code="CONSENT_DISMISSED"]');

    await safe.reload();
    await safe.text({ role: 'button', name: 'Create my safe' });
  },
  ONCE,
);

const PATHS = ['/', '/index.html', '/consent/', '/nothing-here', '/frame', '/frame/nothing', '/humanfs.js'];

/** In the page: its text, unless it is the browser's own page that says that it shows nothing. */
const textOfSite = () =>
  document.documentURI.startsWith('http') ? (document.body?.textContent.trim() ?? '') : '';

/** What another site sees of each path of the safe in a frame: its text, or nothing where it was refused. */
async function framedTexts(world: World, name: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const [index, path] of PATHS.entries()) {
    const origin = await world.site(`${name}-${index}.localhost`, {
      '/': `<!doctype html><title>Portal</title><iframe src="${world.safe}${path}" title="framed"></iframe>`,
    });
    const page = await world.engine.open(origin);
    const inner = page.frame(world.safe);
    // The portal has loaded only when its frame has, with whatever became of it.
    texts.set(path, await inner.evaluate(textOfSite).catch(() => ''));
    await page.close();
  }
  return texts;
}

flow(
  'nothing of the safe but its frame can be framed; without headers its pages refuse by themselves',
  async (world) => {
    const person = new Person(world);
    await person.savesDiary();
    for (const [path, text] of await framedTexts(world, 'strict')) assert.equal(text, '', path);

    dropHeaders(world);
    const bare = await framedTexts(world, 'bare');
    assert.match(bare.get('/') ?? '', /^Your safe does not open inside another page\./);
    assert.equal(bare.get('/index.html'), bare.get('/'));
    assert.match(bare.get('/consent/') ?? '', /^This page does not work inside another page\./);
    // The same look finds what is there, so what it did not find above was refused.
    assert.match(bare.get('/nothing-here') ?? '', /There is nothing here/);
    assert.ok((bare.get('/humanfs.js') ?? '').length > 1000);
  },
  ONCE,
);

async function clinic(
  world: World,
  headers: Readonly<Record<string, string>>,
  attributes?: string,
): Promise<Page> {
  const origin = await world.site('clinic.localhost', {
    '/': { html: appPage(world.safe, calls, attributes), headers },
  });
  const page = await world.engine.open(origin);
  await page.until(() => typeof Reflect.get(globalThis, 'humanfs') === 'object');
  return page;
}

flow('a page that asks for isolation (COEP require-corp) can load the script and read', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const page = await clinic(
    world,
    { 'Cross-Origin-Embedder-Policy': 'require-corp' },
    'crossorigin data-name="Isolated"',
  );
  await whenReady(page);
  const window = await person.asksFor(page, '#read');
  await person.choose(window, 'For 30 days');
  await person.allow(window);
  assert.equal(Object((await answerOf(page, 'read')).ok).rows, 166);
  await page.reload();
  await whenReady(page);
  await person.press(page, '#quietly');
  assert.equal(Object((await answerOf(page, 'quietly')).ok).rows, 166);
});

/** A call that only gives up after its time for the frame's first answer, 10 s. */
const lateAnswer = (page: View, id: string) => until(`an answer to ${id}`, () => answerOf(page, id), 25_000);

flow(
  'a page whose policy lets no frame in is told that its policy is the cause',
  async (world) => {
    const person = new Person(world);
    const page = await clinic(world, {
      'Content-Security-Policy': `default-src 'self'; script-src 'unsafe-inline' ${world.safe}`,
    });
    await person.press(page, '#quietly');
    assert.equal((await lateAnswer(page, 'quietly')).code, 'FRAME_BLOCKED_BY_CSP');
  },
  ONCE,
);

flow(
  'a page that cuts itself off from its windows (COOP same-origin) is told which header does it',
  async (world) => {
    const person = new Person(world);
    await person.savesDiary();
    const page = await clinic(world, { 'Cross-Origin-Opener-Policy': 'same-origin' });
    await whenReady(page);
    const window = await person.asksFor(page, '#read');
    assert.equal((await lateAnswer(page, 'read')).code, 'POPUP_SEVERED_BY_COOP');
    await window.text({ role: 'heading', name: 'We cannot find the page that asked' }, { timeout: 20_000 });
    assert.equal(await window.count({ role: 'button', name: 'Allow' }), 0);
  },
  ONCE,
);

flow(
  'a page that may open no windows at all still gets its answer',
  async (world) => {
    const person = new Person(world);
    await person.savesDiary();
    const page = await clinic(world, {
      'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin',
    });
    await whenReady(page);
    await person.press(page, '#read');
    // Either the call says at once that no window can open, or the frame shows its button and can be sent away.
    const frame = page.frame('/frame/');
    const later = { role: 'button', name: 'Not now' };
    const said = () => page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'answers')) !== '{}');
    await until('the button or an answer', async () => (await said()) || (await frame.count(later)) > 0);
    if (!(await said())) await frame.click(later);
    const { code } = await answerOf(page, 'read');
    assert.ok(code === 'POPUP_BLOCKED' || code === 'CONSENT_DISMISSED', code);
  },
  ONCE,
);

flow('the main job asks nobody but the safe and the two sites for anything', async (world) => {
  const person = new Person(world);
  const asked = new Set<string>();
  const look = async (...views: readonly View[]) => {
    for (const view of views) {
      const urls = await view.evaluate(() => [
        location.href,
        ...performance.getEntriesByType('resource').map(({ name }) => name),
      ]);
      for (const url of urls) asked.add(new URL(url).origin);
    }
  };
  const pain = await world.engine.open(world.pain);
  await whenReady(pain);
  const first = await person.asksFor(pain, '[data-testid="save"]');
  await person.createSafe(first);
  await first.text({ role: 'button', name: 'Allow' });
  await look(first);
  await person.allow(first);
  await pain.text('[data-testid="receipt"]');
  await look(pain, pain.frame('/frame/'));

  const diet = await world.engine.open(world.diet);
  await whenReady(diet);
  const second = await person.asksFor(diet, '[data-testid="read-arthritis-severity"]');
  await second.text({ role: 'button', name: 'Allow' });
  await look(second);
  await person.allow(second);
  await diet.text('[data-variable="Arthritis Severity"] [data-testid="result"]');
  await look(diet, diet.frame('/frame/'));

  const safe = await person.openSafe();
  for (const name of ['Variables', 'Data Sources', 'Apps', 'Activity', 'Settings'] as const)
    await person.goesTo(safe, name);
  await look(safe);
  assert.deepEqual([...asked].sort(), [world.diet, world.pain, world.safe].sort());
});

flow(
  'where the policy lets no frame in, the answer comes at once and no window opens',
  async (world) => {
    const person = new Person(world);
    const origin = await world.site('clinic.localhost', {
      '/': {
        html: appPage(world.safe, { read: `humanfs.requestRead('Arthritis Severity').then(told)` }),
        headers: {
          'Content-Security-Policy': `default-src 'self'; script-src 'unsafe-inline' ${world.safe}`,
        },
      },
    });
    const page = await world.engine.open(origin);
    await person.press(page, '#read');
    assert.equal((await answerOf(page, 'read')).code, 'FRAME_BLOCKED_BY_CSP');
    const urls = await Promise.all((await world.engine.pages()).map((each) => each.url()));
    assert.ok(!urls.some((url) => url.includes('/consent/')));
  },
  { thirdPartyCookies: ['allowed'] },
);

flow(
  'a page that may open no windows at all is told POPUP_BLOCKED',
  async (world) => {
    const person = new Person(world);
    await person.savesDiary();
    const origin = await world.site('clinic.localhost', {
      '/': {
        html: appPage(world.safe, { read: `humanfs.requestRead('Arthritis Severity').then(told)` }),
        headers: { 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin' },
      },
    });
    const page = await world.engine.open(origin);
    await whenReady(page);
    await person.press(page, '#read');
    await page.frame('/frame/').click({ role: 'button', name: 'Continue in HumanFS' });
    assert.equal((await answerOf(page, 'read')).code, 'POPUP_BLOCKED');
  },
  { thirdPartyCookies: ['allowed'] },
);
