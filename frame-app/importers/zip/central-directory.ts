import { ImportFault } from '../byte-source.ts';

/** A file inside a zip, as the zip's table of contents describes it. Nothing in it is believed without a check. */
export interface ZipMember {
  /** Only shown and compared, never used as a path on a disk. */
  readonly path: string;
  /** 0 stored, 8 deflated; others cannot be read. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedSize: number;
  readonly size: number;
  /** Position of the member's own header in the file. */
  readonly headerAt: number;
}

export const MAX_MEMBERS = 100_000;
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const MAX_PATH_BYTES = 1024;

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;
const END64_SIGNATURE = 0x06064b50;
const END64_LENGTH = 56;
const LOCATOR64_SIGNATURE = 0x07064b50;
const LOCATOR64_LENGTH = 20;
const MEMBER_SIGNATURE = 0x02014b50;
const MEMBER_LENGTH = 46;
const IN_ZIP64 = 0xffff_ffff;

export const CUT_OFF_ZIP =
  'This zip file is cut off: the list of its files, which stands at its end, is missing. Download or export it again.';
const DAMAGED_ZIP =
  'This zip file is damaged: the list of its files makes no sense. Download or export it again.';

async function viewOf(zip: Blob, from: number, length: number): Promise<DataView> {
  if (!(from >= 0 && length >= 0 && from + length <= zip.size)) throw new ImportFault(DAMAGED_ZIP);
  return new DataView(await zip.slice(from, from + length).arrayBuffer());
}

/** A 64-bit number; beyond 2^53 it cannot be a place in a file. */
function getUint64(view: DataView, at: number): number {
  const value = view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
  if (!Number.isSafeInteger(value)) throw new ImportFault(DAMAGED_ZIP);
  return value;
}

interface Directory {
  readonly at: number;
  readonly length: number;
  readonly members: number;
}

async function findDirectory(zip: Blob): Promise<Directory> {
  const tailLength = Math.min(zip.size, END_LENGTH + MAX_COMMENT);
  const tailAt = zip.size - tailLength;
  const tail = await viewOf(zip, tailAt, tailLength);
  for (let at = tailLength - END_LENGTH; at >= 0; at--) {
    // The comment after it must fill the rest of the file, or the signature is only part of other bytes.
    if (tail.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_LENGTH + tail.getUint16(at + 20, true) > tailLength) continue;
    const members = tail.getUint16(at + 10, true);
    const length = tail.getUint32(at + 12, true);
    const from = tail.getUint32(at + 16, true);
    const isZip64 = members === 0xffff || length === IN_ZIP64 || from === IN_ZIP64;
    return isZip64 ? findDirectory64(zip, tailAt + at) : { at: from, length, members };
  }
  throw new ImportFault(CUT_OFF_ZIP);
}

async function findDirectory64(zip: Blob, endAt: number): Promise<Directory> {
  const locator = await viewOf(zip, endAt - LOCATOR64_LENGTH, LOCATOR64_LENGTH);
  if (locator.getUint32(0, true) !== LOCATOR64_SIGNATURE) throw new ImportFault(DAMAGED_ZIP);
  const end = await viewOf(zip, getUint64(locator, 8), END64_LENGTH);
  if (end.getUint32(0, true) !== END64_SIGNATURE) throw new ImportFault(DAMAGED_ZIP);
  return { members: getUint64(end, 32), length: getUint64(end, 40), at: getUint64(end, 48) };
}

/** The 64-bit sizes and position of a member, which stand in an extra field where the 32-bit ones are full. */
function readExtra64(
  view: DataView,
  from: number,
  to: number,
  full: readonly boolean[],
): (number | undefined)[] {
  for (let at = from; at + 4 <= to; ) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    let field = at + 4;
    const fieldEnd = field + length;
    if (fieldEnd > to) break;
    if (id === 1) {
      return full.map((isFull) => {
        if (!isFull) return undefined;
        if (field + 8 > fieldEnd) throw new ImportFault(DAMAGED_ZIP);
        field += 8;
        return getUint64(view, field - 8);
      });
    }
    at = fieldEnd;
  }
  return [];
}

/** The list of a zip's files. Throws ImportFault where it is missing, damaged or beyond every sensible size. */
export async function readCentralDirectory(zip: Blob): Promise<readonly ZipMember[]> {
  const directory = await findDirectory(zip);
  if (directory.members > MAX_MEMBERS || directory.length > MAX_DIRECTORY_BYTES) {
    throw new ImportFault(`This zip file holds too many files to be an export (more than ${MAX_MEMBERS}).`);
  }
  const view = await viewOf(zip, directory.at, directory.length);
  const bytes = new Uint8Array(view.buffer);
  const members: ZipMember[] = [];
  let at = 0;
  for (let index = 0; index < directory.members; index++) {
    if (at + MEMBER_LENGTH > view.byteLength || view.getUint32(at, true) !== MEMBER_SIGNATURE) {
      throw new ImportFault(DAMAGED_ZIP);
    }
    const flags = view.getUint16(at + 8, true);
    const pathLength = view.getUint16(at + 28, true);
    const pathAt = at + MEMBER_LENGTH;
    const extraAt = pathAt + pathLength;
    const extraEnd = extraAt + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > view.byteLength || pathLength > MAX_PATH_BYTES) throw new ImportFault(DAMAGED_ZIP);
    const small = [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ] as const;
    const [size, packedSize, headerAt] = readExtra64(
      view,
      extraAt,
      extraEnd,
      small.map((value) => value === IN_ZIP64),
    );
    members.push({
      // Bit 11 says UTF-8; older programs write a code page, whose plain letters are the same.
      path: new TextDecoder().decode(bytes.subarray(pathAt, extraAt)),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      size: size ?? small[0],
      packedSize: packedSize ?? small[1],
      headerAt: headerAt ?? small[2],
    });
    at = next;
  }
  return members;
}
