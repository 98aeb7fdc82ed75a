import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headersFor } from './headers.ts';
import { headersFile } from './headers-file.ts';
import { pathKind } from './path-kinds.ts';

/** What a host that follows the file's rules would send: all matching rules, joined, after what `!` takes off. */
function served(file: string, path: string): Record<string, string> {
  const sent = new Map<string, string>();
  for (const block of file.trim().split('\n\n')) {
    const [pattern = '', ...lines] = block.split('\n');
    const matches = pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
    if (!matches) continue;
    for (const line of lines.map((each) => each.trim())) {
      if (line.startsWith('! ')) {
        sent.delete(line.slice(2));
        continue;
      }
      const colon = line.indexOf(':');
      const [name, value] = [line.slice(0, colon), line.slice(colon + 2)];
      const before = sent.get(name);
      sent.set(name, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return Object.fromEntries(sent);
}

test('a host that reads the file sends what the own server sends', () => {
  const file = headersFile();
  for (const path of [
    '/',
    '/index.html',
    '/consent/',
    '/frame/',
    '/frame/index.html',
    '/humanfs.js',
    '/workers/importer-Ab12.js',
    '/assets/frame-Ab12.js',
    '/frame/extra',
    '/consent',
    '/no/such/page',
  ]) {
    assert.deepEqual(served(file, path), headersFor(pathKind(path)), path);
  }
});

test('no line is longer than hosts read', () => {
  for (const line of headersFile().split('\n')) assert.ok(line.length <= 2000, line);
});
