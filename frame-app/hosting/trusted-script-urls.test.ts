import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownScriptUrl } from './trusted-script-urls.ts';

const page = 'https://safe.example/consent/#ticket';

test('addresses of this origin become absolute and stay as they are', () => {
  assert.equal(ownScriptUrl('/workers/importer-1.js', page), 'https://safe.example/workers/importer-1.js');
  assert.equal(ownScriptUrl('../assets/a.js', page), 'https://safe.example/assets/a.js');
  assert.equal(ownScriptUrl('https://safe.example/x.js', page), 'https://safe.example/x.js');
});

test('everything else is refused', () => {
  for (const text of [
    'https://evil.example/x.js',
    '//evil.example/x.js',
    'http://safe.example/x.js',
    'https://safe.example:8443/x.js',
    'https://safe.example.evil.example/x.js',
    'https://safe.example@evil.example/x.js',
    'blob:https://safe.example/2f1c',
    'data:text/javascript,alert(1)',
    'javascript:alert(1)',
    'https://',
  ]) {
    assert.throws(() => ownScriptUrl(text, page), TypeError, text);
  }
});
