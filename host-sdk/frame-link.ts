/**
 * The way to the safe's frame.
 *
 *   1. On each `load` of the iframe the host makes a MessageChannel and posts INIT with one port to the exact
 *      origin of the safe. `load` is a trigger, never a sign of success: it fires for an error page too.
 *   2. penpal shakes hands over that port (never over the windows, where it would greet with '*').
 *   3. `hello` agrees on a version and brings this app's own grants.
 *   4. A `bye` on the port, or another `load`, means that the document on the other side is gone: every waiting
 *      call fails with FRAME_LOST, and the next load begins at 1.
 *
 * All calls are one method with one message; the reply is a value, checked here before anybody sees it.
 */
import { connect, PortMessenger } from 'penpal';
import { isCommand, isErrorReply, isResult, isSuccess } from '../protocol/guards.ts';
import type { HostErrorCode } from '../protocol/host-errors.ts';
import { TIMEOUTS } from '../protocol/limits.ts';
import type { AppFacts, Command, GrantedScope, Params, Result, Verb } from '../protocol/verbs.ts';
import { HumanFSError } from './human-fs-error.ts';
import { makeFrame } from './safe-frame.ts';
import { PendingCalls } from './settle.ts';

type FrameMethods = { request(message: unknown): unknown };

interface Link {
  request(message: unknown): Promise<unknown>;
}

export interface FrameListener {
  command(command: Command, frame: HTMLIFrameElement): void;
  grants(grants: readonly GrantedScope[]): void;
  lost(): void;
}

export class FrameLink {
  readonly #safe: string;
  readonly #app: AppFacts;
  readonly #listener: FrameListener;
  readonly #pending = new PendingCalls();
  #frame: HTMLIFrameElement | undefined;
  #closeLink: (() => void) | undefined;
  #link: Promise<Link> | undefined;
  #linked: ((link: Promise<Link>) => void) | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #destroyed = false;

  constructor(safe: string, app: AppFacts, listener: FrameListener) {
    this.#safe = safe;
    this.#app = app;
    this.#listener = listener;
  }

  /** Resolves once hello has been answered; makes the frame where there is none. */
  open(): Promise<Link> {
    if (this.#destroyed)
      return Promise.reject(new HumanFSError('ABORTED', { detail: 'destroy() was called.' }));
    if (this.#link !== undefined && this.#frame?.isConnected) return this.#link;
    // The document that was there has said bye. One that the browser kept aside comes back without a load, so a new
    // frame is the only one that is sure to answer.
    const link = this.#await();
    this.#attach();
    return link;
  }

  async call<V extends Verb>(
    verb: V,
    params: Params<V>,
    options: { signal?: AbortSignal | undefined; timeout?: number | null } = {},
  ): Promise<Result<V>> {
    const { signal, timeout = TIMEOUTS.data } = options;
    if (signal?.aborted) throw new HumanFSError('ABORTED');
    const link = await this.#pending.run(this.open(), { signal, timeout: TIMEOUTS.hello + 1_000 });
    this.#beat();
    return this.#pending.run(this.#ask(link, verb, params), { signal, timeout });
  }

  destroy(): void {
    this.#destroyed = true;
    this.#drop('ABORTED');
    this.#frame?.removeEventListener('load', this.#handleLoad);
    document.removeEventListener('securitypolicyviolation', this.#handleViolation);
    this.#frame?.remove();
    this.#frame = undefined;
  }

  #attach(): void {
    this.#frame?.removeEventListener('load', this.#handleLoad);
    this.#frame?.remove();
    document.addEventListener('securitypolicyviolation', this.#handleViolation);
    this.#frame = makeFrame(this.#safe);
    this.#frame.addEventListener('load', this.#handleLoad);
    (document.body ?? document.documentElement).append(this.#frame);
  }

  #await(): Promise<Link> {
    const opened = new Promise<Link>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#link = undefined;
        reject(new HumanFSError('FRAME_UNREACHABLE'));
      }, TIMEOUTS.hello);
      this.#linked = (link) => {
        clearTimeout(timer);
        resolve(link);
      };
    });
    // Nobody may be waiting yet, and an unheard rejection would surface as the app's own.
    opened.catch(() => {});
    this.#link = opened;
    return opened;
  }

  readonly #handleViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === 'frame-src' && event.blockedURI.startsWith(this.#safe))
      // Known at once, and it will not change: no need to wait for the handshake's end.
      this.#linked?.(Promise.reject(new HumanFSError('FRAME_BLOCKED_BY_CSP')));
  };

  readonly #handleLoad = (): void => {
    const target = this.#frame?.contentWindow;
    if (!target || this.#destroyed) return;
    if (this.#closeLink !== undefined) this.#drop('FRAME_LOST');
    if (this.#linked === undefined) this.#await();
    const linked = this.#linked;

    const { port1, port2 } = new MessageChannel();
    const methods = Object.assign(Object.create(null), {
      command: (message: unknown) => this.#handleCommand(message),
    });
    const connection = connect<FrameMethods>({ messenger: new PortMessenger({ port: port1 }), methods });
    port1.addEventListener('message', (event) => {
      if (event.data === 'bye') this.#drop('FRAME_LOST');
    });
    this.#closeLink = () => {
      connection.destroy();
      port1.close();
    };
    target.postMessage('humanfs:init', this.#safe, [port2]);
    connection.promise.then(
      (remote) => linked?.(this.#hello({ request: (message) => remote.request(message) })),
      () => {},
    );
  };

  async #hello(link: Link): Promise<Link> {
    const { grants } = await this.#ask(link, 'hello', { protocols: [1], app: this.#app });
    this.#listener.grants(grants);
    return link;
  }

  async #ask<V extends Verb>(link: Link, verb: V, params: Params<V>): Promise<Result<V>> {
    let reply: unknown;
    try {
      reply = await link.request({ verb, params });
    } catch {
      // penpal rejects when its connection was destroyed or the message could not be sent.
      throw new HumanFSError('FRAME_LOST');
    }
    if (isErrorReply(reply)) throw new HumanFSError(reply.error.code, reply.error);
    if (!isSuccess(reply) || !isResult(verb, reply.result))
      throw new HumanFSError('INVALID_RESPONSE', { detail: verb });
    return reply.result;
  }

  #handleCommand(message: unknown): void {
    if (isCommand(message) && this.#frame !== undefined) this.#listener.command(message, this.#frame);
  }

  /** A crashed frame says nothing: while calls wait, two unanswered pings in a row stand for its bye. */
  #beat(): void {
    let missed = 0;
    this.#heartbeat ??= setInterval(async () => {
      const link = this.#link;
      if (this.#pending.size === 0) {
        clearInterval(this.#heartbeat);
        this.#heartbeat = undefined;
        return;
      }
      missed++;
      new PendingCalls().run(this.#ask(await this.open(), 'ping', {}), { timeout: TIMEOUTS.ping }).then(
        () => {
          missed = 0;
        },
        () => {},
      );
      if (missed > 2 && link === this.#link) this.#drop('FRAME_LOST');
    }, TIMEOUTS.ping);
  }

  #drop(code: HostErrorCode): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    this.#closeLink?.();
    this.#closeLink = undefined;
    this.#link = undefined;
    this.#linked = undefined;
    this.#pending.failAll(code);
    this.#listener.lost();
  }
}
