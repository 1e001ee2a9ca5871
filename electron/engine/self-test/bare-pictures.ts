/** Pictures of a finished PDF by themselves, each on a page of its own: what a page covers, cuts off or does not reach of one is in the file all the same. */
import { PDFDocument, PDFName, PDFNumber, PDFObjectCopier, PDFRawStream, type PDFObject } from '@cantoo/pdf-lib';
import { picturesOfPage } from '../exports/pdf/page-pictures.ts';

/** Points on paper for a point of the picture, at which pages are read. */
const scale = 72 / 200;
/** No word stands in less. Points across and down. */
const [leastAcross, leastDown] = [48, 16];

export interface BarePictures { readonly bytes: Uint8Array; /** By page of these, a page of the file that has the picture. */ readonly of: readonly number[] }

/** A picture without what hides parts of it. */
function unmasked(picture: PDFRawStream): PDFRawStream {
  const dict = picture.dict.clone();
  for (const key of ['SMask', 'Mask']) dict.delete(PDFName.of(key));
  return PDFRawStream.of(dict, picture.contents);
}

/** Of pages of a file, from 1. Null when they have none that words could stand in. */
export async function barePictures(bytes: Uint8Array, pages: readonly number[]): Promise<BarePictures | null> {
  const file = await PDFDocument.load(bytes, { updateMetadata: false });
  const bare = await PDFDocument.create();
  const copier = PDFObjectCopier.for(file.context, bare.context);
  const seen = new Set<PDFObject>();
  const of: number[] = [];
  for (const number of pages) {
    for (const picture of picturesOfPage(file.getPage(number - 1), seen)) {
      const [across, down] = ['Width', 'Height'].map((key) => picture.dict.lookupMaybe(PDFName.of(key), PDFNumber)?.asNumber() ?? 0) as [number, number]; // two keys
      if (across < leastAcross || down < leastDown) continue;
      const page = bare.addPage([across * scale, down * scale]);
      const name = page.node.newXObject('Picture', bare.context.register(copier.copy(unmasked(picture)))).asString();
      page.node.addContentStream(bare.context.register(bare.context.flateStream(`${across * scale} 0 0 ${down * scale} 0 0 cm ${name} Do`)));
      of.push(number);
    }
  }
  return of.length === 0 ? null : { bytes: await bare.save(), of };
}
