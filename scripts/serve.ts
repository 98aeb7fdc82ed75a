/** The built sites, each on its own name: what `npm start` shows and what the browser tests drive. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { headersFor } from '../frame-app/hosting/headers.ts';
import { pathKind } from '../frame-app/hosting/path-kinds.ts';
import { type Reply, type Serving, type Site, serveByHost } from './http-sites.ts';
import { DEMO_SITES, withRealPort } from './sites.ts';
import { staticFile } from './static-files.ts';

export const SAFE_HOST = 'safe.localhost';

/** The safe as a careful static host serves it, headers and its own page for unknown addresses included. */
export function safeSite(folder: string): Site {
  return async ({ path, query }) => {
    const file = await staticFile(folder, path);
    if (file)
      return {
        status: 200,
        headers: { ...headersFor(pathKind(path)), 'Content-Type': file.type },
        body: file.body,
      };
    const headers = headersFor('not-found');
    if (await staticFile(folder, `${path}/`)) return redirect(`${path}/${query}`, headers);
    const page = await staticFile(folder, '/404.html');
    return {
      status: 404,
      headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
      body: page?.body ?? '',
    };
  };
}

/** A path starting with `//` would leave the origin. */
function redirect(to: string, headers: Readonly<Record<string, string>>): Reply {
  return { status: 308, headers: { ...headers, Location: to.replace(/^\/+/, '/') }, body: '' };
}

/** A demo site as any app would be served: no header that helps or hinders the safe. */
export function demoSite(folder: string): Site {
  return async ({ path, port }) => {
    const file = await staticFile(folder, path);
    if (!file)
      return { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'Not found.\n' };
    const headers = {
      'Content-Type': file.type,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    };
    if (!file.type.startsWith('text/html')) return { status: 200, headers, body: file.body };
    const page = Buffer.from(file.body).toString('utf8');
    return { status: 200, headers, body: withRealPort(page, port) };
  };
}

export function startText(port: number): string {
  const lines = DEMO_SITES.map(({ host, title }) => `  ${title}: http://${host}.localhost:${port}/`);
  const first = DEMO_SITES[0]?.host ?? 'safe';
  return [
    `Start here: http://${first}.localhost:${port}/`,
    '',
    ...lines,
    `  Your safe: http://${SAFE_HOST}:${port}/`,
    '',
  ].join('\n');
}

const directory =
  (status: number): Site =>
  ({ port }) => ({
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
    body: startText(port),
  });

export function builtSites(root: string): Map<string, Site> {
  const landing = directory(200);
  return new Map<string, Site>([
    [SAFE_HOST, safeSite(resolve(root, 'dist/safe'))],
    ...DEMO_SITES.map(({ host }): [string, Site] => [
      `${host}.localhost`,
      demoSite(resolve(root, 'dist/demo', host)),
    ]),
    ...['localhost', '127.0.0.1', '[::1]'].map((host): [string, Site] => [host, landing]),
  ]);
}

export interface ServeOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** The repository's folder, built. */
  readonly root: string;
  /** More sites, or others in place of the built ones; asked for each request. */
  readonly find?: (host: string) => Site | undefined;
}

/** @throws PortTakenError; Error when nothing is built */
export function serveSites({ port, root, find = () => undefined }: ServeOptions): Promise<Serving> {
  if (!existsSync(resolve(root, 'dist/safe/index.html'))) {
    throw new Error('Nothing is built yet. Run: npm run build');
  }
  const built = builtSites(root);
  return serveByHost(port, (host) => find(host) ?? built.get(host), directory(404));
}
