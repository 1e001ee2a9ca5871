/**
 * Opens a PDF and reads its pages. Runs in the reading thread only: pdf.js keeps its state between
 * orders here, and a file that makes it loop takes the thread down and nothing else.
 */
import { readFile } from 'node:fs/promises';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Field } from '../../../../../shared/domain/item.ts';
import type { PdfFacts, PdfPage, PlacedText } from '../../contained/orders.ts';
import { fileRanges } from './file-ranges.ts';
import { dataFolder, loadReader, takeHeard } from './pdf-reader.ts';
import { faultsIn } from './reader-warnings.ts';
import { asDrawn, readingOrder, type TextPiece } from './page-text.ts';
import { rebuiltCopy } from './rebuilt-copy.ts';
import { structureFaults } from './structure.ts';
import { withoutEdges } from './without-edges.ts';

/** Characters kept of one page: a page of print has about 3,000. */
const maxPageCharacters = 1_000_000;
const maxFieldCharacters = 4_000;
const maxFields = 500;
const maxEmbedded = 100;

/** Pages read before what pdf.js keeps of them, fonts above all, is let go of. */
const pagesBetweenCleaning = 100;

let opened: PDFDocumentProxy | null = null;
let pagesRead = 0;
let letGo = async (): Promise<void> => undefined;

/** The thread may have read another file before. */
async function closeLast(): Promise<void> {
  await opened?.loadingTask.destroy();
  opened = null;
  await letGo();
  letGo = async () => undefined;
  takeHeard();
}

function takeFaults(): string[] {
  return faultsIn(takeHeard());
}

const cut = (value: string): string => (value.length > maxFieldCharacters ? `${value.slice(0, maxFieldCharacters)}… (${value.length} characters in the file)` : value);
const infoNames: readonly (readonly [key: string, name: string])[] = [
  ['Title', 'Title'], ['Author', 'Author'], ['Subject', 'Subject'], ['Keywords', 'Keywords'], ['Creator', 'Made with'], ['Producer', 'Producer'],
  ['CreationDate', 'Created (as written)'], ['ModDate', 'Changed (as written)'], ['PDFFormatVersion', 'PDF version'],
];

async function infoOf(document: PDFDocumentProxy): Promise<Readonly<Record<string, unknown>>> {
  try {
    return { ...(await document.getMetadata()).info };
  } catch {
    // Properties are a bonus; the pages are what matters, and pdf.js has already said what is wrong.
    return {};
  }
}

async function embeddedIn(document: PDFDocumentProxy): Promise<string[]> {
  try {
    const found: unknown = await document.getAttachments();
    const names = found instanceof Map ? [...found.keys()] : Object.keys(found ?? {});
    return names.slice(0, maxEmbedded).map((name) => cut(String(name)));
  } catch {
    return [];
  }
}

/** Text is read and nothing drawn. */
const forText = () => ({
  useSystemFonts: false, disableFontFace: true, enableXfa: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false, useWasm: false, maxImageSize: 0, verbosity: 1,
  cMapUrl: dataFolder('cmaps'), cMapPacked: true, standardFontDataUrl: dataFolder('standard_fonts'),
});

/** Opens a file of our own making and reads of it what its pages need, as they are asked for. Returns how many it has. */
export async function openMade(path: string): Promise<number> {
  const reader = await loadReader();
  await closeLast();
  const { range, close } = await fileRanges(path, reader, () => { closeLast().catch(() => undefined); });
  letGo = close;
  opened = await reader.getDocument({ ...forText(), range, disableAutoFetch: true, disableStream: true }).promise;
  return opened.numPages;
}

/** Opens the file at `path`. Rejects with pdf.js's own errors: PasswordException, InvalidPDFException and others. */
export async function openPdf(path: string, repair: boolean, beyond: boolean): Promise<PdfFacts> {
  const { getDocument } = await loadReader();
  await closeLast();
  const bytes = new Uint8Array(await readFile(path));
  // pdf.js takes the bytes away with it, so they are looked at first.
  const structure = structureFaults(bytes);
  opened = await getDocument({ ...forText(), data: repair ? rebuiltCopy(bytes) : beyond ? await withoutEdges(bytes) : bytes }).promise;
  const info = await infoOf(opened);
  const text = (key: string): string => (typeof info[key] === 'string' ? info[key].replace(/\0/g, '') : '');
  const fields = infoNames.map(([key, name]) => ({ name, value: cut(text(key)) })).filter(({ value }) => value !== '');
  const encrypted = typeof info['EncryptFilterName'] === 'string';
  const madeBy = [text('Creator'), text('Producer')].filter((each) => each !== '').join(', ');
  return { pages: opened.numPages, fields, madeBy: madeBy === '' ? null : cut(madeBy), encrypted, faults: [...new Set([...structure, ...takeFaults()])], embedded: await embeddedIn(opened) };
}

const spoken = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string').join(', ');
  if (typeof value === 'object' && value !== null && 'str' in value && typeof value.str === 'string') return value.str;
  return '';
};

/** Comments, filled-in form fields and the addresses behind links. */
async function marksOn(page: PDFPageProxy): Promise<Field[]> {
  const fields: Field[] = [];
  const add = (name: string, value: string): void => { if (value.trim() !== '' && fields.length < maxFields) fields.push({ name, value: cut(value) }); };
  for (const mark of await page.getAnnotations() as readonly Readonly<Record<string, unknown>>[]) {
    const author = spoken(mark['titleObj']);
    if (mark['subtype'] === 'Widget') add(`Form field “${spoken(mark['fieldName']).slice(0, 100)}”`, spoken(mark['fieldValue']));
    else if (mark['subtype'] === 'Link') add('Link', spoken(mark['unsafeUrl']));
    else add(author === '' ? 'Comment' : `Comment by ${author.slice(0, 100)}`, spoken(mark['contentsObj']));
  }
  return fields;
}

/** Characters by the direction they read in, once the page is turned as its file says. */
function directionsOf(pieces: readonly TextPiece[], pageTurned: number): PdfPage['directions'] {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const { str, transform: [a = 1, b = 0] } of pieces) {
    const clockwise = pageTurned - (Math.atan2(b, a) * 180) / Math.PI;
    const quarter = (((Math.round(clockwise / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3; // a remainder of four
    counts[quarter] += str.trim().length;
  }
  return counts;
}

/** Size of the smallest type that is drawn; null when none is. */
function smallestOf(pieces: readonly TextPiece[]): number | null {
  const sizes = pieces.flatMap(({ str, transform: [, , c = 0, d = 0] }) => (str.trim() === '' ? [] : [Math.hypot(c, d)]));
  return sizes.length === 0 ? null : sizes.reduce((least, size) => Math.min(least, size));
}

/** `onPage`: where a point of the page is seen, from its upper left corner. */
function lowestOf(pieces: readonly TextPiece[], height: number, onPage: (x: number, y: number) => readonly unknown[]): number | null {
  const written = pieces.filter(({ str }) => str.trim() !== '').slice(0, -1);
  return written.reduce<number | null>((least, { transform: [, , , , x = 0, y = 0] }) => Math.min(least ?? Infinity, height - Number(onPage(x, y)[1])), null);
}

/** Reads one page, from 1. Rejects when the page cannot be read. */
export async function readPage(number: number): Promise<PdfPage> {
  if (opened === null) throw new Error('no PDF is open');
  pagesRead += 1;
  if (pagesRead % pagesBetweenCleaning === 0) await opened.cleanup();
  const page = await opened.getPage(number);
  const { items } = await page.getTextContent();
  const pieces: TextPiece[] = items.flatMap((item) => ('str' in item ? [{ ...item, transform: item.transform.map(Number) }] : []));
  const text = readingOrder(pieces);
  const fields = await marksOn(page);
  const directions = directionsOf(pieces, page.rotate);
  const viewport = page.getViewport({ scale: 1 });
  page.cleanup();
  return {
    text: text.slice(0, maxPageCharacters), asDrawn: asDrawn(pieces).slice(0, maxPageCharacters), apart: pieces.map(({ str }) => str).join(' ').slice(0, 2 * maxPageCharacters), directions, fields,
    lastDrawn: (pieces.findLast(({ str }) => str.trim() !== '')?.str ?? '').slice(0, maxPageCharacters),
    smallestPt: smallestOf(pieces), lowestPt: lowestOf(pieces, viewport.height, (x, y) => viewport.convertToViewportPoint(x, y)), leftOut: Math.max(0, text.length - maxPageCharacters), faults: takeFaults(),
  };
}

/** Where the pieces of a page's text are seen. Rejects when the page cannot be read. */
export async function placesOn(number: number): Promise<PlacedText[]> {
  if (opened === null) throw new Error('no PDF is open');
  const page = await opened.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  page.cleanup();
  // The end of a line may come as a piece of its own without a letter.
  return items.flatMap((item, index) => {
    if (!('str' in item) || item.str === '') return [];
    const next = items[index + 1];
    const ends = item.hasEOL || (next !== undefined && 'str' in next && next.str === '' && next.hasEOL);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform.map(Number);
    // Along the writing and up from it, in points of the page; letters reach below the line they stand on.
    const [along, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
    const [reach, depth] = [item.height * 1.05, item.height * 0.3];
    const corners = [[0, -depth], [item.width, -depth], [0, reach], [item.width, reach]].map(([w = 0, h = 0]) => viewport.convertToViewportPoint(e + (a / along) * w + (c / up) * h, f + (b / along) * w + (d / up) * h));
    const [xs, ys] = [corners.map(([x]) => Number(x)), corners.map(([, y]) => Number(y))];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    return [{ text: item.str, x: left / viewport.width, y: top / viewport.height, width: (right - left) / viewport.width, height: (bottom - top) / viewport.height, ends }];
  });
}
