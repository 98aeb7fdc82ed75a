/** deflate-raw, the browser's own. */
import type { Bytes } from '../bytes.ts';
import { Damaged } from '../errors.ts';

export async function deflate(bytes: Bytes): Promise<Bytes> {
  const pieces = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(pieces).arrayBuffer());
}

/** `length` is that of the result, told by who deflated it; anything else is damage. */
export async function inflate(deflated: Bytes, length: number): Promise<Bytes> {
  const whole = new Uint8Array(length);
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  const fed = writer.write(deflated).then(() => writer.close());
  const reader = readable.getReader();
  let at = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (at + part.value.length > length) throw new Damaged('A deflated piece');
      whole.set(part.value, at);
      at += part.value.length;
    }
    await fed;
  } catch (cause) {
    fed.catch(() => undefined);
    await reader.cancel().catch(() => undefined);
    throw cause instanceof Damaged ? cause : new Damaged('A deflated piece', cause);
  }
  if (at !== length) throw new Damaged('A deflated piece');
  return whole;
}
