/** Recognises documents by their content: what a person wrote to be read, of no other format. Binary is never one. */
import { open } from 'node:fs/promises';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { openZipArchive } from '../../exhibits/zip-archive.ts';
import type { EvidenceSource } from '../importer.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import type { EncodingDecision } from '../text/text-encoding.ts';
import { startsAsEmail } from './email/headers.ts';

export const documentKinds = ['pdf', 'docx', 'rtf', 'html', 'email', 'text'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export interface DocumentFound { readonly kind: DocumentKind; readonly recognisedBy: string }

/** A PDF reader accepts its mark this far from the beginning. */
const pdfMarkWithin = 1_024;
const zipMark = [0x50, 0x4b, 0x03, 0x04];
const compoundFileMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

const brokenPdf: DocumentFound = { kind: 'pdf', recognisedBy: 'parts of a PDF whose beginning is missing or damaged' };

function findPdf(head: Buffer): DocumentFound | null {
  if (head.subarray(0, pdfMarkWithin).includes('%PDF-')) return { kind: 'pdf', recognisedBy: 'the mark “%PDF-” at the beginning' };
  const text = head.toString('latin1');
  const parts = /(?:^|\D)\d{1,10}\s+\d{1,5}\s+obj\b/.test(text) && /\b(?:endobj|endstream|startxref)\b|trailer|stream\s/.test(text);
  return parts || text.startsWith('%PDF') || /startxref\s+\d/.test(text) ? brokenPdf : null;
}

const oldOffice: readonly (readonly [stream: string, what: string, advice: string])[] = [
  ['WordDocument', 'a Word document of the old .doc kind', 'Save a copy as .docx or PDF in Word and add both as exhibits.'],
  ['PowerPoint Document', 'a PowerPoint presentation of the old .ppt kind', 'Save a copy as PDF in PowerPoint and add both as exhibits.'],
  ['__properties_version1.0', 'an Outlook message (.msg)', 'Save a copy as .eml or PDF and add both as exhibits.'],
  ['EncryptedPackage', 'an Office document protected with a password', 'Ask the supplier for it without a password, and add that copy as an exhibit too.'],
];

/** Old Office files are small file systems; the names in the first sector of their directory say whose they are. */
async function refuseOldOffice(source: EvidenceSource): Promise<void> {
  const head = Buffer.from(source.head);
  if (head.length < 512) return;
  const sectorBytes = head.readUInt16LE(30) === 12 ? 4_096 : 512;
  const offset = (head.readUInt32LE(48) + 1) * sectorBytes;
  const file = await open(source.path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, offset);
    const names = buffer.toString('utf16le', 0, bytesRead);
    const found = oldOffice.find(([stream]) => names.includes(stream));
    if (found !== undefined) throw new PlumblineError('refused_input', `“${source.originalName}” is ${found[1]}, which this program does not read. It is kept as an exhibit with its hash. ${found[2]}`);
  } finally {
    await file.close();
  }
}

async function findWordDocument(source: EvidenceSource, signal: AbortSignal): Promise<DocumentFound | null> {
  try {
    const archive = await openZipArchive(source.path, source.originalName, signal);
    try {
      const found = archive.find('[Content_Types].xml') !== null && archive.find('word/document.xml') !== null;
      return found ? { kind: 'docx', recognisedBy: 'a Word document: a zip holding word/document.xml' } : null;
    } finally {
      await archive.close();
    }
  } catch (error) {
    // A zip that cannot be listed is no document of ours to explain.
    if (error instanceof PlumblineError && error.code !== 'cancelled') return null;
    throw error;
  }
}

const htmlStart = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
const unwritten = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufdd0-\ufdef\ufffd\ufffe\uffff]/g;
const legible = /[\p{L}\p{M}\p{N}\p{P}\p{Z}\p{Sc}\p{Sm}\s]/gu;

/** What share of the decoded characters may be strange: the less certain the encoding, the less is forgiven. */
function forgiven({ encoding, certain, markBytes }: EncodingDecision): number {
  if (markBytes > 0) return 0.01;
  if (encoding.startsWith('utf-16')) return 0;
  // UTF-8 that is judged and not certain is UTF-8 with some lines in another encoding: those will be set aside.
  return certain ? 0.002 : encoding === 'utf-8' ? 0.01 : 0;
}

function isWriting(text: string, decision: EncodingDecision): boolean {
  const sample = text.slice(0, 16_384);
  if (sample.trim() === '' || sample.includes('\0')) return false;
  const strange = sample.match(unwritten)?.length ?? 0;
  if (strange > Math.floor(sample.length * forgiven(decision))) return false;
  if (decision.markBytes > 0) return true;
  if (!decision.certain && /[\x80-\x9f]/.test(sample)) return false;
  return (sample.match(legible)?.length ?? 0) >= sample.length * 0.8;
}

/** ASCII makes up most of any text in an encoding that had to be judged; random bytes do not look like that. */
function mostlyPlain(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 16_384);
  let plain = 0;
  for (const byte of sample) if ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09) plain += 1;
  return plain >= sample.length * 0.7;
}

/** The encoding of the head; null when it looks like one that nobody decodes. */
function encodingOf(head: Uint8Array): EncodingDecision | null {
  try {
    return tableEncoding(head, undefined);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'invalid_input') return null;
    throw error;
  }
}

function findText(source: EvidenceSource): DocumentFound | null {
  const decision = encodingOf(source.head);
  if (decision === null) return null;
  // For recognition only; the text is decoded strictly when it is read.
  const text = new TextDecoder(decision.encoding, { ignoreBOM: true }).decode(source.head.subarray(decision.markBytes), { stream: true });
  const marked = decision.markBytes > 0;
  if (!isWriting(text, decision) || (!decision.certain && !mostlyPlain(source.head))) return null;
  // Unmarked UTF-16 is told by its zero bytes, which numbers in a binary file have too.
  if (decision.encoding.startsWith('utf-16') && !marked && (text.match(/[\t\n\r\x20-\x7e]/g)?.length ?? 0) < text.length * 0.4) return null;
  const how = `${decision.encoding}: ${decision.evidence}`;
  if (htmlStart.test(text)) return { kind: 'html', recognisedBy: `the beginning of an HTML page (${how})` };
  if (startsAsEmail(text)) return { kind: 'email', recognisedBy: 'the header lines of an e-mail' };
  return { kind: 'text', recognisedBy: `text of no particular format (${how})` };
}

/** What kind of document this is, or null. Throws `refused_input` for old Office files, which are recognised and not read. */
export async function detectDocument(source: EvidenceSource, signal: AbortSignal): Promise<DocumentFound | null> {
  const head = Buffer.from(source.head.buffer, source.head.byteOffset, source.head.byteLength);
  if (startsWith(head, compoundFileMark)) {
    await refuseOldOffice(source);
    return null;
  }
  if (startsWith(head, zipMark)) return findWordDocument(source, signal);
  const pdf = findPdf(head);
  if (pdf !== null) return pdf;
  if (head.subarray(0, 5).toString('latin1') === '{\\rtf') return { kind: 'rtf', recognisedBy: 'the mark “{\\rtf” at the beginning' };
  // Writing about PDF names its mark too; binary that holds it is what is left of one.
  return findText(source) ?? (head.includes('%PDF-') ? brokenPdf : null);
}
