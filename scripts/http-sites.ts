/**
 * One port, many sites: a request is answered by the site that its Host header names, as a static host with
 * several domains would. Loopback only.
 */

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface SiteRequest {
  readonly method: string;
  /** Path as sent, percent-encoded, without the query. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  /** Hostname without the port, lower case. */
  readonly host: string;
  readonly port: number;
  readonly headers: IncomingMessage['headers'];
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type Site = (request: SiteRequest) => Reply | Promise<Reply>;

export interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

export class PortTakenError extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is already in use.`);
    this.name = 'PortTakenError';
    this.port = port;
  }
}

function hostname(request: IncomingMessage): string {
  const host = (request.headers.host ?? '').toLowerCase();
  return host.startsWith('[') ? host.replace(/\](:\d+)?$/, ']') : host.replace(/:\d+$/, '');
}

export function requestOf(request: IncomingMessage, port: number): SiteRequest {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  return {
    method: request.method ?? 'GET',
    path,
    query: query.length > 0 ? `?${query.join('?')}` : '',
    host: hostname(request),
    port,
    headers: request.headers,
  };
}

export function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body);
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const fresh = reply.status === 200 && request.headers['if-none-match'] === tag;
  response.writeHead(fresh ? 304 : reply.status, {
    ...reply.headers,
    ...(reply.status === 200 ? { ETag: tag } : {}),
    ...(fresh ? {} : { 'Content-Length': body.byteLength }),
  });
  response.end(fresh || request.method === 'HEAD' ? undefined : body);
}

const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

async function answer(site: Site, request: SiteRequest): Promise<Reply> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, headers: { ...plain, Allow: 'GET, HEAD' }, body: 'Only GET and HEAD.\n' };
  }
  try {
    return await site(request);
  } catch (error) {
    console.error(error);
    return { status: 500, headers: plain, body: 'The server made a mistake.\n' };
  }
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen({ port, host: address, exclusive: true }, () => {
      server.off('error', failed);
      ready();
    });
  });
}

const errorCode = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/**
 * Listens on both loopback addresses, because browsers differ in which one they try first for `*.localhost`.
 * @param port 0 for any free one
 * @throws PortTakenError
 */
export async function listenOnLoopback(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse, port: number) => void,
  prepare: (server: Server) => void = () => {},
): Promise<Serving> {
  const servers: Server[] = [];
  let bound = port;
  const start = async (address: string) => {
    const server = createServer((request, response) => handle(request, response, bound));
    prepare(server);
    await listen(server, bound, address);
    servers.push(server);
    bound = portOf(server);
  };
  const close = async () => {
    await Promise.all(
      servers.map(
        (server) =>
          new Promise<void>((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      ),
    );
  };
  try {
    await start('127.0.0.1');
    // A machine without IPv6 is fine; another program on the port's other half is not.
    await start('::1').catch((error: unknown) => {
      if (errorCode(error) === 'EADDRINUSE') throw error;
    });
  } catch (error) {
    await close();
    throw errorCode(error) === 'EADDRINUSE' ? new PortTakenError(port) : error;
  }
  return { port: bound, close };
}

/**
 * @param find the site of a hostname, asked for each request
 * @param otherwise answers where there is none
 * @throws PortTakenError
 */
export function serveByHost(
  port: number,
  find: (host: string) => Site | undefined,
  otherwise: Site,
): Promise<Serving> {
  return listenOnLoopback(port, (incoming, response, bound) => {
    const request = requestOf(incoming, bound);
    const site = find(request.host) ?? otherwise;
    void answer(site, request).then((reply) => send(incoming, response, reply));
  });
}
