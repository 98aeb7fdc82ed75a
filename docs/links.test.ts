/** Links from page to page, to pictures and to headings lead somewhere. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { anchor, PAGES, page, root } from './testing/pages.ts';

function anchors(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading));
}

for (const path of PAGES) {
  test(`the links of ${path}`, () => {
    const text = page(path);
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|\ssrc="([^"]+)"/g)]
      .map(([, link, picture]) => link ?? picture ?? '')
      .filter((link) => !/^https?:/.test(link));
    for (const link of links) {
      const [target = '', heading] = link.split('#');
      const file = target === '' ? resolve(root, path) : resolve(root, dirname(path), target);
      assert.ok(existsSync(file), link);
      if (heading !== undefined) assert.ok(anchors(file).includes(heading), link);
    }
  });
}

test('files that the pages name by their path exist', () => {
  for (const path of PAGES)
    for (const [, file = ''] of page(path).matchAll(
      /`((?:protocol|host-sdk|frame-app|demo-sites|e2e|scripts|bench|docs)\/[\w./-]+)`/g,
    ))
      if (!file.includes('/dist/')) assert.ok(existsSync(resolve(root, file)), `${path}: ${file}`);
});

test('pictures are small', () => {
  const pictures = ['diet.png', 'consent.png', 'security-model.svg'];
  const bytes = pictures.map((name) => statSync(resolve(root, 'docs/images', name)).size);
  assert.ok(bytes.reduce((sum, each) => sum + each, 0) < 300_000, bytes.join(' + '));
});
