/** The pages of one document of a bundle, from wherever it comes. What cannot be here gets a page that says why; nothing is passed over. */
import { readFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { BundleDocument } from '../../../shared/domain/bundle.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { withAttachmentFile } from '../evidence/attachment-bytes.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { bundlePaper } from '../exports/pdf/paper.ts';
import { setPages } from '../exports/pdf/set-pages.ts';
import { readMatter } from '../exports/read-matter.ts';
import { asOfNow } from '../exports/selection.ts';
import { htmlDocument } from '../exports/timeline/styles.ts';
import { decodeFault } from '../importers/picture/decode.ts';
import { refusePrivileged } from '../review/privileged.ts';
import type { CallContext } from '../rpc/handler.ts';
import { getExhibit } from '../store/exhibits.ts';
import { completeRun } from '../store/import-runs.ts';
import { getItem } from '../timeline/item-detail.ts';
import { pageOfItems } from '../timeline/read-rows.ts';
import { refuseStopped, refuseStoppedFile } from '../welfare/file-notes.ts';
import type { Turn } from './a4-frame.ts';
import { captionHtml, frontStyles, placeholderHtml, textHtml } from './front-html.ts';
import { setOwn, zoneOf, type OwnSource } from './own-documents.ts';
import { pdfPages } from './pdf-pages.ts';
import { picturePage } from './picture-page.ts';

export interface GatherWork { readonly db: CaseDatabase; readonly store: ExhibitStore; readonly author: string }
export interface Gathering { readonly password: string | undefined; readonly mostDpi: number; readonly turn: Turn; readonly call: CallContext }
/** `turn`: how far its pages have still to be turned. */
export interface Gathered { readonly document: PDFDocument; readonly notes: readonly string[]; readonly turn: Turn; readonly picture: boolean }

/** More paragraphs of read text than these are no document, but data. */
const mostTexts = 2_000;
const mostBytes = 268_435_456;

async function ofHtml(html: string, call: CallContext, notes: readonly string[]): Promise<Gathered> {
  return { document: await PDFDocument.load(await setPages(call, htmlDocument('Bundle', frontStyles, html), bundlePaper), { updateMetadata: false }), notes, turn: 0, picture: false };
}

const factsOf = ({ reference, originalName, mediaType, sizeBytes, sha256 }: Exhibit): string[] => [
  `Exhibit ${reference}: ${originalName}`, `${mediaType === '' ? 'Type not known' : mediaType}, ${sizeBytes.toLocaleString('en-GB')} bytes`, `SHA-256 ${sha256}`,
];

function placeholder(title: string, why: string, facts: readonly string[], call: CallContext): Promise<Gathered> {
  return ofHtml(placeholderHtml(title, why, facts), call, [why]);
}

/** Privileged material is in no bundle: of an exhibit that holds any, nothing is taken over whole. */
function holdsPrivileged(db: CaseDatabase, exhibitId: ExhibitId): boolean {
  return pageOfItems(db, { ...everything, exhibitIds: [exhibitId], handlings: ['privileged'] }, null, 1).items.length > 0;
}

interface File { readonly path: string; readonly mediaType: string; readonly facts: readonly string[] }

async function ofFile(title: string, { path, mediaType, facts }: File, { password, mostDpi, turn, call }: Gathering): Promise<Gathered | null> {
  if (mediaType === 'application/pdf') {
    const pages = await pdfPages(await readFile(path), password);
    if ('why' in pages) return placeholder(title, `Its pages are not here: ${pages.why}.`, facts, call);
    return { document: pages.document, notes: pages.notes, turn, picture: false };
  }
  if (mediaType.startsWith('image/')) {
    const caption = await setPages(call, htmlDocument('Picture', frontStyles, captionHtml(facts[0] ?? title)), bundlePaper);
    try {
      const page = await picturePage(path, mediaType, mostDpi, turn, caption);
      return { document: page.document, notes: page.notes, turn: 0, picture: true };
    } catch (error) {
      return placeholder(title, `The picture is not here: ${decodeFault(error)}.`, facts, call);
    }
  }
  if (mediaType.startsWith('audio/') || mediaType.startsWith('video/')) return placeholder(title, `This is a ${mediaType.startsWith('audio/') ? 'sound' : 'film'}. It is supplied beside the bundle.`, facts, call);
  return null;
}

function textsOf(db: CaseDatabase, exhibit: Exhibit): string[] | null {
  if (completeRun(db, exhibit.id)?.format !== 'document') return null;
  const { items, next } = pageOfItems(db, { ...everything, exhibitIds: [exhibit.id] }, null, mostTexts);
  const texts = items.map(({ text }) => text).filter((text) => text !== '');
  return next !== null || texts.length === 0 ? null : texts;
}

async function ofExhibit(work: GatherWork, title: string, exhibitId: ExhibitId, gathering: Gathering): Promise<Gathered> {
  const exhibit = getExhibit(work.db, exhibitId);
  const facts = factsOf(exhibit);
  if (holdsPrivileged(work.db, exhibitId)) return placeholder(title, 'Withheld: it holds privileged material.', facts.slice(0, 1), gathering.call);
  if (exhibit.sizeBytes > mostBytes) return placeholder(title, 'Its pages are not here: the file is larger than 256 MB.', facts, gathering.call);
  refuseStoppedFile(work.db, { exhibitId, member: '', sha256: exhibit.sha256 });
  const own = await work.store.withWorkingCopy(exhibit, gathering.call, (path) => ofFile(title, { path, mediaType: exhibit.mediaType, facts }, gathering));
  if (own !== null) return own;
  const texts = textsOf(work.db, exhibit);
  if (texts === null) return placeholder(title, 'This exhibit is data and has no pages of its own. Its rows are in the timeline and the schedules.', facts, gathering.call);
  return ofHtml(textHtml(title, `Text as read from ${exhibit.reference}, ${exhibit.originalName}. Its layout and pictures are not shown; the exhibit itself is the document.`, texts), gathering.call, ['Converted to text: layout and pictures are not shown.']);
}

async function ofAttachment(work: GatherWork, title: string, source: Extract<BundleDocument['source'], { type: 'attachment' }>, gathering: Gathering): Promise<Gathered> {
  refusePrivileged(work.db, source.itemId);
  const item = getItem(work.db, source.itemId);
  refuseStopped(work.db, item, source.attachment);
  const exhibit = getExhibit(work.db, item.exhibitId);
  const attached = item.attachments[source.attachment];
  const facts = [`${attached?.name ?? ''}, of an item of exhibit ${exhibit.reference}`, ...(attached?.sha256 == null ? [] : [`SHA-256 ${attached.sha256}`])];
  return withAttachmentFile(work.store, exhibit, item, source.attachment, gathering.call.signal, async (path) =>
    await ofFile(title, { path, mediaType: attached?.mediaType ?? '', facts }, gathering) ?? placeholder(title, 'A file of this kind has no pages.', facts, gathering.call));
}

async function ofOwn(work: GatherWork, source: OwnSource, { turn, call }: Gathering): Promise<Gathered> {
  const { db, author } = work;
  const bytes = await asOfNow(db, () => setOwn({ db, author, matter: readMatter(work, zoneOf(source)), call }, source));
  return { document: await PDFDocument.load(bytes, { updateMetadata: false }), notes: [], turn, picture: false };
}

/** Throws `cancelled`, `typesetting_failed`, and what reading the case throws; a file that is stopped, privileged or gone gets a page that says so. */
export async function gatherDocument(work: GatherWork, { title, source }: BundleDocument, gathering: Gathering): Promise<Gathered> {
  try {
    switch (source.type) {
      case 'exhibit': return await ofExhibit(work, title, source.exhibitId, gathering);
      case 'attachment': return await ofAttachment(work, title, source, gathering);
      case 'timeline': case 'document': return await ofOwn(work, source, gathering);
    }
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'invalid_input') throw new PlumblineError(error.code, `“${title}” cannot be made: ${error.message}`, error.details);
    if (!(error instanceof PlumblineError) || !['stopped', 'permission_denied', 'not_found', 'refused_input', 'damaged_input'].includes(error.code)) throw error;
    return placeholder(title, error.code === 'permission_denied' ? 'Withheld: privileged.' : error.code === 'stopped' ? 'Withheld: nobody may open this file.' : `Its pages are not here: ${error.message}`, [], gathering.call);
  }
}
