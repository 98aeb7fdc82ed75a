/**
 * A static host that ignores `_headers` serves pages that anyone can frame. The pages find out for themselves,
 * before a safe is made, by asking for their own document again.
 */
import { type Policy, pagePolicy } from './content-policy.ts';

export type OwnHeaders = { readonly ok: true } | { readonly ok: false; readonly missing: readonly string[] };

/** Directives without which a safe is not made. Styles are left out: the dev server injects them inline. */
const neededDirectives = [
  'default-src',
  'script-src',
  'connect-src',
  'object-src',
  'base-uri',
  'form-action',
  'frame-ancestors',
  'require-trusted-types-for',
] as const;

const neededHeaders = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
] as const;

function parsePolicy(text: string): Policy {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    // The first of two equal directives counts, as in the browser.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return Object.fromEntries(directives);
}

/** A directive holds when one of the policies sent says exactly it: several policies only ever narrow. */
function holds(policies: readonly Policy[], directive: string, wanted: readonly string[]): boolean {
  const same = (sources: readonly string[]) => [...sources].sort().join(' ') === [...wanted].sort().join(' ');
  return policies.some((policy) => {
    const sources = policy[directive];
    return sources !== undefined && same(sources);
  });
}

/** The header lines that a page of this kind needs and the response does not have, as one would write them. */
export function missingHeaders(page: 'safe' | 'consent', headers: Headers): readonly string[] {
  const policies = (headers.get('Content-Security-Policy') ?? '').split(',').map(parsePolicy);
  const missing = neededDirectives
    .filter((directive) => !holds(policies, directive, pagePolicy[directive] ?? []))
    .map((directive) => `Content-Security-Policy: ${directive} ${(pagePolicy[directive] ?? []).join(' ')}`);
  for (const [name, value] of neededHeaders) {
    if (headers.get(name)?.toLowerCase() !== value) missing.push(`${name}: ${value}`);
  }
  const opener = headers.get('Cross-Origin-Opener-Policy');
  if (page === 'safe' && opener !== 'same-origin') missing.push('Cross-Origin-Opener-Policy: same-origin');
  if (page === 'consent' && opener !== null && opener !== 'unsafe-none') {
    missing.push('Cross-Origin-Opener-Policy: unsafe-none');
  }
  return missing;
}

/** @throws TypeError when the origin does not answer at all: then nothing is known and no safe may be made. */
export async function checkOwnHeaders(page: 'safe' | 'consent'): Promise<OwnHeaders> {
  const { origin, pathname } = globalThis.location;
  const response = await fetch(origin + pathname, { method: 'HEAD', cache: 'no-store', redirect: 'error' });
  const missing = missingHeaders(page, response.headers);
  return missing.length === 0 ? { ok: true } : { ok: false, missing };
}
