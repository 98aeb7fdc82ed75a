/** The cross-site flows, engine by engine, over whatever is built in dist/. */
import { ENGINE_NAMES, type EngineName } from '../e2e/engines/engine.ts';
import { findBrowsers } from './browsers.ts';
import { nodeTests } from './node-tests.ts';
import { sourceFiles } from './source-files.ts';
import type { Totals } from './test-totals.ts';

export interface FlowRun {
  readonly engine: EngineName;
  readonly totals: Totals;
}

/** @param engines those that are not on this machine are left out; the caller says so */
export async function runFlows(
  root: string,
  engines: readonly EngineName[] = ENGINE_NAMES,
  filter?: string,
): Promise<readonly FlowRun[]> {
  const found = findBrowsers();
  const files = sourceFiles(root, (path) => path.startsWith('e2e/') && path.endsWith('.flow.ts'));
  const runs: FlowRun[] = [];
  for (const engine of engines.filter((name) => found[name] !== undefined)) {
    console.log(`\nFlows in ${engine}`);
    const totals = await nodeTests({
      root,
      files,
      inTurn: true,
      env: { FLOW_ENGINE: engine },
      ...(filter === undefined ? {} : { filter }),
    });
    runs.push({ engine, totals });
  }
  return runs;
}
