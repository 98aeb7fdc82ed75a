/**
 * `npm test`: everything that is checked, in the order in which a mistake is cheapest to find. All of it runs even
 * when something fails; the last line says how it went.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { findBrowsers, installMissing, installText, missingEngines } from './browsers.ts';
import { build } from './build.ts';
import { bundleSizes, sizesText } from './bundle-sizes.ts';
import { runFlows } from './flow-runs.ts';
import { nodeTests } from './node-tests.ts';
import { run } from './run.ts';
import { sourceFiles } from './source-files.ts';
import { NONE, single, sum, type Totals } from './test-totals.ts';

const root = resolve(import.meta.dirname, '..');
const inCi = process.env.CI === 'true';
const results: { readonly name: string; readonly totals: Totals }[] = [];

async function part(name: string, work: () => Promise<Totals> | Totals): Promise<void> {
  console.log(`\n== ${name} ${'='.repeat(Math.max(3, 76 - name.length))}`);
  const start = Date.now();
  let totals = single(false);
  try {
    totals = await work();
  } catch (error) {
    console.error(error);
  }
  results.push({ name, totals });
  console.log(`${line(totals)} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}

function line({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function tool(program: string, ...args: string[]): Promise<Totals> {
  const { code, output } = await run('npx', ['--no-install', program, ...args], { cwd: root });
  if (code !== 0) console.log(output);
  return single(code === 0);
}

const totalsSchema = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() });

async function pageTests(): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'page-tests-'));
  const file = join(folder, 'totals.json');
  try {
    const { code, output } = await run('npx', ['--no-install', 'wtr'], {
      cwd: root,
      env: { PAGE_TOTALS: file },
    });
    const totals = totalsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (code !== 0) console.log(output);
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const unitFiles = sourceFiles(root, (path) => path.endsWith('.test.ts') && !path.startsWith('e2e/'));
const rules = 'scripts/import-rules.test.ts';

await part('Browsers', async () => {
  const found = await installMissing(root);
  const missing = missingEngines(found);
  for (const [name, program] of Object.entries(found)) {
    console.log(`${name}: ${typeof program === 'string' ? program : program.browser}`);
  }
  if (missing.length > 0 && !inCi) console.log(`The flows do not run in: ${missing.join(', ')}.`);
  return inCi ? sum(missing.map(() => single(false))) : NONE;
});
await part('Format and lint', () => tool('biome', 'check', '.'));
await part('Types', () => tool('tsc', '-p', 'tsconfig.json'));
await part('Who imports whom', () => nodeTests({ root, files: [rules] }));
await part('Unit tests', () =>
  nodeTests({ root, files: unitFiles.filter((path) => path !== rules), reporter: 'dot' }),
);
await part('In-page tests', pageTests);
await part('Build', async () => single(await build(root)));
await part('Built files', () => {
  console.log(sizesText(bundleSizes(root), false));
  return nodeTests({ root, files: sourceFiles(root, (path) => path.endsWith('.built-test.ts')) });
});
await part('Cross-site flows', async () => {
  const runs = await runFlows(root);
  if (runs.length === 0) console.log(installText(missingEngines(findBrowsers())));
  for (const { engine, totals } of runs) console.log(`${engine.padEnd(10)}${line(totals)}`);
  return runs.length === 0 ? single(false) : sum(runs.map(({ totals }) => totals));
});

const total = sum(results.map(({ totals }) => totals));
console.log(`\n== Sum ${'='.repeat(73)}`);
for (const { name, totals } of results) console.log(`${name.padEnd(20)}${line(totals)}`);
if (total.skipped > 0) console.log(`${total.skipped} tests were skipped; their reasons stand above.`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
