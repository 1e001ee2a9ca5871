/** A Word document becomes one item, or several when it is long, with its properties, comments and tracked deletions. */
import { StringDecoder } from 'node:string_decoder';
import { PlumblineError } from '../../../../../shared/contract/errors.ts';
import { undated } from '../../../../../shared/domain/evidence-time.ts';
import type { Field, ItemDraft } from '../../../../../shared/domain/item.ts';
import { openZipArchive, type ZipArchive } from '../../../exhibits/zip-archive.ts';
import { mentionedIn } from '../../people/identifiers.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../../importer.ts';
import { documentFacts } from '../document-facts.ts';
import { partCharacters } from '../text/parts.ts';
import { readProperties } from './properties.ts';
import { WordTextReader, type WordMark, type WordParagraph } from './word-text.ts';

const mainPart = 'word/document.xml';
/** Parts beside the main one that hold writing, in the order in which they are read after it. */
const sideParts = /^word\/(?:(header|footer)\d{0,3}|(footnotes|endnotes|comments))\.xml$/;
/** A document's text rarely passes 10 MB; a bomb's is gigabytes. */
const limits = { members: 10_000, memberBytes: 134_217_728, totalBytes: 2_147_483_648, ratioAboveBytes: 16_777_216, ratio: 1_000 };
const maxMarks = 2_000;
const maxMarkCharacters = 4_000;
const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface Word { readonly fields: Field[]; readonly faults: string[]; pictures: number; marksLeftOut: number; readonly madeBy: string | null; readonly extras: string[] }

async function readPart(archive: ZipArchive, path: string, reader: WordTextReader, signal: AbortSignal): Promise<void> {
  const member = archive.find(path);
  if (member === null) return;
  const decoder = new StringDecoder('utf8');
  for await (const chunk of (await archive.open(member, signal)).bytes) reader.write(decoder.write(chunk));
  reader.end();
}

function markField({ kind, author, written, text }: WordMark): Field {
  const who = author === '' ? '' : ` by ${author.slice(0, 100)}`;
  const when = written === '' ? '' : `, ${written.slice(0, 40)} as written`;
  const value = text.length > maxMarkCharacters ? `${text.slice(0, maxMarkCharacters)}… (${text.length} characters in the file)` : text;
  return { name: kind === 'comment' ? `Comment${who}${when}` : `Deleted text (tracked)${who}${when}`, value };
}

/** Headers, footers, notes and comments: small beside the text, and part of what the document says. */
async function readSideParts(archive: ZipArchive, word: Word, addMark: (mark: WordMark) => void, signal: AbortSignal): Promise<void> {
  for (const { path } of archive.members) {
    const found = sideParts.exec(path);
    if (found === null) continue;
    const lines: string[] = [];
    const reader = new WordTextReader(path, { paragraph: ({ text }) => { if (text.trim() !== '') lines.push(text); }, mark: addMark });
    try {
      await readPart(archive, path, reader, signal);
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
      word.faults.push(error.message);
    }
    if (reader.faults.length > 0) word.faults.push(`“${path}” is damaged; text may be missing.`);
    const kind = found[1] ?? found[2] ?? '';
    if (kind !== 'comments' && lines.length > 0) word.fields.push({ name: { header: 'Page header', footer: 'Page footer', footnotes: 'Footnotes', endnotes: 'Endnotes' }[kind] ?? kind, value: lines.join('\n').slice(0, 100_000) });
  }
}

interface Piece { readonly text: string; readonly firstParagraph: number }

class Pieces {
  readonly #done: Piece[] = [];
  #lines: string[] = [];
  #length = 0;
  #first = 1;

  add({ text, number }: WordParagraph): void {
    if (this.#length > 0 && this.#length + text.length > partCharacters) this.#close();
    if (this.#lines.length === 0) this.#first = number;
    this.#lines.push(text);
    this.#length += text.length + 1;
  }

  all(): readonly Piece[] {
    this.#close();
    return this.#done;
  }

  #close(): void {
    const text = this.#lines.join('\n').trimEnd();
    if (text.trim() !== '') this.#done.push({ text, firstParagraph: this.#first });
    this.#lines = [];
    this.#length = 0;
  }
}

function toItem(source: EvidenceSource, word: Word, { text, firstParagraph }: Piece, first: boolean): ItemDraft {
  return {
    kind: 'document', time: undated(), direction: 'none', from: '', to: [], thread: '', text, status: 'live',
    locator: { type: 'xml', file: source.name, id: `paragraph ${firstParagraph} of ${mainPart}` }, verbatim: text,
    fields: first ? [{ name: 'File name', value: source.originalName }, ...word.fields] : [],
    attachments: [{ name: source.originalName, member: source.name, mediaType, sizeBytes: source.sizeBytes, sha256: null, state: 'present' }],
    identifiers: mentionedIn(text),
    remarks: first ? [...word.extras, ...word.faults] : ['This is a later part of a longer document.'],
  };
}

function extrasOf(archive: ZipArchive, word: Word): string[] {
  const media = archive.members.filter(({ path }) => path.startsWith('word/media/')).length;
  const macros = archive.find('word/vbaProject.bin') !== null;
  return [
    ...(word.pictures > 0 || media > 0 ? [`The document holds ${Math.max(media, word.pictures)} pictures or drawings. They are not shown, and words in them cannot be found by searching.`] : []),
    ...(macros ? ['The document holds macros. They were not run or read.'] : []),
    ...(word.marksLeftOut > 0 ? [`${word.marksLeftOut} more comments or tracked deletions are only in the file.`] : []),
  ];
}

async function openWord(source: EvidenceSource, signal: AbortSignal): Promise<ZipArchive> {
  const archive = await openZipArchive(source.path, source.originalName, signal, limits);
  const refusal = archive.find(mainPart)?.refusal;
  if (refusal === null) return archive;
  await archive.close();
  throw new PlumblineError('refused_input', `“${source.originalName}” was not read: ${refusal?.reason ?? `it has no ${mainPart}.`} It is kept as an exhibit with its hash. Ask the supplier for it as a PDF.`);
}

async function gather(archive: ZipArchive, signal: AbortSignal): Promise<{ readonly word: Word; readonly pieces: readonly Piece[] }> {
  const { fields, madeBy } = await readProperties(archive, signal);
  const word: Word = { fields: [...fields], faults: [...archive.notes], pictures: 0, marksLeftOut: 0, madeBy, extras: [] };
  const marks: Field[] = [];
  const addMark = (mark: WordMark): void => { if (marks.length < maxMarks) marks.push(markField(mark)); else word.marksLeftOut += 1; };
  const pieces = new Pieces();
  const reader = new WordTextReader(mainPart, { paragraph: (paragraph) => pieces.add(paragraph), mark: addMark });
  try {
    await readPart(archive, mainPart, reader, signal);
  } catch (error) {
    // What came before the damage is kept; nothing at all is a refusal.
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input' || pieces.all().length === 0) throw error;
    word.faults.push(`The document breaks off: ${error.message}`);
  }
  if (reader.faults.length > 0) word.faults.push(`The text of the document is damaged (${reader.faults[0]}); some of it may be missing.`);
  word.pictures = reader.pictures;
  await readSideParts(archive, word, addMark, signal);
  word.fields.push(...marks);
  word.extras.push(...extrasOf(archive, word));
  return { word, pieces: pieces.all() };
}

/** Reads a Word document. Throws `damaged_input` or `refused_input` when nothing of it can be read. */
export async function* readDocx(source: EvidenceSource, { signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const archive = await openWord(source, signal);
  try {
    const { word, pieces } = await gather(archive, signal);
    onBytes(source.sizeBytes, source.sizeBytes);
    const warnings = [...word.faults];
    if (pieces.length === 0) {
      const reason = `“${source.originalName}” holds no text${word.extras.length > 0 ? `. ${word.extras.join(' ')}` : ''}`;
      yield { type: 'quarantined', row: { locator: { type: 'file', file: source.name }, code: 'no-content', reason, verbatim: word.fields.map(({ name, value }) => `${name}: ${value}`).join('\n') } };
      return documentFacts({ rowsSeen: 1, warnings, madeBy: word.madeBy });
    }
    let first = true;
    for (const piece of pieces) {
      yield { type: 'item', item: toItem(source, word, piece, first) };
      first = false;
    }
    return documentFacts({ rowsSeen: pieces.length, warnings, encoding: 'utf-8', madeBy: word.madeBy });
  } finally {
    await archive.close();
  }
}
