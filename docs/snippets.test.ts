/**
 * The code that the pages show is code that an app can write: every ts block is type-checked against the public
 * types, with `humanfs` and a button as a page has them. A block marked `ts module` imports for itself.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { PAGES, page, root } from './testing/pages.ts';

const sdk = JSON.stringify(resolve(root, 'host-sdk/index.ts'));
const PAGE = `import type { HumanFS, HumanFSError as Failure } from ${sdk};
declare const humanfs: HumanFS & { readonly HumanFSError: typeof Failure };
declare const button: HTMLButtonElement;
`;

const snippets = PAGES.flatMap((path) =>
  [...page(path).matchAll(/^```ts( module)?\n([\s\S]*?)^```$/gm)].map(([, isModule, code = '']) => ({
    path,
    code: isModule === undefined ? `${PAGE}${code}export {};\n` : code.replace("'humanfs'", sdk),
  })),
);

/** What the compiler says of these files; empty: nothing. */
function complaints(files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  const names = files.map((_, i) => `${i}.ts`);
  try {
    for (const [i, code] of files.entries()) writeFileSync(join(folder, `${i}.ts`), code);
    const options = { extends: resolve(root, 'tsconfig.json'), compilerOptions: { types: [] }, files: names };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...options, include: [] }));
    execFileSync(process.execPath, [resolve(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    return '';
  } catch (error) {
    return String(Reflect.get(Object(error), 'stdout') ?? error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the code on the pages has the types that it says', () => {
  assert.ok(snippets.length >= 8, `${snippets.length} blocks found`);
  const said = complaints(snippets.map(({ code }) => code));
  assert.equal(said, '', snippets.map(({ path }, i) => `${i}.ts is in ${path}`).join('\n'));
});

test('the check sees a wrong option', () => {
  const wrong = `${PAGE}await humanfs.requestRead('Pain', { limits: 3 });\nexport {};\n`;
  assert.match(complaints([wrong]), /limits/);
});
