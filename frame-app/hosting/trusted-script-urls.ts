/**
 * The pages' one Trusted Types policy. Text becomes the address of a script (a worker, an import) only if this
 * origin serves it over http; text never becomes markup or code, because the policy has no function for that.
 */

// The DOM types of this compiler do not know Trusted Types yet.
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): unknown;
}

function hasFactory(scope: object): scope is { trustedTypes: PolicyFactory } {
  return 'trustedTypes' in scope && typeof scope.trustedTypes === 'object' && scope.trustedTypes !== null;
}

/**
 * @param text address as given, absolute or relative to `base`
 * @returns the absolute address
 * @throws TypeError for another origin and for blob: and data:, whose origin can read like our own
 */
export function ownScriptUrl(text: string, base: string): string {
  const own = new URL(base);
  const url = new URL(text, own);
  const served = url.protocol === 'https:' || url.protocol === 'http:';
  if (!served || url.origin !== own.origin) throw new TypeError('Only scripts of this origin can run here.');
  return url.href;
}

/** Call once, first thing in an entry. Where the browser has no Trusted Types there is nothing to install. */
export function allowOnlyOwnScriptUrls(): void {
  const scope: object = globalThis;
  if (!hasFactory(scope)) return;
  const base = globalThis.location.href;
  scope.trustedTypes.createPolicy('default', { createScriptURL: (text) => ownScriptUrl(text, base) });
}
