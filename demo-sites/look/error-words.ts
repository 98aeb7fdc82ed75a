import type { ErrorCode } from '../humanfs-types.ts';

export interface ErrorWords {
  readonly code: string;
  /** What happened, and what is safe. */
  readonly what: string;
  readonly todo: string;
  /** What the safe itself adds; may be empty. */
  readonly hint: string;
}

const ASK_OWNER = 'This is a fault of this site, not yours. Please tell the people who run it.';
const AGAIN = 'Press the button again.';

/** What a person reads: what happened, then what to do. */
const WORDS: Readonly<Record<ErrorCode, readonly [what: string, todo: string]>> = {
  CONSENT_REQUIRED: ['You have not allowed this yet.', 'Press the button. Your safe will ask you.'],
  CONSENT_DENIED: ['You said no. Nothing was shared.', 'If you change your mind, press the button again.'],
  CONSENT_DISMISSED: ['You closed the window. Nothing was shared.', 'To try again, press the button.'],
  CONSENT_BUSY: ['Your safe is already asking you something.', 'Answer in that window first.'],
  GRANT_EXPIRED: ['The time you allowed is over.', 'Press the button to allow it again.'],
  GRANT_REVOKED: [
    'You stopped sharing.',
    'If you change your mind, press the button. Your safe will ask again.',
  ],
  SCOPE_EXCEEDED: ['This site asked for more than you allowed.', 'Press the button to decide again.'],
  INVALID_REQUEST: ['This site asked in a wrong way. Nothing was shared.', ASK_OWNER],
  INVALID_RESPONSE: ['Your safe gave an answer this site does not know.', 'Load this page again.'],
  UNSUPPORTED_PROTOCOL: ['This site and your safe do not fit together.', 'Load this page again.'],
  TIMEOUT: ['Your safe did not answer in time.', AGAIN],
  ABORTED: ['This was stopped before it was done.', AGAIN],
  FRAME_BLOCKED_BY_CSP: ['This site blocks your safe.', ASK_OWNER],
  FRAME_BLOCKED_BY_COEP: ['This site blocks your safe.', ASK_OWNER],
  FRAME_UNREACHABLE: [
    'We could not reach your safe. Nothing was lost.',
    'Check that you are online. Then load this page again.',
  ],
  FRAME_LOST: ['The link to your safe was cut. Nothing was lost.', AGAIN],
  POPUP_BLOCKED: [
    'Your browser did not let your safe open.',
    'Allow windows for this site. Then press the button again.',
  ],
  POPUP_SEVERED_BY_COOP: ['This site cuts off the window of your safe.', ASK_OWNER],
  INSECURE_CONTEXT: [
    'This page was not sent in a safe way.',
    'Open it with https at the start of its address.',
  ],
  SAME_ORIGIN: ['Your safe and this site share one address. That is not safe.', ASK_OWNER],
  STORAGE_BLOCKED: [
    'Your browser does not let your safe keep anything here.',
    'Allow site data for your safe in your browser.',
  ],
  SAFE_LOCKED: ['Your safe is locked.', 'Open your safe. Then press the button again.'],
  RATE_LIMITED: ['This site asked too often.', 'Wait a minute. Then press the button again.'],
  TOO_LARGE: ['This is too much at once. Nothing was saved.', 'Use a smaller file.'],
  QUOTA_EXCEEDED: [
    'There is no room left in this browser. Nothing was lost.',
    'Free some space. Then press the button again.',
  ],
  SAME_SITE: ['Your safe and this site share one address. That is not safe.', ASK_OWNER],
  EMBEDDING_REFUSED: [
    'Your safe does not answer a page inside another page.',
    'Open this page in a tab of its own.',
  ],
  LEASE_EXPIRED: [
    'Your safe has not met this site for a while.',
    'Press the button. Your safe will send new entries.',
  ],
  INTERNAL: ['Something went wrong in your safe. Nothing was lost.', AGAIN],
};

/** The script of the safe did not load, so there is no `humanfs` to ask. */
export const NO_SAFE: ErrorWords = {
  code: 'NO_SAFE',
  what: 'Your safe did not load. Nothing was lost.',
  todo: 'Check that you are online. Then load this page again.',
  hint: '',
};

export function errorWords(error: unknown): ErrorWords {
  const code = textOf(error, 'code');
  const known = isErrorCode(code) ? WORDS[code] : undefined;
  if (known === undefined) {
    return {
      code: 'UNKNOWN',
      what: 'Something went wrong on this page.',
      todo: 'Load this page again.',
      hint: '',
    };
  }
  // When a stop took effect is for the person to know: at once, or when the safe last met this site.
  const when = code === 'GRANT_REVOKED' ? textOf(error, 'detail') : '';
  return {
    code,
    what: when === '' ? known[0] : `${known[0]} ${when}`,
    todo: known[1],
    hint: textOf(error, 'hint'),
  };
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(WORDS, code);
}

function textOf(error: unknown, key: 'code' | 'hint' | 'detail'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
}
