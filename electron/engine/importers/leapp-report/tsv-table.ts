/** One table of a report as the tool exported it: tab-separated, quoted where a cell holds a tab or a line. */
import { open } from 'node:fs/promises';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { headOf, type EvidenceTree, type TreeFile } from '../../exhibits/evidence-tree.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { nameColumns } from '../table/headings.ts';
import { readDelimited } from '../table/read-delimited.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import type { AnyRow } from '../table/table-row.ts';
import type { LavaArtifact } from './lava-index.ts';
import type { ReportRow, ReportTable, SetAsideRow } from './report-row.ts';

const headBytes = 65_536;
const dialect = { delimiter: '\t', spaceAfterDelimiter: false } as const;

export interface TsvQuestion {
  readonly tree: EvidenceTree;
  readonly file: TreeFile;
  readonly title: string;
  /** The artifact a table with these headings belongs to. */
  readonly artifactFor: (headings: readonly string[]) => LavaArtifact | null;
  /** What a reader must know about the table is added here. */
  readonly warnings: string[];
}

interface Tsv { readonly tree: EvidenceTree; readonly file: TreeFile; readonly encoding: string; readonly markBytes: number }

async function* rawRows({ tree, file, encoding, markBytes }: Tsv, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyRow, void, void> {
  const feed = await openByteFeed(await tree.copy(file, signal), encoding);
  try {
    yield* readDelimited(feed, dialect, markBytes, signal, onBytes);
  } finally {
    await feed.close();
  }
}

const clean = (cell: string): string => cell.replace(/^\ufeff/, '').trim();

function repeats(header: readonly string[], cells: readonly string[]): boolean {
  return cells.length === header.length && cells.every((cell, column) => clean(cell) === clean(header[column] ?? ''));
}

function readRow(raw: AnyRow, header: readonly string[], headings: readonly string[], file: TreeFile): ReportRow | SetAsideRow {
  const locator = { type: 'row', file: file.path, sheet: null, row: raw.row, byte: raw.byte } as const;
  const place = `${file.path} line ${raw.row}`;
  if (raw.type === 'unreadable') return { type: 'set-aside', record: true, row: { locator, code: raw.code, reason: `${file.path}: ${raw.reason}`, verbatim: raw.verbatim } };
  if (repeats(header, raw.cells)) {
    return { type: 'set-aside', record: false, row: { locator, code: 'malformed-row', reason: `${place} repeats the headings; the tool was run again into the same report. It is not a record.`, verbatim: raw.verbatim } };
  }
  const ragged = raw.cells.length === headings.length ? [] : [`This row has ${raw.cells.length} cells where the headings have ${headings.length}; its values may stand under the wrong headings.`];
  return {
    type: 'row', locator, place, number: raw.row, verbatim: raw.verbatim, remarks: [...raw.remarks, ...ragged],
    values: Array.from({ length: Math.max(raw.cells.length, headings.length) }, (_, column) => ({ name: headings[column] ?? `column ${column + 1}`, value: raw.cells[column] ?? '' })),
  };
}

/** The tool ends every record with a line end; a table that stops without one was cut off. */
async function endsWithLine(path: string, encoding: string): Promise<boolean> {
  if (encoding.startsWith('utf-16')) return true;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    return bytesRead === 0 || buffer[0] === 0x0a || buffer[0] === 0x0d;
  } finally {
    await file.close();
  }
}

/**
 * Opens a table by its headings, the first row of the file; null when the file holds no row at all.
 * Throws `damaged_input` when the headings cannot be read.
 */
export async function openTsv({ tree, file, title, artifactFor, warnings }: TsvQuestion, signal: AbortSignal): Promise<ReportTable | null> {
  const decision = tableEncoding(await headOf(tree, file, headBytes, signal), undefined);
  const tsv: Tsv = { tree, file, encoding: decision.encoding, markBytes: decision.markBytes };
  let header: readonly string[] | null = null;
  for await (const row of rawRows(tsv, signal, () => undefined)) {
    if (row.type === 'unreadable') throw new PlumblineError('damaged_input', `The headings of “${file.path}” cannot be read: ${row.reason}`);
    header = row.cells;
    break;
  }
  if (header === null) return null;
  const found = header;
  if (!await endsWithLine(await tree.copy(file, signal), tsv.encoding)) warnings.push(`“${file.path}” stops without the end of a line: it was cut off, and its last record may not be whole.`);
  const headings = nameColumns(found, found.length);
  return {
    title, artifact: artifactFor(headings), origin: 'tsv', headings, sizeBytes: file.sizeBytes,
    async *rows(rowSignal, onBytes) {
      let first = true;
      for await (const row of rawRows(tsv, rowSignal, onBytes)) {
        if (!first) yield readRow(row, found, headings, file);
        first = false;
      }
    },
  };
}
