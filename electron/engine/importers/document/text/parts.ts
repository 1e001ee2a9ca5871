/** Cuts long writing into pieces that can be read and searched one at a time, at the ends of lines. */
import { undated } from '../../../../../shared/domain/evidence-time.ts';
import type { Field, ItemDraft, Locator } from '../../../../../shared/domain/item.ts';
import { mentionedIn } from '../../people/identifiers.ts';
import type { EvidenceSource } from '../../importer.ts';

/** A document longer than this becomes several items: about twenty pages of print. */
export const partCharacters = 65_536;

export interface DocumentPart {
  /** What a person reads. */
  readonly text: string;
  /** The source of it, character for character. */
  readonly verbatim: string;
  /** Line (from 1) and byte (from 0) where it begins in the file. */
  readonly line: number;
  readonly byte: number;
  /** Which part of its line it is, from 1, when a line holds several: a whole web page may be one line. Left out = the first. */
  readonly partOfLine?: number;
  readonly remarks: readonly string[];
}

export interface AboutDocument { readonly mediaType: string; readonly fields: readonly Field[]; readonly remarks: readonly string[] }

/** A place of its own for every part: two items of one place would be taken for one. */
function locatorOf(file: string, { line, byte, partOfLine = 1 }: DocumentPart): Locator {
  return partOfLine === 1 ? { type: 'line', file, line, byte } : { type: 'xml', file, id: `line ${line}, part ${partOfLine}` };
}

/** The item of one part. What holds for the whole document is said on its first. */
export function partItem(source: EvidenceSource, about: AboutDocument, part: DocumentPart, first: boolean): ItemDraft {
  return {
    kind: 'document', time: undated(), direction: 'none', from: '', to: [], thread: '', text: part.text, status: 'live',
    locator: locatorOf(source.name, part), verbatim: part.verbatim,
    fields: first ? [{ name: 'File name', value: source.originalName }, ...about.fields] : [],
    // The store knows the exhibit's own hash; it is the same bytes.
    attachments: [{ name: source.originalName, member: source.name, mediaType: about.mediaType, sizeBytes: source.sizeBytes, sha256: null, state: 'present' }],
    identifiers: mentionedIn(part.text), remarks: [...(first ? about.remarks : ['This is a later part of a longer document.']), ...part.remarks],
  };
}
