/** The rows of a Timesketch file, CSV or JSON lines, as named values. */
import type { Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { isJsonObject, jsonText, parseJson } from '../json/values.ts';
import { fileLines } from '../text/file-lines.ts';
import type { EvidenceSource } from '../importer.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { nameColumns } from '../table/headings.ts';
import { readDelimited } from '../table/read-delimited.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import type { AnyRow, TableRow } from '../table/table-row.ts';
import { columnName, type TimelineKind } from './detect.ts';

interface Place { readonly locator: Locator; readonly verbatim: string }
/** `shown` names the row to a reader: `Line 3`. */
export type TimelineRow = Place & (
  | { readonly type: 'values'; readonly shown: string; readonly values: ReadonlyMap<string, string>; readonly remarks: readonly string[] }
  | { readonly type: 'fault'; readonly code: QuarantinedRow['code']; readonly reason: string }
);

export interface RowReading {
  readonly source: EvidenceSource;
  readonly encoding: string | undefined;
  readonly signal: AbortSignal;
  readonly onBytes: (done: number, total: number) => void;
}

function faultOfCells(row: TableRow, headings: readonly string[]): string | null {
  if (row.cells.every((cell) => cell.trim() === '')) return `Row ${row.row} has only empty cells.`;
  if (row.relaxed && row.cells.length !== headings.length) {
    return `Row ${row.row} has a quotation mark that is not closed or not doubled; read as it stands it has ${row.cells.length} cells where the headings have ${headings.length}.`;
  }
  return null;
}

function tableRow(row: AnyRow, headings: readonly string[], file: string): TimelineRow {
  const place = { locator: { type: 'row', file, sheet: null, row: row.row, byte: row.byte } as const, verbatim: row.verbatim };
  if (row.type === 'unreadable') return { ...place, type: 'fault', code: row.code, reason: row.reason };
  const fault = faultOfCells(row, headings);
  if (fault !== null) return { ...place, type: 'fault', code: row.cells.every((cell) => cell.trim() === '') ? 'no-content' : 'malformed-row', reason: fault };
  const values = new Map<string, string>();
  row.cells.forEach((cell, column) => values.set(headings[column] ?? `column ${column + 1}`, cell));
  const ragged = row.cells.length === headings.length ? []
    : [`This row has ${row.cells.length} cells where the headings have ${headings.length}; its values may stand under the wrong headings.`];
  return { ...place, type: 'values', shown: `Row ${row.row}`, values, remarks: [...row.remarks, ...ragged] };
}

async function* csvRows({ source, encoding, signal, onBytes }: RowReading, kind: Extract<TimelineKind, { kind: 'csv' }>): AsyncGenerator<TimelineRow, void, void> {
  const decision = tableEncoding(source.head, encoding);
  const feed = await openByteFeed(source.path, decision.encoding);
  try {
    let headings: readonly string[] | null = null;
    for await (const row of readDelimited(feed, kind.dialect, decision.markBytes, signal, (done) => onBytes(done, source.sizeBytes))) {
      if (headings === null && row.type === 'row') headings = nameColumns(row.cells.map(columnName), row.cells.length);
      else yield tableRow(row, headings ?? [], source.name);
    }
  } finally {
    await feed.close();
  }
}

async function* jsonRows({ source, encoding, signal, onBytes }: RowReading): AsyncGenerator<TimelineRow, void, void> {
  for await (const line of fileLines(source, encoding, signal, onBytes)) {
    if (line.text.trim() === '' && line.cutBytes === 0) continue;
    const place = { locator: { type: 'line', file: source.name, line: line.line, byte: line.byte } as const, verbatim: line.text };
    const fault = (code: QuarantinedRow['code'], reason: string): TimelineRow => ({ ...place, type: 'fault', code, reason });
    if (line.cutBytes > 0) { yield fault('too-large', `Line ${line.line} is longer than 1 MiB; its beginning is kept here, the whole is in the exhibit.`); continue; }
    if (line.undecodable) { yield fault('undecodable-text', `Line ${line.line} holds bytes that are not text; they are shown as \\x and two digits.`); continue; }
    const value = parseJson(line.text);
    if (!isJsonObject(value)) { yield fault('malformed-row', `Line ${line.line} is not a JSON object. Reading went on at the next line.`); continue; }
    const values = new Map(Object.entries(value).map(([name, held]) => [name, jsonText(held)]));
    yield { ...place, type: 'values', shown: `Line ${line.line}`, values, remarks: [] };
  }
}

/** Every row in file order. The heading row and empty lines are not rows. */
export function timelineRows(reading: RowReading, kind: TimelineKind): AsyncGenerator<TimelineRow, void, void> {
  return kind.kind === 'csv' ? csvRows(reading, kind) : jsonRows(reading);
}
