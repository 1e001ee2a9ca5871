/** The pages of one document of a bundle that comes from the evidence. What cannot be here gets a page that says why; nothing is passed over. */
import type { BundleSource } from '../../../shared/domain/bundle.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { sha256Schema, type ExhibitId, type Sha256 } from '../../../shared/domain/ids.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { fileKeyOf, type FileKey } from '../evidence/file-key.ts';
import { withAttachmentFile } from '../evidence/attachment-bytes.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { findReading, pagesRead } from '../pictures/text-store.ts';
import type { Redaction } from '../../../shared/domain/redaction.ts';
import { standingRedactions } from '../redaction/redaction-store.ts';
import { refusePrivileged } from '../review/privileged.ts';
import { holdsPrivileged } from '../review/privileged-exhibit.ts';
import { getExhibit } from '../store/exhibits.ts';
import { completeRun } from '../store/import-runs.ts';
import { getItem } from '../timeline/item-detail.ts';
import { pageOfItems } from '../timeline/read-rows.ts';
import { refuseStopped, refuseStoppedFile } from '../welfare/file-notes.ts';
import { filePages, type Gathering, type SourceFile } from './file-pages.ts';
import { textHtml } from './front-html.ts';
import { kindFacts, kindSaid, withheldPage } from './withheld-page.ts';
import { ofHtml, placeholder, standIn, type Gathered } from './gathered.ts';
import type { OwnSource } from './own-documents.ts';

export interface GatherWork { readonly db: CaseDatabase; readonly store: ExhibitStore; readonly author: string }
type ForeignSource = Exclude<BundleSource, OwnSource>;

/** More paragraphs of read text than these are no document, but data. */
const mostTexts = 2_000;

const factsOf = ({ reference, originalName, mediaType, sizeBytes, sha256 }: Exhibit): string[] => [
  `Exhibit ${reference}: ${originalName}`, kindSaid(mediaType, sizeBytes), `SHA-256 ${sha256}`,
];

/** What is redacted in a file of the case, for a bundle in which people are hidden. */
function redactionsOf(db: CaseDatabase, { hiding }: Gathering, file: FileKey): Redaction[] {
  return hiding.people.length === 0 ? [] : standingRedactions(db, file);
}

/** What a machine has read in the same bytes, or in pages of them. In cipher a picture says what its points say, redacted; words of a page are searched with the finished file. */
function wordsOf(db: CaseDatabase, { hiding }: Gathering, sha256: Sha256 | null): Pick<SourceFile, 'words' | 'pageWords'> {
  if (sha256 === null) return { words: [], pageWords: new Map() };
  return { words: hiding.people.length > 0 ? [] : findReading(db, sha256)?.words ?? [], pageWords: pagesRead(db, sha256) };
}

function textsOf(db: CaseDatabase, exhibit: Exhibit): string[] | null {
  if (completeRun(db, exhibit.id)?.format !== 'document') return null;
  const { items, next } = pageOfItems(db, { ...everything, exhibitIds: [exhibit.id] }, null, mostTexts);
  const texts = items.map(({ text }) => text).filter((text) => text !== '');
  return next !== null || texts.length === 0 ? null : texts;
}

async function ofExhibit({ db, store }: GatherWork, title: string, exhibitId: ExhibitId, gathering: Gathering): Promise<Gathered> {
  const exhibit = getExhibit(db, exhibitId);
  const { sha256, mediaType, reference, originalName } = exhibit;
  const { call, hiding, zoom } = gathering;
  const facts = hiding.values(factsOf(exhibit));
  if (holdsPrivileged(db, exhibitId)) return placeholder(title, 'Withheld: it holds privileged material.', facts.slice(0, 1), call);
  refuseStoppedFile(db, { exhibitId, member: '', sha256 });
  if (gathering.withheld !== undefined) return store.withWorkingCopy(exhibit, call, (path) => withheldPage(title, { path, mediaType, sha256, facts }, gathering));
  const own = await store.withWorkingCopy(exhibit, call, (path) => filePages(title, { path, mediaType, sha256, facts, redactions: redactionsOf(db, gathering, { exhibitId, member: '', sha256 }), ...wordsOf(db, gathering, sha256) }, gathering, store));
  if (own !== null) return own;
  const texts = textsOf(db, exhibit);
  if (texts === null) return placeholder(title, 'This exhibit is data and has no pages of its own. Where its rows are in this bundle, a schedule lists them.', facts, call, sha256);
  const about = `Text as read from ${hiding.text(`${reference}, ${originalName}`)}. Its layout and pictures are not shown; the exhibit itself is the document.`;
  return ofHtml(textHtml(title, about, hiding.values(texts)), { as: 'text', sha256, notes: ['Converted to text: layout and pictures are not shown.'] }, call, zoom);
}

async function ofAttachment({ db, store }: GatherWork, title: string, source: Extract<BundleSource, { type: 'attachment' }>, gathering: Gathering): Promise<Gathered> {
  refusePrivileged(db, source.itemId);
  const item = getItem(db, source.itemId);
  refuseStopped(db, item, source.attachment);
  const exhibit = getExhibit(db, item.exhibitId);
  const { name = '', mediaType = '', member = null } = item.attachments[source.attachment] ?? {};
  const key = member === null ? null : fileKeyOf(db, exhibit.id, member);
  const sha256 = key?.sha256 == null ? null : sha256Schema.parse(key.sha256);
  const redactions = key === null ? [] : redactionsOf(db, gathering, key);
  const facts = [gathering.hiding.text(`${name}, of an item of exhibit ${exhibit.reference}`), ...(sha256 === null ? [] : [`SHA-256 ${sha256}`])];
  return withAttachmentFile(store, exhibit, item, source.attachment, gathering.call.signal, async (path) => (gathering.withheld !== undefined
    ? withheldPage(title, { path, mediaType, sha256, facts: [...facts, ...await kindFacts(path, mediaType)] }, gathering)
    : await filePages(title, { path, mediaType, sha256, facts, redactions, ...wordsOf(db, gathering, sha256) }, gathering, store) ?? placeholder(title, 'A file of this kind has no pages.', facts, gathering.call, sha256)));
}

/** Throws `cancelled`, `typesetting_failed`, and what reading the case throws; a file that is stopped, privileged or gone gets a page that says so. */
export async function gatherDocument(work: GatherWork, title: string, source: ForeignSource, gathering: Gathering): Promise<Gathered> {
  try {
    return source.type === 'exhibit' ? await ofExhibit(work, title, source.exhibitId, gathering) : await ofAttachment(work, title, source, gathering);
  } catch (error) {
    return standIn(title, error, gathering.call, gathering.hiding);
  }
}
