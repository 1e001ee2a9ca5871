/** A picture on a page of its own, under a line that says what it is: upright, as large as the page allows and no larger than it is, without anything its file says beside the picture. */
import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { Region } from '../../../../shared/domain/region.ts';
import { openPicture } from '../../importers/picture/decode.ts';
import { painted } from '../../redaction/paint.ts';
import { a4Pt, type Turn } from './paper.ts';

const pointsAnInch = 72;
/** A screen's picture says no size in print; it is not enlarged beyond this. Dots an inch. */
const leastDpi = 96;
const jpegQuality = 90;

/** In points. */
export interface PageSize { readonly width: number; readonly height: number; readonly landscape: boolean }
/** In points, from the upper left corner of the page. */
export interface PicturePlace { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
/** Room for a picture on A4, in points. `without`: a strip at the foot that the page is made without, since something else is to stand there. */
export interface PictureRoom { readonly without: number; readonly margins: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number } }
/** `regions`: parts of the upright picture that are painted over. */
export interface ShownPicture { readonly path: string; readonly mediaType: string; readonly turn: Turn; readonly regions: readonly Region[] }
export interface PicturePage { readonly document: PDFDocument; readonly notes: readonly string[] }

/** Throws what opening the picture throws. `mostDpi`: finer pictures are made coarser. `sheet`: sets what lies over the page, as a PDF of one A4 page, from where the picture stands. */
export async function picturePage({ path, mediaType, turn, regions }: ShownPicture, mostDpi: number, { without, margins }: PictureRoom, sheet: (place: PicturePlace, page: PageSize) => Promise<Uint8Array>): Promise<PicturePage> {
  const opened = await openPicture(path, mediaType, false);
  // Painted first and for good: what is made smaller or turned afterwards has nothing left under it.
  const upright = regions.length === 0 ? opened : sharp(await painted(opened, (await opened.metadata()).autoOrient, regions).png({ compressionLevel: 1 }).toBuffer());
  const picture = (turn === 0 ? upright : sharp(await upright.png({ compressionLevel: 1 }).toBuffer()).rotate(turn)).flatten({ background: '#ffffff' }).toColourspace('srgb');
  // From the header: decoding a large picture only for its size would take its memory twice.
  const header = await upright.metadata();
  const seen = header.autoOrient;
  const info = turn === 90 || turn === 270 ? { width: seen.height, height: seen.width } : { width: seen.width, height: seen.height };
  const landscape = info.width > info.height;
  const [pageWidth, pageHeight] = landscape ? [a4Pt.long, a4Pt.short - without] : [a4Pt.short, a4Pt.long - without];
  const [freeWidth, freeHeight] = [pageWidth - margins.left - margins.right, pageHeight - margins.top - margins.bottom];
  const scale = Math.min(freeWidth / info.width, freeHeight / info.height, pointsAnInch / leastDpi);
  const [width, height] = [info.width * scale, info.height * scale];
  const dpi = pointsAnInch / scale;
  const coarser = dpi > mostDpi;
  const sized = coarser ? picture.resize({ width: Math.max(1, Math.floor((width / pointsAnInch) * mostDpi)) }) : picture;
  const document = await PDFDocument.create();
  const page: PDFPage = document.addPage([pageWidth, pageHeight]);
  // What was kept without loss stays so: letters on a screenshot would blur.
  const embedded = mediaType === 'image/jpeg' || mediaType === 'image/heic' || mediaType === 'image/heif'
    ? await document.embedJpg(await sized.jpeg({ quality: jpegQuality }).toBuffer())
    : await document.embedPng(await sized.png().toBuffer());
  const [x, y] = [margins.left + (freeWidth - width) / 2, margins.bottom + (freeHeight - height) / 2];
  page.drawImage(embedded, { x, y, width, height });
  const set = (await PDFDocument.load(await sheet({ x, y: pageHeight - y - height, width, height }, { width: pageWidth, height: pageHeight, landscape }), { updateMetadata: false })).getPage(0);
  const over = await document.embedPage(set, { left: 0, right: pageWidth, bottom: set.getHeight() - pageHeight, top: set.getHeight() });
  page.drawPage(over, { x: 0, y: 0, width: pageWidth, height: pageHeight });
  return {
    document,
    notes: coarser ? [`The picture was ${Math.round(dpi)} dots an inch at this size and was made ${mostDpi}.`] : [],
  };
}
