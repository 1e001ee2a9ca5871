/** The ways in which bytes of a file may be read as text: a name can stand in each of them. */

/** Latin-1, UTF-8 and UTF-16 in both orders; of what is text, each as it may be written. `binary`: points of a picture and the like. */
export function readingsOfBytes(bytes: Uint8Array, binary = false): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
  const swapped = Buffer.from(even).swap16();
  const odd = buffer.subarray(1, buffer.length - ((buffer.length - 1) % 2));
  const read = [buffer.toString('latin1'), buffer.toString('utf8'), even.toString('utf16le'), swapped.toString('utf16le'), odd.toString('utf16le'), Buffer.from(odd).swap16().toString('utf16le')];
  return binary ? read : read.flatMap(readingsOfText);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const character = (point: number): string => (point <= 0x10ffff ? String.fromCodePoint(point) : '');

function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/giu, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
const entitiesDecoded = (text: string): string => text.replace(/&#x([\da-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);/giu, (_, hex?: string, decimal?: string, name?: string) => (
  hex !== undefined ? character(Number.parseInt(hex, 16)) : decimal !== undefined ? character(Number(decimal)) : named[(name ?? '').toLowerCase()] ?? ''));
const escapesDecoded = (text: string): string => text.replace(/\\u([\da-f]{4})|\\x([\da-f]{2})|\\([0-7]{3})/giu, (_, unit?: string, hex?: string, octal?: string) => String.fromCharCode(Number.parseInt(unit ?? hex ?? octal ?? '0', octal === undefined ? 16 : 8)));
/** Long runs of hexadecimal digits, as PDF and logs write strings. */
const hexDecoded = (text: string): string => Array.from(text.matchAll(/[\da-f]{12,8000}/giu), ([digits]) => {
  const bytes = Buffer.from(digits, 'hex');
  return `${bytes.toString('utf8')} ${Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le')}`;
}).join(' ');

/** A text, and what it is when it is read as percent-encoded, as markup, with escapes, or as hexadecimal; only those that differ. */
export function readingsOfText(text: string): string[] {
  return [...new Set([text, percentDecoded(text), entitiesDecoded(text), escapesDecoded(text), hexDecoded(text)])].filter((reading) => reading.trim() !== '');
}
