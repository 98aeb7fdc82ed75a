/** The content security policies of the safe origin, as data: the server prints them, the pages check them. */

export type Policy = Readonly<Record<string, readonly string[]>>;

const nothingUnlessSaid: Policy = {
  'default-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  // Own name only: the one policy that turns text into a script address is in trusted-script-urls.ts.
  'require-trusted-types-for': ["'script'"],
};

const unframeable: Policy = { 'frame-ancestors': ["'none'"] };

/** Frame: any app may embed it, so it alone has no frame-ancestors; who embeds is checked in its code. */
export const framePolicy: Policy = {
  ...nothingUnlessSaid,
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'trusted-types': ['default'],
};

export const pagePolicy: Policy = { ...framePolicy, ...unframeable };

/** Workers parse strangers' files: no key is in there, and nothing can be sent from there either. */
export const workerPolicy: Policy = {
  ...nothingUnlessSaid,
  ...unframeable,
  'script-src': ["'self'"],
  'connect-src': ["'none'"],
  'worker-src': ["'none'"],
  'trusted-types': ["'none'"],
};

/** Everything that is not a page: scripts, styles and pages that say "not found". */
export const inertPolicy: Policy = { ...nothingUnlessSaid, ...unframeable, 'trusted-types': ["'none'"] };

export function policyText(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
