/** What kind of file some first bytes are. The name decides only between kinds whose bytes look alike. */

const signatures: readonly (readonly [offset: number, hex: string, mediaType: string])[] = [
  [0, '89504e470d0a1a0a', 'image/png'],
  [0, 'ffd8ff', 'image/jpeg'],
  [0, '474946383761', 'image/gif'],
  [0, '474946383961', 'image/gif'],
  [8, '57454250', 'image/webp'],
  [4, '6674797068656963', 'image/heic'],
  [4, '6674797068656978', 'image/heic'],
  [4, '667479706d696631', 'image/heif'],
  [4, '6674797061766966', 'image/avif'],
  [4, '66747970', 'video/mp4'],
  [0, '25504446', 'application/pdf'],
  [0, '53514c69746520666f726d6174203300', 'application/vnd.sqlite3'],
  [0, '4f676753', 'audio/ogg'],
  [0, '494433', 'audio/mpeg'],
  [0, '504b0304', 'application/zip'],
  [0, '504b0506', 'application/zip'],
  [0, 'd0cf11e0a1b11ae1', 'application/x-cfb'],
];

const zipNames: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Media type of a file from its first bytes; `text/plain` when they are text, `application/octet-stream` when unknown. */
export function mediaTypeOf(head: Uint8Array, name: string): string {
  const hex = Buffer.from(head.subarray(0, 32)).toString('hex');
  const found = signatures.find(([offset, bytes]) => hex.startsWith(bytes, offset * 2))?.[2];
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  if (found === 'application/zip') return zipNames[extension] ?? found;
  if (found !== undefined) return found;
  if (head.includes(0)) return 'application/octet-stream';
  return extension === 'csv' ? 'text/csv' : 'text/plain';
}
