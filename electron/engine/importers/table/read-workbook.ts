/** Reads one sheet of an .xlsx workbook, row by row, as the text a person would see, with Excel's own row numbers. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { streamXlsxRows, type CellValue } from 'hucre/xlsx';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceSource } from '../importer.ts';
import { throwIfCancelled } from './cancelled.ts';
import { maxColumns, maxRecordBytes, type AnyRow, type OpenTable } from './table-row.ts';
import { readOutline, surveyPart, type SheetPart } from './workbook-package.ts';

const dayMs = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** A stored date as ISO text. A whole day has no clock; a bare time of day (a serial below 1) has no date. */
function storedDateText(value: Date, dates1904: boolean): string {
  // Serials are fractions of a day; a thousandth of a second either way is rounding, not data.
  const rest = ((value.getTime() % 1000) + 1000) % 1000;
  const ms = rest <= 2 ? value.getTime() - rest : rest >= 998 ? value.getTime() + 1000 - rest : value.getTime();
  const clean = new Date(ms);
  const date = `${String(clean.getUTCFullYear()).padStart(4, '0')}-${two(clean.getUTCMonth() + 1)}-${two(clean.getUTCDate())}`;
  const fraction = clean.getUTCMilliseconds();
  const clock = `${two(clean.getUTCHours())}:${two(clean.getUTCMinutes())}:${two(clean.getUTCSeconds())}${fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`}`;
  const firstDay = dates1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1900, 0, 1);
  if (ms < firstDay + (dates1904 ? dayMs : 0)) return clock;
  return ms % dayMs === 0 ? date : `${date} ${clock}`;
}

/** Digits in full, never `1.2E+11`: reference and collar numbers are read, not calculated with. */
function numberText(value: number): string {
  const short = String(value);
  if (!short.includes('e')) return short;
  if (Number.isInteger(value)) return BigInt(value).toString();
  return value.toFixed(20).replace(/0+$/, '');
}

function cellText(value: CellValue, dates1904: boolean): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return storedDateText(value, dates1904);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value;
}

function toRow(index: number, values: readonly CellValue[], dates1904: boolean): AnyRow | null {
  const row = index + 1;
  const cells = values.map((value) => cellText(value, dates1904));
  if (cells.every((cell) => cell.trim() === '')) return null;
  const verbatim = cells.join('\t');
  if (verbatim.length > maxRecordBytes || cells.length > maxColumns) {
    return {
      type: 'unreadable', row, byte: null, code: 'too-large', verbatim: verbatim.slice(0, 2_000),
      reason: `Row ${row} has ${cells.length} columns and ${verbatim.length} characters; at most ${maxColumns} columns and ${maxRecordBytes} characters are read. Its first 2,000 characters are kept here.`,
    };
  }
  const storedDates = new Set(values.flatMap((value, column) => (value instanceof Date ? [column] : [])));
  const tooPrecise = values.some((value) => typeof value === 'number' && Math.abs(value) > 999_999_999_999_999);
  return {
    type: 'row', row, byte: null, cells, verbatim, storedDates, relaxed: false,
    remarks: tooPrecise ? ['A number in this row has more than 15 digits; Excel does not keep the digits after the fifteenth.'] : [],
  };
}

/** Row numbers must rise: two rows of one number could not be told apart afterwards. */
function misnumbered(last: number, values: readonly CellValue[], dates1904: boolean): AnyRow {
  return {
    type: 'unreadable', row: Math.max(1, last), byte: null, code: 'malformed-row', verbatim: values.map((value) => cellText(value, dates1904)).join('\t'),
    reason: `A row stored after row ${last} has no number of its own, or one that was already used. It was set aside.`,
  };
}

async function* readSheet(source: EvidenceSource, sheet: SheetPart, dates1904: boolean, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyRow, void, void> {
  let last = 0;
  const file = createReadStream(source.path);
  let read = 0;
  file.on('data', (chunk) => { read += chunk.length; });
  try {
    // Node's and the DOM's names for the same stream differ only in their type declarations.
    const stream = Readable.toWeb(file) as ReadableStream<Uint8Array> as unknown as globalThis.ReadableStream<Uint8Array>;
    for await (const { index, values } of streamXlsxRows(stream, { sheet: sheet.name })) {
      throwIfCancelled(signal);
      onBytes(read);
      if (!Number.isInteger(index) || index < last) {
        yield misnumbered(last, values, dates1904);
        continue;
      }
      const row = toRow(index, values, dates1904);
      last = index + 1;
      if (row !== null) yield row;
    }
  } catch (error) {
    if (error instanceof PlumblineError || !(error instanceof Error)) throw error;
    if (last === 0) throw new PlumblineError('damaged_input', `Sheet “${sheet.name}” of “${source.originalName}” cannot be read: ${error.message}. Ask the supplier for the workbook again.`, undefined, { cause: error });
    yield {
      type: 'unreadable', row: last + 1, byte: null, code: 'malformed-row', verbatim: '',
      reason: `Sheet “${sheet.name}” is damaged after row ${last} (${error.message}); nothing after that row could be read.`,
    };
  } finally {
    file.destroy();
  }
}

async function surveyWarnings(source: EvidenceSource, sheet: SheetPart, signal: AbortSignal): Promise<string[]> {
  const warnings: string[] = [];
  for (const part of [sheet.part, 'xl/sharedStrings.xml', 'xl/styles.xml']) {
    const survey = await surveyPart(source, part, signal);
    if (survey.found && !survey.readable) warnings.push(`“${part}” in the workbook cannot be unpacked to its end: the file is damaged.`);
    else if (!survey.checksumRight) warnings.push(`The checksum of “${part}” in the workbook is wrong: it was damaged or altered after it was made. Read its values with care.`);
    if (survey.mergedAreas > 0) warnings.push(`Sheet “${sheet.name}” has ${survey.mergedAreas} merged ${survey.mergedAreas === 1 ? 'area' : 'areas'}: only the first cell of each holds a value; the others are empty, as stored.`);
    if (survey.hiddenRows > 0) warnings.push(`Sheet “${sheet.name}” hides ${survey.hiddenRows} ${survey.hiddenRows === 1 ? 'row' : 'rows'} from view (often a filter). They were read like the others.`);
  }
  return warnings;
}

/**
 * Opens a workbook at the sheet asked for, or at its first visible one.
 * Throws `invalid_input` when there is no such sheet, `damaged_input` when there is none at all.
 */
export async function openWorkbook(source: EvidenceSource, wantedSheet: string | null, signal: AbortSignal): Promise<OpenTable> {
  const { sheets, dates1904 } = await readOutline(source);
  const names = sheets.map((sheet) => sheet.name);
  const sheet = wantedSheet === null ? sheets.find((one) => !one.hidden) ?? sheets[0] : sheets.find((one) => one.name === wantedSheet);
  if (sheet === undefined && wantedSheet !== null) {
    throw new PlumblineError('invalid_input', `The mapping reads sheet “${wantedSheet}”, which “${source.originalName}” does not have. Its sheets are: ${names.map((name) => `“${name}”`).join(', ')}.`);
  }
  if (sheet === undefined) throw new PlumblineError('damaged_input', `“${source.originalName}” lists no sheets. Ask the supplier for the workbook again.`);
  const hidden = sheets.filter((one) => one.hidden).map((one) => `“${one.name}”`);
  const others = names.filter((name) => name !== sheet.name);
  const warnings = await surveyWarnings(source, sheet, signal);
  if (hidden.length > 0) warnings.push(`The workbook has hidden sheets: ${hidden.join(', ')}.`);
  if (others.length > 0) warnings.push(`Only sheet “${sheet.name}” was read. Not read: ${others.map((name) => `“${name}”`).join(', ')}.`);
  return {
    sheets: names, sheet: sheet.name, encoding: null, encodingQuestion: null, warnings,
    findings: [`Dates stored by Excel are counted in the ${dates1904 ? '1904' : '1900'} system.`],
    rows: (rowSignal, onBytes) => readSheet(source, sheet, dates1904, rowSignal, onBytes),
  };
}
