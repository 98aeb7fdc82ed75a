import type { ErrorCode } from '../../protocol/errors.ts';

/** Ends a call with a code; never leaves the frame as an exception. */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}
