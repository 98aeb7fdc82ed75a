/** Origins are compared whole, as the browser gives them; never by substring, prefix or host alone. */

declare const brand: unique symbol;
export type Origin = string & { readonly [brand]: 'Origin' };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$|\.localhost$/;

/**
 * The origin, if an app or a safe may live there: https, or http on loopback. Everything else, the opaque
 * "null" among it, is undefined.
 */
export function parseOrigin(text: string): Origin | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return allowed && url.origin === text ? (text as Origin) : undefined;
}

/**
 * Whether the browser may treat the two as one site, as far as names alone can tell: equal hosts (ports do not
 * separate sites), or one host inside the other. Sister hosts under one registrable domain need a list that
 * ages; the frame finds those by a marker in its storage instead.
 */
export function sharesSiteByName(a: Origin, b: Origin): boolean {
  const hostA = new URL(a).hostname;
  const hostB = new URL(b).hostname;
  return hostA === hostB || hostA.endsWith(`.${hostB}`) || hostB.endsWith(`.${hostA}`);
}

export interface ShownOrigin {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
}

/** The parts of an origin for a screen: the host is what a person checks, the rest stands dim beside it. */
export function showOrigin(origin: string): ShownOrigin {
  const url = new URL(origin);
  return { scheme: `${url.protocol}//`, host: url.hostname, port: url.port === '' ? '' : `:${url.port}` };
}
