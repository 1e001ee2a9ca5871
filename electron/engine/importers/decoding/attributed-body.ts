/**
 * The words in an `attributedBody` of Apple Messages: a `streamtyped` archive. After the class name
 * NSString comes byte 0x2B, then a length (one byte, or 0x81 and 16 bits, or 0x82 and 32 bits, little
 * endian), then UTF-8. Source: formats reference, section 2.1. Declared lengths can be too long, so
 * nothing past the end is ever read.
 */
const className = Buffer.from('NSString', 'latin1');
const stringMark = 0x2b;
/** The mark follows the class name closely; further on, a 0x2B is a letter of something else. */
const markWithin = 16;

/** The text, or null when the bytes are not such an archive or end before their own text does. */
export function attributedText(blob: Uint8Array): string | null {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (!bytes.subarray(0, 32).includes('streamtyped')) return null;
  const named = bytes.indexOf(className);
  if (named === -1) return null;
  const mark = bytes.indexOf(stringMark, named + className.length);
  if (mark === -1 || mark > named + className.length + markWithin) return null;
  const first = bytes[mark + 1];
  if (first === undefined) return null;
  let start = mark + 2;
  let length = first;
  if (first === 0x81) {
    if (bytes.length < start + 2) return null;
    length = bytes.readUInt16LE(start);
    start += 2;
  } else if (first === 0x82) {
    if (bytes.length < start + 4) return null;
    length = bytes.readUInt32LE(start);
    start += 4;
  } else if (first > 0x82) return null;
  if (start + length > bytes.length) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, start + length));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
