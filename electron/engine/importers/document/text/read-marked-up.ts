/** HTML and RTF: held in memory whole, within a limit, and cut into parts of readable size. */
import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../../../../../shared/contract/errors.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../../importer.ts';
import { tableEncoding } from '../../text/table-encoding.ts';
import { documentFacts } from '../document-facts.ts';
import { markupText, markupTitle } from './markup-text.ts';
import { partCharacters, partItem, type AboutDocument, type DocumentPart } from './parts.ts';
import { richText } from './rich-text.ts';

export const maxMarkedUpBytes = 67_108_864;

interface Marked { readonly about: AboutDocument; readonly parts: Iterable<DocumentPart>; readonly encoding: string | null; readonly warnings: readonly string[] }

/** A page may name its own encoding; a byte-order mark or a person's choice goes before it. */
function htmlEncoding(source: EvidenceSource, chosen: string | undefined): { readonly encoding: string; readonly markBytes: number; readonly doubt: string[] } {
  const decision = tableEncoding(source.head, chosen);
  if (decision.markBytes > 0 || (chosen !== undefined && chosen !== '')) return { encoding: decision.encoding, markBytes: decision.markBytes, doubt: [] };
  const named = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(Buffer.from(source.head.subarray(0, 4_096)).toString('latin1'))?.[1];
  if (named !== undefined) {
    try {
      return { encoding: new TextDecoder(named).encoding, markBytes: 0, doubt: [] };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { encoding: decision.encoding, markBytes: 0, doubt: decision.certain ? [] : [`The file does not say how its letters are encoded: ${decision.evidence}. Names with accents and pound signs may be wrong.`] };
}

function decode(bytes: Buffer, encoding: string): { readonly text: string; readonly replaced: boolean } {
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), replaced: false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), replaced: true };
  }
}

function* htmlParts(text: string, encoding: string, markBytes: number): Generator<DocumentPart, void, void> {
  let line = 1;
  let byte = markBytes;
  let partOfLine = 0;
  // Only for UTF-16 is a character not what it is in UTF-8; other encodings are one byte a character, or UTF-8.
  const bytesOf = (piece: string): number => (encoding.startsWith('utf-16') ? piece.length * 2 : encoding === 'utf-8' ? Buffer.byteLength(piece) : piece.length);
  for (const piece of markupText(text, partCharacters)) {
    const verbatim = text.slice(piece.start, piece.end);
    if (piece.text !== '') {
      partOfLine += 1;
      yield { text: piece.text, verbatim, line, byte, partOfLine, remarks: [] };
    }
    const lines = verbatim.split('\n').length - 1;
    if (lines > 0) partOfLine = 0;
    line += lines;
    byte += bytesOf(verbatim);
  }
}

function markedHtml(source: EvidenceSource, bytes: Buffer, chosen: string | undefined): Marked {
  const { encoding, markBytes, doubt } = htmlEncoding(source, chosen);
  const { text, replaced } = decode(bytes.subarray(markBytes), encoding);
  const title = markupTitle(text);
  const warnings = [...doubt, ...(replaced ? [`Some bytes are not text in ${encoding}; they are shown as “\ufffd”.`] : [])];
  return {
    about: { mediaType: 'text/html', fields: title === '' ? [] : [{ name: 'Title', value: title }], remarks: ['This is the text of a web page. What its scripts, styles and pictures would have shown is not here.', ...warnings] },
    parts: htmlParts(text, encoding, markBytes), encoding, warnings,
  };
}

/** RTF is plain ASCII whatever it says, so the source is kept as it is; the text has no line of its own in it. */
function markedRichText(bytes: Buffer): Marked {
  const source = bytes.toString('latin1');
  const { text, damaged } = richText(source);
  const warnings = damaged ? ['The document breaks off or is put together wrongly: text may be missing.'] : [];
  const trimmed = text.replace(/\n{3,}/g, '\n\n').trim();
  const parts: DocumentPart[] = trimmed === '' ? [] : [{
    text: trimmed.slice(0, maxRichTextCharacters), verbatim: trimmed.slice(0, maxRichTextCharacters), line: 1, byte: 0,
    remarks: ['The text was taken out of its RTF formatting; the place given is the whole file.', ...(trimmed.length > maxRichTextCharacters ? [`The document holds ${(trimmed.length - maxRichTextCharacters).toLocaleString('en-GB')} more characters than are kept here; they are in the file.`] : [])],
  }];
  return { about: { mediaType: 'application/rtf', fields: [], remarks: warnings }, parts, encoding: null, warnings: trimmed.length > maxRichTextCharacters ? [...warnings, 'The document is longer than one item may be; its end is only in the file.'] : warnings };
}

const maxRichTextCharacters = 4_000_000;

/** Reads an HTML page or an RTF document. */
export async function* readMarkedUp(source: EvidenceSource, kind: 'html' | 'rtf', { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const locator = { type: 'file', file: source.name } as const;
  if (source.sizeBytes > maxMarkedUpBytes) {
    const reason = `“${source.originalName}” is larger than ${maxMarkedUpBytes / 1_048_576} MB, too large to be read as a document.`;
    yield { type: 'quarantined', row: { locator, code: 'too-large', reason, verbatim: '' } };
    return documentFacts({ rowsSeen: 1, warnings: [reason] });
  }
  const bytes = await readFile(source.path);
  const marked = kind === 'html' ? markedHtml(source, bytes, answers.encoding) : markedRichText(bytes);
  let parts = 0;
  for (const part of marked.parts) {
    if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
    parts += 1;
    yield { type: 'item', item: partItem(source, marked.about, part, parts === 1) };
  }
  onBytes(source.sizeBytes, source.sizeBytes);
  if (parts > 0) return documentFacts({ rowsSeen: parts, warnings: marked.warnings, encoding: marked.encoding });
  yield { type: 'quarantined', row: { locator, code: 'no-content', reason: `“${source.originalName}” holds no text that is shown to a reader.`, verbatim: bytes.subarray(0, 2_000).toString('latin1') } };
  return documentFacts({ rowsSeen: 1, warnings: marked.warnings, encoding: marked.encoding });
}
