/** Keeps track of Chromium's windows and out-of-process frames: their sessions, their documents, what they say. */
import * as z from 'zod/mini';
import { type CdpPipe, nothing } from './cdp-pipe.ts';
import { until } from './wait.ts';

const infoSchema = z.object({ targetId: z.string(), type: z.string(), url: z.string() });
const infosSchema = z.object({ targetInfos: z.array(infoSchema) });
const attachedSchema = z.object({ sessionId: z.string(), targetInfo: infoSchema });
const detachedSchema = z.object({ sessionId: z.string() });
const contextSchema = z.object({
  context: z.object({
    uniqueId: z.string(),
    // Workers have none.
    auxData: z.optional(z.object({ isDefault: z.boolean(), frameId: z.optional(z.string()) })),
  }),
});
const destroyedSchema = z.object({ executionContextUniqueId: z.string() });
const consoleSchema = z.object({
  type: z.string(),
  args: z.array(z.object({ value: z.optional(z.unknown()), description: z.optional(z.string()) })),
});
const thrownSchema = z.object({
  exceptionDetails: z.object({
    text: z.string(),
    url: z.optional(z.string()),
    exception: z.optional(z.object({ description: z.optional(z.string()) })),
  }),
});
const logSchema = z.object({
  entry: z.object({ level: z.string(), text: z.string(), url: z.optional(z.string()) }),
});

export type TargetInfo = z.infer<typeof infoSchema>;

// Without the wait, a document that opens a window is not answered for until that window is closed.
const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

export class ChromiumTargets {
  readonly messages: string[] = [];
  readonly #pipe: CdpPipe;
  /** Target (for a frame: also its frame id) -> session. */
  readonly #sessions = new Map<string, string>();
  /** Session -> frame id -> its main world. */
  readonly #contexts = new Map<string, Map<string, string>>();

  constructor(pipe: CdpPipe) {
    this.#pipe = pipe;
    pipe.listen((method, params, session) => this.#hear(method, params, session));
  }

  async start(): Promise<void> {
    await this.browser(nothing, 'Target.setAutoAttach', AUTO_ATTACH);
  }

  send<T>(schema: z.ZodMiniType<T>, method: string, params: object, session: string): Promise<T> {
    return this.#pipe.send(schema, method, params, session);
  }

  browser<T>(schema: z.ZodMiniType<T>, method: string, params: object): Promise<T> {
    return this.#pipe.send(schema, method, params);
  }

  async infos(): Promise<readonly TargetInfo[]> {
    const { targetInfos } = await this.browser(infosSchema, 'Target.getTargets', {});
    return targetInfos.filter(({ type }) => type === 'page');
  }

  attached(target: string): string | undefined {
    return this.#sessions.get(target);
  }

  /** A window is known a moment before its session is. */
  sessionOf(target: string): Promise<string> {
    const now = this.#sessions.get(target);
    return now === undefined
      ? until('the window to be attached', async () => this.#sessions.get(target))
      : Promise.resolve(now);
  }

  /** @throws when the frame has no document just now */
  contextOf(session: string, frameId: string): string {
    const context = this.#contexts.get(session)?.get(frameId);
    if (context === undefined) throw new Error('the document is not there yet');
    return context;
  }

  #hear(method: string, params: unknown, session: string | undefined): void {
    if (method === 'Target.attachedToTarget') this.#attach(attachedSchema.parse(params));
    else if (method === 'Target.detachedFromTarget') this.#detach(detachedSchema.parse(params).sessionId);
    else if (session !== undefined) this.#hearFrom(session, method, params);
  }

  #attach({ sessionId, targetInfo }: z.infer<typeof attachedSchema>): void {
    this.#contexts.set(sessionId, new Map());
    this.#sessions.set(targetInfo.targetId, sessionId);
    const isDocument = targetInfo.type === 'page' || targetInfo.type === 'iframe';
    const methods = ['Runtime.enable', 'Log.enable', ...(isDocument ? ['Page.enable', 'DOM.enable'] : [])];
    const enable = methods.map((method) => this.send(nothing, method, {}, sessionId));
    const inner = this.send(nothing, 'Target.setAutoAttach', AUTO_ATTACH, sessionId);
    const resume = this.send(nothing, 'Runtime.runIfWaitingForDebugger', {}, sessionId);
    // A window may be closed again before it was attached.
    for (const sent of [...enable, inner, resume]) sent.catch(() => {});
  }

  #detach(session: string): void {
    this.#contexts.delete(session);
    for (const [target, its] of this.#sessions) if (its === session) this.#sessions.delete(target);
  }

  #hearFrom(session: string, method: string, params: unknown): void {
    const contexts = this.#contexts.get(session);
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const { uniqueId, auxData } = contextSchema.parse(params).context;
        if (auxData?.isDefault && auxData.frameId !== undefined) contexts?.set(auxData.frameId, uniqueId);
        break;
      }
      case 'Runtime.executionContextDestroyed': {
        const { executionContextUniqueId: gone } = destroyedSchema.parse(params);
        for (const [frame, context] of contexts ?? []) if (context === gone) contexts?.delete(frame);
        break;
      }
      case 'Runtime.executionContextsCleared':
        contexts?.clear();
        break;
      case 'Runtime.consoleAPICalled': {
        const { type, args } = consoleSchema.parse(params);
        this.messages.push(`${type}: ${args.map((arg) => arg.description ?? String(arg.value)).join(' ')}`);
        break;
      }
      case 'Runtime.exceptionThrown': {
        const { text, url, exception } = thrownSchema.parse(params).exceptionDetails;
        this.messages.push(`exception: ${exception?.description ?? text} ${url ?? ''}`);
        break;
      }
      case 'Log.entryAdded': {
        const { level, text, url } = logSchema.parse(params).entry;
        this.messages.push(`${level}: ${text} ${url ?? ''}`);
      }
    }
  }
}
