/** Several things asked for in one window, each with its own switch; and giving access up again. */
import assert from 'node:assert/strict';
import { flow } from '../harness.ts';
import { answerOf, appPage, whenReady } from '../made-app.ts';
import { Person } from '../person.ts';

const calls = {
  connect: `humanfs.connect([
    { access: 'read', variable: 'Arthritis Severity' },
    { access: 'read', variable: 'Step Count' },
    { access: 'write', variable: 'Fatigue', unit: '{score}', category: 'Symptoms' },
  ], { purpose: 'Plan your week' })`,
  again: `humanfs.connect([{ access: 'read', variable: 'arthritis severity' }])`,
  pain: `humanfs.requestRead('Arthritis Severity', { interaction: 'never' }).then(told)`,
  steps: `humanfs.requestRead('Step Count', { interaction: 'never' }).then(told)`,
  release: `humanfs.release('Arthritis Severity')`,
  variables: 'humanfs.variables()',
  withExtras: `humanfs.requestRead('Arthritis Severity', { include: ['notes', 'offsets'] }).then((s) => [s.length, s.notes === null, s.offsets === null])`,
  byDay: `humanfs.requestRead('Arthritis Severity', { granularity: 'week', interaction: 'never' }).then(told)`,
  busy: `Promise.all([humanfs.requestRead('Mood'), humanfs.requestRead('Sleep')])`,
};

flow('several scopes share one window, and what is switched off is not given', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const page = await world.engine.open(
    await world.site('clinic.localhost', { '/': appPage(world.safe, calls) }),
  );
  await whenReady(page);
  const window = await person.asksFor(page, '#connect');
  await window.text({ role: 'button', name: 'Allow' });
  assert.match(await window.text('h1'), /asks for several things/);
  assert.match(await window.text('main'), /You are sharing 3 of 3/);
  await person.press(window, { role: 'checkbox', name: 'Read Step Count' });
  assert.match(await window.text('main'), /You are sharing 2 of 3/);
  await person.choose(window, 'Until I revoke it');
  await person.allow(window);
  const connected = Object((await answerOf(page, 'connect')).ok);
  assert.deepEqual(connected.refused, [1]);
  assert.deepEqual(
    connected.granted.map(
      ({ access, variable, until }: { access: string; variable: string; until: number | null }) => [
        access,
        variable,
        until,
      ],
    ),
    [
      ['read', 'Arthritis Severity', null],
      ['write', 'Fatigue', null],
    ],
  );

  await person.press(page, '#pain');
  assert.equal(Object((await answerOf(page, 'pain')).ok).rows, 166);
  await person.press(page, '#steps');
  assert.equal((await answerOf(page, 'steps')).code, 'CONSENT_REQUIRED');
  await person.press(page, '#again');
  assert.equal(Object((await answerOf(page, 'again')).ok).granted.length, 1, 'what is covered asks nobody');
  await person.press(page, '#byDay');
  const weekly = Object((await answerOf(page, 'byDay')).ok);
  assert.ok(weekly.rows > 20 && weekly.rows < 30, `${weekly.rows} weeks in half a year`);

  // Given up here at once, and in the safe at the next meeting, which must not bring it back.
  await person.press(page, '#release');
  assert.equal((await answerOf(page, 'release')).ok, 1);
  await person.press(page, '#pain');
  assert.equal((await answerOf(page, 'pain')).code, 'CONSENT_REQUIRED');
  const meeting = await person.asksFor(page, '#connect');
  await meeting.text({ role: 'button', name: 'Allow' });
  await person.deny(meeting);
  await person.press(page, '#variables');
  const left: unknown = (await answerOf(page, 'variables')).ok;
  assert.deepEqual(
    Array.isArray(left) && left.map((grant: unknown) => Reflect.get(Object(grant), 'variable')),
    ['Fatigue'],
  );
});

flow('notes and zones come only if the person switches them on', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const page = await world.engine.open(
    await world.site('clinic.localhost', { '/': appPage(world.safe, calls) }),
  );
  await whenReady(page);
  const kept = await person.asksFor(page, '#withExtras');
  await person.allow(kept);
  assert.deepEqual((await answerOf(page, 'withExtras')).ok, [166, true, true]);
  const given = await person.asksFor(page, '#withExtras');
  await given.text({ role: 'button', name: 'Allow' });
  await given.click({ text: 'The site also asks for' });
  await person.press(given, { role: 'checkbox', name: 'Your notes too' });
  assert.match(await given.text('main'), /Your notes too\. Not your name\./);
  await person.allow(given);
  assert.deepEqual((await answerOf(page, 'withExtras')).ok, [166, false, true]);
});

flow('one window at a time: a second question waits its turn', async (world) => {
  const person = new Person(world);
  await person.savesDiary();
  const page = await world.engine.open(
    await world.site('clinic.localhost', { '/': appPage(world.safe, calls) }),
  );
  await whenReady(page);
  const window = await person.asksFor(page, '#busy');
  assert.equal((await answerOf(page, 'busy')).code, 'CONSENT_BUSY');
  await window.text({ role: 'button', name: 'Deny' });
  await person.deny(window);
});
