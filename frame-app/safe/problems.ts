import { isVaultError, type VaultErrorCode } from '../vault/errors.ts';

/** An error as a person needs it: what happened, what is safe, what to do. */
export interface Problem {
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
}

const UNCHANGED = 'Nothing was lost.';

const BY_CODE: Partial<Readonly<Record<VaultErrorCode, Problem>>> = {
  'storage-full': {
    happened: 'There is not enough space in this browser.',
    safe: 'Nothing was lost. What was in your safe is still there.',
    todo: 'Free some space on this device, then try again.',
  },
  'storage-failed': {
    happened: 'This browser did not let us use its storage.',
    safe: UNCHANGED,
    todo: 'Check that site data is allowed for this address. A private window may refuse it.',
  },
  'newer-format': {
    happened: 'Your safe was written by a newer version of this page.',
    safe: 'Nothing was changed.',
    todo: 'Reload this page to get the newer version.',
  },
  damaged: {
    happened: 'One part of your safe could not be opened.',
    safe: 'The other parts are fine.',
    todo: 'Save a copy now. Then bring in the file for that part again.',
  },
  locked: {
    happened: 'Your safe is locked.',
    safe: UNCHANGED,
    todo: 'Reload this page and open it.',
  },
  'no-safe': {
    happened: 'There is no safe in this browser any more.',
    safe: 'If you saved a copy, you still have that.',
    todo: 'Reload this page.',
  },
  'safe-exists': {
    happened: 'There is a safe in this browser already.',
    safe: UNCHANGED,
    todo: 'Reload this page to open it.',
  },
  'too-late': {
    happened: 'The ten seconds are over.',
    safe: 'The site stays stopped.',
    todo: 'Let the site ask you again if you want it back.',
  },
  'no-such-batch': {
    happened: 'This was taken back already.',
    safe: UNCHANGED,
    todo: 'There is nothing to do.',
  },
};

const UNKNOWN: Problem = {
  happened: 'Something went wrong on our side.',
  safe: UNCHANGED,
  todo: 'Reload this page and try again.',
};

/** Words for any error; what is not known keeps its cause for the console alone. */
export function problemOf(error: unknown): Problem {
  if (isVaultError(error)) return BY_CODE[error.code] ?? UNKNOWN;
  console.error(error);
  return UNKNOWN;
}
