import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headersFor } from './headers.ts';
import { PATH_KINDS, pathKind } from './path-kinds.ts';

const at = (path: string) => headersFor(pathKind(path));
const directives = (path: string) => (at(path)['Content-Security-Policy'] ?? '').split('; ');

const unknownPaths = [
  '/frame/extra',
  '/frame',
  '/FRAME/',
  '/%66rame/',
  '/frame/../consent/',
  '/consent',
  '/humanfs.js.map',
  '/favicon.ico',
  '/no/such/page',
  '//frame/',
  '',
];

test('each path of the safe is told apart, and every other path is "not found"', () => {
  const expected = {
    '/': 'safe',
    '/index.html': 'safe',
    '/consent/': 'consent',
    '/frame/': 'frame',
    '/humanfs.js': 'script',
    '/workers/importer-Ab12.js': 'worker',
    '/assets/frame-Ab12.js': 'asset',
  };
  for (const [path, kind] of Object.entries(expected)) assert.equal(pathKind(path), kind, path);
  for (const path of unknownPaths) assert.equal(pathKind(path), 'not-found', path);
});

test('only the frame may be framed', () => {
  assert.ok(!directives('/frame/').some((directive) => directive.startsWith('frame-ancestors')));
  for (const path of ['/', '/consent/', '/humanfs.js', '/workers/a.js', '/assets/a.css', ...unknownPaths]) {
    assert.ok(directives(path).includes("frame-ancestors 'none'"), path);
  }
});

test('frame, script, workers and assets load inside an app that asks for COEP', () => {
  for (const path of ['/frame/', '/humanfs.js', '/workers/a.js', '/assets/a.js']) {
    assert.equal(at(path)['Cross-Origin-Embedder-Policy'], 'require-corp', path);
    assert.equal(at(path)['Cross-Origin-Resource-Policy'], 'cross-origin', path);
  }
  for (const path of ['/', '/consent/', '/nothing']) {
    assert.equal(at(path)['Cross-Origin-Resource-Policy'], 'same-origin', path);
  }
});

test('any page may read the host script, none may read a page of the safe', () => {
  for (const path of ['/humanfs.js', '/workers/a.js', '/assets/a.js']) {
    assert.equal(at(path)['Access-Control-Allow-Origin'], '*', path);
  }
  for (const path of ['/', '/consent/', '/frame/', '/nothing']) {
    assert.equal(at(path)['Access-Control-Allow-Origin'], undefined, path);
  }
});

test('safe pages are cut off from who opened them, the consent window is not', () => {
  assert.equal(at('/')['Cross-Origin-Opener-Policy'], 'same-origin');
  assert.equal(at('/nothing')['Cross-Origin-Opener-Policy'], 'same-origin');
  assert.equal(at('/consent/')['Cross-Origin-Opener-Policy'], undefined);
  assert.equal(at('/frame/')['Cross-Origin-Opener-Policy'], undefined);
});

test('pages run own scripts and own styles, speak to their own origin and take no markup from text', () => {
  for (const path of ['/', '/consent/', '/frame/']) {
    for (const needed of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "object-src 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default',
    ]) {
      assert.ok(directives(path).includes(needed), `${path} lacks ${needed}`);
    }
  }
});

test('a worker can reach no network', () => {
  const policy = directives('/workers/importer-Ab12.js');
  assert.ok(policy.includes("connect-src 'none'"));
  assert.ok(policy.includes("default-src 'none'"));
});

test('every response: nothing unsafe, no sniffing, no referrer, own agent cluster, features refused', () => {
  for (const kind of PATH_KINDS) {
    const headers = headersFor(kind);
    assert.doesNotMatch(headers['Content-Security-Policy'] ?? '', /unsafe|\*|https?:|data:|blob:/, kind);
    assert.equal(headers['X-Content-Type-Options'], 'nosniff', kind);
    assert.equal(headers['Referrer-Policy'], 'no-referrer', kind);
    assert.equal(headers['Origin-Agent-Cluster'], '?1', kind);
    assert.match(headers['Permissions-Policy'] ?? '', /camera=\(\).*geolocation=\(\).*microphone=\(\)/, kind);
  }
  assert.match(
    at('/frame/')['Permissions-Policy'] ?? '',
    /publickey-credentials-get=\(\), storage-access=\(self\)/,
  );
  assert.match(
    at('/consent/')['Permissions-Policy'] ?? '',
    /publickey-credentials-get=\(self\), storage-access=\(\)/,
  );
});

test('only files named by their content are kept for ever', () => {
  for (const kind of PATH_KINDS) {
    const forEver = headersFor(kind)['Cache-Control']?.includes('immutable') ?? false;
    assert.equal(forEver, kind === 'asset' || kind === 'worker', kind);
  }
});
