/**
 * The manifest: what the safe holds and who may have it, in one record under the vault key. It is read and
 * replaced under the write lock. Layout, version 1: the JSON of `stored` below, sealed (cipher.ts), bound to
 * 'manifest' and the safe's epoch.
 */
import * as z from 'zod/mini';
import type { Bytes } from '../bytes.ts';
import { openJson, sealJson } from '../cipher.ts';
import { Damaged, NewerFormat } from '../errors.ts';
import type { Grant, RecordKey, Stream, Variable } from '../model.ts';
import {
  grantId,
  identity,
  recordKey,
  scale,
  source,
  streamId,
  terms,
  textOrNull,
  time,
  timeOrNull,
  variableId,
  variableKey,
} from '../stored-shapes.ts';

export const MANIFEST_VERSION = 1;

const variable = z.object({
  id: variableId,
  key: variableKey,
  name: z.string(),
  unit: z.string(),
  scale,
  category: z.string(),
});

const stream = z.object({
  id: streamId,
  variable: variableId,
  source,
  identity,
  createdAt: time,
  index: recordKey,
  /** The stream's raw key, sealed under the vault key, base64url. */
  key: z.string(),
});

const length = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once') }),
  z.object({ kind: z.literal('until'), until: time }),
  z.object({ kind: z.literal('until-revoked') }),
]);

const consent = z.object({
  recordId: z.string(),
  at: time,
  language: z.string(),
  safeVersion: z.string(),
  text: z.string(),
  textSha256: z.string(),
  purpose: textOrNull,
  purposeFrom: z.literal('app'),
  identityAssurance: z.literal('origin only'),
  appName: textOrNull,
  appContact: textOrNull,
  appPrivacyUrl: textOrNull,
  withdrawal: z.literal('In the safe, under Apps'),
  events: z.array(
    z.object({
      at: time,
      kind: z.enum([
        'requested',
        'given',
        'narrowed',
        'refreshed',
        'expired',
        'paused',
        'revoked',
        'revocation-reached-site',
      ]),
    }),
  ),
});

const grant = z.object({
  id: grantId,
  origin: z.string(),
  terms,
  length,
  lease: z.number(),
  createdAt: time,
  state: z.enum(['active', 'revoked', 'ended']),
  revokedAt: timeOrNull,
  revocationReachedSite: z.boolean(),
  metAt: timeOrNull,
  leaseUntil: timeOrNull,
  reads: z.number(),
  lastReadAt: timeOrNull,
  consent,
});

const settings = z.object({
  lastCopyAt: timeOrNull,
  persistent: z.nullable(z.boolean()),
  denials: z.record(z.string(), z.object({ denied: z.number(), dismissed: z.number(), until: timeOrNull })),
  lengths: z.record(z.string(), z.enum(['once', 'until', 'until-revoked'])),
});

const stored = z.object({
  version: z.literal(MANIFEST_VERSION),
  name: textOrNull,
  ownerId: z.string(),
  createdAt: time,
  variables: z.array(variable),
  streams: z.array(stream),
  grants: z.array(
    z.object({
      grant,
      /** null: allowed once, nothing was ever wrapped; otherwise where the wrap lies, or lay. */
      wrap: z.nullable(recordKey),
      /** The grant's raw key, sealed under the vault key, base64url; null with `wrap`, and once it is over. */
      key: textOrNull,
    }),
  ),
  /** Records of `batch-pages.ts`, oldest first. */
  batchPages: z.array(recordKey),
  settings,
  /** Entries written so far, and the SHA-256 (hex) of the last. */
  log: z.object({ entries: z.number(), head: z.string() }),
});

export type StoredStream = Stream & {
  readonly createdAt: number;
  readonly index: RecordKey;
  readonly key: string;
};

export interface HeldGrant {
  readonly grant: Grant;
  readonly wrap: RecordKey | null;
  readonly key: string | null;
}

type Parsed = z.infer<typeof stored>;
export interface Manifest
  extends Readonly<Omit<Parsed, 'version' | 'variables' | 'streams' | 'grants' | 'batchPages'>> {
  readonly variables: readonly Variable[];
  readonly streams: readonly StoredStream[];
  readonly grants: readonly HeldGrant[];
  readonly batchPages: readonly RecordKey[];
}

export function sealManifest(key: CryptoKey, epoch: string, manifest: Manifest): Promise<Bytes> {
  return sealJson(key, ['manifest', epoch], { version: MANIFEST_VERSION, ...manifest });
}

/** Throws Damaged, NewerFormat. */
export async function openManifest(key: CryptoKey, epoch: string, record: unknown): Promise<Manifest> {
  const json = await openJson(key, ['manifest', epoch], record);
  const version = z.object({ version: z.number() }).safeParse(json);
  if (version.success && version.data.version > MANIFEST_VERSION) {
    throw new NewerFormat('This safe', version.data.version);
  }
  const parsed = stored.safeParse(json);
  if (!parsed.success) throw new Damaged("The safe's manifest", parsed.error);
  const { version: _, ...manifest } = parsed.data;
  return manifest;
}
