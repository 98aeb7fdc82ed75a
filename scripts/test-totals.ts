/** Counts of one kind of tests, and reading them from what the runners write. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NONE: Totals = { passed: 0, failed: 0, skipped: 0 };

export function sum(all: readonly Totals[]): Totals {
  return all.reduce(
    (before, next) => ({
      passed: before.passed + next.passed,
      failed: before.failed + next.failed,
      skipped: before.skipped + next.skipped,
    }),
    NONE,
  );
}

/** One check that either holds or does not. */
export const single = (held: boolean): Totals => ({ passed: held ? 1 : 0, failed: held ? 0 : 1, skipped: 0 });

/**
 * The closing lines of node's test runner. A run that was broken off, or had no tests, counts as one failure:
 * silence must never look like success.
 * @param tap its TAP output
 * @param code its exit code
 */
export function nodeTotals(tap: string, code: number): Totals {
  const number = (name: string) => {
    const found = [...tap.matchAll(new RegExp(`^# ${name} (\\d+)$`, 'gm'))].at(-1)?.[1];
    return found === undefined ? null : Number(found);
  };
  const [passed, failed, cancelled] = [number('pass'), number('fail'), number('cancelled')];
  const skipped = (number('skipped') ?? 0) + (number('todo') ?? 0);
  if (passed === null || failed === null || cancelled === null) return single(false);
  const bad = failed + cancelled;
  const silent = bad === 0 && (code !== 0 || passed + skipped === 0);
  return { passed, failed: silent ? 1 : bad, skipped };
}
