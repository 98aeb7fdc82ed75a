/** What a person does in the safe itself: brings files in, takes things back, saves a copy, deletes it all. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zipOf } from '../../frame-app/importers/zip/fixtures/make-zip.ts';
import type { Page } from '../engines/engine.ts';
import { until } from '../engines/wait.ts';
import { chosenEngine, type FlowOptions, flow, type World } from '../harness.ts';
import { answerOf, appPage, whenReady } from '../made-app.ts';
import { Person } from '../person.ts';

/** Pages of one site alone: the setting for other sites' cookies changes nothing there. */
const ALONE: FlowOptions = { thirdPartyCookies: ['allowed'] };

const samples = resolve(import.meta.dirname, '../../../shared/samples/apple-health');
const realExport = join(samples, 'tdda-export6s3sample.xml');

const step = (minute: number, value: string) =>
  `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" unit="count" startDate="2026-03-01 08:${minute}:00 +0100" endDate="2026-03-01 08:${minute}:30 +0100" value="${value}"/>\n`;
const GOOD = Array.from({ length: 12 }, (_, index) => step(10 + index, String(100 + index))).join('');
const exportXml = (records: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n<ExportDate value="2026-03-02 08:00:00 +0100"/>\n${records}`;
const MADE_EXPORT = `${exportXml(GOOD + step(50, 'many').repeat(2))}</HealthData>\n`;

const DIARY = [
  'Date,Pain (score),Note',
  ...Array.from(
    { length: 10 },
    (_, index) => `2026-03-${10 + index} 20:00,${index % 8},"=SUM(A1), day ${index}"`,
  ),
  ',5,no day at all',
  '2026-03-24 20:00,a lot,',
  'some day,3,',
  '2026-03-26 20:00,,',
].join('\n');

/** Files of the flow's own, gone when it ends. */
async function withFiles<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (path: (name: string) => string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'flow-files-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await use((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The safe's page keeps the text of every file it hands to the browser, so that a flow can read it. */
function keepHandedFiles(world: World): void {
  const spy = `globalThis.handed = []; const make = URL.createObjectURL;
    URL.createObjectURL = (thing) => { if (thing instanceof Blob) thing.text().then((text) => handed.push(text)); return make.call(URL, thing); };`;
  world.changeSafe((reply, { path }) => {
    if (path === '/spy.js') return { status: 200, headers: { 'Content-Type': 'text/javascript' }, body: spy };
    if (path !== '/' || reply.status !== 200) return reply;
    const html = Buffer.from(reply.body).toString('utf8');
    return { ...reply, body: html.replace('<script', '<script src="/spy.js"></script><script') };
  });
}

const handedFile = (page: Page, index: number): Promise<string> =>
  page.until((wanted: number) => {
    const handed: unknown = Reflect.get(globalThis, 'handed');
    return Array.isArray(handed) ? String(handed[wanted] ?? '') : '';
  }, index);

interface Receipt {
  readonly read: number;
  readonly new: number;
  readonly same: number;
  readonly corrected: number;
  readonly skipped: number;
  /** As it stands on screen. */
  readonly words: string;
}

/** Chooses a file and waits for the receipt of it, which stands above the earlier ones. */
async function bringsIn(safe: Page, file: string): Promise<Receipt> {
  const before = await safe.count('[data-testid="receipt"]');
  await safe.upload('[data-testid="choose-files"]', [file]);
  return receiptAfter(safe, before);
}

async function receiptAfter(safe: Page, before: number): Promise<Receipt> {
  const told = await safe.until((known: number) => {
    const all = document.querySelectorAll('[data-testid="receipt"]');
    const [newest] = all;
    return all.length > known && newest instanceof HTMLElement
      ? JSON.stringify({ ...newest.dataset, words: newest.textContent })
      : '';
  }, before);
  const { read, new: added, same, corrected, skipped, words } = JSON.parse(told);
  const receipt: Receipt = {
    read: Number(read),
    new: Number(added),
    same: Number(same),
    corrected: Number(corrected),
    skipped: Number(skipped),
    words: String(words),
  };
  assert.equal(
    receipt.read,
    receipt.new + receipt.same + receipt.corrected + receipt.skipped,
    `"${words}" adds up`,
  );
  return receipt;
}

const counts = ({ words: _, ...numbers }: Receipt) => numbers;
const only = (numbers: Partial<Receipt>) => ({
  read: 0,
  new: 0,
  same: 0,
  corrected: 0,
  skipped: 0,
  ...numbers,
});

/** Waits until the page says so: what it says comes a moment after what was pressed. */
const says = (page: Page, words: RegExp): Promise<string> =>
  until(`"${words.source}"`, async () => {
    const text = await page.text('main');
    return words.test(text) && text;
  });

const showsRow = (safe: Page, name: string) =>
  safe.count({ role: 'link', name: new RegExp(`^${name}\\b`), within: '[data-page="variables"]' });

flow(
  'an Apple Health export comes in once: as a file, again, as a zip, and cut off',
  async (world) => {
    const person = new Person(world);
    const safe = await person.makesSafe('Data Sources');
    const zip = await zipOf([
      { path: 'apple_health_export/export_cda.xml', bytes: Buffer.from('<ClinicalDocument/>') },
      { path: 'apple_health_export/export.xml', bytes: Buffer.from(MADE_EXPORT) },
    ]);
    const files = {
      'export.xml': MADE_EXPORT,
      'export.zip': new Uint8Array(await zip.arrayBuffer()),
      'cut.xml': exportXml(GOOD + step(30, '7') + step(31, '8').slice(0, 90)),
    };
    await withFiles(files, async (path) => {
      const first = await bringsIn(safe, path('export.xml'));
      assert.deepEqual(counts(first), only({ read: 14, new: 12, skipped: 2 }));
      assert.equal(first.words, '14 read: 12 new, 0 already here, 0 corrected, 2 skipped');
      await says(safe, /2 had a value that is not a number/);

      for (const name of ['export.xml', 'export.zip']) {
        const again = await bringsIn(safe, path(name));
        assert.deepEqual(counts(again), only({ read: 14, same: 12, skipped: 2 }), name);
      }
      await says(safe, /Everything in this file was here already\. Nothing changed\./);

      const cut = await bringsIn(safe, path('cut.xml'));
      assert.deepEqual(counts(cut), only({ read: 14, new: 1, same: 12, skipped: 1 }));
      await says(safe, /The file ends in the middle of something\. What came before is in your safe/);
    });
    assert.equal(await safe.count('[data-testid="past-import"]'), 4);
    await person.goesTo(safe, 'Variables');
    await safe.text({ role: 'link', name: /^Step Count .*13 entries/ });
  },
  ALONE,
);

if (existsSync(realExport)) {
  flow('the steps of a real iPhone export reach another site, value by value', async (world) => {
    const person = new Person(world);
    const safe = await person.makesSafe('Data Sources');
    const first = await bringsIn(safe, realExport);
    assert.deepEqual(counts(first), only({ read: 30, new: 30 }));
    const again = await bringsIn(safe, realExport);
    assert.deepEqual(counts(again), only({ read: 30, same: 30 }));

    const diet = await world.engine.open(world.diet);
    await whenReady(diet);
    const asked = await person.asksFor(diet, '[data-testid="read-step-count"]');
    await says(asked, /It would get 10 entries, on (Sep 13,|13 Sept?) 2014\./);
    await person.choose(asked, 'For 30 days');
    await person.allow(asked);
    const shared = '[data-variable="Step Count"]';
    await diet.text(`section.lane${shared} [data-testid="result"]`);
    const fact = (name: string) =>
      diet.evaluate(
        (selector: string) => document.querySelector(selector)?.getAttribute('data-value') ?? '',
        `section.shared${shared} [data-testid="${name}"]`,
      );
    assert.equal(await fact('count'), '10');
    assert.equal(await fact('unit'), '{count}');

    const app = await world.engine.open(
      await world.site('clinic.localhost', {
        '/': appPage(world.safe, {
          steps: `humanfs.requestRead('Step Count').then((s) => s.toArray().map(({ time, end, value }) => [time, end, value]))`,
        }),
      }),
    );
    await whenReady(app);
    await person.allow(await person.asksFor(app, '#steps'));
    const [header = [], ...expected] = readFileSync(join(samples, 'tdda-expected/StepCount.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/gu, '')));
    const cell = (row: readonly string[], column: string) => row[header.indexOf(column)] ?? '';
    const instant = (text: string) => Date.parse(text.replace(/^(\S+) (\S+) (...)(..)$/u, '$1T$2$3:$4'));
    assert.deepEqual(
      (await answerOf(app, 'steps')).ok,
      expected.map((row) => [
        instant(cell(row, 'startDate')),
        instant(cell(row, 'endDate')),
        Number(cell(row, 'value')),
      ]),
    );
  });
} else {
  console.log(`Skipped in ${chosenEngine()}: no ../shared/samples here, so no real iPhone export is read.`);
}

flow(
  'a diary table comes in by its columns; broken rows are counted, listed and never lost in silence',
  async (world) => {
    keepHandedFiles(world);
    const person = new Person(world);
    const safe = await person.makesSafe('Data Sources');
    await withFiles({ 'diary.csv': DIARY, 'notes.bin': new Uint8Array(300).fill(1) }, async (path) => {
      await safe.upload('[data-testid="choose-files"]', [path('diary.csv')]);
      await safe.text({ role: 'heading', name: 'What is in diary.csv?' });
      await person.press(safe, { role: 'checkbox', name: 'This is a rating, like pain from 0 to 10' });
      await person.press(safe, { role: 'button', name: 'Bring it in' });
      const receipt = await receiptAfter(safe, 0);
      assert.deepEqual(counts(receipt), only({ read: 14, new: 10, skipped: 4 }));
      const said = await safe.text('main');
      for (const reason of [
        '1 had no date',
        '1 had a date we could not read',
        '1 had a value that is not a number',
        '1 had no value',
      ])
        assert.ok(said.includes(reason), reason);

      await person.press(safe, { role: 'button', name: 'Download the list' });
      const rows = (await handedFile(safe, 0)).trim().split('\r\n');
      assert.equal(rows.length, 5, 'a heading and four rows');
      assert.ok(
        rows.some((row) => row.includes('had no date') && row.includes('no day at all')),
        rows.join('\n'),
      );

      await safe.upload('[data-testid="choose-files"]', [path('notes.bin')]);
      await safe.text({ text: /notes\.bin: This looks like .* Apple Health/s });
      await says(safe, /Nothing in your safe was changed\. Choose another file\./);
      assert.equal(
        await safe.count('[data-testid="past-import"]'),
        1,
        'a file that was not taken is no import',
      );
    });
    await person.goesTo(safe, 'Variables');
    await safe.text({ role: 'link', name: /^Pain 10 entries · 0 to 10/ });
  },
  ALONE,
);

flow(
  'a copy of everything holds every value, as JSON and as a table, and runs no formula',
  async (world) => {
    keepHandedFiles(world);
    const person = new Person(world);
    const safe = await person.makesSafe('Data Sources');
    await withFiles({ 'diary.csv': DIARY, 'export.xml': MADE_EXPORT }, async (path) => {
      await bringsIn(safe, path('export.xml'));
      await safe.upload('[data-testid="choose-files"]', [path('diary.csv')]);
      await person.press(safe, { role: 'button', name: 'Bring it in' });
      await receiptAfter(safe, 1);
    });
    await person.goesTo(safe, 'Settings');
    await person.press(safe, { role: 'button', name: 'Export everything (JSON)' });
    const { variables } = JSON.parse(await handedFile(safe, 0));
    const values: Record<string, unknown> = {};
    for (const { name, streams } of variables)
      values[name] = streams.flatMap(({ rows }: { rows: unknown[][] }) => rows.map((row) => row[2]));
    assert.deepEqual(values, {
      'Step Count': Array.from({ length: 12 }, (_, index) => 100 + index),
      Pain: Array.from({ length: 10 }, (_, index) => index % 8),
    });
    await safe.text('[data-testid="copy-saved"]');

    await person.press(safe, { role: 'button', name: 'Export as a table (CSV)' });
    const table = (await handedFile(safe, 1)).trim().split('\r\n');
    assert.equal(table.length, 1 + 12 + 10);
    assert.equal(table.filter((row) => row.startsWith('Step Count,{count},')).length, 12);
    assert.ok(
      table.some((row) => row.endsWith(`,"'=SUM(A1), day 3"`)),
      'a note that begins like a formula has a mark before it',
    );
  },
  ALONE,
);

flow('an import is taken back, and so is all that an app added', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const safe = await person.openSafe('Data Sources');
  await withFiles({ 'export.xml': MADE_EXPORT }, (path) => bringsIn(safe, path('export.xml')));
  await person.press(safe, { role: 'button', name: 'Undo', within: '[data-testid="past-import"]' });
  await safe.text({ text: 'Taken back', within: '[data-testid="past-import"]' });
  await person.goesTo(safe, 'Variables');
  await safe.text({ role: 'link', name: /^Arthritis Severity 166 entries/ });
  assert.equal(await safe.count({ text: /12 entries/ }), 0, 'the steps are gone');

  await person.goesTo(safe, 'Apps');
  const site = `[data-testid="site"][data-host="${world.pain}"]`;
  assert.match(await safe.text(site), /It added 166 entries\./);
  await person.press(safe, { role: 'button', name: 'Undo everything this site added', within: site });
  await safe.text('[data-testid="undone"]');
  await person.goesTo(safe, 'Variables');
  await until('the diary to be gone', async () => (await safe.count({ text: /166 entries/ })) === 0);
});

flow('two tabs of the safe show the same, whichever one is used', async (world) => {
  const person = new Person(world);
  await person.savesDiary('For 30 days');
  const first = await person.openSafe('Data Sources');
  const second = await person.openSafe('Variables');
  assert.equal(await showsRow(second, 'Step Count'), 0);
  await withFiles({ 'export.xml': MADE_EXPORT }, (path) => bringsIn(first, path('export.xml')));
  await second.text({ role: 'link', name: /^Step Count 12 entries/ });

  await person.goesTo(second, 'Apps');
  await person.press(second, { role: 'button', name: 'Stop access' });
  await second.text('[data-testid="stopped"]');
  await person.goesTo(first, 'Apps');
  await first.text('[data-testid="access"][data-state="over"]');

  await person.goesTo(first, 'Settings');
  await person.press(first, { role: 'button', name: 'I want to delete my safe' });
  await first.fill({ role: 'textbox', name: 'Type delete' }, 'delete');
  await person.press(first, { role: 'button', name: 'Delete my safe' });
  for (const tab of [first, second]) await tab.text({ role: 'heading', name: 'Your safe is deleted' });
});

flow(
  'a deleted safe is gone: nothing is left of it, and the sites it let in are let in no more',
  async (world) => {
    const person = new Person(world);
    await person.savesDiary();
    const read = `humanfs.requestRead('Arthritis Severity')`;
    const app = await world.engine.open(
      await world.site('clinic.localhost', {
        '/': appPage(world.safe, {
          read: `${read}.then(told)`,
          quietly: `humanfs.requestRead('Arthritis Severity', { interaction: 'never' }).then(told)`,
          other: `humanfs.requestRead('Step Count').then(told)`,
        }),
      }),
    );
    await whenReady(app);
    const asked = await person.asksFor(app, '#read');
    await person.choose(asked, 'For 30 days');
    await person.allow(asked);
    assert.equal(Object((await answerOf(app, 'read')).ok).rows, 166);

    const safe = await person.openSafe('Settings');
    await person.press(safe, { role: 'button', name: 'I want to delete my safe' });
    await safe.fill({ role: 'textbox', name: 'Type delete' }, 'remove');
    await person.press(safe, { role: 'button', name: 'Delete my safe' });
    await safe.text({ text: /Type the word delete to go on/ });
    await safe.fill({ role: 'textbox', name: 'Type delete' }, 'Delete');
    await person.press(safe, { role: 'button', name: 'Delete my safe' });
    await safe.text({ role: 'heading', name: 'Your safe is deleted' });
    await safe.reload();
    await safe.text({ role: 'button', name: 'Create my safe' });

    // The next meeting is with a new safe, which never let this site in.
    const meeting = await person.asksFor(app, '#other');
    await person.createSafe(meeting);
    await person.deny(meeting);
    assert.equal((await answerOf(app, 'other')).code, 'CONSENT_DENIED');
    await person.press(app, '#quietly');
    const after = await answerOf(app, 'quietly');
    assert.ok(['CONSENT_REQUIRED', 'GRANT_REVOKED'].includes(String(after.code)), JSON.stringify(after));
  },
);
