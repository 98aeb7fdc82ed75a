import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFramed } from './framed.ts';
import { hrefOf, parseRoute } from './routes.ts';
import { safeTitle } from './safe-title.ts';

test('each page has one address and comes back from it', () => {
  for (const page of ['overview', 'sources', 'activity', 'settings', 'safety'] as const) {
    assert.deepEqual(parseRoute(hrefOf(page)), { page });
  }
  assert.deepEqual(parseRoute(hrefOf('variables', 'abc-_1')), { page: 'variables', variable: 'abc-_1' });
  assert.deepEqual(parseRoute(hrefOf('apps', 'abc')), { page: 'apps', record: 'abc' });
  assert.deepEqual(parseRoute('#/variables'), { page: 'variables', variable: null });
});

test('any other address shows a page and throws nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.constant('#/variables/<img src=x>')), (hash) => {
      const route = parseRoute(hash);
      assert.ok('page' in route);
      if (route.page === 'variables') assert.match(route.variable ?? '', /^[\w-]{0,64}$/u);
    }),
  );
});

test('a window held by another one is framed', () => {
  const self = {};
  assert.equal(isFramed({ top: self, self }), false);
  assert.equal(isFramed({ top: {}, self }), true);
});

test('a safe is called after its person', () => {
  assert.equal(safeTitle('Mom'), 'Mom’s safe');
  assert.equal(safeTitle('Chris'), 'Chris’ safe');
  assert.equal(safeTitle('Family Safe'), 'Family Safe');
  assert.equal(safeTitle('  '), 'Your safe');
  assert.equal(safeTitle(null), 'Your safe');
});
