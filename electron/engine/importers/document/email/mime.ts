/** Takes an e-mail's body apart (MIME): the text to be read, and the names of what is enclosed. */
import { decodeWords, readHeader, valuesOf, type Header } from './headers.ts';

const maxDepth = 20;
const maxParts = 1_000;

export interface Enclosed { readonly name: string; readonly mediaType: string }
export interface MimeText { readonly mediaType: 'text/plain' | 'text/html'; readonly text: string }
export interface MimeContent { readonly texts: readonly MimeText[]; readonly enclosed: readonly Enclosed[]; readonly faults: readonly string[] }

interface Gathering { readonly texts: MimeText[]; readonly enclosed: Enclosed[]; readonly faults: Set<string>; parts: number }

/** The value of a header and its parameters; `name*=utf-8''x` is read too. */
function parameters(value: string): { readonly main: string; readonly of: (name: string) => string } {
  const found = new Map<string, string>();
  for (const match of value.slice(0, 20_000).matchAll(/;\s*([\w!#$%&'*+.^`|~-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.){0,2000})"|([^\s;"]{0,2000}))/g)) {
    found.set((match[1] ?? '').toLowerCase(), (match[2] ?? match[3] ?? '').replace(/\\(.)/g, '$1'));
  }
  const extended = (name: string): string | null => {
    const written = /^([\w-]{0,30})'[\w-]{0,20}'(.*)$/s.exec(found.get(`${name}*`) ?? '');
    if (written === null) return null;
    try {
      return decodeURIComponent(written[2] ?? '');
    } catch (error) {
      if (error instanceof URIError) return written[2] ?? '';
      throw error;
    }
  };
  return { main: (value.split(';', 1)[0] ?? '').trim().toLowerCase(), of: (name) => extended(name) ?? decodeWords(found.get(name) ?? '') };
}

/** Transfer encoding undone. `body` holds a character for each byte. */
function decodeBytes(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body.replace(/[^A-Za-z\d+/=]/g, ''), 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  return Buffer.from(body.replace(/=[ \t]{0,100}\r?\n/g, '').replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
}

function decodeText(bytes: Buffer, charset: string, faults: Set<string>): string {
  for (const label of [charset, 'utf-8', 'windows-1252']) {
    if (label === '') continue;
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
      if (label === charset) faults.add(`The text is not in the encoding the message names (${charset.slice(0, 40)}); characters may be wrong.`);
    }
  }
  return bytes.toString('latin1');
}

/** Pieces between the boundary lines; the last may want its closing line. */
function splitAt(body: string, boundary: string): string[] {
  const pieces: string[] = [];
  const mark = `--${boundary}`;
  let start: number | null = null;
  let at = body.startsWith(mark) ? 0 : body.indexOf(`\n${mark}`) + 1;
  while (at === 0 ? start === null && body.startsWith(mark) : at > 0) {
    if (start !== null) pieces.push(body.slice(start, at).replace(/\r?\n$/, ''));
    const lineEnd = body.indexOf('\n', at);
    if (lineEnd === -1 || body.startsWith(`${mark}--`, at) || pieces.length >= maxParts) return pieces;
    start = lineEnd + 1;
    at = body.indexOf(`\n${mark}`, lineEnd) + 1;
  }
  if (start !== null) pieces.push(body.slice(start));
  return pieces;
}

function readPart(headers: readonly Header[], body: string, depth: number, into: Gathering): void {
  into.parts += 1;
  if (depth > maxDepth || into.parts > maxParts) {
    into.faults.add('The message is put together of too many parts; the rest were not read.');
    return;
  }
  const type = parameters(valuesOf(headers, 'content-type')[0] ?? 'text/plain');
  const disposition = parameters(valuesOf(headers, 'content-disposition')[0] ?? '');
  const name = disposition.of('filename') || type.of('name');
  const boundary = type.of('boundary');
  if (type.main.startsWith('multipart/') && boundary !== '') {
    const pieces = splitAt(body, boundary);
    if (pieces.length === 0) into.faults.add('The parts of the message cannot be found.');
    for (const piece of pieces) {
      const part = piece.startsWith('\n') || piece.startsWith('\r\n') ? { headers: [], bodyAt: piece.indexOf('\n') + 1 } : readHeader(piece);
      readPart(part?.headers ?? [], piece.slice(part?.bodyAt ?? 0), depth + 1, into);
    }
    return;
  }
  const isText = type.main === 'text/plain' || type.main === 'text/html' || type.main === '';
  if (disposition.main === 'attachment' || name !== '' || !isText) {
    into.enclosed.push({ name: name === '' ? 'without a name' : name.slice(0, 300), mediaType: type.main.slice(0, 100) });
    return;
  }
  const bytes = decodeBytes(body, (valuesOf(headers, 'content-transfer-encoding')[0] ?? '').toLowerCase());
  into.texts.push({ mediaType: type.main === 'text/html' ? 'text/html' : 'text/plain', text: decodeText(bytes, type.of('charset').toLowerCase(), into.faults) });
}

/** What the message holds. `body` holds a character for each byte of the file. */
export function readMime(headers: readonly Header[], body: string): MimeContent {
  const gathering: Gathering = { texts: [], enclosed: [], faults: new Set(), parts: 0 };
  readPart(headers, body, 0, gathering);
  return { ...gathering, faults: [...gathering.faults] };
}
