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
  const here = engines.filter((name) => found[name] !== undefined);
  const runOne = async (engine: EngineName): Promise<FlowRun> => {
    const totals = await nodeTests({
      root,
      files,
      inTurn: true,
      env: { FLOW_ENGINE: engine },
      ...(filter === undefined ? {} : { filter }),
    });
    return { engine, totals };
  };
  const inTurn = async (lane: readonly EngineName[]): Promise<FlowRun[]> => {
    const runs: FlowRun[] = [];
    for (const engine of lane) runs.push(await runOne(engine));
    return runs;
  };
  // Two lanes for two cores: a flow mostly waits for its browser. Each line names its engine.
  console.log(`Flows in ${here.join(', ')}`);
  const runs = await Promise.all([
    inTurn(here.filter((name) => name === 'chromium')),
    inTurn(here.filter((name) => name !== 'chromium')),
  ]);
  return runs.flat();
}
