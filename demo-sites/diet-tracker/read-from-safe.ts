import type { HumanFS, ReadOptions, Series } from '../humanfs-types.ts';

/** What the script tag in index.html brings. */
declare const humanfs: HumanFS;

export const VARIABLES = ['Arthritis Severity', 'Step Count'] as const;
export type Variable = (typeof VARIABLES)[number];

const PURPOSE: Readonly<Record<Variable, string>> = {
  'Arthritis Severity': 'Find foods that make it worse',
  'Step Count': 'See how much you walk on good and bad days',
};

/**
 * Asks the person's safe. Call it first thing in a click: a browser lets a page open a window only then, and the
 * safe asks its person in a window of its own. What was allowed before comes without a window.
 * @throws HumanFSError with a `code`, CONSENT_DENIED for one
 */
export function readFromSafe(variable: Variable): Promise<Series> {
  return humanfs.requestRead(variable, optionsFor(variable, 'auto'));
}

/** Reads what was allowed before and never asks, so it needs no click. */
export function readAgain(variable: Variable): Promise<Series> {
  return humanfs.requestRead(variable, optionsFor(variable, 'never'));
}

/** Those of this site's variables that the person lets it read now. */
export async function allowedNow(): Promise<ReadonlySet<Variable>> {
  await humanfs.ready;
  const grants = await humanfs.variables();
  return new Set(
    VARIABLES.filter((name) => grants.some(({ access, variable }) => access === 'read' && variable === name)),
  );
}

/** Something was allowed, stopped or added, in whichever window. */
export function onNews(listener: () => void): void {
  humanfs.on('grants', listener);
  humanfs.on('data', listener);
}

export function openSafe(): void {
  humanfs.open();
}

function optionsFor(variable: Variable, interaction: 'auto' | 'never'): ReadOptions {
  return { purpose: PURPOSE[variable], interaction };
}
