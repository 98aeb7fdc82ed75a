/**
 * Who embeds this frame. The app is the origin that the browser gives the handshake, from the parent itself; every
 * other frame around this one must be of that same origin, or a page could put an app it does not control between
 * itself and the person. A chain that cannot be known is refused.
 */
import type { ErrorCode } from '../../protocol/errors.ts';
import { type Origin, parseOrigin, sharesSiteByName } from '../../protocol/origins.ts';

export interface Surroundings {
  /** The handshake's `event.origin`; the caller has checked that its source is the parent. */
  readonly embedder: string;
  readonly ownOrigin: string;
  readonly parentIsTop: boolean;
  /** From the parent outwards; undefined where the browser does not tell. */
  readonly ancestors: readonly string[] | undefined;
  /** Throws where storage is blocked. */
  readonly seesFirstPartyMark: () => boolean;
}

export type Embedding =
  | { readonly ok: true; readonly origin: Origin }
  | { readonly ok: false; readonly code: ErrorCode };

const refused = (code: ErrorCode): Embedding => ({ ok: false, code });

export function judgeEmbedding(around: Surroundings): Embedding {
  const origin = parseOrigin(around.embedder);
  const own = parseOrigin(around.ownOrigin);
  if (origin === undefined || own === undefined) return refused('EMBEDDING_REFUSED');
  if (!isOneOrigin(origin, around)) return refused('EMBEDDING_REFUSED');
  if (origin === own) return refused('SAME_ORIGIN');
  if (sharesSiteByName(origin, own)) return refused('SAME_SITE');
  try {
    return around.seesFirstPartyMark() ? refused('SAME_SITE') : { ok: true, origin };
  } catch {
    return refused('STORAGE_BLOCKED');
  }
}

function isOneOrigin(origin: Origin, { ancestors, parentIsTop }: Surroundings): boolean {
  if (ancestors === undefined || ancestors.length === 0) return parentIsTop;
  // Firefox says "null" for the parent under a referrerpolicy attribute; alone, that parent is the one we know.
  if (parentIsTop) return ancestors.length === 1 && (ancestors[0] === origin || ancestors[0] === 'null');
  return ancestors.every((ancestor) => ancestor === origin);
}

export function surroundingsOf(event: MessageEvent, seesFirstPartyMark: () => boolean): Surroundings {
  const { ancestorOrigins } = location as { readonly ancestorOrigins?: DOMStringList };
  return {
    embedder: event.origin,
    ownOrigin: location.origin,
    parentIsTop: window.parent === window.top,
    ancestors: ancestorOrigins && Array.from(ancestorOrigins),
    seesFirstPartyMark,
  };
}
