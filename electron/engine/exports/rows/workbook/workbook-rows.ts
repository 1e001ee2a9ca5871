/** Rows as an Excel workbook, a sheet of items, one of their exhibits, one about the export. Streamed: no more of it is held than a page of rows. */
import { PlumblineError } from '../../../../../shared/contract/errors.ts';
import type { Exhibit } from '../../../../../shared/domain/exhibit.ts';
import { exportSheets } from '../../../../../shared/domain/export-columns.ts';
import { packedParts } from '../../packed-parts.ts';
import { aboutLines, type ExportedRow, type RowsSource } from '../rows-source.ts';
import { columnLetters, numberCell, styles, textCell } from './cells.ts';
import { columnsFor, ExhibitLinks, itemSheet } from './item-sheet.ts';
import { packageParts, partOfSheet, sheetHead } from './package-parts.ts';

/** Excel's rows, one of which is the headings. */
const mostRows = 1_048_575;

function smallSheet(widths: readonly number[], rows: readonly (readonly (string | number)[])[], headed: boolean): string {
  const cells = (row: readonly (string | number)[], number: number): string => row.map((value, column) => {
    const place = `${columnLetters(column)}${number}`;
    return typeof value === 'number' ? numberCell(place, value) : textCell(place, value, headed && number === 1 ? styles.heading : styles.wrapped);
  }).join('');
  const frozen = headed ? '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' : '';
  return `${sheetHead}${frozen}<cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
    + `<sheetData>${rows.map((row, index) => `<row r="${index + 1}">${cells(row, index + 1)}</row>`).join('')}</sheetData></worksheet>`;
}

function exhibitSheet(source: RowsSource, links: ExhibitLinks): string {
  const byReference = new Map(source.exhibits.map((exhibit) => [exhibit.reference, exhibit]));
  const line = (exhibit: Exhibit): readonly (string | number)[] => [exhibit.reference, exhibit.description, exhibit.producer, exhibit.deviceOwner, exhibit.originalName, exhibit.sizeBytes, exhibit.sha256];
  const exhibits = [...links.lines.keys()].flatMap((reference) => {
    const exhibit = byReference.get(reference);
    return exhibit === undefined ? [] : [exhibit];
  });
  return smallSheet([14, 40, 20, 20, 34, 14, 70], [['Exhibit', 'Description', 'Producer', 'Owner of the device', 'File', 'Bytes', 'SHA-256'], ...exhibits.map(line)], true);
}

/** `measuring` reads the same rows for their lengths. Throws `invalid_input` when there are more than a sheet holds. */
export async function* workbookRows(source: RowsSource, measuring: AsyncIterable<readonly ExportedRow[]>): AsyncGenerator<Uint8Array> {
  if (source.totals.rows > mostRows) {
    throw new PlumblineError('invalid_input', `This selection has ${source.totals.rows.toLocaleString('en-GB')} rows; a sheet of Excel holds ${mostRows.toLocaleString('en-GB')}. Narrow the selection, or export CSV.`);
  }
  const columns = await columnsFor(measuring);
  const links = new ExhibitLinks();
  const tags = source.tags.map(({ code, name, definition }) => [`Tag ${code}`, `${name}: ${definition}`] as const);
  yield* packedParts({
    before: packageParts(exportSheets), mtime: source.madeAt, streamed: { name: partOfSheet(1), pieces: itemSheet(source, columns, links) },
    // The sheet of exhibits lists what the rows turned out to name, so it is made once they are written.
    after: () => [[partOfSheet(2), exhibitSheet(source, links)], [partOfSheet(3), smallSheet([52, 90], [...aboutLines(source), ...tags], false)]],
  });
}
