/**
 * A small film in the WebM format, made of pictures: each is coded as one whole frame of VP8, which is what a lossy WebP
 * picture holds inside, and laid into the boxes a player expects. The same pictures give the same bytes.
 */
import sharp from 'sharp';
import { words } from './lettering.ts';

const frameMs = 250;
const frames = 12;
const [width, height] = [320, 240];

/** As few bytes as hold a number, the highest first. */
function bytesOf(value: number): Buffer {
  const digits = value.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
}

/** A length is one byte with its highest bit set, or four of which the first begins with 0001. */
function lengthOf(length: number): Buffer {
  if (length < 0x7f) return Buffer.from([0x80 | length]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(0x10_00_00_00 + length);
  return bytes;
}

/** A box: its id, the length of its content, its content. */
function box(id: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([bytesOf(id), lengthOf(body.length), body]);
}
const whole = (id: number, value: number): Buffer => box(id, bytesOf(value));
const text = (id: number, value: string): Buffer => box(id, Buffer.from(value, 'latin1'));
function fraction(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return box(id, bytes);
}

/** The VP8 frame inside a lossy WebP file. */
function frameOf(webp: Buffer): Buffer {
  for (let at = 12; at + 8 <= webp.length;) {
    const size = webp.readUInt32LE(at + 4);
    if (webp.toString('latin1', at, at + 4) === 'VP8 ') return webp.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error('The sample’s film could not be coded: a picture of it is not lossy WebP.');
}

function drawFrame(title: string, index: number): Promise<Buffer> {
  const done = Math.round(((index + 1) / frames) * (width - 40));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#8b8f94"/>${words('film withheld in sample', width / 2, 116, { size: 22, fill: '#ffffff', anchor: 'middle' })}`
    + `${words(title, width / 2, 150, { size: 16, fill: '#ffffff', anchor: 'middle' })}<rect x="20" y="196" width="${width - 40}" height="8" fill="#6a6e73"/><rect x="20" y="196" width="${done}" height="8" fill="#ffffff"/></svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#8b8f94' }).webp({ quality: 60 }).toBuffer();
}

/** Three seconds of a flat grey film that says its content was left out, without sound. */
export async function withheldFilm(title: string): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for (let index = 0; index < frames; index += 1) {
    // Track 1, time within the cluster, a key frame.
    const head = Buffer.from([0x81, 0, 0, 0x80]);
    head.writeInt16BE(index * frameMs, 1);
    blocks.push(box(0xa3, head, frameOf(await drawFrame(title, index))));
  }
  const about = box(0x1549a966, whole(0x2ad7b1, 1_000_000), fraction(0x4489, frames * frameMs), text(0x4d80, 'Plumbline sample'), text(0x5741, 'Plumbline sample'));
  const track = box(0xae, whole(0xd7, 1), whole(0x73c5, 1), whole(0x83, 1), whole(0x9c, 0), text(0x86, 'V_VP8'), box(0xe0, whole(0xb0, width), whole(0xba, height)));
  return Buffer.concat([
    box(0x1a45dfa3, whole(0x4286, 1), whole(0x42f7, 1), whole(0x42f2, 4), whole(0x42f3, 8), text(0x4282, 'webm'), whole(0x4287, 2), whole(0x4285, 2)),
    box(0x18538067, about, box(0x1654ae6b, track), box(0x1f43b675, whole(0xe7, 0), ...blocks)),
  ]);
}
