/**
 * The drivers prove themselves: a popup blocker that is on, storage that is partitioned, presses that count as a
 * person's. Without these, every other flow would test a browser that nobody has.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flow, type World } from '../harness.ts';

const HOUR = 3_600_000;

const INNER = `<!doctype html><html lang="en"><head><title>Inner</title></head><body>
  <label>Your name <input id="name"></label>
  <label>A file <input id="file" type="file" hidden></label>
  <button id="open">Open a window</button>
  <p id="said"></p>
  <script>
    localStorage.visits = Number(localStorage.visits ?? 0) + 1;
    document.getElementById('open').onclick = () => {
      globalThis.opened = open('/popup', '_blank', 'popup,width=420,height=640');
      document.getElementById('said').textContent = opened ? 'opened' : 'blocked';
    };
    document.getElementById('file').onchange = async ({ target }) => {
      document.getElementById('said').textContent = target.files[0].name + ': ' + (await target.files[0].text());
    };
  </script></body></html>`;

const outer = (inner: string) => `<!doctype html><html lang="en"><head><title>Outer</title></head><body>
  <h1>A host</h1><p style="height: 900px">tall</p>
  <iframe src="${inner}/frame" title="inner" style="width: 320px; height: 260px; margin: 30px; border: 5px solid; padding: 7px"></iframe>
  <script>globalThis.unasked = open('/unasked');</script></body></html>`;

async function twoSites(world: World) {
  const inner = await world.site('inner.localhost', { '/': INNER, '/frame': INNER, '/popup': INNER });
  const host = await world.site('outer.localhost', { '/': outer(inner) });
  const page = await world.engine.open(host);
  await page.frame('/frame').text({ role: 'button', name: 'Open a window' });
  return { inner, host, page };
}

flow('a window that no press asked for is blocked, also when the driver looks around', async (world) => {
  const { page, host } = await twoSites(world);
  assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'unasked')), null);
  assert.equal(await page.evaluate(() => open('/unasked') === null), true);
  assert.equal(await page.frame('/frame').evaluate(() => open('/unasked') === null), true);
  const urls = await Promise.all((await world.engine.pages()).map((each) => each.url()));
  assert.ok(!urls.includes(`${host}/unasked`), urls.join(' '));
});

flow('storage of a framed site is another one than its own page has', async (world) => {
  const { page, inner } = await twoSites(world);
  const visits = () => Number(localStorage['visits']);
  assert.equal(await page.frame('/frame').evaluate(visits), 1);
  const own = await world.engine.open(inner);
  assert.equal(await own.evaluate(visits), 1, 'the page of its own does not see the visit in the frame');
  await own.reload();
  assert.equal(await own.evaluate(visits), 2);
  assert.equal(await page.frame('/frame').evaluate(visits), 1);
});

flow('a press in a frame opens a window that can be driven and knows its opener', async (world) => {
  const { page } = await twoSites(world);
  const frame = page.frame('/frame');
  const press = async () => {
    await frame.click({ role: 'button', name: 'Open a window' });
    return world.engine.window('/popup');
  };
  const popup = await press();
  await frame.until(() => document.getElementById('said')?.textContent === 'opened');
  assert.equal(await popup.evaluate(() => (opener as Window).location.pathname), '/frame');
  await popup.fill({ role: 'textbox', name: 'Your name' }, 'Sam');
  await popup.fill('#name', 'Eva Ré (2)');
  const name = () => document.querySelector<HTMLInputElement>('#name')?.value;
  assert.equal(await popup.evaluate(name), 'Eva Ré (2)');
  await popup.press('Tab');
  assert.equal(await popup.evaluate(() => document.activeElement?.id), 'open');
  await popup.close();
  assert.equal(await popup.isOpen(), false);
  await frame.until(() => Reflect.get(globalThis, 'opened').closed === true);
  // A second press works as the first did.
  await (await press()).close();
});

flow('a window can be opened after the last one was closed', async (world) => {
  const origin = await world.site('again.localhost', {
    '/': '<!doctype html><title>Again</title><h1>Again</h1>',
  });
  for (const _ of [1, 2]) {
    const page = await world.engine.open(origin);
    assert.equal(await page.text('h1'), 'Again');
    await page.close();
  }
  await world.engine.messages();
});

flow('a file is chosen in a frame, in a field that only its label shows', async (world) => {
  const { page } = await twoSites(world);
  const folder = mkdtempSync(join(tmpdir(), 'chosen-'));
  try {
    const file = join(folder, 'diary.csv');
    writeFileSync(file, 'day,pain');
    await page.frame('/frame').upload('#file', [file]);
    const said = () => document.getElementById('said')?.textContent === 'diary.csv: day,pain';
    assert.equal(await page.frame('/frame').until(said), true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

flow('what cannot be pressed by a person is not pressed', async (world) => {
  const origin = await world.site('still.localhost', {
    '/': `<!doctype html><title>Still</title><button disabled>Off</button><button>Twice</button><button>Twice</button>
      <div style="position: relative"><button>Under</button>
      <div style="position: absolute; inset: 0; background: white">over it</div></div>`,
  });
  const page = await world.engine.open(origin);
  const soon = { timeout: 300 };
  await assert.rejects(page.click({ role: 'button', name: 'Off' }, soon), /disabled/);
  await assert.rejects(page.click({ role: 'button', name: 'Twice' }, soon), /2 match/);
  await assert.rejects(page.click({ role: 'button', name: 'Under' }, soon), /covered/);
  await assert.rejects(page.click({ role: 'button', name: 'Absent' }, soon), /0 match/);
});

flow('the clock can be ahead, in frames and windows too', async (world) => {
  world.shiftClock(25 * HOUR);
  const { page } = await twoSites(world);
  const frame = page.frame('/frame');
  const ahead = (time: number) => Math.round((time - Date.now()) / HOUR);
  assert.equal(ahead(await page.evaluate(() => Date.now())), 25);
  assert.equal(ahead(await frame.evaluate(() => new Date().getTime())), 25);
  assert.equal(await frame.evaluate(() => new Date(0).getTime()), 0);
  await frame.click({ role: 'button', name: 'Open a window' });
  const popup = await world.engine.window('/popup');
  await popup.text({ role: 'button', name: 'Open a window' });
  assert.equal(ahead(await popup.evaluate(() => Date.now())), 25);
});

flow('windows take a size, make pictures and say what went wrong in them', async (world) => {
  const origin = await world.site('loud.localhost', {
    '/': {
      html: '<!doctype html><title>Loud</title><script src="/a.js"></script>',
      headers: { 'Content-Security-Policy': "default-src 'none'" },
    },
  });
  const page = await world.engine.open(origin);
  for (const [width, height] of [
    // WebKit's test browser has a toolbar that is wider than a phone.
    [world.engine.name === 'webkit' ? 480 : 320, 640],
    [1280, 700],
  ] as const) {
    await page.resize(width, height);
    assert.deepEqual(await page.evaluate(() => [innerWidth, innerHeight]), [width, height]);
    const image = await page.screenshot();
    assert.deepEqual(
      [...image.subarray(1, 4)],
      [...'PNG'].map((letter) => letter.charCodeAt(0)),
    );
  }
  if (world.engine.name === 'webkit') return;
  const messages = (await world.engine.messages()).join('\n');
  assert.match(messages, /content.security.policy|refused to load/i);
});

flow(
  'a browser that is closed and opened again still has what the pages stored',
  async (world) => {
    const { inner } = await twoSites(world);
    await world.engine.open(inner);
    await world.restart();
    const page = await world.engine.open(inner);
    assert.equal(await page.evaluate(() => Number(localStorage['visits'])), 2);
  },
  { engines: ['chromium', 'firefox'] },
);

flow(
  'cookies of a framed site follow what the person set',
  async (world) => {
    const { page } = await twoSites(world);
    const kept = await page.frame('/frame').evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: the question is what this old way does
      document.cookie = 'a=1; SameSite=None; Secure';
      return document.cookie.includes('a=1');
    });
    assert.equal(kept, true);
  },
  { engines: ['chromium'], thirdPartyCookies: ['allowed'] },
);

flow(
  'cookies of a framed site are refused where the person refused them',
  async (world) => {
    const { page } = await twoSites(world);
    const kept = await page.frame('/frame').evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: the question is what this old way does
      document.cookie = 'a=1; SameSite=None; Secure';
      return document.cookie.includes('a=1');
    });
    assert.equal(kept, false);
  },
  { engines: ['chromium'], thirdPartyCookies: ['blocked'] },
);
