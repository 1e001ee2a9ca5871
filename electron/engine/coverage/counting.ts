/** Items of a filter by what became of them: read, not read, left out unread with why. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CoverageCounts } from '../../../shared/contract/coverage.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { filterConditions } from '../timeline/filter-sql.ts';

/** Terms a SELECT of a compound may have is limited; far fewer keep it quick to prepare. */
const filtersAStep = 50;

/** SQL for the row ids of rows inside any of the filters, and what it binds. */
function rowsOfAny(db: CaseDatabase, filters: readonly TimelineFilter[]): { readonly sql: string; readonly values: readonly (string | number)[] } {
  const one = filters.map((filter) => filterConditions(db, filter)).map(({ where, values }) => ({ sql: `SELECT item.row_id AS row_id FROM item WHERE ${where}`, values }));
  const steps: typeof one = [];
  for (let from = 0; from < one.length; from += filtersAStep) {
    const part = one.slice(from, from + filtersAStep);
    steps.push({ sql: `SELECT row_id FROM (${part.map(({ sql }) => sql).join(' UNION ')})`, values: part.flatMap(({ values }) => values) });
  }
  return { sql: steps.map(({ sql }) => sql).join(' UNION '), values: steps.flatMap(({ values }) => values) };
}

/** Whether anything has been left out at all: mostly nothing has, and then nothing is counted for it. */
export function anyExcluded(db: CaseDatabase): boolean {
  return db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM current_exclusion)').pluck().get() === 1;
}

function becauseOf(db: CaseDatabase, filters: readonly TimelineFilter[]): CoverageCounts['because'] {
  if (!anyExcluded(db)) return [];
  const { sql, values } = rowsOfAny(db, filters.map((filter) => ({ ...filter, seen: 'unseen' as const })));
  return db.prepare<(string | number)[], { reason: string; items: number }>(
    `SELECT reason, count(*) AS items FROM (${rowsOfItems('SELECT item_id FROM current_exclusion')}) AS found JOIN current_exclusion USING (item_id)
     WHERE found.row_id IN (${sql}) GROUP BY reason ORDER BY items DESC, reason`,
  ).all(...values);
}

export function countsFrom(items: number, seen: number, because: CoverageCounts['because']): CoverageCounts {
  const excluded = because.reduce((sum, part) => sum + part.items, 0);
  return { items, seen, unseen: items - seen - excluded, excluded, because };
}

export const noItems: CoverageCounts = countsFrom(0, 0, []);

/** Counts of the items inside any of the filters, each once. */
export function countCoverage(db: CaseDatabase, filters: readonly TimelineFilter[]): CoverageCounts {
  if (filters.length === 0) return noItems;
  const count = (of: readonly TimelineFilter[]): number => {
    const { sql, values } = rowsOfAny(db, of);
    return db.prepare<(string | number)[], number>(`SELECT count(*) FROM (${sql})`).pluck().get(...values) ?? 0;
  };
  const items = count(filters);
  if (items === 0) return noItems;
  return countsFrom(items, count(filters.map((filter) => ({ ...filter, seen: 'seen' as const }))), becauseOf(db, filters));
}

/** Reasons of several lines that have no item in common, put together. */
export function becauseTogether(lines: readonly CoverageCounts[]): CoverageCounts['because'] {
  const byReason = new Map<string, number>();
  for (const { reason, items } of lines.flatMap(({ because }) => because)) byReason.set(reason, (byReason.get(reason) ?? 0) + items);
  return [...byReason].map(([reason, items]) => ({ reason, items })).sort((one, other) => other.items - one.items || one.reason.localeCompare(other.reason, 'en-GB'));
}

/** What is in the whole and not in the part. */
export function withoutPart(whole: CoverageCounts, part: CoverageCounts): CoverageCounts {
  const inPart = new Map(part.because.map(({ reason, items }) => [reason, items]));
  const because = whole.because.map(({ reason, items }) => ({ reason, items: items - (inPart.get(reason) ?? 0) })).filter(({ items }) => items > 0);
  return countsFrom(whole.items - part.items, whole.seen - part.seen, because);
}
