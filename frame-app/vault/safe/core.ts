/** What every part of the open safe works with. */

import type { Bytes } from '../bytes.ts';
import { fromBase64Url } from '../bytes.ts';
import { importAesKey, openRecord } from '../cipher.ts';
import { Damaged, VaultError } from '../errors.ts';
import type { Header } from '../keys/header.ts';
import type { SafeKeys } from '../keys/safe-keys.ts';
import { type Manifest, openManifest, type StoredStream } from '../manifest/manifest.ts';
import type { StreamId } from '../model.ts';
import type { RecordReader, Records } from '../storage/records.ts';
import type { StorageArea } from '../storage/storage-area.ts';
import type { StreamHandle } from '../stream/stream-handle.ts';
import type { ChangeBoard } from './change-board.ts';

export class Core {
  readonly area: StorageArea;
  readonly records: Records;
  readonly keys: SafeKeys;
  readonly header: Header;
  readonly clock: () => number;
  readonly board: ChangeBoard;
  readonly #handles = new Map<StreamId, Promise<StreamHandle>>();
  #cached: { readonly stamp: string; readonly manifest: Manifest } | null = null;

  constructor(parts: {
    readonly area: StorageArea;
    readonly records: Records;
    readonly keys: SafeKeys;
    readonly header: Header;
    readonly clock: () => number;
    readonly board: ChangeBoard;
  }) {
    this.area = parts.area;
    this.records = parts.records;
    this.keys = parts.keys;
    this.header = parts.header;
    this.clock = parts.clock;
    this.board = parts.board;
  }

  get epoch(): string {
    return this.header.epoch;
  }

  /** As it is stored now, by whatever tab. Throws `deleted`, Damaged, NewerFormat. */
  async manifest(): Promise<Manifest> {
    const record = await this.records.get(this.header.manifest);
    if (record === undefined) throw new VaultError('deleted', 'This safe was deleted.');
    const stamp = stampOf(record);
    if (this.#cached !== null && stamp === this.#cached.stamp) return this.#cached.manifest;
    const manifest = await openManifest(this.keys.vault, this.epoch, record);
    this.#cached = { stamp, manifest };
    return manifest;
  }

  handle(stream: StoredStream): Promise<StreamHandle> {
    const known = this.#handles.get(stream.id);
    if (known !== undefined) return known;
    const made = this.streamKey(stream).then(async (raw) => ({
      id: stream.id,
      key: await importAesKey(raw),
      indexKey: stream.index,
      identity: stream.identity,
    }));
    this.#handles.set(stream.id, made);
    return made;
  }

  streamKey(stream: StoredStream): Promise<Bytes> {
    return this.openKey('stream-key', stream.id, stream.key);
  }

  /** A raw key that the manifest holds sealed. */
  async openKey(kind: 'stream-key' | 'grant-key', id: string, sealed: string): Promise<Bytes> {
    const raw = await openRecord(this.keys.vault, [kind, id], fromBase64Url(sealed));
    if (raw.length !== 32) throw new Damaged('A key in the manifest');
    return raw;
  }
}

/** Version and IV: two manifests never share them, so equal stamps need no second decryption. */
function stampOf(record: unknown): string {
  return record instanceof Uint8Array ? record.subarray(0, 13).join() : '';
}

export type { RecordReader };
