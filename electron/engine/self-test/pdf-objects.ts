/** Every object of a finished PDF, as texts by where they stand; and what a document of ours must not have at all. */
import {
  PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFStream, PDFString, decodePDFRawStream, type PDFObject, type PDFPage,
} from '@cantoo/pdf-lib';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { reachableObjects } from '../exports/pdf/reachable.ts';
import { readingsOfBytes, readingsOfText } from './readings.ts';

/** `binary`: bytes of a picture, in which short strings are found by chance and only long ones are looked for. */
export interface Place { readonly where: string; readonly texts: readonly string[]; readonly binary?: boolean }

const nameOf = (dict: PDFDict, key: string): string => dict.lookupMaybe(PDFName.of(key), PDFName)?.decodeText() ?? '';
const has = (dict: PDFDict, key: string): boolean => dict.has(PDFName.of(key));

/** What an object is to a reader of the report. */
function placeName(dict: PDFDict, isInfo: boolean): string {
  const [type, subtype] = [nameOf(dict, 'Type'), nameOf(dict, 'Subtype')];
  if (isInfo) return 'document properties';
  if (type === 'Metadata') return 'XMP metadata';
  if (type === 'EmbeddedFile' || type === 'Filespec' || type === 'F') return 'an attachment';
  if (subtype === 'Image') return 'a picture';
  if (subtype === 'Link' || has(dict, 'URI')) return 'a link';
  if (subtype === 'Widget' || has(dict, 'FT')) return 'a form field';
  if (type === 'Annot') return 'a comment';
  if (type === 'StructElem' || has(dict, 'Alt') || has(dict, 'ActualText')) return 'the structure tree';
  if (type === 'OCG') return 'a layer';
  if (subtype === 'JavaScript' || has(dict, 'JS')) return 'a script';
  if (has(dict, 'Title') && (has(dict, 'Parent') || has(dict, 'Dest') || has(dict, 'Next') || has(dict, 'Prev'))) return 'a bookmark';
  if (has(dict, 'Names') || has(dict, 'Limits') || has(dict, 'Dests')) return 'a list of names';
  return 'an object of the file';
}

function stringsIn(object: PDFObject, into: string[]): void {
  if (object instanceof PDFString || object instanceof PDFHexString) {
    into.push(...readingsOfText(object.decodeText()), ...readingsOfBytes(object.asBytes()));
  } else if (object instanceof PDFName) into.push(...readingsOfText(object.decodeText()));
  else if (object instanceof PDFArray) for (const each of object.asArray()) stringsIn(each, into);
  else if (object instanceof PDFStream) stringsIn(object.dict, into);
  else if (object instanceof PDFDict) for (const [key, value] of object.entries()) { into.push(key.decodeText()); stringsIn(value, into); }
}

/** Streams of points and of outlines of letters. */
const binaryKinds = new Set(['Image', 'Type1C', 'CIDFontType0C', 'OpenType']);
const pictureFilters = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);
const filtersOf = (dict: PDFDict): string[] => {
  const filter = dict.lookup(PDFName.of('Filter'));
  return filter instanceof PDFName ? [filter.decodeText()] : filter instanceof PDFArray ? filter.asArray().flatMap((each) => (each instanceof PDFName ? [each.decodeText()] : [])) : [];
};

/** What a JPEG says beside its picture: everything before the picture begins. */
function jpegHead(bytes: Uint8Array): Uint8Array {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) at += 2 + ((bytes[at + 2] ?? 0) << 8 | (bytes[at + 3] ?? 0));
  return bytes.subarray(0, Math.min(at, bytes.length));
}

function streamPlaces(stream: PDFRawStream, where: string): Place[] {
  const filters = filtersOf(stream.dict);
  const last = filters.at(-1) ?? '';
  if (pictureFilters.has(last)) {
    const bytes = stream.getContents();
    return [{ where: 'what a picture says of itself', texts: last === 'DCTDecode' && filters.length === 1 ? readingsOfBytes(jpegHead(bytes)) : [] }, { where, texts: readingsOfBytes(bytes, true), binary: true }];
  }
  const decoded = decodePDFRawStream(stream).decode();
  const binary = binaryKinds.has(nameOf(stream.dict, 'Subtype')) || has(stream.dict, 'Length1');
  return [{ where, texts: readingsOfBytes(decoded, binary), binary }];
}

/** Where the file keeps other objects, and their places: those objects are looked at themselves. */
const isContainer = (object: PDFObject): boolean => object instanceof PDFStream && ['ObjStm', 'XRef'].includes(nameOf(object.dict, 'Type'));

/** Sentences for what could hide something and is in no document of ours. */
function hiddenParts(document: PDFDocument, bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const objects = document.context.enumerateIndirectObjects();
  const used = reachableObjects(document);
  const unused = objects.filter(([ref, object]) => !used.has(ref) && !isContainer(object)).length;
  if (unused > 0) faults.push(`${unused} objects no page uses`);
  const ends = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('%%EOF').length - 1;
  if (ends !== 1) faults.push(`${ends} revisions of the file in one`);
  const root = document.catalog;
  for (const [key, words] of [['OCProperties', 'layers that can be switched off'], ['AcroForm', 'form fields'], ['AA', 'actions']] as const) if (has(root, key)) faults.push(words);
  const names = root.lookupMaybe(PDFName.of('Names'), PDFDict);
  if (names !== undefined && has(names, 'EmbeddedFiles')) faults.push('attached files');
  if (names !== undefined && has(names, 'JavaScript')) faults.push('scripts');
  if (objects.some(([, object]) => object instanceof PDFDict && has(object, 'JS'))) faults.push('scripts');
  if (document.getPages().some(listsUndrawn)) faults.push('pictures no page draws');
  return [...new Set(faults)];
}

/** Whether anything a page draws is a picture: of its own, or of a part it puts in. */
function drawsPicture(resources: PDFDict | undefined, seen: Set<PDFDict> = new Set()): boolean {
  if (resources === undefined || seen.has(resources)) return false;
  seen.add(resources);
  const pictures = (kind: string): PDFObject[] => {
    const named = resources.lookupMaybe(PDFName.of(kind), PDFDict);
    return (named?.keys() ?? []).flatMap((key) => named?.lookup(key) ?? []);
  };
  return [...pictures('XObject'), ...pictures('Pattern')].some((object) => {
    if (!(object instanceof PDFStream)) return false;
    return nameOf(object.dict, 'Subtype') === 'Image' || drawsPicture(object.dict.lookupMaybe(PDFName.of('Resources'), PDFDict), seen);
  });
}

/** What a page and the forms it puts in draw, as text, and the names of pictures they list. */
function drawnAndListed(contents: readonly (PDFObject | undefined)[], resources: PDFDict | undefined, seen: Set<PDFDict> = new Set()): { readonly drawn: string; readonly listed: readonly string[] } {
  const drawn = contents.map((stream) => (stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : '')).join('\n');
  if (resources === undefined || seen.has(resources)) return { drawn, listed: [] };
  seen.add(resources);
  const objects = resources.lookupMaybe(PDFName.of('XObject'), PDFDict);
  const all = (objects?.keys() ?? []).map((key) => ({ name: key.asString(), object: objects?.lookup(key) }));
  const within = all.flatMap(({ object }) => (object instanceof PDFStream && nameOf(object.dict, 'Subtype') === 'Form' ? [drawnAndListed([object], object.dict.lookupMaybe(PDFName.of('Resources'), PDFDict), seen)] : []));
  return { drawn: [drawn, ...within.map((each) => each.drawn)].join('\n'), listed: [...all.flatMap(({ name, object }) => (object instanceof PDFStream && nameOf(object.dict, 'Subtype') === 'Image' ? [name] : [])), ...within.flatMap((each) => each.listed)] };
}

/** Nobody would see such a picture, and no machine reads it; any program takes it out of the file. */
function listsUndrawn(page: PDFPage): boolean {
  const contents = page.node.Contents();
  const { drawn, listed } = drawnAndListed(contents instanceof PDFArray ? contents.asArray().map((_, index) => contents.lookup(index)) : [contents], page.node.Resources());
  const names = new Set(Array.from(drawn.matchAll(/\/[^\0\t\n\f\r ()<>[\]{}/%]+/gu), ([name]) => PDFName.of(name.slice(1)).asString()));
  return listed.some((name) => !names.has(name));
}

/** A picture may also stand in the middle of what a page draws. */
function drawsInline(page: PDFPage): boolean {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray().map((each) => page.doc.context.lookup(each)) : [contents];
  return streams.some((stream) => stream instanceof PDFRawStream && /\bBI\b[\s\S]{0,2000}\bID\b/u.test(Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')));
}

/** `picturePages`: those that show a picture, from 1. Throws `damaged_input` when an object cannot be read: what cannot be searched is not let out. */
export async function pdfObjects(bytes: Uint8Array): Promise<{ readonly places: Place[]; readonly hidden: string[]; readonly picturePages: number[] }> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const places: Place[] = [];
  const info = document.context.trailerInfo.Info;
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;
    const where = dict === null ? 'an object of the file' : placeName(dict, ref === info);
    const texts: string[] = [];
    stringsIn(object, texts);
    places.push({ where, texts });
    if (object instanceof PDFRawStream) {
      try {
        places.push(...streamPlaces(object, where));
      } catch (error) {
        throw new PlumblineError('damaged_input', `${where} (object ${ref.objectNumber}) of the finished file could not be read, so it could not be searched.`, undefined, { cause: error });
      }
    }
  }
  const picturePages = document.getPages().flatMap((page, index) => (drawsPicture(page.node.Resources()) || drawsInline(page) ? [index + 1] : []));
  return { places, hidden: hiddenParts(document, bytes), picturePages };
}
