/** Chromium's DevTools protocol over the two pipes it opens for its parent: no port, no library. */
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod/mini';

const messageSchema = z.object({
  id: z.optional(z.number()),
  method: z.optional(z.string()),
  params: z.optional(z.unknown()),
  result: z.optional(z.unknown()),
  error: z.optional(z.object({ message: z.string() })),
  sessionId: z.optional(z.string()),
});
const detachedSchema = z.object({ sessionId: z.string() });

export class SessionGoneError extends Error {}

interface Pending {
  readonly session: string | undefined;
  done(result: unknown): void;
  failed(error: Error): void;
}

type Listener = (method: string, params: unknown, session: string | undefined) => void;

export class CdpPipe {
  readonly #write: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners: Listener[] = [];
  #rest = '';
  #id = 0;

  constructor(write: Writable, read: Readable) {
    this.#write = write;
    read.setEncoding('utf8');
    read.on('data', (text: string) => this.#take(text));
    read.on('close', () => this.#fail('the browser is gone', () => true));
    write.on('error', () => this.#fail('the browser is gone', () => true));
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#receive(messageSchema.parse(JSON.parse(part)));
  }

  #receive(message: z.infer<typeof messageSchema>): void {
    if (message.id !== undefined) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) pending?.failed(new Error(message.error.message));
      else pending?.done(message.result);
      return;
    }
    if (message.method === undefined) return;
    if (message.method === 'Target.detachedFromTarget') {
      const { sessionId } = detachedSchema.parse(message.params);
      this.#fail('the document is gone', (pending) => pending.session === sessionId);
    }
    for (const listener of this.#listeners) listener(message.method, message.params, message.sessionId);
  }

  #fail(reason: string, concerns: (pending: Pending) => boolean): void {
    for (const [id, pending] of this.#pending) {
      if (!concerns(pending)) continue;
      this.#pending.delete(id);
      pending.failed(new SessionGoneError(reason));
    }
  }

  async send<T>(schema: z.ZodMiniType<T>, method: string, params: object, session?: string): Promise<T> {
    this.#id += 1;
    const id = this.#id;
    const answer = new Promise<unknown>((done, failed) => {
      this.#pending.set(id, { session, done, failed });
      this.#write.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
    });
    try {
      return schema.parse(await answer);
    } catch (error) {
      if (error instanceof SessionGoneError) throw error;
      // Made here, the error's stack tells which step of a flow asked, not which bytes arrived.
      throw new Error(`${method}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
}

export const nothing = z.unknown();
