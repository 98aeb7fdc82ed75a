/** Longest text that is kept; longer ones are hostile or broken, and get no number. */
const MAX_LENGTH = 1024;

interface Entry {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly next: Entry | undefined;
}

/**
 * Numbers for texts that occur a million times (types, units, source names), without making a string each time.
 * Equal numbers mean equal bytes: the hash only finds the candidates, the bytes decide.
 */
export class InternedBytes {
  readonly #byHash = new Map<number, Entry>();
  readonly #texts: string[] = [];
  readonly #decode: (bytes: Uint8Array) => string;
  readonly #most: number;

  constructor(most: number, decode: (bytes: Uint8Array) => string) {
    this.#most = most;
    this.#decode = decode;
  }

  /** The number of this text; -1 where it is too long or the table is full. */
  idOf(view: DataView, from: number, to: number): number {
    if (to - from > MAX_LENGTH) return -1;
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
    const first = this.#byHash.get(hash);
    for (let entry = first; entry !== undefined; entry = entry.next) {
      if (same(view, from, to, entry.bytes)) return entry.id;
    }
    const id = this.#texts.length;
    if (id >= this.#most) return -1;
    const bytes = new Uint8Array(view.buffer, view.byteOffset + from, to - from).slice();
    this.#byHash.set(hash, { id, bytes, next: first });
    this.#texts.push(this.#decode(bytes));
    return id;
  }

  textOf(id: number): string {
    return this.#texts[id] ?? '';
  }
}

function same(view: DataView, from: number, to: number, bytes: Uint8Array): boolean {
  if (to - from !== bytes.length) return false;
  for (let index = 0; index < bytes.length; index++) {
    if (view.getUint8(from + index) !== bytes[index]) return false;
  }
  return true;
}
