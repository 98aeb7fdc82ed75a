/** The budgets that the pages name are the budgets that hold. Runs after a build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleSizes } from '../scripts/bundle-sizes.ts';
import { page, root } from './testing/pages.ts';

test('README and limits name the budgets that are held', () => {
  for (const path of ['README.md', 'docs/limits.md'])
    for (const { budget } of bundleSizes(root))
      assert.match(page(path).replace(/\s+/g, ' '), new RegExp(`\\b${budget / 1000} kB`), path);
});
