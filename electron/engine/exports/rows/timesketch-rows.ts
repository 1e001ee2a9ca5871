/** Rows as Timesketch reads them (CSV, JSON lines), and as OpenSearch takes them in bulk. */
import { exportColumns, exportDataType, exportKeyPrefix } from '../../../../shared/domain/export-columns.ts';
import { zoneBasisLabels } from '../../../../shared/domain/evidence-time.ts';
import { itemKindLabels } from '../../../../shared/domain/item.ts';
import { csvLine } from './csv-rows.ts';
import type { ExportedRow, RowsSource } from './rows-source.ts';

/** Timesketch knows no years beyond these; what lies outside is written the way ISO 8601 extends itself. */
const instant = (ms: number): string => new Date(ms).toISOString().replace(/Z$/, '+00:00');
const microseconds = (ms: number): string => (BigInt(ms) * 1000n).toString();

function messageOf({ item }: ExportedRow): string {
  if (item.text !== '') return item.text;
  const files = item.attachments.map(({ name }) => name).filter((name) => name !== '');
  return files.length === 0 ? itemKindLabels[item.kind].one : `${itemKindLabels[item.kind].one}: ${files.join(', ')}`;
}

function timeDescribed({ item }: ExportedRow): string {
  const { time } = item;
  if (time.earliestMs === null) return 'No time stated';
  return `${itemKindLabels[item.kind].one}, time to the ${time.precision}, zone ${zoneBasisLabels[time.zoneBasis]}`;
}

const heads = ['message', 'datetime', 'timestamp', 'timestamp_desc'] as const;

export async function* timesketchCsv(source: RowsSource): AsyncGenerator<string> {
  yield csvLine([...heads, ...exportColumns.map(({ key }) => `${exportKeyPrefix}${key}`)]);
  for await (const page of source.pages()) {
    yield page.map((row) => {
      const at = row.item.time.earliestMs;
      return csvLine([messageOf(row), at === null ? '' : instant(at), at === null ? '' : microseconds(at), timeDescribed(row), ...exportColumns.map(({ key }) => row.record[key])]);
    }).join('');
  }
}

function document(row: ExportedRow): string {
  const at = row.item.time.earliestMs;
  const stamp = at === null ? null : microseconds(at);
  return JSON.stringify({
    // First, so that the import knows the file by its beginning however long a message is.
    data_type: `${exportDataType}${row.item.kind}`, message: messageOf(row),
    // A number only where every reader of JSON holds it exactly.
    ...(at === null || stamp === null ? {} : { datetime: instant(at), timestamp: Number.isSafeInteger(Number(stamp)) ? Number(stamp) : stamp }),
    timestamp_desc: timeDescribed(row), tag: row.tags,
    ...Object.fromEntries(exportColumns.map(({ key }) => [`${exportKeyPrefix}${key}`, row.record[key]])),
  });
}

export async function* timesketchJsonLines(source: RowsSource): AsyncGenerator<string> {
  for await (const page of source.pages()) yield page.map((row) => `${document(row)}\n`).join('');
}

/** Two lines an item: what is to be done, and the item. The index is named where it is sent to, not here. */
export async function* openSearchBulk(source: RowsSource): AsyncGenerator<string> {
  for await (const page of source.pages()) yield page.map((row) => `${JSON.stringify({ index: { _id: row.item.id } })}\n${document(row)}\n`).join('');
}
