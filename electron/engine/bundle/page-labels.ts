/** The page labels of a PDF, and how it opens. Labels are what a reader shows for a page, and where a typed number leads: the numbers printed on the pages. */
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNull, PDFNumber, PDFString, type PDFDocument } from '@cantoo/pdf-lib';
import type { OpeningZoom } from '../../../shared/domain/bundle-settings.ts';
import type { PageLabels } from '../../../shared/domain/page-labels.ts';

/** Takes off those it has when every page bears its place. */
export function setLabels(document: PDFDocument, labels: PageLabels): void {
  document.catalog.delete(PDFName.of('PageLabels'));
  if (labels.length === 0) return;
  const numbers = PDFArray.withContext(document.context);
  for (const { firstPage, style, prefix, first } of labels) {
    const label = document.context.obj({ S: style === 'roman' ? 'r' : 'D', St: first });
    if (prefix !== '') label.set(PDFName.of('P'), PDFHexString.fromText(prefix));
    numbers.push(PDFNumber.of(firstPage - 1));
    numbers.push(label);
  }
  const tree = document.context.obj({});
  tree.set(PDFName.of('Nums'), numbers);
  document.catalog.set(PDFName.of('PageLabels'), tree);
}

/** As the file has them. A tree with branches is none of ours and reads as no labels. */
export function readLabels(document: PDFDocument): PageLabels {
  const numbers = document.catalog.lookupMaybe(PDFName.of('PageLabels'), PDFDict)?.lookupMaybe(PDFName.of('Nums'), PDFArray);
  return Array.from({ length: (numbers?.size() ?? 0) / 2 }, (_, index) => {
    const label = numbers?.lookupMaybe(index * 2 + 1, PDFDict);
    return {
      firstPage: (numbers?.lookupMaybe(index * 2, PDFNumber)?.asNumber() ?? 0) + 1, style: label?.lookup(PDFName.of('S')) === PDFName.of('r') ? 'roman' as const : 'decimal' as const,
      prefix: label?.lookupMaybe(PDFName.of('P'), PDFString, PDFHexString)?.decodeText() ?? '', first: label?.lookupMaybe(PDFName.of('St'), PDFNumber)?.asNumber() ?? 1,
    };
  });
}

/** How the file opens on its first page; it opens at 100 % as it is described. */
export function openAt(document: PDFDocument, zoom: OpeningZoom): void {
  if (zoom === '100') return;
  const open = PDFArray.withContext(document.context);
  for (const part of zoom === 'fit-page' ? [PDFName.of('Fit')] : [PDFName.of('FitH'), PDFNull]) open.push(part);
  open.insert(0, document.getPage(0).ref);
  document.catalog.set(PDFName.of('OpenAction'), open);
}
