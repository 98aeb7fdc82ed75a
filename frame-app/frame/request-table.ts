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

export async function answer(message: unknown, handlers: Handlers): Promise<Reply<Verb>> {
  if (typeof message !== 'object' || message === null) return failed(wireError('INVALID_REQUEST'));
  const { verb, params } = message as { readonly verb?: unknown; readonly params?: unknown };
  if (!isVerb(verb)) return failed(wireError('INVALID_REQUEST', { path: 'verb' }));
  try {
    return await run(verb, params, handlers);
  } catch (error) {
    return failed(toWire(error));
  }
}

async function run<V extends Verb>(verb: V, params: unknown, handlers: Handlers): Promise<Reply<Verb>> {
  const parsed = VERBS[verb].params.safeParse(params);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.map((step) => (typeof step === 'number' ? `[${step}]` : String(step))).join('.');
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
