/** What a document of a bundle comes from, in words, and what a reader of the bundle will miss of it. */
import { profileRules, type BundleDefinition, type BundleDocument } from '../../../shared/domain/bundle.ts';
import { orderFree } from '../../../shared/domain/bundle-settings.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { Attachment } from '../../../shared/domain/item.ts';
import type { RedactedFile } from '../../../shared/domain/redaction.ts';
import { documentsOf, sectionOf, spotOf, type Place } from './bundle-edits.ts';
import { isSetByUs, titleOfAsk } from './document-choice.ts';
import { fileKey, type useSources } from './sources-store.ts';

type Sources = ReturnType<typeof useSources.getState>;

/** `PDF`, `Picture`, `Data` */
export function kindOfFile({ mediaType }: Pick<Exhibit, 'mediaType'>): string {
  if (mediaType === 'application/pdf') return 'PDF';
  if (mediaType.startsWith('image/')) return 'Picture';
  if (mediaType.startsWith('audio/')) return 'Sound';
  if (mediaType.startsWith('video/')) return 'Film';
  return mediaType.startsWith('text/') && mediaType !== 'text/csv' ? 'Text' : /word|opendocument\.text|rtf|message\/rfc822|outlook/.test(mediaType) ? 'Document' : 'Data';
}

const zoneWords = (zone: string): string => (zone === 'Europe/London' ? 'UK local' : zone);

/** `ABC/4 · PDF`; '' while it is not known. */
export function sourceWords({ source }: BundleDocument, { exhibits, files }: Sources): string {
  switch (source.type) {
    case 'exhibit': {
      const exhibit = exhibits?.get(source.exhibitId);
      return exhibit === undefined ? '' : `${exhibit.reference} · ${kindOfFile(exhibit)}`;
    }
    case 'attachment': {
      const known = files.get(fileKey(source.itemId, source.attachment));
      return known?.file == null ? 'File of an item' : `File in ${known.reference} · ${kindOfFile(known.file)}`;
    }
    case 'timeline': return `Timeline · ${zoneWords(source.zone)}`;
    case 'document': return `${titleOfAsk(source.ask)} · ${zoneWords(source.ask.zone)}`;
  }
}

/** The file whose pages can be redacted; null when it is known to have none, and for what is set when the bundle is made. */
export function redactedFileOf({ source }: BundleDocument, { exhibits, files }: Sources): RedactedFile | null {
  if (source.type !== 'exhibit' && source.type !== 'attachment') return null;
  const file = source.type === 'exhibit' ? exhibits?.get(source.exhibitId) : files.get(fileKey(source.itemId, source.attachment))?.file;
  return file?.mediaType === 'application/pdf' || file?.mediaType.startsWith('image/') === true ? source : null;
}

/** Larger files are not taken over. */
const mostBytes = 268_435_456;

function lackOfFile({ mediaType }: Pick<Attachment, 'mediaType'>): string | null {
  if (mediaType.startsWith('audio/') || mediaType.startsWith('video/')) return `A ${mediaType.startsWith('audio/') ? 'sound' : 'film'} has no pages: one page says that it is supplied beside the bundle.`;
  return null;
}

function lackOfExhibit(exhibitId: ExhibitId, { exhibits, privileged }: Sources): string | null {
  if (exhibits === null) return null;
  const exhibit = exhibits.get(exhibitId);
  if (exhibit === undefined) return 'The exhibit is not in the case any more: one page says so.';
  if (privileged.has(exhibitId)) return 'It holds privileged material and is withheld: one page says so.';
  if (exhibit.sizeBytes > mostBytes) return 'The file is larger than 256 MB and is not taken over: one page says so.';
  if (exhibit.mediaType === 'application/pdf' || exhibit.mediaType.startsWith('image/')) return null;
  const lack = lackOfFile(exhibit);
  if (lack !== null) return lack;
  if (exhibit.format === 'document') return exhibit.itemCount === 0 ? 'No text was read from it: one page says that it has no pages of its own.' : null;
  return exhibit.importState === 'not-imported' && kindOfFile(exhibit) !== 'Data' ? 'It has not been read: one page stands for it. Read the exhibit first, and its text is shown.'
    : 'Data has no pages of its own: one page says so. Its rows can be put in as a timeline.';
}

/** What will be missing of a document when the bundle is made now; null when nothing is known to be. A protected or damaged PDF shows when it is opened. */
export function lackOf({ id, source, withheld }: BundleDocument, sources: Sources): string | null {
  if (withheld !== undefined) return 'It is withheld: one page says so, and why.';
  if (source.type === 'exhibit') return lackOfExhibit(source.exhibitId, sources);
  if (source.type === 'timeline') return sources.empty.get(id) === true ? 'The selection has no rows: its page will say so.' : null;
  if (source.type !== 'attachment') return null;
  const known = sources.files.get(fileKey(source.itemId, source.attachment));
  if (known === undefined) return null;
  if (known.file === null) return 'The file is not in the case any more: one page says so.';
  if (known.privileged) return 'The item is privileged and its file is withheld: one page says so.';
  if (known.file.state !== 'present') return 'The file was not supplied or is damaged: one page says so.';
  if (known.file.mediaType === 'application/pdf' || known.file.mediaType.startsWith('image/')) return null;
  return lackOfFile(known.file) ?? 'A file of this kind has no pages: one page says so.';
}

/** Something to look at before the bundle is made, and where it is. */
export interface Doubt { readonly place: Place | null; readonly words: string }

const count = (many: number, one: string, several: string): string => (many === 1 ? `1 ${one}` : `${many} ${several}`);

/** In the order of the outline; what is said of the whole bundle comes first. */
export function doubtsOf(definition: BundleDefinition, sources: Sources): Doubt[] {
  const documents = documentsOf(definition);
  const whole: Doubt[] = [];
  if (definition.hearingOn === null) whole.push({ place: null, words: 'No day of the hearing is set: the cover has none.' });
  const undated = documents.filter(({ dated, source }) => dated === null && !isSetByUs({ source })).length;
  if (undated > 0) whole.push({ place: null, words: `${count(undated, 'document is', 'documents are')} undated in the index.` });
  const { settings } = profileRules[definition.profile];
  const found = definition.sections.flatMap(({ title, documents: own }, section): Doubt[] => [
    ...(own.length === 0 ? [{ place: { kind: 'section' as const, section }, words: `“${title}” is empty: the index has its heading with nothing under it.` }] : []),
    ...own.flatMap((document, index): Doubt[] => {
      const lack = lackOf(document, sources);
      const anyOrder = orderFree(settings, definition.overrides, title);
      const before = own.slice(0, index).findLast(({ dated }) => dated !== null);
      const place: Place = { kind: 'document', id: document.id };
      return [
        ...(lack === null ? [] : [{ place, words: `“${document.title}”: ${lack}` }]),
        ...(document.dated !== null && before?.dated != null && document.dated < before.dated && !anyOrder ? [{ place, words: `“${document.title}” is earlier than what stands before it.` }] : []),
      ];
    }),
  ]);
  return [...whole, ...found];
}

/** `ABC/4 Statement of P. Hale`, no longer than a title may be. */
export function titleOfExhibit({ reference, description, originalName }: Exhibit): string {
  return `${reference} ${description === '' ? originalName : description}`.trim().slice(0, 300);
}

/** Where something new goes: behind what is chosen, or at the end of the bundle. */
export function spotFor(definition: BundleDefinition, place: Place | null, section: number): { readonly section: number; readonly index: number } {
  const spot = place?.kind === 'document' ? spotOf(definition, place.id) : null;
  if (spot?.section === section) return { section, index: spot.index + 1 };
  return { section: sectionOf(definition, { kind: 'section', section }) ?? 0, index: definition.sections[section]?.documents.length ?? 0 };
}
