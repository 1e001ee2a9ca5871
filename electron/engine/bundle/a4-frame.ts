/**
 * Puts a page on A4 so that its own content stands clear of the strip the bundle's number is printed in: the page is made smaller,
 * never overprinted. The file's own rotation stays, so that text is upright where it was.
 */
import { concatTransformationMatrix, endPath, clip, PDFName, PDFNumber, PDFPage, popGraphicsState, pushGraphicsState, rectangle, type PDFDocument } from '@cantoo/pdf-lib';
import { a4Pt, pointsAMm, type Turn } from '../exports/pdf/paper.ts';

/** Height of the strip at the foot that only the bundle writes in. */
export const stampStripPt = 14 * pointsAMm;

export interface Framed { readonly page: PDFPage; readonly landscape: boolean }

export const quarter = (degrees: number): Turn => (((Math.round(degrees / 90) % 4) + 4) % 4 * 90) as Turn; // a multiple of 90 below 360

/** Space left, as it is seen, on each side of the content. */
interface Margins { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The same space by the sides of the page as the file has it, before it is turned clockwise. */
function unturned({ left, right, top, bottom }: Margins, turn: Turn): Margins {
  switch (turn) {
    case 0: return { left, right, top, bottom };
    case 90: return { left: top, top: right, right: bottom, bottom: left };
    case 180: return { left: right, top: bottom, right: left, bottom: top };
    case 270: return { left: bottom, top: left, right: top, bottom: right };
  }
}

/** The part of a page that readers show: what is to be shown, as far as the page reaches. Where the two do not meet, the page. */
export function seenBox(page: PDFPage): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const [crop, media] = [page.getCropBox(), page.getMediaBox()];
  const [x, y] = [Math.max(crop.x, media.x), Math.max(crop.y, media.y)];
  const [width, height] = [Math.min(crop.x + crop.width, media.x + media.width) - x, Math.min(crop.y + crop.height, media.y + media.height) - y];
  return width > 0 && height > 0 ? { x, y, width, height } : media;
}

/** How many points a unit of the page is; taken off, since what is framed is in points. */
function takeUnit({ node }: PDFPage): number {
  const key = PDFName.of('UserUnit');
  const stated = node.lookup(key);
  node.delete(key);
  const unit = stated instanceof PDFNumber ? stated.asNumber() : 1;
  return unit > 0 && Number.isFinite(unit) ? unit : 1;
}

/** Adds a page of another document, framed. `turn` is clockwise, beside what the page says. */
export function addFramed(document: PDFDocument, page: PDFPage, turn: Turn): Framed {
  const added = document.addPage(page);
  const box = seenBox(added);
  const turned = quarter(added.getRotation().angle + turn);
  const sideways = turned === 90 || turned === 270;
  const unit = takeUnit(added);
  const [seenWidth, seenHeight] = sideways ? [box.height, box.width] : [box.width, box.height];
  const landscape = seenWidth > seenHeight;
  const [width, height] = landscape ? [a4Pt.long, a4Pt.short] : [a4Pt.short, a4Pt.long];
  const free = height - stampStripPt;
  // Small pages keep their size: enlarging a receipt would show more than there is.
  const scale = unit * Math.min(1, width / (seenWidth * unit), free / (seenHeight * unit));
  const [across, down] = [width - seenWidth * scale, free - seenHeight * scale];
  const margins = unturned({ left: across / 2, right: across / 2, top: down / 2, bottom: stampStripPt + down / 2 }, turned);
  const context = document.context;
  added.node.normalize();
  // What lies outside the part of the page that was shown stays outside: it would come to light in the margins.
  const begin = context.register(context.contentStream([
    pushGraphicsState(), concatTransformationMatrix(scale, 0, 0, scale, 0, 0), rectangle(box.x, box.y, box.width, box.height), clip(), endPath(),
  ]));
  const end = context.register(context.contentStream([popGraphicsState()]));
  added.node.wrapContentStreams(begin, end);
  added.scaleAnnotations(scale, scale);
  const [x, y] = [box.x * scale - margins.left, box.y * scale - margins.bottom];
  const [fullWidth, fullHeight] = [box.width * scale + margins.left + margins.right, box.height * scale + margins.bottom + margins.top];
  for (const set of ['setMediaBox', 'setCropBox', 'setBleedBox', 'setTrimBox', 'setArtBox'] as const) added[set](x, y, fullWidth, fullHeight);
  added.setRotation({ type: 'degrees' as never, angle: turned });
  return { page: added, landscape };
}

/** Where the lower left corner of a page that is turned clockwise lies in the page as the file has it. What is laid there is turned as far anticlockwise, to be seen upright. */
export function cornerOf({ x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, turn: Turn): { readonly x: number; readonly y: number } {
  switch (turn) {
    case 0: return { x, y };
    case 90: return { x: x + width, y };
    case 180: return { x: x + width, y: y + height };
    case 270: return { x, y: y + height };
  }
}

/** Where a strip's lower left corner lies, and how far it is turned anticlockwise, so that it reads upright on a page that is turned. */
export function stripPlace(page: PDFPage): { readonly x: number; readonly y: number; readonly turn: Turn } {
  const turn = quarter(page.getRotation().angle);
  return { ...cornerOf(page.getMediaBox(), turn), turn };
}
