/**
 * Every way a call can fail, closed: an app can write one `switch` and be done. Errors cross windows as plain
 * values; nothing is thrown across and no stack crosses.
 */

interface ErrorFacts {
  /** What happened, in one sentence for the app's developer. */
  readonly means: string;
  /** The same call may succeed later without a change of code. */
  readonly retryable: boolean;
  /** What to do; where a response header is the cause, the line to paste. */
  readonly hint: string;
}

export const ERRORS = {
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
  CONSENT_BUSY: {
    means: 'A consent window of this page is already open.',
    retryable: true,
    hint: 'Wait for the first call to settle.',
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
  INVALID_REQUEST: {
    means: 'The call does not have the form it must have.',
    retryable: false,
    hint: 'Correct what `path` names.',
  },
  INVALID_RESPONSE: {
    means: 'The safe answered in a form this script does not know.',
    retryable: false,
    hint: 'Load humanfs.js from the safe that answers, in its newest version.',
  },
  UNSUPPORTED_PROTOCOL: {
    means: 'This script and this safe share no protocol version.',
    retryable: false,
    hint: 'Load humanfs.js from the safe itself.',
  },
  TIMEOUT: {
    means: 'No answer came in time.',
    retryable: true,
    hint: 'Try again; a large read may need a narrower range.',
  },
  ABORTED: { means: 'The call was aborted by its signal.', retryable: true, hint: 'Nothing to do.' },
  FRAME_BLOCKED_BY_CSP: {
    means: "This page's Content-Security-Policy does not let the safe's frame load.",
    retryable: false,
    hint: 'Content-Security-Policy: frame-src <safe>',
  },
  FRAME_BLOCKED_BY_COEP: {
    means: "This page's Cross-Origin-Embedder-Policy kept the safe's frame out.",
    retryable: false,
    hint: 'The safe must send Cross-Origin-Embedder-Policy: require-corp and Cross-Origin-Resource-Policy: cross-origin',
  },
  FRAME_UNREACHABLE: {
    means: "The safe's frame did not answer.",
    retryable: true,
    hint: 'Check the address of the safe and the network.',
  },
  FRAME_LOST: {
    means: "The safe's frame was reloaded, moved or removed while the call ran.",
    retryable: true,
    hint: 'Call again.',
  },
  POPUP_BLOCKED: {
    means: 'This page may not open windows at all.',
    retryable: false,
    hint: 'Add allow-popups allow-popups-to-escape-sandbox to the sandbox of this page.',
  },
  POPUP_SEVERED_BY_COOP: {
    means: "This page's Cross-Origin-Opener-Policy cuts it off from the consent window.",
    retryable: false,
    hint: 'Cross-Origin-Opener-Policy: same-origin-allow-popups',
  },
  INSECURE_CONTEXT: {
    means: 'This page is not served over https.',
    retryable: false,
    hint: 'Serve the page over https (or http on localhost while developing).',
  },
  SAME_ORIGIN: {
    means: 'The safe and the app share an origin.',
    retryable: false,
    hint: 'Host the safe alone on a registrable domain of its own.',
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
  TOO_LARGE: {
    means: 'The call carries more than one call may.',
    retryable: false,
    hint: 'Split it; the limits are in docs/limits.md.',
  },
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
  EMBEDDING_REFUSED: {
    means: 'The safe answers only a page that the person sees in the address bar.',
    retryable: false,
    hint: 'Call from the top page, not from a frame; do not hide the origin with a sandbox.',
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

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[];

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

/** An error as it crosses a window. `path` names the part of the request that is wrong: `data[3].value`. */
export interface WireError {
  readonly code: ErrorCode;
  readonly path?: string;
  /** One sentence more than the code says; never data, never what the safe holds. */
  readonly detail?: string;
}
