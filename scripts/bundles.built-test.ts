/** What is in the built files and what is not. Runs after a build. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { readReport } from './build-report.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { reachOf } from './reach.ts';
import { SAFE_PAGES } from './sites.ts';
import { sourceFiles } from './source-files.ts';

const root = resolve(import.meta.dirname, '..');
const safe = resolve(root, 'dist/safe');
const report = readReport(resolve(root, 'dist'), 'client');
const built = sourceFiles(safe, (path) => /\.(js|css|html)$/.test(path));
const read = (path: string) => readFileSync(join(safe, path), 'utf8');
const pages = Object.values(SAFE_PAGES);

/** Code that makes, opens or wraps the root secret. */
const opensTheSafe = (module: string) =>
  module.startsWith('frame-app/vault/') &&
  /(^|[/-])(root|slots?|passkey|passphrase|unlock)([/.-]|$)/.test(module);

test('there is code that opens the safe, where this check looks for it', () => {
  const all = reachOf(report, SAFE_PAGES.consent, true).modules.filter(opensTheSafe);
  assert.notDeepEqual(
    all,
    [],
    'no module of the consent window is recognised: the check below would be empty',
  );
});

test('the frame holds no slot and no root code, at once or later', () => {
  const { modules } = reachOf(report, SAFE_PAGES.frame, true);
  assert.deepEqual(modules.filter(opensTheSafe), []);
});

test('the frame draws without the libraries of the pages: it stays small in strangers’ pages', () => {
  const { modules } = reachOf(report, SAFE_PAGES.frame, true);
  assert.deepEqual(
    modules.filter((module) => /node_modules\/(preact|@preact|uplot)\//.test(module)),
    [],
  );
});

test('no page has a script, a style or a handler in its markup', () => {
  for (const page of built.filter((path) => path.endsWith('.html'))) {
    const html = read(page);
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)[^>]*>/i, page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+\s*=|javascript:/i, page);
    for (const [, address = ''] of html.matchAll(/\s(?:src|href)="([^"]*)"/g)) {
      assert.match(address, /^\/(?!\/)/, `${page} loads ${address}`);
    }
  }
});

test('all sub-resources of the pages ask in CORS mode, so that a COEP app lets the frame load them', () => {
  for (const page of pages) {
    const html = read(page === SAFE_PAGES.safe ? 'index.html' : page.replace('frame-app/', ''));
    for (const [tag] of html.matchAll(/<(?:script|link rel="(?:modulepreload|stylesheet)")[^>]*>/g)) {
      assert.match(tag, /\scrossorigin(\s|>|=)/, tag);
    }
  }
});

/** Names that nobody asks for: namespaces, and the domain that is reserved for examples in messages. */
const NEVER_ASKED = [/^http:\/\/www\.w3\.org\//, /^https:\/\/([\w-]+\.)*example$/];

test('no shipped file names an address of somebody else', () => {
  for (const path of built) {
    const foreign = [...read(path).matchAll(/\bhttps?:\/\/[\w.-]+[^\s"'`)\\]*/g)]
      .map(([address]) => address)
      .filter((address) => !NEVER_ASKED.some((known) => known.test(address)));
    assert.deepEqual(foreign, [], path);
  }
});

test('no shipped file has a switch for tests, text that becomes code, or a message to anyone', () => {
  const forbidden = [
    /__(?:test|clock|e2e|debug)\w*/i,
    /\b(?:testMode|skipConsent|autoApprove|forTests?|isTest|NODE_ENV)\b/,
    /\beval\(/,
    /\bnew Function\(/,
    /postMessage\([^()]*,\s*["'`]\*["'`]/,
    /\bdocument\.write\(/,
  ];
  for (const path of built.filter((each) => each.endsWith('.js'))) {
    const code = read(path);
    for (const pattern of forbidden) assert.doesNotMatch(code, pattern, `${path}: ${pattern}`);
  }
});

test('the host script is one file that runs as a plain script', () => {
  const code = read('humanfs.js');
  assert.doesNotMatch(code, /^\s*(import|export)\b/m);
  assert.doesNotThrow(() => new Function(code));
});

for (const { name, bytes, budget } of bundleSizes(root)) {
  test(`${name} is within its budget`, () => {
    assert.ok(bytes <= budget, `${bytes} bytes, the budget is ${budget}`);
  });
}
