import type { ErrorFacts } from './errors.ts';

// Short on purpose: these words are a tenth of humanfs.js. docs/errors.md says more.
const again = { retryable: true, hint: 'Call again.' };
const fix = (hint: string) => ({ retryable: false, hint });

/** The errors that the host script finds without the frame, with the words it shows for them. */
export const HOST_ERRORS = {
  ABORTED: { means: 'Aborted by its signal.', ...again },
  TIMEOUT: { means: 'No answer came in time.', ...again },
  CONSENT_BUSY: { means: 'A consent window of this page is open.', ...again },
  FRAME_LOST: { means: "The safe's frame was reloaded, moved or removed.", ...again },
  FRAME_UNREACHABLE: {
    means: "The safe's frame did not answer.",
    retryable: true,
    hint: 'Check the address of the safe.',
  },
  INVALID_REQUEST: { means: 'The call has not the form it must have.', ...fix('Correct what path names.') },
  INVALID_RESPONSE: {
    means: 'The safe answered in an unknown form.',
    ...fix('Load humanfs.js from the safe.'),
  },
  TOO_LARGE: { means: 'More than one call may carry.', ...fix('Split it.') },
  FRAME_BLOCKED_BY_CSP: {
    means: "This page's policy blocks the safe's frame.",
    ...fix('Content-Security-Policy: frame-src <safe>'),
  },
  POPUP_SEVERED_BY_COOP: {
    means: "This page's opener policy cuts off the consent window.",
    ...fix('Cross-Origin-Opener-Policy: same-origin-allow-popups'),
  },
  EMBEDDING_REFUSED: {
    means: 'The safe answers only the page in the address bar.',
    ...fix('Use no frame and no sandbox.'),
  },
  INSECURE_CONTEXT: { means: 'This page is not served over https.', ...fix('Use https.') },
  SAME_ORIGIN: { means: 'Safe and app share an origin.', ...fix('Host the safe on its own domain.') },
} as const satisfies Record<string, ErrorFacts>;

export type HostErrorCode = keyof typeof HOST_ERRORS;
