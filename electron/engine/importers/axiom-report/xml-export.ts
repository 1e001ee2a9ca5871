/** AXIOM's XML export: `Artifact[@name]/Hits/Hit/Fragment[@name]`, read hit by hit. */
import { FaultTolerantXml } from '../xml/fault-tolerant-xml.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceSource } from '../importer.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { decideEncoding } from '../text/text-encoding.ts';
import type { AnyAxiomRow, AxiomExport, AxiomRow } from './axiom-row.ts';
import { HitScanner, type RawHit } from './hit-scanner.ts';
import { readHit } from './read-hit.ts';

const deepest = 64;
const shownOfHit = 2_000;
const longestAround = 64 * 1_048_576;

interface XmlEncoding { readonly encoding: string; readonly markBytes: number }

/** By its mark, by what the declaration says, else by its bytes. */
function xmlEncoding(head: Uint8Array): XmlEncoding {
  const found = decideEncoding(head);
  if (found.markBytes > 0 || found.encoding.startsWith('utf-16')) return found;
  const declared = /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([\w-]{1,40})["']/.exec(Buffer.from(head.subarray(0, 400)).toString('latin1'))?.[1];
  if (declared === undefined) return found;
  try {
    return { encoding: new TextDecoder(declared).encoding, markBytes: 0 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return found;
  }
}

/** What in the head says that this is AXIOM's XML; null when nothing does. */
export function recogniseXml(source: Pick<EvidenceSource, 'head'>): string | null {
  const { encoding, markBytes } = xmlEncoding(source.head);
  const text = new TextDecoder(encoding).decode(source.head.subarray(markBytes));
  if (!/^\s*</.test(text)) return null;
  const artifact = /<(?:[\w.-]{1,32}:)?Artifact\s[^<>]{0,1000}?\bname\s*=\s*["']([^"'<]{1,200})["']/.exec(text)?.[1];
  if (artifact === undefined || !/<(?:[\w.-]{1,32}:)?Hits?[\s/>]/.test(text)) return null;
  return `AXIOM’s XML: an Artifact “${artifact}” with Hits`;
}

/** `hits`: how many of its own were met; in a damaged file one artifact may stand inside another. */
interface OpenArtifact { readonly name: string; readonly ordinal: number; hits: number }

/** Follows what stands around the hits: which artifact is open, and whether the document is whole. */
class Outline {
  readonly faults: string[] = [];
  readonly #parser = new FaultTolerantXml({ xmlns: false, position: true });
  readonly #artifacts: OpenArtifact[] = [];
  /** Hits that stand under no artifact. */
  readonly #outside: OpenArtifact = { name: '', ordinal: 0, hits: 0 };
  #count = 0;
  #depth = 0;
  #taken = 0;

  constructor(file: string) {
    this.#parser.on('error', (error) => { if (this.faults.length < 10) this.faults.push(error.message.slice(0, 200)); });
    this.#parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
      this.#depth += 1;
      if (this.#depth > deepest) throw new PlumblineError('refused_input', `“${file}” nests its elements more than ${deepest} deep, which no export does. It was not read.`);
      if (name.replace(/^.*:/, '') !== 'Artifact') return;
      this.#count += 1;
      if (!isSelfClosing) this.#artifacts.push({ name: (attributes['name'] ?? '').trim(), ordinal: this.#count, hits: 0 });
    });
    this.#parser.on('closetag', ({ name, isSelfClosing }) => {
      this.#depth -= 1;
      if (name.replace(/^.*:/, '') === 'Artifact' && !isSelfClosing) this.#artifacts.pop();
    });
  }

  write(text: string, file: string): void {
    this.#taken += text.length;
    if (this.#taken > longestAround) throw new PlumblineError('refused_input', `“${file}” holds more than 64 MB outside its hits, which no export does. It was not read further.`);
    this.#parser.write(text);
  }

  /** Names the next hit. */
  next(): { readonly artifact: string; readonly id: string; readonly number: number } {
    const artifact = this.#artifacts.at(-1) ?? this.#outside;
    artifact.hits += 1;
    return { artifact: artifact.name, id: `Artifact[${artifact.ordinal}]/Hit[${artifact.hits}]`, number: artifact.hits };
  }

  end(): void {
    this.#parser.close();
  }
}

function hitRow(hit: RawHit, outline: Outline, file: string, encoding: string): AnyAxiomRow {
  const { artifact, id, number } = outline.next();
  const locator = { type: 'xml', file, id } as const;
  const bytes = Buffer.from(hit.raw, 'latin1');
  const lenient = (): string => new TextDecoder(encoding).decode(bytes).slice(0, shownOfHit);
  const aside = (code: 'too-large' | 'malformed-row' | 'undecodable-text' | 'no-content', reason: string, verbatim: string): AnyAxiomRow => ({ type: 'set-aside', row: { locator, code, reason: `${id}: ${reason}`, verbatim } });
  if (hit.tooLong) return aside('too-large', `the hit is longer than 1 MiB. Its first ${shownOfHit} characters are kept here; the whole is in the exhibit.`, lenient());
  let xml: string;
  try {
    xml = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return aside('undecodable-text', `the hit is not valid ${encoding}; bytes that could not be read are shown as \\x and two digits.`, hit.raw.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`));
  }
  if (!hit.closed) return aside('malformed-row', 'the file ends inside this hit: it was cut off.', xml);
  const reading = readHit(xml);
  if (!reading.ok) return aside('malformed-row', `the hit is not well-formed XML (${reading.why}).`, xml);
  if (reading.values.length === 0) return aside('no-content', 'the hit holds no values.', xml);
  return { type: 'row', artifact, locator, place: id, number, values: reading.values, verbatim: xml, remarks: [] } satisfies AxiomRow;
}

async function* readHits(source: EvidenceSource, { encoding, markBytes }: XmlEncoding, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyAxiomRow, readonly string[], void> {
  const feed = await openByteFeed(source.path, encoding);
  const scanner = new HitScanner();
  const outline = new Outline(source.originalName);
  const around = new TextDecoder(feed.encoding);
  let done = markBytes;
  let afterHit = false;
  const deliver = function* (pieces: ReturnType<HitScanner['push']>): Generator<AnyAxiomRow, void, void> {
    for (const piece of pieces) {
      // The white space between two hits says nothing, and there is much of it.
      const spacing = afterHit && piece.type === 'around' && piece.raw.trim() === '';
      afterHit = piece.type === 'hit' || spacing;
      if (spacing) continue;
      if (piece.type === 'around') outline.write(around.decode(Buffer.from(piece.raw, 'latin1'), { stream: true }), source.originalName);
      else yield hitRow(piece, outline, source.name, feed.encoding);
    }
  };
  try {
    for await (const chunk of feed.from(markBytes)) {
      if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
      yield* deliver(scanner.push(chunk.toString('latin1')));
      done += feed.sourceLength(chunk);
      onBytes(Math.min(done, source.sizeBytes));
    }
    yield* deliver(scanner.end());
    outline.end();
  } finally {
    await feed.close();
  }
  return outline.faults.length === 0 ? [] : [`The XML around the hits is not well formed, or the file is cut off: ${outline.faults.join('; ')}. Hits may be missing, or stand under the wrong artifact.`];
}

/** Opens the export. The content was recognised before. */
export function openXml(source: EvidenceSource, recognisedBy: string): AxiomExport {
  const encoding = xmlEncoding(source.head);
  return { recognisedBy, encoding: encoding.encoding, rows: (signal, onBytes) => readHits(source, encoding, signal, onBytes) };
}
