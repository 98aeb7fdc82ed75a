import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headersFor } from './headers.ts';
import { missingHeaders } from './own-headers.ts';

function changed(kind: 'safe' | 'consent', change: (headers: Headers) => void): readonly string[] {
  const headers = new Headers(headersFor(kind));
  change(headers);
  return missingHeaders(kind, headers);
}
const editPolicy = (from: string, to: string) => (headers: Headers) => {
  const before = headers.get('Content-Security-Policy') ?? '';
  assert.ok(before.includes(from), `the policy has ${from}`);
  headers.set('Content-Security-Policy', before.replace(from, to));
};

test('the pages as served by the own server miss nothing', () => {
  assert.deepEqual(missingHeaders('safe', new Headers(headersFor('safe'))), []);
  assert.deepEqual(missingHeaders('consent', new Headers(headersFor('consent'))), []);
});

test('a host that sends no headers at all is told every line', () => {
  const missing = missingHeaders('safe', new Headers());
  assert.ok(missing.includes("Content-Security-Policy: frame-ancestors 'none'"));
  assert.ok(missing.includes("Content-Security-Policy: require-trusted-types-for 'script'"));
  assert.ok(missing.includes('Cross-Origin-Opener-Policy: same-origin'));
  assert.ok(missing.includes('X-Content-Type-Options: nosniff'));
});

test('a weakened directive counts as missing', () => {
  const cases = [
    ["frame-ancestors 'none'", "frame-ancestors 'self'"],
    ["script-src 'self'", "script-src 'self' 'unsafe-inline'"],
    ["connect-src 'self'", 'connect-src *'],
    ["default-src 'none'", "default-src 'none' 'none'x"],
    ["form-action 'none'", 'form-actions none'],
  ] as const;
  for (const [from, to] of cases) {
    const wanted = `Content-Security-Policy: ${from}`;
    assert.deepEqual(changed('safe', editPolicy(from, to)), [wanted], to);
  }
});

test('a directive that comes first wins over a good one after it, as in the browser', () => {
  const missing = changed(
    'consent',
    editPolicy("default-src 'none'", "frame-ancestors *; default-src 'none'"),
  );
  assert.deepEqual(missing, ["Content-Security-Policy: frame-ancestors 'none'"]);
});

test('a second policy of the host does no harm: policies only narrow', () => {
  const missing = changed('safe', (headers) => headers.append('Content-Security-Policy', 'img-src *'));
  assert.deepEqual(missing, []);
});

test('an opener policy is needed on safe pages and breaks the consent window', () => {
  const drop = (headers: Headers) => headers.delete('Cross-Origin-Opener-Policy');
  const add = (headers: Headers) => headers.set('Cross-Origin-Opener-Policy', 'same-origin-allow-popups');
  assert.deepEqual(changed('safe', drop), ['Cross-Origin-Opener-Policy: same-origin']);
  assert.deepEqual(changed('consent', add), ['Cross-Origin-Opener-Policy: unsafe-none']);
});

test('styles may differ: the dev server adds them inline', () => {
  const missing = changed('safe', editPolicy("style-src 'self'", "style-src 'self' 'unsafe-inline'"));
  assert.deepEqual(missing, []);
});
