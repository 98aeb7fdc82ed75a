/** Bytes that can be read from the start, once per call: a file, or one member of a zip. */
export interface ByteSource {
  /** Bytes that `open` will give when nothing is wrong with the file. */
  readonly size: number;
  open(): ReadableStream<Uint8Array>;
}

/** The input ended too early or does not unpack; what came before is good. The message is for the person. */
export class DamagedInput extends Error {
  override readonly name = 'DamagedInput';
}

/** The file cannot be imported at all; the message says why in the person's words. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
}

export function blobSource(blob: Blob): ByteSource {
  return { size: blob.size, open: () => blob.stream() };
}

/**
 * Gives each piece of `source` to `take`, in order, one at a time. Returns the fault that ended it early, if it
 * was one that leaves what came before good.
 */
export async function readPieces(
  source: ByteSource,
  take: (piece: Uint8Array) => Promise<boolean> | boolean,
): Promise<DamagedInput | undefined> {
  const reader = source.open().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      const wanted = take(value);
      if (!(typeof wanted === 'boolean' ? wanted : await wanted)) return undefined;
    }
  } catch (fault) {
    if (fault instanceof DamagedInput) return fault;
    throw fault;
  } finally {
    // Nothing listens for the outcome: the input is finished with.
    reader.cancel().catch(() => undefined);
  }
}

/** The first `length` bytes, or all there are. */
export async function headOf(source: ByteSource, length: number): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(length, source.size));
  let filled = 0;
  await readPieces(source, (piece) => {
    const part = piece.subarray(0, head.length - filled);
    head.set(part, filled);
    filled += part.length;
    return filled < head.length;
  });
  return head.subarray(0, filled);
}
