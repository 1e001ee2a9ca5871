/** Recognises what Plumbline itself exported, by its own columns. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { exportDataType, exportKeyPrefix, exportNamespace, exportSheets } from '../../../../shared/domain/export-columns.ts';
import type { EvidenceSource } from '../importer.ts';
import { findDialect, type Dialect } from '../table/dialect.ts';
import { openWorkbook } from '../table/read-workbook.ts';
import { listPackage, readOutline } from '../table/workbook-package.ts';
import { headText } from '../text/file-lines.ts';
import { readHeadings } from './headings.ts';

export type ExportKind =
  | { readonly kind: 'csv'; readonly dialect: Dialect; readonly recognisedBy: string }
  | { readonly kind: 'lines' | 'graph' | 'workbook'; readonly recognisedBy: string };

const zipMark = [0x50, 0x4b, 0x03, 0x04];
const jsonLine = new RegExp(`^\\s*(?:\\{"(?:index|create)":[^\\n]{0,300}\\n)?\\{"data_type":"${exportDataType}`);

function detectCsv(text: string): ExportKind | null {
  const [line = ''] = text.split(/[\r\n]/, 1);
  if (!line.includes('Seal of this row (SHA-256)') && !line.includes(`${exportKeyPrefix}seal`)) return null;
  const dialect = findDialect(`${line}\n`, true);
  if (dialect === null || readHeadings(dialect.rows[0] ?? []) === null) return null;
  return { kind: 'csv', dialect, recognisedBy: 'a table exported by Plumbline: it has all columns of one' };
}

function detectLines(text: string): ExportKind | null {
  const marked = jsonLine.test(text) || (/^\s*\{/.test(text) && text.includes(`"${exportKeyPrefix}seal"`) && !text.includes('"@graph"'));
  return marked ? { kind: 'lines', recognisedBy: 'JSON lines exported by Plumbline: each has the columns of one' } : null;
}

function detectGraph(text: string): ExportKind | null {
  if (!/^\s*\{/.test(text) || !text.includes('"@graph"') || !text.slice(0, 4_096).includes(exportNamespace)) return null;
  return { kind: 'graph', recognisedBy: 'JSON-LD in the CASE/UCO vocabulary exported by Plumbline' };
}

async function detectWorkbook(source: EvidenceSource, signal: AbortSignal): Promise<ExportKind | null> {
  if (!zipMark.every((byte, index) => source.head[index] === byte)) return null;
  try {
    if (await listPackage(source, signal) === null) return null;
    const names = (await readOutline(source)).sheets.map(({ name }) => name);
    if (!exportSheets.every((name) => names.includes(name))) return null;
    const table = await openWorkbook(source, exportSheets[0], signal);
    for await (const row of table.rows(signal, () => undefined)) {
      return row.type === 'row' && readHeadings(row.cells) !== null ? { kind: 'workbook', recognisedBy: 'a workbook exported by Plumbline: its sheet “Items” has all columns of one' } : null;
    }
    return null;
  } catch (error) {
    // What is wrong with a workbook is for the importer of workbooks to say.
    if (error instanceof PlumblineError && error.code !== 'cancelled') return null;
    throw error;
  }
}

/** What kind of our exports this is, or null. Reads the head, of a workbook the names of its sheets and its headings. */
export async function detectExport(source: EvidenceSource, signal: AbortSignal): Promise<ExportKind | null> {
  const workbook = await detectWorkbook(source, signal);
  if (workbook !== null) return workbook;
  const text = headText(source).replace(/^\ufeff/, '');
  return detectLines(text) ?? detectGraph(text) ?? detectCsv(text);
}
