import type { ErrorCode } from '../../protocol/errors.ts';

/** Ends a call with a code; never leaves the frame as an exception. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** Shown to the app and its people; never data, never what the safe holds. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** When a stop took effect, so that a page can say which it was. */
export const STOPPED_LIVE = 'Your safe told this site at once.';
export const STOPPED_AT_MEETING = 'Your safe told this site when they last met.';
