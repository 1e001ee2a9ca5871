/**
 * The sheets of a report that comes as a workbook, one kind of record to a sheet: every sheet is
 * read, hidden ones too, and each opens by itself. Built on the table reader, which reads one sheet.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { EvidenceSource } from '../importer.ts';
import { openWorkbook } from './read-workbook.ts';
import type { OpenTable, TableRow } from './table-row.ts';
import { listPackage, readOutline } from './workbook-package.ts';

const zipMark = [0x50, 0x4b, 0x03, 0x04];

/**
 * Names of a workbook's sheets in their order; null when the content is no workbook.
 * Throws `refused_input` for a workbook that would unpack to far more than it is.
 */
export async function sheetNames(source: EvidenceSource, signal: AbortSignal): Promise<readonly string[] | null> {
  if (!zipMark.every((byte, index) => source.head[index] === byte)) return null;
  if (await listPackage(source, signal) === null) return null;
  return (await readOutline(source)).sheets.map(({ name }) => name);
}

/** Opens one sheet. What its reader says about the sheets it leaves alone is left out: the others are read too. */
export async function openSheet(source: EvidenceSource, name: string, signal: AbortSignal): Promise<OpenTable> {
  const table = await openWorkbook(source, name, signal);
  return { ...table, warnings: table.warnings.filter((warning) => !/^(?:Only sheet “|The workbook has hidden sheets)/.test(warning)) };
}

/**
 * The first rows of a sheet by its name, to recognise a workbook; none when the sheet cannot be read,
 * because another sheet, or another importer, may still make something of the file. Throws `cancelled`.
 */
export async function peekSheet(source: EvidenceSource, name: string, count: number, signal: AbortSignal): Promise<TableRow[]> {
  try {
    return await firstRows(await openSheet(source, name, signal), count, signal);
  } catch (error) {
    if (error instanceof PlumblineError && error.code !== 'cancelled') return [];
    throw error;
  }
}

/** Why a sheet as a whole cannot be read, as the row that stands for it. Anything but damage is thrown on. */
export function sheetFault(error: unknown, file: string, sheet: string): QuarantinedRow {
  if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
  return { locator: { type: 'row', file, sheet, row: 1, byte: null }, code: 'unreadable-member', reason: error.message, verbatim: '' };
}

/** The first rows of a sheet, at most `count`. */
export async function firstRows(table: OpenTable, count: number, signal: AbortSignal): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  let met = 0;
  for await (const row of table.rows(signal, () => undefined)) {
    if (row.type === 'row') rows.push(row);
    met += 1;
    if (met >= count) break;
  }
  return rows;
}
