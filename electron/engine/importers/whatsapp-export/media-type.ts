/** Tells what a member is from its first bytes, never from its name. */

const starts: readonly (readonly [string, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['audio/ogg', [0x4f, 0x67, 0x67, 0x53]],
  ['audio/mpeg', [0x49, 0x44, 0x33]],
  ['audio/amr', [0x23, 0x21, 0x41, 0x4d, 0x52]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
];
const isoBrands: Readonly<Record<string, string>> = {
  heic: 'image/heic', heix: 'image/heic', mif1: 'image/heif', msf1: 'image/heif', avif: 'image/avif',
  'M4A ': 'audio/mp4', 'M4B ': 'audio/mp4', 'qt  ': 'video/quicktime',
};

/** Media type by content; `application/octet-stream` when the first bytes tell nothing. At least 32 bytes are wanted. */
export function mediaTypeOf(head: Uint8Array): string {
  for (const [mediaType, bytes] of starts) if (bytes.every((byte, index) => head[index] === byte)) return mediaType;
  const ascii = Buffer.from(head.subarray(0, 64)).toString('latin1');
  if (ascii.startsWith('RIFF')) {
    const form = ascii.slice(8, 12);
    if (form === 'WEBP') return 'image/webp';
    if (form === 'WAVE') return 'audio/wav';
    if (form === 'AVI ') return 'video/x-msvideo';
  }
  if (ascii.slice(4, 8) === 'ftyp') {
    const brand = ascii.slice(8, 12);
    return isoBrands[brand] ?? (brand.startsWith('3g') ? 'video/3gpp' : 'video/mp4');
  }
  if (ascii.startsWith('BEGIN:VCARD')) return 'text/vcard';
  return 'application/octet-stream';
}
