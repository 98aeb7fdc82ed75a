import type { ErrorFacts } from './errors.ts';

/** The errors that the host script finds without the frame, with the words it shows for them. */
export const HOST_ERRORS = {
  ABORTED: { means: 'The call was aborted by its signal.', retryable: true, hint: 'Nothing to do.' },
  TIMEOUT: {
    means: 'No answer came in time.',
    retryable: true,
    hint: 'Try again; a large read may need a narrower range.',
  },
  CONSENT_BUSY: {
    means: 'A consent window of this page is already open.',
    retryable: true,
    hint: 'Wait for the first call to settle.',
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
  TOO_LARGE: {
    means: 'The call carries more than one call may.',
    retryable: false,
    hint: 'Split it; the limits are in docs/limits.md.',
  },
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
} as const satisfies Record<string, ErrorFacts>;

export type HostErrorCode = keyof typeof HOST_ERRORS;
