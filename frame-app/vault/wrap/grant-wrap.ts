/**
 * What the first-party store holds for one grant, under the grant's own key: the terms, and the keys of the
 * streams they reach. A live frame reads it at every request; when it is gone, the grant is. Layout, version 1:
 * the JSON of `stored`, sealed, bound to 'wrap', the grant and the safe's epoch.
 */
import * as z from 'zod/mini';
import type { Scale } from '../../../protocol/series.ts';
import { type Bytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { importAesKey, openJson, sealJson } from '../cipher.ts';
import { Damaged, NewerFormat } from '../errors.ts';
import type { InboxKey } from '../inbox/seal.ts';
import type { GrantId, RecordKey, Source, Stream, Terms } from '../model.ts';
import type { RecordReader } from '../storage/records.ts';
import { identity, recordKey, scale, source, streamId, terms, timeOrNull } from '../stored-shapes.ts';
import type { StreamHandle } from '../stream/stream-handle.ts';

export const WRAP_VERSION = 1;

const stored = z.object({
  version: z.literal(WRAP_VERSION),
  terms,
  streams: z.array(
    z.object({ id: streamId, index: recordKey, key: z.string(), identity, source, unit: z.string(), scale }),
  ),
  skippedUnits: z.number(),
  grantedAt: z.number(),
  until: timeOrNull,
  lease: z.number(),
  inbox: z.object({ keyId: z.string(), publicKey: z.string() }),
  log: z.object({ entries: z.number(), head: z.string() }),
});

/** A stream that the grant reaches. */
export interface WrappedStream {
  readonly id: Stream['id'];
  readonly index: RecordKey;
  /** Raw AES-256 key. */
  readonly key: Bytes;
  readonly identity: Stream['identity'];
  readonly source: Source;
  readonly unit: string;
  readonly scale: Scale | null;
}

export interface GrantWrap {
  readonly terms: Terms;
  readonly streams: readonly WrappedStream[];
  /** Measurements under the name in units or scales that cannot be converted, when the wrap was written. */
  readonly skippedUnits: number;
  readonly grantedAt: number;
  /** ms UTC; null: until revoked. */
  readonly until: number | null;
  /** ms */
  readonly lease: number;
  readonly inbox: InboxKey;
  /** The log as it stood, for a partition to remember and compare: it only ever grows. */
  readonly log: { readonly entries: number; readonly head: string };
}

/** A wrap as a live frame uses it: streams as handles whose keys cannot be read again. */
export interface OpenGrantWrap extends Omit<GrantWrap, 'streams'> {
  readonly streams: readonly (Omit<WrappedStream, 'key' | 'index'> & { readonly handle: StreamHandle })[];
}

const boundTo = (safe: string, grant: GrantId) => ['wrap', safe, grant] as const;

export function sealGrantWrap(key: CryptoKey, safe: string, grant: GrantId, wrap: GrantWrap): Promise<Bytes> {
  const { inbox, streams } = wrap;
  return sealJson(key, boundTo(safe, grant), {
    ...wrap,
    version: WRAP_VERSION,
    streams: streams.map((stream) => ({ ...stream, key: toBase64Url(stream.key) })),
    inbox: { keyId: inbox.keyId, publicKey: toBase64Url(inbox.publicKey) },
  });
}

/** 'gone': revoked, ended, or the safe is another one. Throws Damaged (another grant's key), NewerFormat. */
export async function readGrantWrap(
  records: RecordReader,
  at: RecordKey,
  key: CryptoKey,
  names: { readonly safe: string; readonly grant: GrantId },
): Promise<OpenGrantWrap | 'gone'> {
  const record = await records.get(at);
  if (record === undefined) return 'gone';
  const json = await openJson(key, boundTo(names.safe, names.grant), record);
  const version = z.object({ version: z.number() }).safeParse(json);
  if (version.success && version.data.version > WRAP_VERSION) {
    throw new NewerFormat('A grant', version.data.version);
  }
  const parsed = stored.safeParse(json);
  if (!parsed.success) throw new Damaged('A grant', parsed.error);
  const { version: _, inbox, streams, ...rest } = parsed.data;
  return {
    ...rest,
    inbox: { keyId: inbox.keyId, publicKey: rawKey(inbox.publicKey) },
    streams: await Promise.all(
      streams.map(async ({ index, key: raw, ...stream }) => ({
        ...stream,
        handle: {
          id: stream.id,
          key: await importAesKey(rawKey(raw)),
          indexKey: index,
          identity: stream.identity,
        },
      })),
    ),
  };
}

function rawKey(text: string): Bytes {
  const raw = fromBase64Url(text);
  if (raw?.length !== 32) throw new Damaged('A key in a grant');
  return raw;
}
