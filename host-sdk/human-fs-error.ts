import type { ErrorCode, ErrorFacts } from '../protocol/errors.ts';
import { HOST_ERRORS, type HostErrorCode } from '../protocol/host-errors.ts';

interface About {
  readonly path?: string;
  readonly detail?: string;
}

/**
 * The one error of this library. `code` is from a closed union; `hint` says what to do; `path` names the part of
 * the call that is wrong (`data[3].time`).
 */
export class HumanFSError extends Error {
  override readonly name = 'HumanFSError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly hint: string;
  readonly docs: string;
  readonly path: string | undefined;
  /** One sentence more than the code says, where there is one. */
  readonly detail: string | undefined;

  constructor(code: HostErrorCode, about?: About);
  constructor(code: ErrorCode, about: About & ErrorFacts);
  constructor(code: ErrorCode, about: About & Partial<ErrorFacts> = {}) {
    const facts: Partial<ErrorFacts> = { ...HOST_ERRORS[code as HostErrorCode], ...about };
    super([facts.means, about.path, about.detail].filter(Boolean).join(' '));
    this.code = code;
    this.retryable = facts.retryable ?? false;
    this.hint = facts.hint ?? '';
    this.docs = `docs/errors.md#${code.toLowerCase()}`;
    this.path = about.path;
    this.detail = about.detail;
  }
}

export function invalid(path: string, detail: string): HumanFSError {
  return new HumanFSError('INVALID_REQUEST', { path, detail });
}
