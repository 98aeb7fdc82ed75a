import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { headersFor } from '../frame-app/hosting/headers.ts';
import { PortTakenError, type Serving } from './http-sites.ts';
import { chosenPort, portTakenText } from './port.ts';
import { serveSites } from './serve.ts';

let root = '';
let serving: Serving;

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'sites-'));
  write('dist/safe/index.html', 'the safe');
  write('dist/safe/consent/index.html', 'the consent window');
  write('dist/safe/frame/index.html', 'the frame');
  write('dist/safe/humanfs.js', 'the script');
  write('dist/safe/assets/safe-1.js', 'an asset');
  write('dist/safe/404.html', 'nothing here');
  write('dist/safe/_headers', 'for the host');
  write('dist/safe/.secret', 'hidden');
  write('dist/secret.txt', 'beside the site');
  symlinkSync(join(root, 'dist/secret.txt'), join(root, 'dist/safe/link.txt'));
  write('dist/demo/pain/index.html', '<script src="http://safe.localhost:4400/humanfs.js"></script>');
  write('dist/demo/diet/index.html', 'diet');
  serving = await serveSites({ port: 0, root });
});

after(async () => {
  await serving.close();
  rmSync(root, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends the path as it is: fetch would tidy `..` away and set Host itself. */
function ask(
  host: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; to?: string } = {},
) {
  return new Promise<Answer>((done, failed) => {
    const headers = { host: `${host}:${serving.port}`, ...options.headers };
    const asked = request(
      { host: options.to ?? '127.0.0.1', port: serving.port, path, method: options.method ?? 'GET', headers },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    asked.on('error', failed);
    asked.end();
  });
}

test('each name has its own site', async () => {
  assert.equal((await ask('safe.localhost', '/')).body, 'the safe');
  assert.equal((await ask('SAFE.localhost', '/consent/')).body, 'the consent window');
  assert.equal((await ask('diet.localhost', '/')).body, 'diet');
  assert.equal((await ask('diet.localhost', '/humanfs.js')).status, 404);
});

test('pages of the safe carry the headers of their kind, "not found" included', async () => {
  for (const [path, kind, status] of [
    ['/', 'safe', 200],
    ['/consent/', 'consent', 200],
    ['/frame/', 'frame', 200],
    ['/humanfs.js', 'script', 200],
    ['/assets/safe-1.js', 'asset', 200],
    ['/assets/gone.js', 'not-found', 404],
    ['/frame/gone', 'not-found', 404],
    ['/gone', 'not-found', 404],
  ] as const) {
    const answer = await ask('safe.localhost', path);
    assert.equal(answer.status, status, path);
    for (const [name, value] of Object.entries(headersFor(kind))) {
      assert.equal(answer.headers[name.toLowerCase()], value, `${path} ${name}`);
    }
  }
  assert.equal((await ask('safe.localhost', '/gone')).body, 'nothing here');
});

test('nothing outside a site can be read', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/link.txt',
    '/_headers',
    '/.secret',
    '/%',
    '/%00',
    `/${resolve(root, 'dist/secret.txt')}`,
  ]) {
    const answer = await ask('safe.localhost', path);
    assert.equal(answer.status, 404, path);
    assert.equal(answer.body, 'nothing here', path);
  }
});

test('a folder without its slash moves there, never to another site', async () => {
  assert.equal((await ask('safe.localhost', '/consent')).headers.location, '/consent/');
  const tricky = await ask('safe.localhost', '//consent');
  assert.ok(!String(tricky.headers.location ?? '/').startsWith('//'));
});

test('demo pages name the port that is really served', async () => {
  const { body } = await ask('pain.localhost', '/');
  assert.equal(body, `<script src="http://safe.localhost:${serving.port}/humanfs.js"></script>`);
});

test('plain localhost says where to start, and an unknown name is not found but told the same', async () => {
  const landing = await ask('localhost', '/');
  assert.equal(landing.status, 200);
  assert.match(landing.body, new RegExp(`Start here: http://pain.localhost:${serving.port}/`));
  const unknown = await ask('evil.example', '/');
  assert.equal(unknown.status, 404);
  assert.match(unknown.body, /http:\/\/safe\.localhost/);
});

test('HEAD has headers and no body, an unchanged page is not sent again, other methods are refused', async () => {
  const head = await ask('safe.localhost', '/', { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.body, '');
  const again = await ask('safe.localhost', '/', { headers: { 'if-none-match': String(head.headers.etag) } });
  assert.equal(again.status, 304);
  assert.equal((await ask('safe.localhost', '/', { method: 'POST' })).status, 405);
});

test('a port that is taken is said so, with what to do', async () => {
  await assert.rejects(serveSites({ port: serving.port, root }), (error) => {
    assert.ok(error instanceof PortTakenError);
    assert.match(portTakenText(error.port), /already in use[\s\S]*PORT=\d+ npm start/);
    return true;
  });
  // The failed try did not disturb who had it.
  assert.equal((await ask('safe.localhost', '/')).status, 200);
});

test('nothing built: says which command builds', async () => {
  assert.throws(() => serveSites({ port: 0, root: tmpdir() }), /npm run build/);
});

test('PORT is a port or an error, never ignored', () => {
  assert.equal(chosenPort(undefined), 4400);
  assert.equal(chosenPort('8080'), 8080);
  for (const text of ['x', '0', '70000', '80.5', '-1'])
    assert.throws(() => chosenPort(text), RangeError, text);
});
