/** What an app adds: once, only its own, sealed while it waits; and what a page does when no window may open. */
import assert from 'node:assert/strict';
import { until } from '../engines/wait.ts';
import { type FlowOptions, flow, type World } from '../harness.ts';
import { answerOf, appPage, whenReady } from '../made-app.ts';
import { Person } from '../person.ts';

const OPTIONS = `{ unit: '{score}', scale: { min: 0, max: 10, worse: 'high' }, category: 'Symptoms' }`;
const day = (n: number) => Date.UTC(2026, 0, n, 20);
const add = (rows: string, more = '') =>
  `humanfs.db.collections.create('Fatigue', ${rows}, { ...${OPTIONS}${more === '' ? '' : `, ${more}`} })`;

const calls = {
  first: add(`[{ time: ${day(1)}, value: 3 }, { time: ${day(2)}, value: 4 }]`),
  second: add(
    `[{ time: ${day(3)}, value: 5 }, { time: ${day(1)}, value: 3 }, { time: ${day(2)}, value: 6, note: 'worse' }]`,
  ),
  takeBack: add('[]', `undo: [${day(3)}, ${day(9)}]`),
  read: `humanfs.db.collections.get('Fatigue').then((s) => s.toArray().map(({ time, value }) => [time, value]))`,
  fresh: `humanfs.requestRead('Fatigue', { maxAge: 0 }).then((s) => s.toArray().map(({ time, value }) => [time, value]))`,
  unasked: `new Promise((done) => setTimeout(done, 6000)).then(() => humanfs.requestRead('Fatigue')).then(told)`,
  noZone: add(`[{ time: '2026-01-01T20:00', value: 3 }]`),
  notANumber: add(`[{ time: 1, value: NaN }]`),
  outside: add(`[{ time: ${day(1)}, value: 11 }]`),
  longName: `humanfs.requestRead('x'.repeat(65))`,
};

async function clinic(world: World) {
  const page = await world.engine.open(
    await world.site('clinic.localhost', { '/': appPage(world.safe, calls) }),
  );
  await whenReady(page);
  return page;
}

flow('a write that waited arrives exactly once at the next meeting', async (world) => {
  const person = new Person(world);
  const page = await clinic(world);
  const window = await person.asksFor(page, '#first');
  await person.createSafe(window);
  await person.choose(window, 'For 30 days');
  await person.allow(window);
  const receipt = {
    read: 2,
    new: 2,
    same: 0,
    corrected: 0,
    undone: 0,
    skipped: 0,
    skippedReasons: {},
    queued: null,
  };
  assert.deepEqual((await answerOf(page, 'first')).ok, receipt);

  await person.press(page, '#second');
  const second = Object((await answerOf(page, 'second')).ok);
  const live = second.queued === null;
  if (live) assert.deepEqual(second, { ...receipt, read: 3, new: 1, same: 1, corrected: 1 });
  else assert.deepEqual([second.read, second.new, second.queued.waiting], [3, 0, 1]);

  // The next meeting, asked for by a read, takes it in; a second meeting brings nothing twice.
  const meeting = await person.asksFor(page, '#read');
  await person.choose(meeting, 'For 30 days');
  await person.allow(meeting);
  const rows = [
    [day(1), 3],
    [day(2), 6],
    [day(3), 5],
  ];
  assert.deepEqual((await answerOf(page, 'read')).ok, rows);
  for (let again = 0; again < 2; again += 1) {
    await person.press(page, '#fresh');
    assert.deepEqual((await answerOf(page, 'fresh')).ok, rows);
  }

  // An app takes back what it added, and nothing else: a time it never wrote is counted and that is all.
  await person.press(page, '#takeBack');
  const back = Object((await answerOf(page, 'takeBack')).ok);
  if (live) assert.deepEqual([back.undone, back.same + back.skipped], [1, 1]);
  await person.press(page, '#fresh');
  assert.deepEqual((await answerOf(page, 'fresh')).ok, rows.slice(0, 2));
  const safe = await person.openSafe('Variables');
  assert.match(await safe.text('main'), /Fatigue/);
});

flow('what has no form is refused with its path, and no window opens for it', async (world) => {
  const person = new Person(world);
  const page = await clinic(world);
  for (const [id, path] of [
    ['noZone', 'data[0].time'],
    ['notANumber', 'data[0].value'],
    ['longName', 'name'],
  ] as const) {
    await person.press(page, `#${id}`);
    const answer = await answerOf(page, id);
    assert.deepEqual([answer.code, answer.path], ['INVALID_REQUEST', path]);
  }
  const windows = await Promise.all((await world.engine.pages()).map((each) => each.url()));
  assert.ok(!windows.some((url) => url.includes('/consent/')));
  // What only the frame can see is refused there, and the window that was opened for it goes away by itself.
  await person.press(page, '#outside');
  const outside = await answerOf(page, 'outside');
  assert.deepEqual([outside.code, outside.path], ['INVALID_REQUEST', 'values']);
  await until('the window to go away', async () => {
    const urls = await Promise.all((await world.engine.pages()).map((each) => each.url()));
    return !urls.some((url) => url.includes('/consent/'));
  });
});

flow("without a press the frame's own button asks, and works", async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const page = await clinic(world);
  await person.press(page, '#unasked');
  const frame = page.frame('/frame/');
  await frame.click({ role: 'button', name: 'Continue in HumanFS' });
  const window = await person.consentWindow();
  await window.text({ role: 'button', name: 'Allow' });
  await person.allow(window);
  const answer = Object((await answerOf(page, 'unasked')).ok);
  assert.equal(answer.rows, 0, 'an allowed read of nothing is an empty series');
  const size = await page.evaluate(() => document.querySelector('iframe')?.getBoundingClientRect().height);
  assert.equal(size, 0, 'the frame is put away again');
});

flow('a site whose page has gone gets nothing, even if Allow is pressed', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const page = await clinic(world);
  const window = await person.asksFor(page, '#read');
  await window.text({ role: 'button', name: 'Allow' });
  await page.goto(world.diet);
  await window.text({ role: 'heading', name: 'The site has gone' });
  assert.equal(await window.count({ role: 'button', name: 'Allow' }), 0);
  await window.close();
  const safe = await person.openSafe('Apps');
  assert.equal(await safe.count({ role: 'button', name: /^Stop/ }), 0);
});

const WHERE_HANDLES_ARE: FlowOptions = { engines: ['chromium'], thirdPartyCookies: ['allowed'] };

flow(
  'where the browser gives a handle, reads and writes are live and a stop counts at once',
  async (world) => {
    const person = new Person(world);
    const page = await clinic(world);
    const window = await person.asksFor(page, '#first');
    await person.createSafe(window);
    await person.choose(window, 'For 30 days');
    await person.allow(window);
    await answerOf(page, 'first');
    await person.press(page, '#second');
    assert.equal(Object((await answerOf(page, 'second')).ok).queued, null, 'written, not queued');
    await person.stops(new URL(await page.url()).origin);
    await person.press(page, '#second');
    const stopped = await answerOf(page, 'second');
    assert.deepEqual([stopped.code, stopped.detail], ['GRANT_REVOKED', 'Your safe told this site at once.']);
    // What the live frame did is in the log, in order, and the log is whole.
    const safe = await person.openSafe('Activity');
    await safe.text({ text: /Log unbroken/ });
  },
  WHERE_HANDLES_ARE,
);
