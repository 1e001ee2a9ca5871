/**
 * Draws a page as a picture, with everything a reader would see of it. Runs in the reading thread only. The drawing is of the page
 * as it is turned, on white.
 */
import { readFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DrawnPage } from '../../contained/orders.ts';
import { dataFolder, loadReader } from './pdf-reader.ts';

const pointsAnInch = 72;
/** A page larger than a wall is drawn coarser. Pixels. */
const mostPixels = 40_000_000;

let drawing: { readonly path: string; readonly document: PDFDocumentProxy } | null = null;

async function openToDraw(path: string): Promise<PDFDocumentProxy> {
  if (drawing?.path === path) return drawing.document;
  await drawing?.document.loadingTask.destroy();
  drawing = null;
  const { getDocument } = await loadReader();
  const document = await getDocument({
    data: new Uint8Array(await readFile(path)), useSystemFonts: false, disableFontFace: true, enableXfa: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false, verbosity: 1,
    cMapUrl: dataFolder('cmaps'), cMapPacked: true, standardFontDataUrl: dataFolder('standard_fonts'), wasmUrl: dataFolder('wasm'), iccUrl: dataFolder('iccs'),
  }).promise;
  drawing = { path, document };
  return document;
}

/** Pages count from 1. Rejects when the page cannot be drawn. */
export async function drawPage(path: string, number: number, dpi: number): Promise<DrawnPage> {
  const page = await (await openToDraw(path)).getPage(number);
  const natural = page.getViewport({ scale: dpi / pointsAnInch });
  const viewport = page.getViewport({ scale: (dpi / pointsAnInch) * Math.min(1, Math.sqrt(mostPixels / (natural.width * natural.height))) });
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // The library's types are those of a browser; it is made to draw on this canvas under Node.
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport, intent: 'display' }).promise;
  page.cleanup();
  return { png: new Uint8Array(await canvas.encode('png')), width: canvas.width, height: canvas.height };
}
