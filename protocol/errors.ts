/**
 * Every way a call can fail, closed: an app can write one `switch` and be done. Errors cross windows as plain
 * values; nothing is thrown across and no stack crosses.
 *
 * The host script carries the words of the errors it finds by itself (host-errors.ts); the words of all others
 * come with the error from the frame, because the host script has 8 kB for all of itself.
 */
import { HOST_ERRORS } from './host-errors.ts';

export const ERRORS = {
  ...HOST_ERRORS,
  FRAME_BLOCKED_BY_COEP: {
    means: "This page's embedder policy blocks the safe's frame.",
    retryable: false,
    hint: 'The safe must send Cross-Origin-Embedder-Policy: require-corp',
  },
  POPUP_BLOCKED: {
    means: 'This page may not open windows.',
    retryable: false,
    hint: 'sandbox="allow-popups allow-popups-to-escape-sandbox"',
  },
  CONSENT_REQUIRED: {
    means: 'The person has not allowed this yet, and interaction was "never".',
    retryable: false,
    hint: 'Call again from a click, without interaction: "never".',
  },
  CONSENT_DENIED: {
    means: 'The person said no.',
    retryable: false,
    hint: 'Respect it. Ask again only when the person presses your button again.',
  },
  CONSENT_DISMISSED: {
    means: 'The window was closed before a decision.',
    retryable: true,
    hint: 'Offer your button again; do not open the window by yourself.',
  },
  GRANT_EXPIRED: {
    means: 'The access that the person gave has ended.',
    retryable: false,
    hint: 'Call again from a click to ask anew.',
  },
  GRANT_REVOKED: {
    means: 'The person stopped this access.',
    retryable: false,
    hint: 'Show that sharing was stopped. A later call from a click may ask again.',
  },
  SCOPE_EXCEEDED: {
    means: 'More was asked for than the person allowed.',
    retryable: false,
    hint: 'Ask for a narrower range, or call from a click to ask for more.',
  },
  UNSUPPORTED_PROTOCOL: {
    means: 'This script and this safe share no protocol version.',
    retryable: false,
    hint: 'Load humanfs.js from the safe itself.',
  },
  STORAGE_BLOCKED: {
    means: 'This browser blocks storage in frames of other sites.',
    retryable: false,
    hint: 'Ask the person to allow site data for the safe.',
  },
  SAFE_LOCKED: {
    means: 'The safe is locked.',
    retryable: true,
    hint: 'Ask the person to open their safe, then call again.',
  },
  RATE_LIMITED: { means: 'Too many calls.', retryable: true, hint: 'Wait, and ask less often.' },
  QUOTA_EXCEEDED: {
    means: 'The browser has no room left for the safe.',
    retryable: false,
    hint: 'Ask the person to free space; nothing stored was lost.',
  },
  SAME_SITE: {
    means: 'The safe and the app share a site, so the browser does not keep them apart.',
    retryable: false,
    hint: 'Host the safe alone on a registrable domain of its own.',
  },
  LEASE_EXPIRED: {
    means: 'What was shared has to be renewed with the person.',
    retryable: false,
    hint: 'Call again from a click; the window closes by itself where nothing needs deciding.',
  },
  INTERNAL: {
    means: 'Something failed inside the safe.',
    retryable: true,
    hint: 'Try again; if it stays, report it.',
  },
} as const satisfies Record<string, ErrorFacts>;

export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[];
export type ErrorCode = keyof typeof ERRORS;

export interface ErrorFacts {
  /** What happened, in one sentence for the app's developer. */
  readonly means: string;
  /** The same call may succeed later without a change of code. */
  readonly retryable: boolean;
  /** What to do; where a response header is the cause, the line to paste. */
  readonly hint: string;
}

/**
 * An error as it crosses a window. `path` names the part of the request that is wrong (`data[3].value`), `detail`
 * says one sentence more than the code; never data, never what the safe holds.
 */
export interface WireError extends ErrorFacts {
  readonly code: ErrorCode;
  readonly path?: string;
  readonly detail?: string;
}

export function wireError(code: ErrorCode, about: { path?: string; detail?: string } = {}): WireError {
  return { code, ...ERRORS[code], ...about };
}
