/** What kind of file some first bytes are. The name decides only between kinds whose bytes look alike. */

const signatures: readonly (readonly [hex: string, mediaType: string])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
  ['25504446', 'application/pdf'],
  ['53514c69746520666f726d6174203300', 'application/vnd.sqlite3'],
  ['4f676753', 'audio/ogg'],
  ['494433', 'audio/mpeg'],
  ['fffb', 'audio/mpeg'],
  ['fff3', 'audio/mpeg'],
  ['664c6143', 'audio/flac'],
  ['2321414d520a', 'audio/amr'],
  ['2321414d522d57420a', 'audio/amr-wb'],
  ['504b0304', 'application/zip'],
  ['504b0506', 'application/zip'],
  ['d0cf11e0a1b11ae1', 'application/x-cfb'],
];

/** Main brands of the container that films, sounds and newer pictures share; any other brand is a film. */
const brands: Readonly<Record<string, string>> = {
  heic: 'image/heic', heix: 'image/heic', hevc: 'image/heic', hevx: 'image/heic', heim: 'image/heic', heis: 'image/heic',
  mif1: 'image/heif', msf1: 'image/heif', avif: 'image/avif', avis: 'image/avif',
  'M4A ': 'audio/mp4', 'M4B ': 'audio/mp4', 'qt  ': 'video/quicktime',
};

const riffForms: Readonly<Record<string, string>> = { WEBP: 'image/webp', WAVE: 'audio/wav', 'AVI ': 'video/x-msvideo' };

const zipNames: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

const ascii = (head: Uint8Array, start: number, end: number): string => Buffer.from(head.subarray(start, end)).toString('latin1');

/** BMP has a mark of two letters only, so its stated size and the zeros after it are looked at too. */
function isBitmap(head: Uint8Array): boolean {
  if (head.length < 18 || ascii(head, 0, 2) !== 'BM') return false;
  const view = Buffer.from(head.subarray(0, 18));
  return view.readUInt32LE(6) === 0 && [12, 40, 52, 56, 64, 108, 124].includes(view.readUInt32LE(14));
}

/** Containers whose kind is named inside them. */
function containerType(head: Uint8Array): string | null {
  if (ascii(head, 4, 8) === 'ftyp') {
    const brand = ascii(head, 8, 12);
    return /^3g[gprs2]/.test(brand) ? 'video/3gpp' : brands[brand] ?? 'video/mp4';
  }
  if (ascii(head, 0, 4) === 'RIFF') return riffForms[ascii(head, 8, 12)] ?? null;
  if (ascii(head, 0, 4) === '\x1a\x45\xdf\xa3') return ascii(head, 4, 64).includes('webm') ? 'video/webm' : 'video/x-matroska';
  return isBitmap(head) ? 'image/bmp' : null;
}

/** Media type of a file from its first bytes; `text/plain` when they are text, `application/octet-stream` when unknown. */
export function mediaTypeOf(head: Uint8Array, name: string): string {
  const hex = Buffer.from(head.subarray(0, 32)).toString('hex');
  const found = containerType(head) ?? signatures.find(([bytes]) => hex.startsWith(bytes))?.[1];
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  if (found === 'application/zip') return (Object.hasOwn(zipNames, extension) ? zipNames[extension] : undefined) ?? found;
  if (found !== undefined) return found;
  if (head.includes(0)) return 'application/octet-stream';
  if (ascii(head, 0, 11) === 'BEGIN:VCARD') return 'text/vcard';
  return extension === 'csv' ? 'text/csv' : 'text/plain';
}
