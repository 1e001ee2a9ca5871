/** Plain text: every line of it is in an item, in pieces of bounded size, or set aside when its bytes are no text. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../../shared/contract/errors.ts';
import type { QuarantinedRow } from '../../../../../shared/domain/item.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../../importer.ts';
import { tableEncoding } from '../../text/table-encoding.ts';
import { TextLineReader, type TextLine } from '../../text/text-lines.ts';
import { documentFacts } from '../document-facts.ts';
import { partCharacters, partItem, type AboutDocument, type DocumentPart } from './parts.ts';

/** Gathers lines until a part is full. */
class PartGatherer {
  #text = '';
  #line = 1;
  #byte = 0;

  add(line: TextLine): DocumentPart | null {
    const before = this.#text.length > 0 && this.#text.length + line.text.length > partCharacters ? this.take() : null;
    if (this.#text === '') {
      this.#line = line.line;
      this.#byte = line.byte;
    }
    this.#text += line.text + line.ending;
    return before;
  }

  /** What has been gathered; null when there is nothing but blank lines. */
  take(): DocumentPart | null {
    const text = this.#text;
    this.#text = '';
    return text.trim() === '' ? null : { text: text.replace(/\r\n/g, '\n').trimEnd(), verbatim: text, line: this.#line, byte: this.#byte, remarks: [] };
  }
}

function setAside(source: EvidenceSource, line: TextLine, encoding: string): SourceRow {
  const code: QuarantinedRow['code'] = line.undecodable ? 'undecodable-text' : 'too-large';
  const reason = line.undecodable
    ? `Line ${line.line} of “${source.originalName}” is not text in ${encoding}; its bytes are shown as \\xNN. If many lines are like this, choose another encoding.`
    : `Line ${line.line} of “${source.originalName}” is ${line.byteLength.toLocaleString('en-GB')} bytes long, too long to be one line of writing. Its beginning is kept here.`;
  return { type: 'quarantined', row: { locator: { type: 'line', file: source.name, line: line.line, byte: line.byte }, code, reason, verbatim: line.text } };
}

async function* linesOf(source: EvidenceSource, encoding: string, markBytes: number, { signal, onBytes }: ReadContext): AsyncGenerator<TextLine, void, void> {
  const reader = new TextLineReader(encoding);
  let done = markBytes;
  // A mark is no part of the text; places are counted from the beginning of the file all the same.
  const placed = (line: TextLine): TextLine => ({ ...line, byte: line.byte + markBytes });
  for await (const chunk of createReadStream(source.path, { start: markBytes, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
    for (const line of reader.push(chunk)) yield placed(line);
    done += chunk.length;
    onBytes(done, source.sizeBytes);
  }
  for (const line of reader.end()) yield placed(line);
}

/** Reads a plain text. Throws `invalid_input` for an encoding that does not exist, `cancelled`. */
export async function* readText(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const decision = tableEncoding(source.head, context.answers.encoding);
  const doubt = decision.certain ? [] : [`The file does not say how its letters are encoded: ${decision.evidence}. Names with accents and pound signs may be wrong.`];
  const about: AboutDocument = { mediaType: 'text/plain', fields: [{ name: 'Encoding', value: decision.encoding }], remarks: doubt };
  const gatherer = new PartGatherer();
  let parts = 0;
  let badLines = 0;
  const item = (part: DocumentPart): SourceRow => {
    parts += 1;
    return { type: 'item', item: partItem(source, about, part, parts === 1) };
  };
  for await (const line of linesOf(source, decision.encoding, decision.markBytes, context)) {
    if (line.undecodable || line.cutBytes > 0) {
      const before = gatherer.take();
      if (before !== null) yield item(before);
      badLines += 1;
      yield setAside(source, line, decision.encoding);
      continue;
    }
    const full = gatherer.add(line);
    if (full !== null) yield item(full);
  }
  const last = gatherer.take();
  if (last !== null) yield item(last);
  const warnings = [...doubt, ...(badLines > 0 ? [`${badLines} ${badLines === 1 ? 'line was' : 'lines were'} set aside: not text in ${decision.encoding}, or too long.`] : [])];
  return documentFacts({ rowsSeen: parts + badLines, warnings, encoding: decision.encoding });
}
