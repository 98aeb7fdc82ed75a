const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gu;
const decoder = new TextDecoder();

/** Text of an attribute: UTF-8, references resolved. One that means no character is left as it is written. */
export function xmlText(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (!text.includes('&')) return text;
  return text.replace(
    REFERENCE,
    (written, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name] ?? written;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const isCharacter = code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : written;
    },
  );
}
