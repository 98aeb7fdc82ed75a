/**
 * Tests that run inside one page, in the Chromium that is installed. CSS and `import.meta.env` do not load here:
 * CSS is imported in entries only. PAGE_TOTALS names a file for the counts, which `npm test` adds up.
 */
import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher, defaultReporter } from '@web/test-runner';
import { tsImport } from 'tsx/esm/api';

const { findBrowsers, installText } = await tsImport('./scripts/browsers.ts', import.meta.url);

const executablePath = findBrowsers().chromium;
if (executablePath === undefined) throw new Error(installText(['chromium']));
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function count(suite) {
  const own = { passed: 0, failed: 0, skipped: 0 };
  for (const test of suite?.tests ?? []) {
    if (test.skipped) own.skipped += 1;
    else if (test.passed) own.passed += 1;
    else own.failed += 1;
  }
  for (const inner of suite?.suites ?? []) {
    for (const [kind, number] of Object.entries(count(inner))) own[kind] += number;
  }
  return own;
}

const totals = {
  onTestRunFinished({ sessions }) {
    const sum = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      const own = count(session.testResults);
      // A file that does not load has no tests and must not look like success.
      if (!session.passed && own.failed === 0) own.failed = 1;
      for (const [kind, number] of Object.entries(own)) sum[kind] += number;
    }
    if (process.env.PAGE_TOTALS) writeFileSync(process.env.PAGE_TOTALS, JSON.stringify(sum));
  },
};

export default {
  files: ['protocol', 'host-sdk', 'frame-app', 'demo-sites'].map(
    (folder) => `${folder}/**/*.page-test.{ts,tsx}`,
  ),
  nodeResolve: true,
  plugins: [esbuildPlugin({ ts: true, tsx: true, target: 'es2022', tsconfig: './tsconfig.json' })],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath,
        args: [...asRoot, '--disable-gpu', '--disable-background-networking'],
      },
      concurrency: 1,
    }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: 20_000 } },
  testsFinishTimeout: 180_000,
  reporters: [defaultReporter({ reportTestProgress: false, reportTestResults: true }), totals],
};
