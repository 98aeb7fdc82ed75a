/**
 * The floor under a granted read: the same stored bytes out of IndexedDB, opened with AES-GCM, inflated, and two
 * Float64Arrays passed to a page of another site. No checks, no decoding, no protocol.
 */

import { openRecords } from '../../frame-app/vault/storage/records.ts';
import { windowStorageArea } from '../../frame-app/vault/storage/storage-area.ts';
import { decodeColumns } from '../../frame-app/vault/stream/decode-columns.ts';
import { deflate, inflate } from '../../frame-app/vault/stream/deflate.ts';
import { encodeColumns } from '../../frame-app/vault/stream/encode-columns.ts';

const ROWS_A_PIECE = 32_768;
const host = new URLSearchParams(location.search).get('host') ?? '';
const records = openRecords(windowStorageArea(), 'bench-floor');

interface Piece {
  readonly record: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly inflated: number;
}

let key: CryptoKey;
let pieces: Piece[] = [];
let rows = 0;

async function store(times: Float64Array, values: Float64Array): Promise<void> {
  key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  rows = times.length;
  pieces = [];
  for (let from = 0; from < rows; from += ROWS_A_PIECE) {
    const to = Math.min(rows, from + ROWS_A_PIECE);
    const size = to - from;
    const payload = encodeColumns({
      starts: times.subarray(from, to),
      ends: new Float64Array(size).fill(Number.NaN),
      values: values.subarray(from, to),
      offsets: new Int16Array(size),
      batches: new Uint32Array(size),
      retiredBy: new Uint32Array(size),
      notes: new Map(),
      table: [],
    });
    decodeColumns(payload, size);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, await deflate(payload));
    const record = `piece ${from}`;
    await records.commit({ put: [[record, new Uint8Array(sealed)]], delete: [] });
    pieces.push({ record, iv, inflated: payload.length });
  }
}

async function read(port: MessagePort): Promise<void> {
  const stored = await records.getMany(pieces.map(({ record }) => record));
  await Promise.all(
    pieces.map(async ({ iv, inflated }, i) => {
      const sealed = stored[i];
      if (!(sealed instanceof Uint8Array)) throw new Error('A stored piece is missing.');
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(sealed));
      await inflate(new Uint8Array(plain), inflated);
    }),
  );
  const columns = [new Float64Array(rows), new Float64Array(rows)];
  port.postMessage(
    columns,
    columns.map(({ buffer }) => buffer),
  );
}

addEventListener('message', ({ origin, data, ports: [port] }) => {
  if (origin !== host || port === undefined || data?.store === undefined) return;
  port.onmessage = () => void read(port);
  void store(data.store.times, data.store.values).then(() => port.postMessage('stored'));
});
