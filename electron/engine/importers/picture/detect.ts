/** Recognises pictures by their first bytes, never by their name. */

export type PictureMediaType =
  'image/png' | 'image/jpeg' | 'image/webp' | 'image/heic' | 'image/avif' | 'image/gif' | 'image/tiff';

const signatures: readonly (readonly [PictureMediaType, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
];

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const ascii = (bytes: Uint8Array, start: number, end: number): string => Buffer.from(bytes.subarray(start, end)).toString('latin1');

/** HEIC and AVIF share a container; its `ftyp` box names a main brand and compatible ones. */
function containerType(head: Uint8Array): PictureMediaType | null {
  if (ascii(head, 4, 8) !== 'ftyp') return null;
  const length = Math.min(Buffer.from(head.subarray(0, 4)).readUInt32BE(0), 256, head.length);
  const main = ascii(head, 8, 12);
  const brands = [main];
  for (let at = 16; at + 4 <= length; at += 4) brands.push(ascii(head, at, at + 4));
  if (main === 'avif' || main === 'avis') return 'image/avif';
  if (!heicBrands.has(main)) return null;
  // `mif1` says only "a picture"; what is in it decides.
  return main === 'mif1' && brands.includes('avif') && !brands.includes('heic') ? 'image/avif' : 'image/heic';
}

/** The picture's media type, or null when the bytes are not of a picture this program knows. */
export function detectPicture(head: Uint8Array): PictureMediaType | null {
  const found = signatures.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  if (found !== undefined) return found[0];
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'image/webp';
  return head.length >= 12 ? containerType(head) : null;
}

export const pictureNames: Readonly<Record<PictureMediaType, string>> = {
  'image/png': 'PNG', 'image/jpeg': 'JPEG', 'image/webp': 'WebP', 'image/heic': 'HEIC', 'image/avif': 'AVIF', 'image/gif': 'GIF', 'image/tiff': 'TIFF',
};
