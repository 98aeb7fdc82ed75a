const SIGNATURES: readonly (readonly [readonly number[], number, string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 0, 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 0, 'a picture'],
  [[0xff, 0xd8, 0xff], 0, 'a picture'],
  [[0x47, 0x49, 0x46, 0x38], 0, 'a picture'],
  [[0x2e, 0x46, 0x49, 0x54], 8, 'a FIT file of a sports watch'],
  [[0x66, 0x74, 0x79, 0x70], 4, 'a film or a phone picture'],
  [[0x1f, 0x8b], 0, 'a gzip file'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 0, 'an SQLite database'],
  [[0xd0, 0xcf, 0x11, 0xe0], 0, 'an old Office document'],
  [[0x37, 0x7a, 0xbc, 0xaf], 0, 'a 7-Zip file'],
  [[0x52, 0x61, 0x72, 0x21], 0, 'a RAR file'],
];

const ROOTS: Readonly<Record<string, string>> = {
  ClinicalDocument: 'a clinical document (C-CDA)',
  gpx: 'a GPX track',
  TrainingCenterDatabase: 'a TCX workout',
  html: 'a web page',
};

/** Name of the first element of an XML text; undefined where it is not XML. */
function rootName(text: string): string | undefined {
  for (let at = 0; at >= 0; ) {
    const rest = text.slice(at).trimStart();
    if (!/^[<\]]/u.test(rest)) return undefined;
    const from = text.length - rest.length;
    if (rest.startsWith('<?')) at = after(text, '?>', from);
    else if (rest.startsWith('<!--')) at = after(text, '-->', from);
    else if (rest.startsWith('<!') || rest.startsWith(']')) at = after(text, '>', from);
    else return /^<([\w:.-]+)/u.exec(rest)?.[1];
  }
  return undefined;
}

function after(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? -1 : found + what.length;
}

/** What a file of no known format looks like, in words that finish "This looks like ...". */
export function looksLike(head: Uint8Array): string {
  if (head.length === 0) return 'an empty file';
  for (const [bytes, at, words] of SIGNATURES) {
    if (bytes.every((byte, index) => head[at + index] === byte)) return words;
  }
  const text = new TextDecoder().decode(head).trimStart();
  const root = rootName(text);
  if (root !== undefined) {
    const bare = root.slice(root.indexOf(':') + 1);
    return (
      (Object.hasOwn(ROOTS, bare) ? ROOTS[bare] : undefined) ?? `XML that begins with <${root.slice(0, 40)}>`
    );
  }
  if (/^[{[]/u.test(text)) return 'a JSON file';
  const unreadable = [...text.slice(0, 1000)].filter(
    (character) => /[\p{Cc}\ufffd]/u.test(character) && !/\s/u.test(character),
  );
  return unreadable.length > 20 ? 'a file of bytes, not text' : 'text without columns';
}
