import { type ByteSource, DamagedInput, ImportFault } from '../byte-source.ts';
import type { ZipMember } from './central-directory.ts';

const HEADER_SIGNATURE = 0x04034b50;
const HEADER_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
/** Deflate cannot do better than this; a list that claims more is a trap or damaged. */
const DEFLATE_LIMIT = 1032;
/** Text of measurements packs 10 to 50 times. Far more, over a file this big, only costs the person's time. */
const BOMB_RATIO = 400;
const BOMB_SIZE = 512 * 1024 * 1024;
/** The largest exports known are about 10 GB. */
const MAX_SIZE = 64 * 1024 ** 3;

/** Why a member must not be unpacked; undefined: it may be tried. */
export function memberFault(member: ZipMember): string | undefined {
  const { path, method, encrypted, packedSize, size } = member;
  if (encrypted) return `"${path}" is locked with a password. Unpack it and choose the file inside.`;
  if (method !== STORED && method !== DEFLATED) {
    return `"${path}" is packed in a way that is not known here. Unpack it and choose the file inside.`;
  }
  const limit = method === STORED ? packedSize : packedSize * DEFLATE_LIMIT + DEFLATE_LIMIT;
  if (size > limit) return `"${path}" claims to be bigger than it can be. The zip file is damaged or a trap.`;
  if (size > MAX_SIZE || (size > BOMB_SIZE && size > packedSize * BOMB_RATIO)) {
    return `"${path}" would unpack to far more than an export can be. The zip file looks like a trap.`;
  }
  return undefined;
}

async function packedBytes(zip: Blob, member: ZipMember): Promise<Blob> {
  const header = new DataView(
    await zip.slice(member.headerAt, member.headerAt + HEADER_LENGTH).arrayBuffer(),
  );
  const isHeader = header.byteLength === HEADER_LENGTH && header.getUint32(0, true) === HEADER_SIGNATURE;
  if (!isHeader)
    throw new ImportFault(`"${member.path}" is not where the zip file says it is. The zip file is damaged.`);
  // The sizes here may be zero (they follow the data then): those of the table of contents are used.
  const from = member.headerAt + HEADER_LENGTH + header.getUint16(26, true) + header.getUint16(28, true);
  if (from + member.packedSize > zip.size)
    throw new ImportFault(`"${member.path}" is cut off. The zip file is damaged.`);
  return zip.slice(from, from + member.packedSize);
}

/** The bytes of one member, unpacked as they are read. Never gives more bytes than the zip declares. */
export function memberSource(zip: Blob, member: ZipMember): ByteSource {
  return { size: member.size, open: () => openMember(zip, member) };
}

function openMember(zip: Blob, member: ZipMember): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let given = 0;

  async function start(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const fault = memberFault(member);
    if (fault !== undefined) throw new ImportFault(fault);
    const packed = (await packedBytes(zip, member)).stream();
    return member.method === STORED
      ? packed.getReader()
      : packed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= await start();
        const { done, value } = await reader.read().catch((fault: unknown) => {
          // The file itself could not be read; any other fault is of bytes that do not unpack.
          if (fault instanceof DOMException) throw fault;
          throw new DamagedInput(`"${member.path}" is damaged in the zip file.`);
        });
        if (done) {
          if (given < member.size)
            throw new DamagedInput(`"${member.path}" is shorter than the zip file says.`);
          controller.close();
          return;
        }
        given += value.length;
        if (given > member.size) {
          await reader.cancel().catch(() => undefined);
          throw new ImportFault(
            `"${member.path}" is longer than the zip file says. The zip file is damaged or a trap.`,
          );
        }
        controller.enqueue(value);
      },
      async cancel(reason) {
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
