/** The typefaces each page of a finished bundle draws with, as its file names them, and how large the page is. */
import { PDFArray, PDFDict, PDFName, PDFStream, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { a4Pt } from '../../exports/pdf/paper.ts';

export interface PageFaces { /** `NotoSans`, `Arial`; each once. */ readonly faces: readonly string[]; readonly isA4: boolean }

const mostDepth = 12;
const roundingPt = 1;

/** Without the letters a writer puts before a part of a face, and without its cut: `ABCDEF+NotoSans-Bold` is `NotoSans`. */
const bareName = (name: string): string => name.replace(/^[A-Z]{6}\+/u, '').replace(/(?:[-,](?:Regular|Bold|Italic|Oblique|Medium|SemiBold|Black|Light|Roman)*|PS(?:-.*)?|MT)+$/u, '');

function nameOf(font: PDFDict): string {
  const within = font.lookupMaybe(PDFName.of('DescendantFonts'), PDFArray)?.lookupMaybe(0, PDFDict) ?? font;
  const stated = font.lookupMaybe(PDFName.of('BaseFont'), PDFName) ?? within.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict)?.lookupMaybe(PDFName.of('FontName'), PDFName);
  return stated === undefined ? 'a face without a name' : bareName(stated.decodeText());
}

function follow(resources: PDFDict | undefined, found: Set<string>, seen: Set<PDFDict>, depth: number): void {
  if (resources === undefined || seen.has(resources) || depth > mostDepth) return;
  seen.add(resources);
  const fonts = resources.lookupMaybe(PDFName.of('Font'), PDFDict);
  for (const key of fonts?.keys() ?? []) {
    const font = fonts?.lookupMaybe(key, PDFDict);
    if (font !== undefined) found.add(nameOf(font));
  }
  const objects = resources.lookupMaybe(PDFName.of('XObject'), PDFDict);
  for (const key of objects?.keys() ?? []) {
    const form = objects?.lookup(key);
    if (form instanceof PDFStream) follow(form.dict.lookupMaybe(PDFName.of('Resources'), PDFDict), found, seen, depth + 1);
  }
}

function ofPage(page: PDFPage): PageFaces {
  const found = new Set<string>();
  follow(page.node.Resources(), found, new Set(), 0);
  const { width, height } = page.getMediaBox();
  const isA4 = Math.abs(Math.min(width, height) - a4Pt.short) < roundingPt && Math.abs(Math.max(width, height) - a4Pt.long) < roundingPt;
  return { faces: [...found].toSorted(), isA4 };
}

export const readFaces = (document: PDFDocument): PageFaces[] => document.getPages().map(ofPage);
