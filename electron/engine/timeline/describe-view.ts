/** A filter in words, with the case's own names for exhibits and tags. */
import type { CaseDatabase } from '../db/case-database.ts';
import { describeFilter, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';

export function describeView(db: CaseDatabase, filter: TimelineFilter, formatMs: (ms: number) => string): string {
  const exhibit = db.prepare<[number], { reference: string }>('SELECT reference FROM exhibit WHERE exhibit_id = ?');
  const tag = db.prepare<[string], { name: string }>('SELECT name FROM tag WHERE code = ?');
  return describeFilter(filter, {
    exhibit: (id) => exhibit.get(id)?.reference ?? `number ${id}`,
    tag: (code) => tag.get(code)?.name ?? code,
    formatMs,
  });
}
