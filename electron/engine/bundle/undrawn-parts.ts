/**
 * Takes from the pages of a PDF what they list and do not draw. Scanners and printers often give every page one list of everything: a
 * picture that only a redacted page shows would go along with each of the others, where nobody sees it and any program takes it out.
 */
import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFStream, decodePDFRawStream, type PDFObject, type PDFPage } from '@cantoo/pdf-lib';

/** Lists whose entries content can only use by their names; colours have some that it uses without. */
const lists = ['XObject', 'Pattern', 'Font', 'ExtGState', 'Properties'] as const;
/** What a picture or a form has with it and no page shows. */
const besides = ['Alternates', 'OPI', 'Ref', 'Metadata', 'PieceInfo'] as const;
const resourcesKey = PDFName.of('Resources');

const name = /\/[^\0\t\n\f\r ()<>[\]{}/%]+/gu;

/** Every name in what is drawn; it rather finds too many, since what stands in a text counts as well. Null when it cannot be read. */
function namesIn(streams: readonly PDFObject[]): Set<PDFName> | null {
  const names = new Set<PDFName>();
  for (const stream of streams) {
    if (!(stream instanceof PDFRawStream)) return null;
    try {
      for (const [found] of Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1').matchAll(name)) names.add(PDFName.of(found.slice(1)));
    } catch {
      return null;
    }
  }
  return names;
}

const valuesOf = (object: PDFObject | undefined): PDFObject[] => (object instanceof PDFDict ? object.keys().flatMap((key) => object.lookup(key) ?? []) : []);
const partsOf = (object: PDFObject | undefined): PDFObject[] => (object instanceof PDFArray ? object.asArray().flatMap((_, index) => object.lookup(index) ?? []) : object === undefined ? [] : [object]);

/** What an entry of a list draws when it is used, and the dictionary that lists what that draws with. */
interface Drawn { readonly lists: PDFDict; readonly contents: readonly PDFObject[] }

function drawnBy(entry: PDFObject | undefined): Drawn[] {
  if (entry instanceof PDFStream) return entry.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image') ? [] : [{ lists: entry.dict, contents: [entry] }];
  if (!(entry instanceof PDFDict)) return [];
  const letters = entry.lookup(PDFName.of('CharProcs'));
  const mask = entry.lookup(PDFName.of('SMask'));
  return [...(letters instanceof PDFDict ? [{ lists: entry, contents: valuesOf(letters) }] : []), ...(mask instanceof PDFDict ? drawnBy(mask.lookup(PDFName.of('G'))) : [])];
}

/** A form without a list of its own draws with that of the page. */
function namesDrawn(resources: PDFDict, contents: readonly PDFObject[]): Set<PDFName> | null {
  const names = namesIn(contents);
  if (names === null) return null;
  const entries = lists.flatMap((list) => {
    const dict = resources.lookup(PDFName.of(list));
    return dict instanceof PDFDict ? dict.keys().map((key) => ({ key, drawn: drawnBy(dict.lookup(key)) })) : [];
  });
  const followed = new Set<PDFDict>();
  for (let grown = true; grown;) {
    grown = false;
    for (const { lists: owner, contents: within } of entries.filter(({ key }) => names.has(key)).flatMap(({ drawn }) => drawn)) {
      if (followed.has(owner) || owner.has(resourcesKey)) continue;
      followed.add(owner);
      grown = true;
      const more = namesIn(within);
      if (more === null) return null;
      for (const each of more) names.add(each);
    }
  }
  return names;
}

class Pruning {
  readonly #settled = new Set<PDFDict>();

  /** Leaves in the list of `owner` what `contents` draw. */
  settle(owner: PDFDict, resources: PDFDict | undefined, contents: readonly PDFObject[]): void {
    if (resources === undefined || this.#settled.has(owner)) return;
    this.#settled.add(owner);
    const names = namesDrawn(resources, contents);
    // What it draws is not known: a bundle in cipher is refused for that, any other has all of it.
    if (names === null) return;
    // Other pages may have the same list: this one gets its own.
    const own = resources.clone();
    for (const list of lists) {
      const entries = own.lookup(PDFName.of(list));
      if (!(entries instanceof PDFDict)) continue;
      const kept = entries.clone();
      for (const key of kept.keys()) {
        if (names.has(key)) this.#settleEntry(kept.lookup(key));
        else kept.delete(key);
      }
      own.set(PDFName.of(list), kept);
    }
    owner.set(resourcesKey, own);
  }

  #settleEntry(entry: PDFObject | undefined): void {
    if (entry instanceof PDFStream) for (const key of besides) entry.dict.delete(PDFName.of(key));
    for (const { lists: owner, contents } of drawnBy(entry)) this.settle(owner, owner.lookupMaybe(resourcesKey, PDFDict), contents);
  }

  /** What comments and fields look like: for each state one stream, or one for all. */
  settleAppearances(annotation: PDFDict): void {
    for (const appearance of valuesOf(annotation.lookup(PDFName.of('AP')))) {
      for (const stream of appearance instanceof PDFStream ? [appearance] : valuesOf(appearance)) this.#settleEntry(stream);
    }
  }
}

/** Each page keeps what it draws, and what comments and fields on it look like. */
export function dropUndrawn(pages: readonly PDFPage[]): void {
  const pruning = new Pruning();
  for (const { node } of pages) {
    pruning.settle(node, node.Resources(), partsOf(node.lookup(PDFName.of('Contents'))));
    for (const annotation of partsOf(node.lookup(PDFName.of('Annots')))) if (annotation instanceof PDFDict) pruning.settleAppearances(annotation);
  }
}
