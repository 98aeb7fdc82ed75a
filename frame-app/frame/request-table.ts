/**
 * One method for everything an app can ask. A message is checked in this order, and nothing before its turn: it is
 * an object with exactly a verb and params; the verb is an own entry of the closed table; the params fit its schema.
 */
import { type WireError, wireError } from '../../protocol/errors.ts';
import { isVerb, type Params, type Reply, type Result, VERBS, type Verb } from '../../protocol/verbs.ts';
import { isVaultError } from '../vault/errors.ts';
import { Refusal } from './refusal.ts';

export type Handlers = { readonly [V in Verb]: (params: Params<V>) => Promise<Result<V>> };

const failed = (error: WireError) => ({ ok: false, error }) as const;

/** @param over told the ticket of a request once it is answered: a window that comes for it then has nothing to ask */
export async function answer(
  message: unknown,
  handlers: Handlers,
  over: (ticket: string) => void = () => {},
): Promise<Reply<Verb>> {
  if (typeof message !== 'object' || message === null) return failed(wireError('INVALID_REQUEST'));
  const { verb, params } = message as { readonly verb?: unknown; readonly params?: unknown };
  if (!isVerb(verb)) return failed(wireError('INVALID_REQUEST', { path: 'verb' }));
  try {
    return await run(verb, params, handlers);
  } catch (error) {
    return failed(toWire(error));
  } finally {
    const ticket = verb === 'cancel' ? undefined : ticketOf(params);
    if (ticket !== undefined) over(ticket);
  }
}

/** Also of params that were refused. */
function ticketOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('ticket' in params)) return undefined;
  const { ticket } = params;
  return typeof ticket === 'string' && /^[A-Za-z0-9_-]{22}$/.test(ticket) ? ticket : undefined;
}

/** `notes[0][1]`, `scale.min`. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

async function run<V extends Verb>(verb: V, params: unknown, handlers: Handlers): Promise<Reply<Verb>> {
  const parsed = VERBS[verb].params.safeParse(params);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = pathText(issue?.path ?? []);
    return failed(wireError('INVALID_REQUEST', { path: path || 'params', detail: issue?.message ?? '' }));
  }
  const handler: (params: Params<V>) => Promise<Result<V>> = handlers[verb];
  return { ok: true, result: await handler(parsed.data as Params<V>) };
}

/** What went wrong inside is told by kind only: no message of ours names what the safe holds. */
function toWire(error: unknown): WireError {
  if (error instanceof Refusal)
    return wireError(error.code, error.detail === undefined ? {} : { detail: error.detail });
  if (isVaultError(error, 'storage-full')) return wireError('QUOTA_EXCEEDED');
  if (isVaultError(error, 'storage-failed')) return wireError('STORAGE_BLOCKED');
  return wireError('INTERNAL');
}
