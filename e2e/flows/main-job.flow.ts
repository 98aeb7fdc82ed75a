/** The main job: data of one site reaches another site, by consent, and stops when the person stops it. */
import assert from 'node:assert/strict';
import type { Page, View } from '../engines/engine.ts';
import { flow } from '../harness.ts';
import { Person } from '../person.ts';

const READ = '[data-testid="read-arthritis-severity"]';
const PAIN = '[data-variable="Arthritis Severity"]';

/** Facts that the diet page shows of a series, as it was told them. */
function fact(page: View, name: string): Promise<string> {
  return page.until(
    (wanted: string) =>
      document
        .querySelector(`[data-testid="${wanted}"] [data-value], [data-testid="${wanted}"][data-value]`)
        ?.getAttribute('data-value') ?? '',
    name,
  );
}

const errorCode = (page: View): Promise<string> =>
  page.until(() => document.querySelector('[data-testid="error"]')?.getAttribute('data-code') ?? '');

async function readsPain(
  person: Person,
  diet: Page,
  length: 'Only this time' | 'For 30 days',
): Promise<void> {
  const window = await person.asksFor(diet, READ);
  await person.choose(window, length);
  await person.allow(window);
  await diet.text(`${PAIN} [data-testid="result"]`);
}

flow('from a fresh profile to the chart on another site in at most 7 presses', async (world) => {
  const person = new Person(world);
  const pain = await world.engine.open(world.pain);
  const window = await person.asksFor(pain, '[data-testid="save"]');
  await person.createSafe(window);
  await window.text({ role: 'button', name: 'Allow' });
  assert.match(await window.text('h1'), new RegExp(`^${world.pain} wants to add to Arthritis Severity$`));
  assert.match(await window.text('main'), /It would add\s+168 entries/);
  assert.equal(
    await window.evaluate(() => document.activeElement?.tagName),
    'H1',
    'focus starts on the heading',
  );
  assert.equal(await window.evaluate(() => location.hash), '', 'the ticket has left the address');
  await person.allow(window);
  const receipt = await pain.text('[data-testid="receipt"]');
  assert.match(receipt, /168 sent: 166 new, 1 same, 1 corrected/);

  await person.press(pain, '[data-testid="next"]');
  const diet = await world.engine.window(world.diet);
  const asked = await person.asksFor(diet, READ);
  await asked.text({ role: 'button', name: 'Allow' });
  assert.match(await asked.text('h1'), new RegExp(`^${world.diet} wants to read Arthritis Severity$`));
  assert.match(
    await asked.text('main'),
    /166 entries, .*New entries too, until access ends\. Not your notes\. Not your name\./s,
  );
  await person.choose(asked, 'For 30 days');
  await person.allow(asked);
  await diet.text(`${PAIN} [data-testid="chart"], [data-testid="chart"]`);
  assert.ok(person.presses <= 7, `${person.presses} presses`);

  assert.equal(await fact(diet, 'count'), '166');
  assert.equal(await fact(diet, 'unit'), '{score}');
  assert.ok(await fact(diet, 'as-of'));
  assert.ok(await fact(diet, 'range'));

  await diet.reload();
  assert.equal(await fact(diet, 'count'), '166', 'reads again after a reload');
  const windows = await Promise.all((await world.engine.pages()).map((page) => page.url()));
  assert.ok(!windows.some((url) => url.includes('/consent/')), 'without asking');

  const violations = (await world.engine.messages()).filter((line) =>
    /content.security.policy|trusted.?types|refused/i.test(line),
  );
  assert.deepEqual(violations, []);
});

flow('Deny and a closed window say which, and leave no access behind', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const diet = await world.engine.open(world.diet);
  const denied = await person.asksFor(diet, READ);
  await person.deny(denied);
  assert.equal(await errorCode(diet), 'CONSENT_DENIED');

  const dismissed = await person.asksFor(diet, READ);
  await dismissed.text({ role: 'button', name: 'Allow' });
  await dismissed.close();
  await diet.until(
    () => document.querySelector('[data-testid="error"]')?.getAttribute('data-code') === 'CONSENT_DISMISSED',
  );

  const safe = await person.openSafe('Apps');
  assert.equal(await safe.count({ role: 'button', name: /^Stop/ }), 0);
});

flow('"Only this time" asks again next time and leaves nothing in the partition', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const diet = await world.engine.open(world.diet);
  await readsPain(person, diet, 'Only this time');
  assert.equal(await fact(diet, 'count'), '166');
  const kept = await diet.frame('/frame/').evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('humanfs-partition');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction('records').objectStore('records').getAll();
          all.onsuccess = () => {
            const rows: unknown[] = all.result;
            resolve(
              rows.reduce<number>(
                (sum, row) =>
                  sum + (row instanceof Uint8Array ? 1 : (Reflect.get(Object(row), 'grants')?.length ?? 1)),
                0,
              ),
            );
          };
        };
      }),
  );
  assert.equal(kept, 0, 'neither a grant nor a piece of data');
  await diet.reload();
  const again = await person.asksFor(diet, READ);
  await again.text({ role: 'button', name: 'Allow' });
  await person.deny(again);
});

flow(
  'Stop in the safe is followed by GRANT_REVOKED, and the page says when it took effect',
  async (world) => {
    const person = new Person(world);
    await person.savesDiary();
    const diet = await world.engine.open(world.diet);
    await readsPain(person, diet, 'For 30 days');
    await diet.reload();
    const live = (await fact(diet, 'live')) === 'true';
    await person.stops(world.diet);

    // The page looks again when the person comes back to it; only with a live handle does that look find the stop.
    await diet.reload();
    if (live) {
      assert.equal(await errorCode(diet), 'GRANT_REVOKED');
      assert.match(
        await diet.text('[data-testid="error"]'),
        /You stopped sharing\. Your safe told this site at once\./,
      );
    } else {
      assert.equal(
        await fact(diet, 'live'),
        'false',
        'without a handle the page keeps what it was given, until a meeting',
      );
      const meeting = await person.asksFor(diet, '[data-testid="read-step-count"]');
      await person.deny(meeting);
      await diet.reload();
      assert.equal(await errorCode(diet), 'GRANT_REVOKED');
      assert.match(
        await diet.text('[data-testid="error"]'),
        /You stopped sharing\. Your safe told this site when they last met\./,
      );
    }
    // A later press may ask again, and the person is told that it was stopped before.
    const again = await person.asksFor(diet, READ);
    await again.text({ role: 'button', name: 'Allow' });
    assert.match(await again.text('main'), /You stopped this on/);
    await person.deny(again);
  },
);
