import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseOrigin, sharesSiteByName } from './origins.ts';

const origin = (text: string) => {
  const parsed = parseOrigin(text);
  assert.ok(parsed !== undefined, text);
  return parsed;
};

describe('origins', () => {
  it('takes https, and http on loopback, whole', () => {
    for (const good of [
      'https://app.example',
      'https://app.example:8443',
      'http://localhost:1',
      'http://pain.localhost:4400',
      'http://127.0.0.1:80800'.slice(0, 21),
      'http://[::1]:99',
    ])
      assert.equal(parseOrigin(good), good);
  });

  it('refuses everything else', () => {
    for (const bad of [
      'null',
      '',
      '*',
      'http://app.example',
      'https://app.example/',
      'https://app.example/path',
      'https://user@app.example',
      'HTTPS://app.example',
      'https://APP.example',
      'https://app.example:443',
      'ftp://app.example',
      'data:text/html,x',
      'blob:https://app.example/1',
      'file:///etc/hosts',
      'http://localhost.example',
      'http://127.0.0.1.example',
      'https://app.example, https://b.example',
    ])
      assert.equal(parseOrigin(bad), undefined, bad);
  });

  it('never confuses a look-alike with the origin it contains', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('https://safe.example', 'https://app.example'),
        fc.webUrl(),
        (own, other) => {
          const parsed = parseOrigin(new URL(other).origin);
          if (parsed !== undefined) assert.equal(String(parsed) === own, new URL(other).origin === own);
        },
      ),
    );
    assert.equal(
      sharesSiteByName(origin('https://safe.example'), origin('https://safe.example.evil.test')),
      false,
    );
    assert.equal(sharesSiteByName(origin('https://notsafe.example'), origin('https://safe.example')), false);
  });

  it('sees one site where one host is inside the other, or only the port differs', () => {
    const safe = origin('http://safe.localhost:4400');
    assert.equal(sharesSiteByName(safe, origin('http://app.safe.localhost:4400')), true);
    assert.equal(sharesSiteByName(origin('http://app.safe.localhost:4400'), safe), true);
    assert.equal(sharesSiteByName(safe, origin('http://safe.localhost:5599')), true);
    assert.equal(sharesSiteByName(safe, origin('http://pain.localhost:4400')), false);
  });
});
