/** Where the words of a search stand on a page of a PDF, so that they can be marked over its picture. */
import { Util, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { marksIn } from '../../../shared/domain/search-marks.ts';

/** A place on the page, in shares of its width and height from the upper left corner. */
export interface PageMark { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** A piece of text as pdf.js gives it; it says where the piece is, not where each of its letters is. */
interface Piece { readonly text: string; readonly transform: readonly number[]; readonly width: number; readonly height: number; readonly from: number }

/** Letters are taken to be equally wide: near enough to find a word by, and said to be no more than that. */
function markOf(piece: Piece, from: number, until: number, viewport: { readonly width: number; readonly height: number; readonly transform: number[] }): PageMark {
  const [first, last] = [Math.max(0, from - piece.from), Math.min(piece.text.length, until - piece.from)];
  const letters = Math.max(1, piece.text.length);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = Util.transform(viewport.transform, [...piece.transform]) as number[];
  // Along the text, and up from its line; both can be turned.
  const size = Math.hypot(a, b) || 1;
  const along = { x: (a / size) * piece.width, y: (b / size) * piece.width };
  const upwards = { x: c, y: d };
  const corners = [first / letters, last / letters].flatMap((share) => [
    { x: e + along.x * share, y: f + along.y * share }, { x: e + along.x * share + upwards.x, y: f + along.y * share + upwards.y },
  ]);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left: left / viewport.width, top: top / viewport.height, width: (Math.max(...xs) - left) / viewport.width, height: (Math.max(...ys) - top) / viewport.height };
}

/** None for a page without text, such as a scan. */
export async function marksOnPage(document: PDFDocumentProxy, number: number, words: readonly string[]): Promise<PageMark[]> {
  if (words.length === 0) return [];
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const pieces: Piece[] = [];
  let whole = '';
  for (const item of items) {
    if (!('str' in item)) continue;
    pieces.push({ text: item.str, transform: item.transform as number[], width: item.width, height: item.height, from: whole.length });
    whole += item.hasEOL ? `${item.str}\n` : item.str;
  }
  return marksIn(whole, words).flatMap(({ from, until }) => pieces
    .filter((piece) => piece.from < until && piece.from + piece.text.length > from && piece.text.trim() !== '')
    .map((piece) => markOf(piece, from, until, viewport)));
}
