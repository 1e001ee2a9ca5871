/** Recognises a table by its content. It is the last importer asked and leaves chats and prose alone. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceSource } from '../importer.ts';
import { isSqlite } from '../sqlite/open-database.ts';
import { delimiterNames, findDialect, type DialectFound } from './dialect.ts';
import { knownHeadings } from './headings.ts';
import { jsonKind } from './read-json.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import { listPackage } from './workbook-package.ts';

export type TableKind =
  | { readonly kind: 'workbook' | 'database' | 'json-document' | 'json-lines'; readonly recognisedBy: string }
  | { readonly kind: 'delimited'; readonly dialect: DialectFound; readonly recognisedBy: string };

const zipMark = [0x50, 0x4b, 0x03, 0x04];
const compoundFileMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

/** Structured text that is not a table: JSON, XML, HTML, vCards, mail. */
const otherText = /^\s*(?:[{<]|\[\s*[{["\]]|BEGIN:V|%PDF|From [^\s,;|]+@|Received: )/;
/** A line of a chat: a date and a time, in brackets or followed by a dash. */
const chatLine = /^[\s\u200e\u200f\ufeff]*(?:\[\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? [^\]]{4,20}\]|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}[^-]{0,10} - )/;

function looksLikeChat(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/, 60).filter((line) => line.trim() !== '');
  return lines.filter((line) => chatLine.test(line)).length >= Math.max(1, lines.length * 0.3);
}

/** `Key:<tab>value` reports and sentences with a comma or two are not tables. */
function looksLikeProse({ delimiter, columns, rows, spaceAfterDelimiter }: DialectFound): boolean {
  if (columns === 2 && rows.filter((row) => row.length === 2 && (row[0] ?? '').trim().endsWith(':')).length >= rows.length / 2) return true;
  if (columns > 4 || spaceAfterDelimiter || delimiter === '\t') return false;
  const fitting = rows.filter((row) => row.length === columns);
  const spoken = fitting.filter((row) => row.slice(1).every((cell) => cell.startsWith(' ')) || row.some((cell) => cell.length > 200));
  const [first] = fitting;
  const headingLike = first !== undefined && first.every((cell) => cell.trim() !== '' && cell.length <= 60 && !/[.!?]\s*$/.test(cell)) && new Set(first).size === first.length;
  return !headingLike || spoken.length > fitting.length / 2;
}

function holdsBinary(text: string): boolean {
  const sample = text.slice(0, 8_192);
  const nulls = sample.match(/\0/g)?.length ?? 0;
  const control = sample.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  // Tables made from phone databases hold some control characters in their cells; programs hold many.
  return nulls > Math.max(16, sample.length * 0.02) || control > Math.max(16, sample.length * 0.1);
}

function recogniseDelimited(source: EvidenceSource, chosenEncoding: string | undefined): TableKind | null {
  const decision = tableEncoding(source.head, chosenEncoding);
  // For recognition only; rows are decoded strictly when they are read.
  const text = new TextDecoder(decision.encoding).decode(source.head.subarray(decision.markBytes));
  if (text.trim() === '' || holdsBinary(text) || otherText.test(text) || looksLikeChat(text)) return null;
  const dialect = findDialect(text, source.head.length >= source.sizeBytes);
  if (dialect === null || looksLikeProse(dialect)) return null;
  const [only, another] = dialect.rows;
  if (another === undefined && knownHeadings(only ?? []) < 2) return null;
  return {
    kind: 'delimited', dialect,
    recognisedBy: `rows of ${dialect.columns} values separated by ${delimiterNames[dialect.delimiter]}, ${decision.encoding} (${decision.evidence})`,
  };
}

function refuseCompoundFile(source: EvidenceSource): void {
  const directory = Buffer.from(source.head).toString('latin1');
  const wide = (name: string): string => Buffer.from(name, 'utf16le').toString('latin1');
  if (directory.includes(wide('EncryptedPackage')) || directory.includes(wide('EncryptionInfo'))) {
    throw new PlumblineError('refused_input', `“${source.originalName}” is a workbook protected with a password. Ask the supplier for it without a password, or open it in Excel, save a copy without one, and add both as exhibits.`);
  }
  if (directory.includes(wide('Workbook')) || /\.xls[xm]?$/i.test(source.originalName)) {
    throw new PlumblineError('refused_input', `“${source.originalName}” is a workbook of the old .xls kind (or a protected one), which this program does not read. Save a copy as .xlsx or CSV in Excel and add both as exhibits.`);
  }
}

/**
 * What kind of table this is, or null. Throws `refused_input` for workbooks that cannot be read
 * (old .xls, password-protected) and for archives that would unpack to far more than they are.
 */
export async function detectTable(source: EvidenceSource, signal: AbortSignal, chosenEncoding?: string): Promise<TableKind | null> {
  if (startsWith(source.head, compoundFileMark)) {
    refuseCompoundFile(source);
    return null;
  }
  if (startsWith(source.head, zipMark)) {
    const members = await listPackage(source, signal);
    if (members === null) return null;
    return { kind: 'workbook', recognisedBy: 'an Excel workbook: a zip holding xl/workbook.xml' };
  }
  if (isSqlite(source.head)) return { kind: 'database', recognisedBy: 'a SQLite database that no profile knows: a person says what its tables hold' };
  const json = jsonKind(source.head, source.head.length >= source.sizeBytes);
  if (json === 'lines') return { kind: 'json-lines', recognisedBy: 'one JSON object a line' };
  if (json === 'document') return { kind: 'json-document', recognisedBy: 'a JSON document' };
  return recogniseDelimited(source, chosenEncoding);
}
