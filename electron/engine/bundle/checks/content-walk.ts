/** Follows what a page draws, as far as is needed to know how large each picture comes out. */
import { constants, inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFName, PDFNumber, PDFStream, type PDFPage } from '@cantoo/pdf-lib';

type Matrix = readonly [number, number, number, number, number, number];
/** A picture as it is drawn: its stream, its dots, and how large it comes out in points. */
export interface DrawnPicture { readonly stream: PDFStream; readonly dotsAcross: number; readonly dotsDown: number; readonly pointsAcross: number; readonly pointsDown: number }

const unit: Matrix = [1, 0, 0, 1, 0, 0];
const mostContentBytes = 33_554_432;
const mostDepth = 12;
const token = /\s+|%[^\r\n]*|<<|>>|<[^<>]*>|\/[^\s()<>[\]{}/%]*|[[\]{}]|[^\s()<>[\]{}/%]+|[()>]/y;

function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** Content as text; throws for a filter that is not the usual one, and for more than is bearable. */
function contentOf(stream: PDFStream): string {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  const names = filter instanceof PDFArray ? filter.asArray() : filter === undefined ? [] : [filter];
  const bytes = stream.getContents();
  if (names.length === 0) return Buffer.from(bytes).toString('latin1');
  if (names.length > 1 || names[0] !== PDFName.of('FlateDecode') || stream.dict.lookup(PDFName.of('DecodeParms')) !== undefined) throw new Error('an unusual filter');
  return inflateSync(bytes, { maxOutputLength: mostContentBytes, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
}

/** The end of a string that begins with a bracket at `start`. */
function afterString(content: string, start: number): number {
  let open = 0;
  for (let at = start; at < content.length; at += 1) {
    const character = content[at];
    if (character === '\\') at += 1;
    else if (character === '(') open += 1;
    else if (character === ')' && (open -= 1) === 0) return at + 1;
  }
  return content.length;
}

interface Drawing { readonly found: DrawnPicture[]; readonly resources: PDFDict | undefined; readonly depth: number }

function drawObject(name: string, matrix: Matrix, { found, resources, depth }: Drawing): void {
  const stream = resources?.lookupMaybe(PDFName.of('XObject'), PDFDict)?.lookup(PDFName.of(name));
  if (!(stream instanceof PDFStream)) return;
  const { dict } = stream;
  if (dict.lookup(PDFName.of('Subtype')) === PDFName.of('Form')) {
    const own = dict.lookupMaybe(PDFName.of('Matrix'), PDFArray)?.asArray().map((value) => (value instanceof PDFNumber ? value.asNumber() : 0));
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own ?? unit;
    if (depth < mostDepth) walk(contentOf(stream), times([a, b, c, d, e, f], matrix), { found, resources: dict.lookupMaybe(PDFName.of('Resources'), PDFDict) ?? resources, depth: depth + 1 });
    return;
  }
  const dots = (key: string): number => dict.lookupMaybe(PDFName.of(key), PDFNumber)?.asNumber() ?? 0;
  const [a, b, c, d] = matrix;
  found.push({ stream, dotsAcross: dots('Width'), dotsDown: dots('Height'), pointsAcross: Math.hypot(a, b), pointsDown: Math.hypot(c, d) });
}

function walk(content: string, start: Matrix, drawing: Drawing): void {
  let matrix = start;
  const saved: Matrix[] = [];
  let numbers: number[] = [];
  let name = '';
  for (token.lastIndex = 0; token.lastIndex < content.length;) {
    const at = token.lastIndex;
    const [word = ''] = token.exec(content) ?? [];
    if (word === '') { token.lastIndex = at + 1; continue; }
    if (word === '(') { token.lastIndex = afterString(content, at); continue; }
    const next = token.lastIndex;
    if (word.startsWith('/')) name = word.slice(1);
    else if (/^[-+.\d]/.test(word)) { numbers = [...numbers.slice(-5), Number(word)]; continue; } else if (word === 'q') saved.push(matrix);
    else if (word === 'Q') matrix = saved.pop() ?? start;
    else if (word === 'cm' && numbers.length === 6) { const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers; matrix = times([a, b, c, d, e, f], matrix); } else if (word === 'Do') {
      drawObject(name, matrix, drawing);
      token.lastIndex = next; // drawing a form has moved it
    } else if (word === 'ID') {
      const end = content.indexOf('EI', next);
      token.lastIndex = end < 0 ? content.length : end + 2;
    }
    if (word.trim() !== '' && !word.startsWith('/')) numbers = [];
  }
}

/** Pictures a page draws. Throws for a page that cannot be followed. */
export function drawnPictures(page: PDFPage): DrawnPicture[] {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? Array.from({ length: contents.size() }, (_, index) => contents.lookup(index)) : [contents];
  const content = streams.map((stream) => (stream instanceof PDFStream ? contentOf(stream) : '')).join('\n');
  const found: DrawnPicture[] = [];
  walk(content, unit, { found, resources: page.node.Resources(), depth: 0 });
  return found;
}
