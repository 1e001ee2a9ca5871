/**
 * Opens the finished bundle again with another reader and holds it against the rules, before it is let out. A rule that fails keeps
 * the file from being saved; a warning is said and left to the person.
 */
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, PDFString, type PDFRef } from '@cantoo/pdf-lib';
import type { BuiltDocument, BundleCheck } from '../../../shared/contract/bundles.ts';
import { profileRules, type BundleProfile } from '../../../shared/domain/bundle.ts';
import { borrowReader, giveBack } from '../importers/contained/contained-reader.ts';
import type { CallContext } from '../rpc/handler.ts';

const openLimitMs = 60_000;
const pageLimitMs = 20_000;

export interface ToCheck { readonly path: string; readonly bytes: Uint8Array; readonly pages: number; readonly frontPages: number; readonly documents: readonly BuiltDocument[]; readonly profile: BundleProfile }

interface Outline { readonly title: string; readonly page: number; readonly keepsZoom: boolean }

function outlinesOf(document: PDFDocument): Outline[] {
  const pages = new Map(document.getPages().map(({ ref }, index) => [ref, index + 1]));
  const found: Outline[] = [];
  const follow = (item: PDFDict | undefined): void => {
    for (let at = item; at !== undefined; at = at.lookupMaybe(PDFName.of('Next'), PDFDict)) {
      const target = at.lookupMaybe(PDFName.of('Dest'), PDFArray);
      const zoom = target?.lookup(4);
      found.push({
        title: at.lookupMaybe(PDFName.of('Title'), PDFString, PDFHexString)?.decodeText() ?? '', page: pages.get(target?.get(0) as PDFRef) ?? 0, // a reference, or no page
        keepsZoom: zoom === PDFNull || (zoom instanceof PDFNumber && zoom.asNumber() === 0),
      });
      follow(at.lookupMaybe(PDFName.of('First'), PDFDict));
    }
  };
  follow(document.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict)?.lookupMaybe(PDFName.of('First'), PDFDict));
  return found;
}

/** Pages the links of the front pages lead to. */
function linksOf(document: PDFDocument, frontPages: number): number[] {
  const pages = new Map(document.getPages().map(({ ref }, index) => [ref, index + 1]));
  return document.getPages().slice(0, frontPages).flatMap((page) => {
    const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
    return Array.from({ length: annotations?.size() ?? 0 }, (_, index) => pages.get(annotations?.lookupMaybe(index, PDFDict)?.lookupMaybe(PDFName.of('Dest'), PDFArray)?.get(0) as PDFRef) ?? 0); // as above
  });
}

/** Pages on which the last thing drawn is not the page's own number. */
async function misnumbered({ path, pages }: ToCheck, call: CallContext): Promise<{ readonly wrong: number[]; readonly textless: number[] }> {
  const reader = borrowReader('the bundle', call.signal);
  const [wrong, textless]: [number[], number[]] = [[], []];
  try {
    const { pages: counted } = await reader.ask('pdf.open', { path, repair: false }, openLimitMs);
    if (counted !== pages) throw new Error(`the bundle has ${counted} pages where ${pages} were bound`);
    for (let page = 1; page <= pages; page += 1) {
      const { asDrawn, lastDrawn } = await reader.ask('pdf.page', { page }, pageLimitMs);
      if (lastDrawn.trim() !== String(page)) wrong.push(page);
      if (asDrawn.trim() === lastDrawn.trim()) textless.push(page);
      if (page % 50 === 0) call.report({ stage: 'Checking pages', done: page, total: pages, unit: 'pages' });
    }
    return { wrong, textless };
  } finally {
    await giveBack(reader);
  }
}

const named = (pages: readonly number[]): string => `${pages.slice(0, 20).join(', ')}${pages.length > 20 ? ` and ${pages.length - 20} more` : ''}`;

export async function checkBundle(bundle: ToCheck, call: CallContext): Promise<BundleCheck[]> {
  const { documents, frontPages, profile, bytes } = bundle;
  const checks: BundleCheck[] = [];
  const say = (rule: string, outcome: BundleCheck['outcome'], found: string): void => { checks.push({ rule, outcome, found }); };
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { wrong, textless: bare } = await misnumbered(bundle, call);
  const pictured = documents.flatMap(({ picture, firstPage, lastPage }) => (picture ? Array.from({ length: lastPage - firstPage + 1 }, (_, page) => firstPage + page) : []));
  const textless = [...new Set([...bare, ...pictured])].toSorted((one, other) => one - other);
  say('B1', document.isEncrypted ? 'fail' : 'pass', 'One PDF, not encrypted, opened again by a second reader.');
  say('B2', wrong.length === 0 ? 'pass' : 'fail', wrong.length === 0 ? `Every one of ${bundle.pages} pages is stamped with its own number, the first with 1.` : `The number is missing or wrong on pages ${named(wrong)}.`);
  const targets = linksOf(document, frontPages);
  const unlinked = documents.filter(({ firstPage }) => !targets.includes(firstPage));
  say('B5', unlinked.length === 0 && !targets.includes(0) ? 'pass' : 'fail', unlinked.length === 0 ? `The index has ${targets.length} links, at least one to each of ${documents.length} documents.` : `No link leads to ${unlinked.map(({ title }) => title).join('; ')}.`);
  const outlines = outlinesOf(document);
  const unmarked = documents.filter(({ title, firstPage }) => !outlines.some((outline) => outline.page === firstPage && outline.title === `${title}, page ${firstPage}`));
  say('B6', unmarked.length === 0 ? 'pass' : 'fail', unmarked.length === 0 ? `${outlines.length} bookmarks, one for each section and document, with its page.` : `No bookmark leads to ${unmarked.map(({ title }) => title).join('; ')}.`);
  say('B7', textless.length === 0 ? 'pass' : 'warn', textless.length === 0 ? 'Every page has text.' : `No text of their own on pages ${named(textless)}: pictures, or pages without a text layer.`);
  say('B9', outlines.every(({ keepsZoom }) => keepsZoom) ? 'pass' : 'fail', 'Opens on page 1 at 100 %; bookmarks and links keep the reader’s zoom.');
  const { ceilingBytes } = profileRules[profile];
  if (ceilingBytes !== null) say('B12', bytes.length <= ceilingBytes ? 'pass' : 'warn', `${(bytes.length / 1e6).toFixed(1)} MB; the ceiling of the profile is ${ceilingBytes / 1e6} MB.`);
  const unordered = documents.filter(({ section, dated }, index) => {
    const before = documents.slice(0, index).filter((other) => other.section === section && other.dated !== null).at(-1);
    return dated !== null && before?.dated != null && dated < before.dated;
  });
  say('B17', unordered.length === 0 ? 'pass' : 'warn', unordered.length === 0 ? 'Dates do not go back within a section.' : `Earlier than what stands before: ${unordered.map(({ title }) => title).join('; ')}.`);
  return checks;
}
