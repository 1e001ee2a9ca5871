/**
 * Everything a report holds, each table once: from its tab-separated export where there is one,
 * else from the report's database, else from its timeline.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { basename } from 'node:path';
import type { EvidenceTree, TreeFile } from '../../exhibits/evidence-tree.ts';
import { fileOf, type LeappReport } from './claim.ts';
import { artifactTable, timelineTable } from './database-table.ts';
import { readLavaIndex, type LavaArtifact, type LavaIndex } from './lava-index.ts';
import { isDatabaseFault, ReportDatabase } from './report-database.ts';
import { fold, type ReportTable, type SetAsideRow } from './report-row.ts';
import { openTsv } from './tsv-table.ts';

export interface OpenReport {
  readonly report: LeappReport;
  readonly index: LavaIndex;
  readonly tables: readonly ReportTable[];
  /** Rows the timeline holds by activity; null without a timeline. */
  readonly timeline: ReadonlyMap<string, number> | null;
  readonly database: ReportDatabase | null;
  readonly warnings: readonly string[];
  close(): void;
}

/** The artifact of a table: by its name, else by having exactly its headings. */
function artifactOf(title: string, headings: readonly string[], artifacts: readonly LavaArtifact[]): LavaArtifact | null {
  const named = artifacts.filter(({ name }) => fold(name) === fold(title));
  if (named.length === 1) return named[0] ?? null;
  const wanted = headings.map(fold).join('|');
  const alike = (named.length > 1 ? named : artifacts).filter((artifact) => artifact.headings.size > 0 && [...artifact.headings.values()].map(fold).join('|') === wanted);
  return alike.length === 1 ? alike[0] ?? null : null;
}

function unreadableTable(file: TreeFile, title: string, code: SetAsideRow['row']['code'], reason: string): ReportTable {
  return {
    title, artifact: null, origin: 'tsv', headings: [], sizeBytes: 0,
    async *rows() {
      yield await Promise.resolve<SetAsideRow>({ type: 'set-aside', record: false, row: { locator: { type: 'file', file: file.path }, code, reason: `“${file.path}” could not be read: ${reason}`, verbatim: '' } });
    },
  };
}

function tsvFiles({ root, files }: LeappReport): TreeFile[] {
  const before = root === '' ? '_TSV Exports/' : `${root}/_TSV Exports/`;
  return files.filter(({ path, systemMetadata }) => path.startsWith(before) && path.endsWith('.tsv') && !systemMetadata).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function tsvTables(tree: EvidenceTree, report: LeappReport, index: LavaIndex, warnings: string[], signal: AbortSignal): Promise<ReportTable[]> {
  const tables: ReportTable[] = [];
  for (const file of tsvFiles(report)) {
    const title = basename(file.path, '.tsv');
    if (file.refusal !== null) { tables.push(unreadableTable(file, title, file.refusal.code, file.refusal.reason)); continue; }
    try {
      const table = await openTsv({ tree, file, title, warnings, artifactFor: (headings) => artifactOf(title, headings, index.artifacts) }, signal);
      if (table === null) warnings.push(`“${file.path}” is empty: it has no headings and no rows.`);
      else tables.push(table);
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
      tables.push(unreadableTable(file, title, 'unreadable-member', error.message));
    }
  }
  return tables;
}

function databaseTables(database: ReportDatabase | null, index: LavaIndex, read: readonly ReportTable[], warnings: string[]): ReportTable[] {
  if (database === null) return [];
  const here = new Set(database.tables());
  const done = new Set(read.map(({ artifact }) => artifact));
  const titles = new Set(read.map(({ title }) => fold(title)));
  const missing = index.artifacts.filter((artifact) => !done.has(artifact) && !titles.has(fold(artifact.name)) && here.has(artifact.table));
  // A damaged index may name one table for two artifacts; its rows are read once.
  const first = new Map(missing.toReversed().map((artifact) => [artifact.table, artifact]));
  const once = missing.filter((artifact) => first.get(artifact.table) === artifact);
  if (once.length < missing.length) warnings.push(`The report’s index names one table for several artifacts (${missing.filter((artifact) => !once.includes(artifact)).map(({ name }) => `“${name}”`).join(', ')}); its rows were read once.`);
  const tables = once.filter((artifact) => database.count(artifact.table) > 0).map((artifact) => artifactTable(database, artifact));
  for (const { title } of tables) warnings.push(`“${title}” has no tab-separated table; its rows were read from “${database.file}”, whose times are whole seconds.`);
  return tables;
}

function timelineTables(timeline: ReportDatabase | null, counts: ReadonlyMap<string, number> | null, read: readonly ReportTable[], warnings: string[]): ReportTable[] {
  if (timeline === null || counts === null) return [];
  const done = new Set(read.map(({ title }) => fold(title)));
  const tables = [...counts.keys()].filter((activity) => !done.has(fold(activity))).map((activity) => timelineTable(timeline, activity));
  for (const { title } of tables) warnings.push(`“${title}” stands only in the timeline “${timeline.file}”; its rows are shown as events.`);
  return tables;
}

/** What a step over a database gives, or nothing and a warning when the database is damaged there. */
function unlessDamaged<T>(step: () => T, otherwise: T, file: string, warnings: string[]): T {
  try {
    return step();
  } catch (error) {
    if (!isDatabaseFault(error)) throw error;
    warnings.push(`“${file}” is damaged (${error.message}); what it holds was not read.`);
    return otherwise;
  }
}

/** Opens a report. The caller closes it. Throws `damaged_input` when it holds nothing that can be read, `cancelled`. */
export async function openLeappReport(tree: EvidenceTree, report: LeappReport, signal: AbortSignal): Promise<OpenReport> {
  const index = await readLavaIndex(tree, report, signal);
  const warnings = [...index.warnings];
  const fromTsv = await tsvTables(tree, report, index, warnings, signal);
  const database = await ReportDatabase.open(tree, report, '_lava_artifacts.db', warnings, signal);
  const timeline = await ReportDatabase.open(tree, report, '_Timeline/tl.db', warnings, signal);
  const close = (): void => { database?.close(); timeline?.close(); };
  try {
    const fromDatabase = unlessDamaged(() => databaseTables(database, index, fromTsv, warnings), [], database?.file ?? '', warnings);
    const counts = unlessDamaged(() => (timeline?.has('data') === true ? timeline.countsBy('data', 'activity') : null), null, timeline?.file ?? '', warnings);
    const tables = [...fromTsv, ...fromDatabase];
    tables.push(...timelineTables(timeline, counts, tables, warnings));
    if (tables.length === 0 && index.artifacts.length === 0 && counts === null && fileOf(report, '_lava_data.lava') === null) {
      throw new PlumblineError('damaged_input', `The LEAPP report in “${report.root === '' ? 'the exhibit' : report.root}” holds nothing that can be read. ${warnings.join(' ')}`);
    }
    return { report, index, tables, timeline: counts, database, warnings, close };
  } catch (error) {
    close();
    throw error;
  }
}
