import { type ByteSource, blobSource, headOf, ImportFault } from './byte-source.ts';
import { looksLike } from './file-looks.ts';
import type { Format } from './registry.ts';
import { readCentralDirectory, type ZipMember } from './zip/central-directory.ts';
import { memberFault, memberSource } from './zip/member-source.ts';

/** Bytes of a file, or of a zip's member, that a format is recognised by. */
export const HEAD_BYTES = 64 * 1024;
/** Heads unpacked while looking for a known format in a zip; an export's main file is among its largest. */
const MEMBERS_LOOKED_INTO = 200;
const CERTAIN = 1;

/** A file's path (for messages alone) and its first `HEAD_BYTES` bytes. */
export interface FileHead {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface RecognisedFile<F extends Format = Format> {
  readonly format: F;
  readonly path: string;
  readonly source: ByteSource;
}

export interface UnknownFile {
  readonly format: undefined;
  /** What the file looks like and what can be imported, for the person. */
  readonly message: string;
}

function best<F extends Format>(
  formats: readonly F[],
  head: FileHead,
): { format: F; confidence: number } | undefined {
  return formats
    .map((format) => ({ format, confidence: format.recognise(head) }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence)[0];
}

/** Finds the format of a file by its content; a name or an ending decides nothing. */
export async function recogniseFile<F extends Format>(
  file: Blob,
  path: string,
  formats: readonly F[],
): Promise<RecognisedFile<F> | UnknownFile> {
  const source = blobSource(file);
  const bytes = await headOf(blobSource(file.slice(0, HEAD_BYTES)), HEAD_BYTES);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
  if (isZip) return recogniseZip(file, formats);
  const found = best(formats, { path, bytes });
  return found === undefined
    ? unknown(`This looks like ${looksLike(bytes)}.`, formats)
    : { format: found.format, path, source };
}

function unknown(what: string, formats: readonly Format[]): UnknownFile {
  return {
    format: undefined,
    message: `${what} What can be imported: ${formats.map(({ label }) => label).join('; ')}.`,
  };
}

/** XML first, then by size: the order saves time, the content decides. */
function byPromise(a: ZipMember, b: ZipMember): number {
  const isXml = ({ path }: ZipMember): number => (/\.xml$/iu.test(path) ? 1 : 0);
  return isXml(b) - isXml(a) || b.size - a.size;
}

async function recogniseZip<F extends Format>(
  zip: Blob,
  formats: readonly F[],
): Promise<RecognisedFile<F> | UnknownFile> {
  const members = await readCentralDirectory(zip);
  const candidates = members
    .filter(({ size }) => size > 0)
    .sort(byPromise)
    .slice(0, MEMBERS_LOOKED_INTO);
  const found: RecognisedFile<F>[] = [];
  let fault: string | undefined;
  for (const member of candidates) {
    const memberIsBad = memberFault(member);
    if (memberIsBad !== undefined) {
      fault ??= memberIsBad;
      continue;
    }
    const source = memberSource(zip, member);
    try {
      const match = best(formats, { path: member.path, bytes: await headOf(source, HEAD_BYTES) });
      if (match === undefined) continue;
      const file = { format: match.format, path: member.path, source };
      if (match.confidence >= CERTAIN) return file;
      found.push(file);
    } catch (problem) {
      // One bad member must not hide the good one.
      if (!(problem instanceof ImportFault)) throw problem;
      fault ??= problem.message;
    }
  }
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    return unknown(`This zip file holds ${found.length} tables. Unpack it and choose one of them.`, formats);
  }
  return unknown(
    fault ?? `This zip file holds ${members.length} files, and none of them is known here.`,
    formats,
  );
}
