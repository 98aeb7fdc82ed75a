import { type Asked, isCovered, isFresh } from '../protocol/coverage.ts';
import { TIMEOUTS } from '../protocol/limits.ts';
import type { GrantedScope, Params } from '../protocol/verbs.ts';
import {
  isSeveredByOwnHeader,
  makeTicket,
  type Opening,
  openConsentWindow,
  watchClosed,
} from './consent-window.ts';
import { FrameLink } from './frame-link.ts';
import { HumanFSError, invalid } from './human-fs-error.ts';
import { appFacts, askedOf, connectScopes, readParams, variableName, writeAsk } from './request-params.ts';
import { hideFrame, showFrame } from './safe-frame.ts';
import { toColumns } from './series-columns.ts';
import { SeriesView } from './series-view.ts';
import { parseTime } from './time-input.ts';
import type {
  CallOptions,
  Connection,
  ConnectScope,
  HumanFS,
  HumanFSEvents,
  HumanFSOptions,
  ReadOptions,
  Receipt,
  Series,
  SeriesInput,
  WriteOptions,
} from './types.ts';

/** What a call that may need the person says of how it asked. */
type Asking = Pick<Params<'read'>, 'ticket' | 'window' | 'purpose' | 'interaction'>;
type CallControl = { readonly signal: AbortSignal | undefined; readonly timeout: number | null };
type Listeners = { [E in keyof HumanFSEvents]: Set<(detail: HumanFSEvents[E]) => void> };

/** Makes the library for one safe. In a browser the frame is made at once, so that the first click knows its grants. */
export function createHumanFS(options: HumanFSOptions): HumanFS {
  return new Library(options);
}

class Library implements HumanFS {
  readonly #safe: string;
  readonly #link: FrameLink;
  readonly #refusal: HumanFSError | undefined;
  readonly #listeners: Listeners = { grants: new Set(), data: new Set() };
  #grants: readonly GrantedScope[] | undefined;
  #openWindow: Window | undefined;
  #ready: Promise<void> | undefined;

  readonly db: HumanFS['db'] = {
    collections: {
      create: (variable, data, options) => this.requestWrite(variable, data, options),
      get: (variable, options) => this.requestRead(variable, options),
      list: (options) => this.variables(options),
    },
  };

  constructor(options: HumanFSOptions) {
    const safe = originOf(options.safe);
    this.#safe = safe;
    this.#refusal = refusalOf(safe);
    this.#link = new FrameLink(safe, appFacts(options), {
      command: (command, frame) => {
        if (command.command === 'showFrame') showFrame(frame, command.width, command.height);
        else if (command.command === 'hideFrame') hideFrame(frame);
        else if (command.event === 'grants') this.#learn(command.grants);
        else this.#tell('data', { variable: command.variable });
      },
      grants: (grants) => this.#learn(grants),
      lost: () => {
        this.#grants = undefined;
      },
    });
  }

  get ready(): Promise<void> {
    if (this.#ready === undefined) {
      this.#ready = this.#refused() ?? this.#link.open().then(() => undefined);
      // An app that never looks at `ready` must not get an unhandled rejection from us.
      this.#ready.catch(() => {
        this.#ready = undefined;
      });
    }
    return this.#ready;
  }

  async requestRead(name: string, options: ReadOptions = {}): Promise<Series> {
    const params = readParams(name, options);
    const send = (asking: Asking, control: CallControl) =>
      this.#link.call('read', { ...params, ...asking }, control);
    return new SeriesView(await this.#ask([{ access: 'read', ...params }], options, send));
  }

  async requestWrite(name: string, data: SeriesInput, options: WriteOptions): Promise<Receipt> {
    const ask = writeAsk(name, options ?? {});
    const undo = Float64Array.from(options.undo ?? [], (time, i) => parseTime(time, `undo[${i}]`).time);
    const params = { ...ask, ...toColumns(data), undo };
    return this.#ask([{ access: 'write', ...ask }], options, (asking, control) =>
      this.#link.call('write', { ...params, ...asking }, control),
    );
  }

  async connect(wanted: readonly ConnectScope[], options: CallOptions = {}): Promise<Connection> {
    const scopes = connectScopes(wanted);
    return this.#ask(scopes, options, (asking, control) =>
      this.#link.call('connect', { scopes, ...asking }, control),
    );
  }

  async variables({ signal }: { signal?: AbortSignal } = {}): Promise<readonly GrantedScope[]> {
    await this.#refused();
    const { grants } = await this.#link.call('list', {}, { signal });
    this.#grants = grants;
    return grants;
  }

  async release(variable?: string, { signal }: { signal?: AbortSignal } = {}): Promise<number> {
    await this.#refused();
    const params = { variable: variable === undefined ? null : variableName(variable) };
    return (await this.#link.call('release', params, { signal })).released;
  }

  on<E extends keyof HumanFSEvents>(event: E, listener: (detail: HumanFSEvents[E]) => void): () => void {
    if (!Object.hasOwn(this.#listeners, event)) throw new HumanFSError('INVALID_REQUEST', { path: 'event' });
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  /** No path and no opener: a page can neither steer nor watch the safe's own window. */
  open(): void {
    window.open(`${this.#safe}/`, '_blank', 'noopener');
  }

  destroy(): void {
    this.#link.destroy();
    this.#listeners.grants.clear();
    this.#listeners.data.clear();
    this.#openWindow?.close();
  }

  #refused(): Promise<never> | undefined {
    return this.#refusal && Promise.reject(this.#refusal);
  }

  #learn(grants: readonly GrantedScope[]): void {
    this.#grants = grants;
    this.#tell('grants', grants);
  }

  #tell<E extends keyof HumanFSEvents>(event: E, detail: HumanFSEvents[E]): void {
    for (const listener of this.#listeners[event]) queueMicrotask(() => listener(detail));
  }

  /**
   * Runs before any await, while the person's click still counts. Undefined: the grants are not known yet, so
   * whether a window is needed is decided once hello has come.
   */
  #open(wanted: readonly Asked[], options: CallOptions): Opening | undefined {
    if (this.#refusal !== undefined) throw this.#refusal;
    if (options.signal?.aborted) throw new HumanFSError('ABORTED');
    if (options.interaction === 'never') return { window: 'not-tried', ticket: null };
    const grants = this.#grants;
    if (grants === undefined) return undefined;
    const now = Date.now();
    const needless = wanted.every((ask) =>
      grants.some(
        (grant) =>
          isCovered(grant, ask, now) && (ask.access === 'write' || isFresh(grant, ask.maxAge ?? null, now)),
      ),
    );
    if (needless) return { window: 'not-tried', ticket: makeTicket() };
    if (this.#openWindow !== undefined && !this.#openWindow.closed) throw new HumanFSError('CONSENT_BUSY');
    // Without a click the browser refuses, and shows a sign of it; the frame's own button is the kinder way.
    if (navigator.userActivation?.isActive === false) return { window: 'refused', ticket: makeTicket() };
    const opening = openConsentWindow(this.#safe);
    if (opening.window === 'opened') this.#openWindow = opening.popup;
    return opening;
  }

  /** No await stands before `#open`: up to there all of it runs inside the person's click. */
  async #ask<R>(
    wanted: readonly Asked[],
    options: CallOptions,
    send: (asking: Asking, control: CallControl) => Promise<R>,
  ): Promise<R> {
    let opening = this.#open(wanted, options);
    if (opening === undefined) {
      await Promise.race([this.ready, new Promise((go) => setTimeout(go, TIMEOUTS.helloBeforeOpening))]);
      this.#grants ??= [];
      opening = this.#open(wanted, options) ?? { window: 'refused', ticket: makeTicket() };
    }
    const { ticket, window } = opening;
    const cancel = (reason: 'aborted' | 'closed'): void => {
      if (ticket !== null) this.#link.call('cancel', { ticket, reason }).catch(() => {});
    };
    const stopWatching =
      opening.window === 'opened' ? watchClosed(opening.popup, () => cancel('closed')) : () => {};
    try {
      // A call that may wait for the person lives as long as the window does.
      const control = { signal: options.signal, timeout: ticket === null ? TIMEOUTS.data : null };
      return await send({ ...askedOf(options), ticket, window }, control);
    } catch (error) {
      const code = error instanceof HumanFSError ? error.code : undefined;
      if (code === 'ABORTED') {
        cancel('aborted');
        if (opening.window === 'opened') opening.popup.close();
      }
      // A window that was cut off looks closed to the page, and refused to the frame.
      const lost = opening.window === 'opened' ? 'CONSENT_DISMISSED' : 'POPUP_BLOCKED';
      if (code === lost && (await isSeveredByOwnHeader())) throw new HumanFSError('POPUP_SEVERED_BY_COOP');
      throw error;
    } finally {
      stopWatching();
      // Answered: the window closes by itself, and must not make the next call wait for that.
      if (opening.window === 'opened') this.#openWindow = undefined;
    }
  }
}

function refusalOf(safe: string): HumanFSError | undefined {
  if (typeof window === 'undefined') return undefined;
  // A sandboxed page or a data: address: the frame inside would be as nameless, and could not even load.
  if (origin === 'null') return new HumanFSError('EMBEDDING_REFUSED');
  if (safe === location.origin) return new HumanFSError('SAME_ORIGIN');
  return window.isSecureContext ? undefined : new HumanFSError('INSECURE_CONTEXT');
}

function originOf(safe: string): string {
  try {
    return new URL(safe).origin;
  } catch {
    throw invalid('safe', 'must be an origin: https://safe.example');
  }
}
