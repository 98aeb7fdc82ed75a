import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headersFor } from '../frame-app/hosting/headers.ts';
import { missingHeaders } from '../frame-app/hosting/own-headers.ts';
import { EXACT_PATHS, FOLDERS, PATH_KINDS, type PathKind } from '../frame-app/hosting/path-kinds.ts';
import { blocks, page, sections } from './testing/pages.ts';

const text = page('docs/hosting.md');
const byPath = sections(text, 3);

function pathsOf(kind: PathKind): readonly string[] {
  if (kind === 'not-found') return [];
  return kind === 'worker' || kind === 'asset' ? [`${FOLDERS[kind]}*`] : EXACT_PATHS[kind];
}

/** The heading that names all paths of a kind and no other. */
function headingOf(kind: PathKind): string | undefined {
  const wanted = [...pathsOf(kind)].sort().join(' ');
  return [...byPath.keys()].find((heading) => {
    const named = [...heading.matchAll(/`(\/[^`]*)`/g)].map(([, path]) => path);
    return named.sort().join(' ') === wanted;
  });
}

for (const kind of PATH_KINDS) {
  test(`headers of "${kind}" are those that are sent`, () => {
    const section = byPath.get(headingOf(kind) ?? '') ?? '';
    const lines = Object.entries(headersFor(kind)).map(([name, value]) => `${name}: ${value}`);
    assert.deepEqual(blocks(section, 'http'), [`${lines.join('\n')}\n`]);
  });
}

test('no path stands there that is not served', () => {
  assert.equal(byPath.size, PATH_KINDS.length);
});

test('what the pages check for themselves is named', () => {
  const told = sections(text, 2).get('What happens without the headers') ?? '';
  for (const kind of ['safe', 'consent'] as const) {
    for (const line of missingHeaders(kind, new Headers())) {
      const name = line.startsWith('Content-Security-Policy')
        ? line.split(' ')[1]
        : line.slice(0, line.indexOf(':'));
      assert.ok(told.includes(`\`${name}\``), line);
    }
  }
});
