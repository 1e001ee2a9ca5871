/**
 * Reads a database by a profile: the live view first (main file and write-ahead log), then, when a log
 * is pending, the main file alone, whose rows that are not in the live view are marked superseded.
 */
import { createHash } from 'node:crypto';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { AttachmentFiles } from '../attachments/attachment-files.ts';
import type { EvidenceSource, ReadContext, SourceRow } from '../importer.ts';
import { mapRow } from './map-row.ts';
import { explainSqliteFault, openView, pendingLogBytes, type AppDatabase } from '../sqlite/open-database.ts';
import { cellText, type Row } from '../sqlite/rows.ts';
import type { ProfileStream, SqliteProfile } from './profile.ts';
import { recognisedIn } from './recognise-profile.ts';
import { RowGaps } from './row-gaps.ts';
import { countQuery, rowIdColumn, streamQuery, verbatimRow } from './stream-query.ts';

const rowsBetweenChecks = 500;

export interface ProfileReading {
  readonly rowsSeen: number;
  /** How each table was read, for the record. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Short fingerprints of the live rows by row id, to tell what the main file alone has beside them. */
type LiveRows = Map<string, string>;

const fingerprint = (row: Row): string => createHash('sha1').update(verbatimRow(row)).digest('base64').slice(0, 12);

interface Run {
  readonly source: EvidenceSource;
  readonly context: ReadContext;
  readonly attachments: AttachmentFiles;
  readonly owner: string;
  readonly notes: string[];
  readonly warnings: string[];
  rowsSeen: number;
}

async function withAttachments(row: SourceRow, attachments: AttachmentFiles): Promise<SourceRow> {
  if (row.type !== 'item' || row.item.attachments.length === 0) return row;
  const remarks = [...row.item.remarks];
  const found = [];
  for (const named of row.item.attachments) {
    if (named.state !== 'missing') { found.push(named); continue; }
    const { attachment, remark } = await attachments.find(named.name, '', named.mediaType);
    found.push({ ...attachment, sizeBytes: attachment.sizeBytes ?? named.sizeBytes });
    if (remark !== null) remarks.push(remark);
  }
  return { type: 'item', item: { ...row.item, attachments: found, remarks } };
}

function brokenRow(run: Run, stream: ProfileStream, after: string, error: PlumblineError): SourceRow {
  return {
    type: 'quarantined',
    row: {
      locator: { type: 'table', file: run.source.name, table: stream.table, rowid: `after ${after === '' ? 'the start' : after}` }, code: 'malformed-row', verbatim: '',
      reason: `${error.message} Rows of ${stream.table} after ${after === '' ? 'its beginning' : `row id ${after}`} cannot be read; those before it are kept.`,
    },
  };
}

/** What is known of removed rows. A damaged page may hide that; it costs none of the rows that were read. */
function removals(run: Run, about: string, ask: () => readonly string[]): readonly string[] {
  try {
    return ask();
  } catch (error) {
    const fault = explainSqliteFault(error, run.source.originalName);
    if (!(fault instanceof PlumblineError) || fault.code !== 'damaged_input') throw fault;
    return [`${about}: whether rows were removed cannot be told. ${fault.message}`];
  }
}

/** One stream of one view. `live` is filled from the live view and consulted in the other. */
async function* streamRows(run: Run, database: AppDatabase, stream: ProfileStream, view: 'live' | 'main-only', live: LiveRows): AsyncGenerator<SourceRow, void, void> {
  const { source, context } = run;
  const gaps = new RowGaps();
  const comparing = pendingLogBytes(source) > 0;
  let last = '';
  let highest: number | bigint | null = null;
  let seen = 0;
  try {
    const declared = Number(database.all(countQuery(database, stream))[0]?.['rows'] ?? 0);
    const lookup = stream.prepare?.(database);
    for (const row of database.each(streamQuery(database, stream))) {
      seen += 1;
      if (seen % rowsBetweenChecks === 0) {
        if (context.signal.aborted) throw new PlumblineError('cancelled', 'Reading the database was stopped.');
        context.onBytes(Math.floor(source.sizeBytes * Math.min(1, seen / Math.max(1, declared))), source.sizeBytes);
      }
      const rowid = row[rowIdColumn];
      const rising = (typeof rowid === 'number' || typeof rowid === 'bigint') && (highest === null || rowid > highest);
      if (rising) highest = rowid;
      last = cellText(rowid);
      gaps.add(last);
      let replaced = false;
      if (comparing) {
        const mark = fingerprint(row);
        if (view === 'live') live.set(last, mark);
        else if (live.get(last) === mark) continue;
        else replaced = live.has(last);
      }
      run.rowsSeen += 1;
      const mapped = mapRow(row, { stream, file: source.name, owner: run.owner, lookup, superseded: view === 'main-only', replaced, ...(rising ? {} : { outOfOrder: seen }) });
      yield await withAttachments(mapped, run.attachments);
    }
    if (seen !== declared) run.warnings.push(`${stream.table}: SQLite counts ${declared} rows, ${seen} were read. The database may be damaged.`);
  } catch (error) {
    const fault = explainSqliteFault(error, source.originalName);
    if (!(fault instanceof PlumblineError) || fault.code !== 'damaged_input') throw fault;
    run.rowsSeen += 1;
    yield brokenRow(run, stream, last, fault);
  }
  if (view === 'live') run.warnings.push(...removals(run, stream.table, () => gaps.warnings(stream.table, database)));
}

function countWord(count: number, one: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : `${one}s`}`;
}

async function* viewRows(run: Run, profile: SqliteProfile, view: 'live' | 'main-only', live: ReadonlyMap<string, LiveRows>): AsyncGenerator<SourceRow, void, void> {
  const database = await openView(run.source, view, run.context.signal);
  try {
    if (view === 'main-only' && recognisedIn(profile, database) === null) {
      run.warnings.push('The main file alone does not hold these tables at all: everything is in the write-ahead log.');
      return;
    }
    for (const stream of profile.streams) {
      if (!database.has(stream.table)) continue;
      const before = run.rowsSeen;
      yield* streamRows(run, database, stream, view, live.get(stream.name) ?? new Map());
      const count = run.rowsSeen - before;
      if (view === 'live') run.notes.push(count === 0 ? `${stream.name}: recognised, 0 records.` : `${stream.name}: ${countWord(count, 'row')} of ${stream.table}.`);
      else run.warnings.push(`${stream.name}: ${countWord(count, 'row')} in the main file alone that the live view does not show${count === 0 ? '' : ' (superseded)'}.`);
    }
    const { findings } = profile;
    if (view === 'live' && findings !== undefined) run.warnings.push(...removals(run, profile.label, () => findings(database)));
  } finally {
    await database.close();
  }
}

/** Every row of every stream, live view first. Throws `damaged_input` when the database cannot be opened, `cancelled`. */
export async function* readProfile(source: EvidenceSource, profile: SqliteProfile, context: ReadContext): AsyncGenerator<SourceRow, ProfileReading, void> {
  const run: Run = {
    source, context, attachments: new AttachmentFiles(source.tree, 'phone', context.signal),
    owner: context.answers.deviceOwner?.trim() || 'Device owner', notes: [], warnings: [], rowsSeen: 0,
  };
  const live = new Map(profile.streams.map((stream) => [stream.name, new Map<string, string>()]));
  yield* viewRows(run, profile, 'live', live);
  const logBytes = pendingLogBytes(source);
  if (logBytes > 0) {
    run.warnings.push(`The write-ahead log beside the database holds ${countWord(logBytes, 'byte')}. Main file and log together are the live state; the main file was also read alone.`);
    yield* viewRows(run, profile, 'main-only', live);
  }
  context.onBytes(source.sizeBytes, source.sizeBytes);
  return { rowsSeen: run.rowsSeen, notes: run.notes, warnings: run.warnings };
}
