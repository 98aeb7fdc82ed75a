/** Runs files with node's test runner: people read one report, the counts come from another. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';
import { nodeTotals, type Totals } from './test-totals.ts';

export interface NodeTestOptions {
  readonly root: string;
  readonly files: readonly string[];
  /** Only tests whose name matches. */
  readonly filter?: string;
  /** One file after the other: for tests that share a screen and two processor cores. */
  readonly inTurn?: boolean;
  /** `dot` where there are many quick ones, `spec` where each one takes its time. */
  readonly reporter?: 'dot' | 'spec';
  readonly env?: Readonly<Record<string, string>>;
}

export async function nodeTests(options: NodeTestOptions): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'node-tests-'));
  const tap = join(folder, 'tap');
  try {
    const args = [
      ...['--import', 'tsx', '--test'],
      ...[`--test-reporter=${options.reporter ?? 'spec'}`, '--test-reporter-destination=stdout'],
      ...['--test-reporter=tap', `--test-reporter-destination=${tap}`],
      ...(options.inTurn ? ['--test-concurrency=1'] : []),
      ...(options.filter ? [`--test-name-pattern=${options.filter}`] : []),
      ...options.files,
    ];
    const { code } = await run(process.execPath, args, {
      cwd: options.root,
      show: true,
      ...(options.env ? { env: options.env } : {}),
    });
    return nodeTotals(readIfThere(tap), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
