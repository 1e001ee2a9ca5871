/** Walks the chunks of a PNG and says what is wrong with it, without believing any length it declares. */
import { crc32 } from 'node:zlib';

export interface PngFault {
  readonly what: string;
  /** True when the picture itself cannot be trusted to be there. */
  readonly fatal: boolean;
}

const signatureBytes = 8;
const frameBytes = 12;
const spareBytes = 1_048_576;

/** Uncompressed size of the picture by its header; the compressed data cannot sensibly be larger than about that. */
function rawBytes(header: Buffer): number {
  const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
  const [width, height, depth, colour] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8] ?? 8, header[9] ?? 6];
  return height * (1 + Math.ceil((width * depth * (channels[colour] ?? 4)) / 8));
}

/** The first fault of a PNG, or null. Bytes start at the signature. */
export function findPngFault(bytes: Buffer): PngFault | null {
  let expected = Number.POSITIVE_INFINITY;
  for (let at = signatureBytes; at < bytes.length;) {
    if (at + frameBytes > bytes.length) return { what: 'it ends in the middle of a chunk', fatal: false };
    const declared = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8).replace(/[^A-Za-z]/g, '?');
    const there = bytes.length - at - frameBytes;
    if (declared > there) {
      const absurd = name !== 'IDAT' || declared > expected * 2 + spareBytes;
      return { what: `its ${name} chunk claims ${declared.toLocaleString('en-GB')} bytes where ${there.toLocaleString('en-GB')} remain`, fatal: absurd };
    }
    const end = at + 8 + declared;
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) {
      return { what: `the checksum of its ${name} chunk is wrong`, fatal: name === 'IHDR' };
    }
    if (name === 'IHDR' && declared >= 13) expected = rawBytes(bytes.subarray(at + 8, end));
    if (name === 'IEND') return null;
    at = end + 4;
  }
  return { what: 'it has no end mark', fatal: false };
}
