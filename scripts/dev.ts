/**
 * `npm run dev`: the sources through Vite's dev server, on the same names and with the same headers as the built
 * sites. Two things differ: styles may be inline (that is how the dev server changes them while one looks), and
 * addresses of modules are those of the sources. Security tests run on the build.
 */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { build, createServer, type ViteDevServer } from 'vite';
import * as z from 'zod/mini';
import { type HeaderList, headersFor } from '../frame-app/hosting/headers.ts';
import { pathKind } from '../frame-app/hosting/path-kinds.ts';
import { listenOnLoopback, PortTakenError, requestOf, type SiteRequest, send } from './http-sites.ts';
import { chosenPort, portTakenText } from './port.ts';
import { SAFE_HOST, startText } from './serve.ts';
import { DEMO_SITES, SAFE_PAGES, withRealPort } from './sites.ts';

const root = resolve(import.meta.dirname, '..');
const html = { 'Content-Type': 'text/html; charset=utf-8' };

/** Path of a page -> its source, by hostname. */
const PAGES = new Map<string, ReadonlyMap<string, string>>([
  [
    SAFE_HOST,
    new Map([
      ['/', SAFE_PAGES.safe],
      ['/frame/', SAFE_PAGES.frame],
      ['/consent/', SAFE_PAGES.consent],
    ]),
  ],
  ...DEMO_SITES.map(({ host, folder }): [string, ReadonlyMap<string, string>] => [
    `${host}.localhost`,
    new Map([['/', `demo-sites/${folder}/index.html`]]),
  ]),
]);

function relaxed(headers: HeaderList): HeaderList {
  const policy = headers['Content-Security-Policy']?.replace(
    "style-src 'self'",
    "style-src 'self' 'unsafe-inline'",
  );
  return {
    ...headers,
    ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
    'Cache-Control': 'no-cache',
  };
}

const outputSchema = z.array(
  z.object({ output: z.array(z.object({ type: z.string(), code: z.optional(z.string()) })) }),
);

/** The host script is a plain script, which a dev server of modules cannot give: it is bundled when asked for. */
async function hostScript(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: resolve(root, 'host-sdk/script-tag.ts'), output: { format: 'iife' } },
    },
  });
  const [first] = outputSchema.parse(Array.isArray(built) ? built : [built]);
  return first?.output.find(({ type }) => type === 'chunk')?.code ?? '';
}

async function page(vite: ViteDevServer, source: string, { path, port, host }: SiteRequest): Promise<string> {
  const text = await readFile(resolve(root, source), 'utf8');
  // Relative addresses in a page mean its source folder, wherever the page is shown.
  const placed = text.replaceAll('="./', `="/${source.slice(0, source.lastIndexOf('/'))}/`);
  const transformed = await vite.transformIndexHtml(`/${source}`, placed, path);
  return host === SAFE_HOST ? transformed : withRealPort(transformed, port);
}

async function answer(
  vite: ViteDevServer,
  incoming: IncomingMessage,
  response: ServerResponse,
  port: number,
) {
  const request = requestOf(incoming, port);
  const pages = PAGES.get(request.host);
  if (pages === undefined) {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    return send(incoming, response, {
      status: request.host === 'localhost' ? 200 : 404,
      headers,
      body: startText(port),
    });
  }
  const onSafe = request.host === SAFE_HOST;
  const source = pages.get(request.path);
  const headers = onSafe ? relaxed(headersFor(pathKind(request.path))) : {};
  if (source !== undefined) {
    const body = await page(vite, source, request);
    return send(incoming, response, { status: 200, headers: { ...headers, ...html }, body });
  }
  if (onSafe && request.path === '/humanfs.js') {
    const type = { 'Content-Type': 'text/javascript; charset=utf-8' };
    return send(incoming, response, {
      status: 200,
      headers: { ...headers, ...type },
      body: await hostScript(),
    });
  }
  // Modules get an asset's headers whatever their address is: the frame loads nothing without them.
  const kind = request.query.includes('worker_file') ? 'worker' : 'asset';
  const moduleHeaders = onSafe ? relaxed(headersFor(kind)) : {};
  for (const [name, value] of Object.entries(moduleHeaders)) response.setHeader(name, value);
  vite.middlewares(incoming, response);
}

try {
  const port = chosenPort(process.env.PORT);
  let vite: ViteDevServer | null = null;
  const start = (server: Server) =>
    createServer({
      root,
      appType: 'custom',
      server: { middlewareMode: { server }, hmr: { server }, allowedHosts: ['.localhost'] },
    });
  const servers: Server[] = [];
  const serving = await listenOnLoopback(
    port,
    (incoming, response, bound) => {
      if (vite === null) return void response.writeHead(503).end('Starting.\n');
      void answer(vite, incoming, response, bound).catch((error: unknown) => {
        console.error(error);
        if (!response.headersSent) response.writeHead(500).end('See the terminal.\n');
      });
    },
    (server) => servers.push(server),
  );
  const [server, ...others] = servers;
  if (!server) throw new Error('No server.');
  // The dev server's socket listens on one address only; browsers may try the other.
  for (const other of others) other.on('upgrade', (...upgrade) => server.emit('upgrade', ...upgrade));
  vite = await start(server);
  console.log(`\n${startText(serving.port)}\nSources are watched. Stop with Ctrl+C.`);
} catch (error) {
  if (error instanceof PortTakenError) console.error(portTakenText(error.port));
  else console.error(error instanceof RangeError ? error.message : error);
  process.exit(1);
}
