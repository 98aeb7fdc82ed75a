/**
 * A clock that is ahead: the same for all engines, because WebKit's driver can put nothing into a page before its
 * own scripts. Documents get one more script of their own origin, first in the head. Workers keep the real time.
 */
import type { Reply, SiteRequest } from '../scripts/http-sites.ts';

export const CLOCK_PATH = '/__clock.js';

export const clockScript = (aheadMs: number) => `(() => {
  const ahead = ${aheadMs};
  const Real = Date;
  const now = () => Real.now() + ahead;
  globalThis.Date = new Proxy(Real, {
    construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as),
    apply: () => new Date().toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
})();
`;

export function withClock(request: SiteRequest, reply: Reply, aheadMs: number): Reply {
  if (aheadMs === 0) return reply;
  const script = {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  if (request.path === CLOCK_PATH) return { status: 200, headers: script, body: clockScript(aheadMs) };
  if (!reply.headers['Content-Type']?.startsWith('text/html')) return reply;
  const page = Buffer.from(reply.body).toString('utf8');
  const body = page.replace(
    /<head>|<!doctype html>/i,
    (start) => `${start}<script src="${CLOCK_PATH}"></script>`,
  );
  return { ...reply, body };
}
