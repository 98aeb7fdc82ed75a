/** `npm run flows -- [chromium|firefox|webkit|all] [part of a flow's name]`: builds, then runs the flows. */
import { resolve } from 'node:path';
import { ENGINE_NAMES } from '../e2e/engines/engine.ts';
import { findBrowsers, installText, missingEngines } from './browsers.ts';
import { build } from './build.ts';
import { runFlows } from './flow-runs.ts';
import { sum } from './test-totals.ts';

const root = resolve(import.meta.dirname, '..');
const [which = 'all', filter] = process.argv.slice(2);
const engines = ENGINE_NAMES.filter((name) => which === 'all' || which === name);
const missing = missingEngines(findBrowsers()).filter((name) => engines.includes(name));
if (engines.length === 0)
  throw new Error(`"${which}" is no engine. Use one of: ${ENGINE_NAMES.join(', ')}, all`);
if (missing.length > 0) console.log(installText(missing));
// FLOWS_BUILT=1 uses dist/ as it is.
if (process.env.FLOWS_BUILT !== '1' && !(await build(root))) process.exit(1);
const runs = await runFlows(root, engines, filter);
const { passed, failed } = sum(runs.map((each) => each.totals));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
