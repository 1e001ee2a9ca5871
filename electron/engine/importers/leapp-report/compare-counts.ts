/** Holds every count a report gives beside what was found, and says where they differ. */
import { isDatabaseFault } from './report-database.ts';
import { fold, type ReportTable } from './report-row.ts';
import type { OpenReport } from './open-report.ts';

const shownAtMost = 60;

function storedRows({ database }: OpenReport, table: string): number | null {
  if (database === null) return null;
  try {
    return database.has(table) ? database.count(table) : null;
  } catch (error) {
    if (isDatabaseFault(error)) return null;
    throw error;
  }
}

interface Counts { readonly title: string; readonly read: number; readonly tsv: boolean; readonly declared: number | null; readonly database: number | null; readonly timeline: number | null }

function difference({ title, read, tsv, declared, database, timeline }: Counts): string | null {
  const others = [declared, database, timeline].filter((count) => count !== null);
  if (others.every((count) => count === read)) return null;
  const parts = [
    ...(declared === null ? [] : [`its index declares ${declared}`]), ...(database === null ? [] : [`its database holds ${database}`]), ...(timeline === null ? [] : [`its timeline holds ${timeline}`]),
  ];
  return `“${title}”: ${read} ${read === 1 ? 'record was' : 'records were'} read${tsv ? ' from its table' : ''}, but ${parts.join(', ')}. The records read are kept; find out why the report contradicts itself.`;
}

/** Sentences for every difference. `read` counts the records of each table as they were read. */
export function compareCounts(open: OpenReport, read: ReadonlyMap<ReportTable, number>): string[] {
  const sentences: string[] = [];
  const seen = new Set<string>();
  const timeline = new Map([...(open.timeline ?? [])].map(([activity, count]) => [fold(activity), count]));
  const notInTimeline: string[] = [];
  for (const table of open.tables) {
    const { title, artifact, origin } = table;
    seen.add(fold(title));
    if (artifact !== null) seen.add(fold(artifact.name));
    const inTimeline = timeline.get(fold(title)) ?? null;
    const count = read.get(table) ?? 0;
    if (open.timeline !== null && inTimeline === null && count > 0) notInTimeline.push(`“${title}”`);
    const said = difference({ title, read: count, tsv: origin === 'tsv', declared: artifact?.declared ?? null, database: artifact === null ? null : storedRows(open, artifact.table), timeline: inTimeline });
    if (said !== null) sentences.push(said);
  }
  for (const artifact of open.index.artifacts) {
    if (!seen.has(fold(artifact.name)) && (artifact.declared ?? 0) > 0) sentences.push(`“${artifact.name}”: the report’s index declares ${artifact.declared} records, but the report holds none of them.`);
  }
  if (notInTimeline.length > 0) sentences.push(`The report’s timeline leaves out ${notInTimeline.join(', ')}.`);
  return sentences.length > shownAtMost ? [...sentences.slice(0, shownAtMost), `… and ${sentences.length - shownAtMost} more differences.`] : sentences;
}
