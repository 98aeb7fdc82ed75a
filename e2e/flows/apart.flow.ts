/** What one app must never see of another, and where the safe does not answer at all (threats 1, 2, 4, 7, 15, 30). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { flow, type World } from '../harness.ts';
import { answerOf, appPage, whenReady } from '../made-app.ts';
import { Person } from '../person.ts';

const HOUR = 3_600_000;
const read = (name: string, options = '{}') => `humanfs.requestRead('${name}', ${options}).then(told)`;
const QUIETLY = `{ interaction: 'never' }`;

const clinicCalls = {
  pain: read('Arthritis Severity'),
  painQuietly: read('Arthritis Severity', QUIETLY),
  steps: read('Step Count'),
  stepsQuietly: read('Step Count', QUIETLY),
  variables: 'humanfs.variables()',
};

async function clinicWithPain(world: World, person: Person, ownPort = false) {
  await person.savesDiary();
  const origin = await world.site('clinic.localhost', { '/': appPage(world.safe, clinicCalls) }, ownPort);
  const page = await world.engine.open(origin);
  await whenReady(page);
  const window = await person.asksFor(page, '#pain');
  await person.choose(window, 'For 30 days');
  await person.allow(window);
  const answer = await answerOf(page, 'pain');
  assert.equal(Reflect.get(Object(answer.ok), 'rows'), 166);
  return { origin, page };
}

flow('Allow for one variable is not Allow for another', async (world) => {
  const person = new Person(world);
  const { page } = await clinicWithPain(world, person);
  await person.press(page, '#stepsQuietly');
  assert.equal((await answerOf(page, 'stepsQuietly')).code, 'CONSENT_REQUIRED');
  const window = await person.asksFor(page, '#steps');
  await window.text({ role: 'button', name: 'Allow' });
  assert.match(await window.text('main'), /You have no entries called this/);
  await person.deny(window);
  assert.equal((await answerOf(page, 'steps')).code, 'CONSENT_DENIED');
});

flow('two apps see nothing of each other, nor do two origins of one site', async (world) => {
  const person = new Person(world);
  const { page } = await clinicWithPain(world, person);
  await person.press(page, '#variables');
  const own = JSON.stringify((await answerOf(page, 'variables')).ok);
  const sister = await world.site('clinic.localhost', { '/': appPage(world.safe, clinicCalls) }, true);
  const other = await world.site('other.localhost', { '/': appPage(world.safe, clinicCalls) });
  for (const origin of [sister, other]) {
    const stranger = await world.engine.open(origin);
    await whenReady(stranger);
    await person.press(stranger, '#variables');
    assert.deepEqual((await answerOf(stranger, 'variables')).ok, []);
    await person.press(stranger, '#painQuietly');
    assert.equal((await answerOf(stranger, 'painQuietly')).code, 'CONSENT_REQUIRED');
  }
  // And the app that has a grant still has it.
  await person.press(page, '#variables');
  assert.equal(JSON.stringify((await answerOf(page, 'variables')).ok), own);
});

flow('what crosses to two apps has no random token in common', async (world) => {
  const person = new Person(world);
  const { page } = await clinicWithPain(world, person);
  const other = await world.engine.open(
    await world.site('other.localhost', { '/': appPage(world.safe, clinicCalls) }),
  );
  await whenReady(other);
  const window = await person.asksFor(other, '#pain');
  await person.choose(window, 'For 30 days');
  await person.allow(window);
  await answerOf(other, 'pain');
  const tokens: string[][] = [];
  for (const app of [page, other]) {
    await person.press(app, '#variables');
    tokens.push(JSON.stringify((await answerOf(app, 'variables')).ok).match(/[A-Za-z0-9_-]{16,}/g) ?? []);
  }
  assert.ok(tokens.every((list) => list.length > 0));
  assert.deepEqual(
    tokens[0]?.filter((token) => tokens[1]?.includes(token)),
    [],
  );
});

flow("an app inside another site's page is refused, and one inside its own page is not", async (world) => {
  const person = new Person(world);
  const app = await world.site('clinic.localhost', {
    '/': appPage(world.safe, clinicCalls),
    '/own':
      '<!doctype html><title>Own</title><iframe src="/" title="clinic" width="400" height="200"></iframe>',
    '/opaque': `<!doctype html><title>Opaque</title><iframe sandbox="allow-scripts allow-popups" src="/" title="clinic" width="400" height="200"></iframe>`,
  });
  const other = await world.site('portal.localhost', {
    '/': `<!doctype html><title>Portal</title><iframe src="${app}/" title="clinic" width="400" height="200"></iframe>`,
  });
  for (const [address, code] of [
    [`${other}/`, 'EMBEDDING_REFUSED'],
    [`${app}/own`, 'CONSENT_REQUIRED'],
    [`${app}/opaque`, 'EMBEDDING_REFUSED'],
  ] as const) {
    const page = await world.engine.open(address);
    const clinic = page.frame('clinic.localhost');
    await clinic.until(() => typeof Reflect.get(globalThis, 'humanfs') === 'object');
    await clinic.click('#painQuietly');
    assert.equal((await answerOf(clinic, 'painQuietly')).code, code, address);
    await page.close();
  }
  void person;
});

flow("a safe on the app's own site or origin is refused", async (world) => {
  const person = new Person(world);
  const within = await world.site('app.safe.localhost', { '/': appPage(world.safe, clinicCalls) });
  const page = await world.engine.open(within);
  await page.until(() => typeof Reflect.get(globalThis, 'humanfs') === 'object');
  await person.press(page, '#painQuietly');
  assert.equal((await answerOf(page, 'painQuietly')).code, 'SAME_SITE');
});

flow('25 hours on, a snapshot is refused and gone', async (world) => {
  const person = new Person(world);
  const { page } = await clinicWithPain(world, person);
  world.shiftClock(25 * HOUR);
  await page.reload();
  await whenReady(page);
  await person.press(page, '#painQuietly');
  assert.equal((await answerOf(page, 'painQuietly')).code, 'LEASE_EXPIRED');
  const left = await page.frame('/frame/').evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const request = indexedDB.open('humanfs-partition');
        request.onerror = () => fail(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction('records').objectStore('records').getAll();
          all.onsuccess = () => {
            const rows: unknown[] = all.result;
            done(
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
  assert.equal(left, 0, 'the snapshot and its key are gone');

  // A press meets the safe again: nothing needs deciding, so the window closes by itself.
  await person.press(page, '#pain');
  const answer = await answerOf(page, 'pain');
  assert.equal(Reflect.get(Object(answer.ok), 'rows'), 166);
});

flow(
  'a page without a grant causes no storage-access request and opens nothing of the safe',
  async (world) => {
    const spy = `globalThis.asked = []; for (const name of ['requestStorageAccess', 'hasStorageAccess']) {
    const own = Document.prototype[name]; if (own) Document.prototype[name] = function (...all) { asked.push(name); return own.apply(this, all); }; }
    const open = IDBFactory.prototype.open; IDBFactory.prototype.open = function (name) { asked.push('open ' + name); return open.call(this, name); };`;
    world.changeSafe((reply, { path }) => {
      if (path === '/spy.js')
        return {
          status: 200,
          headers: { 'Content-Type': 'text/javascript', 'Cross-Origin-Resource-Policy': 'cross-origin' },
          body: spy,
        };
      if (path !== '/frame/') return reply;
      const html = Buffer.from(reply.body).toString('utf8');
      return { ...reply, body: html.replace('<script', '<script src="/spy.js"></script><script') };
    });
    const person = new Person(world);
    const page = await world.engine.open(
      await world.site('clinic.localhost', { '/': appPage(world.safe, clinicCalls) }),
    );
    await whenReady(page);
    for (const id of ['variables', 'painQuietly']) {
      await person.press(page, `#${id}`);
      await answerOf(page, id);
    }
    const asked = await page.frame('/frame/').evaluate(() => {
      const list: unknown = Reflect.get(globalThis, 'asked');
      return Array.isArray(list) ? list.map(String) : ['the spy did not load'];
    });
    assert.deepEqual([...new Set(asked)], ['open humanfs-partition']);
  },
);

flow('no message goes to everybody, and a stranger gets nothing out of the frame', async (world) => {
  const penpal = readFileSync(
    resolve(import.meta.dirname, '../../node_modules/penpal/dist/penpal.min.js'),
    'utf8',
  );
  const origin = await world.site('hostile-app.localhost', {
    '/': `<!doctype html><title>Hostile</title><iframe id="safe" src="${world.safe}/frame/" title="safe"></iframe>
      <script>${penpal.replaceAll('</', '<\\/')}</script>
      <script>
        globalThis.heard = [];
        addEventListener('message', (event) => heard.push([event.origin, String(event.data)]));
        const frame = document.getElementById('safe');
        frame.onload = async () => {
          const post = (data, ports = []) => frame.contentWindow.postMessage(data, ${JSON.stringify(world.safe)}, ports);
          post({ isCookieEnabled: true, method: 'read' });
          post({ namespace: 'penpal', type: 'SYN', participantId: 'a' });
          post('humanfs:init');
          const first = new MessageChannel(), second = new MessageChannel();
          post('humanfs:init', [first.port2]);
          post('humanfs:init', [second.port2]);
          const late = []; second.port1.onmessage = (event) => late.push(event.data);
          const remote = await Penpal.connect({ messenger: new Penpal.PortMessenger({ port: first.port1 }), methods: { command() {} } }).promise;
          const results = {};
          const ask = async (label, call) => { try { results[label] = await call(); } catch (error) { results[label] = 'threw ' + (error.code ?? error.message); } };
          await ask('constructor path', () => remote.constructor());
          await ask('deep path', () => remote.request.constructor('return 1'));
          await ask('proto path', () => remote.__proto__.toString());
          for (const verb of ['constructor', '__proto__', 'toString', 'eval'])
            await ask('verb ' + verb, () => remote.request({ verb, params: {}, isCookieEnabled: true }));
          await ask('proto params', () => remote.request(JSON.parse('{"verb":"read","params":{"__proto__":{"name":"x"}}}')));
          await ask('too long', () => remote.request({ verb: 'read', params: { name: 'x'.repeat(9999) } }));
          await ask('list', () => remote.request({ verb: 'list', params: {} }));
          globalThis.report = { results, late: late.length, heard };
        };
      </script>`,
  });
  const page = await world.engine.open(origin);
  await page.until(() => Reflect.get(globalThis, 'report') !== undefined);
  const { results, late, heard } = JSON.parse(
    await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'report'))),
  );
  for (const path of ['constructor path', 'deep path', 'proto path'])
    assert.match(String(results[path]), /^threw METHOD_NOT_FOUND/, path);
  for (const verb of [
    'verb constructor',
    'verb __proto__',
    'verb toString',
    'verb eval',
    'proto params',
    'too long',
  ])
    assert.equal(results[verb]?.error?.code, 'INVALID_REQUEST', verb);
  assert.deepEqual(results['list'], { ok: true, result: { grants: [] } });
  assert.equal(late, 0, 'a second INIT is ignored');
  assert.deepEqual(heard, [], 'the frame posts nothing to windows');
});
