/** A filter in words, with the case's own names for exhibits and tags. */
import type { CaseDatabase } from '../db/case-database.ts';
import { standingCharges } from '../review/charges.ts';
import { standards } from '../review/standards.ts';
import { describeFilter, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';

export function describeView(db: CaseDatabase, filter: TimelineFilter, formatMs: (ms: number) => string): string {
  const exhibit = db.prepare<[number], { reference: string }>('SELECT reference FROM exhibit WHERE exhibit_id = ?');
  const person = db.prepare<[number], { name: string }>(
    `SELECT name FROM person_owner JOIN current_person ON current_person.person_id = person_owner.owner_id JOIN person_version USING (version_id) WHERE person_owner.person_id = ?`,
  );
  const tag = db.prepare<[string], { name: string }>('SELECT name FROM tag WHERE code = ?');
  return describeFilter(filter, {
    exhibit: (id) => exhibit.get(id)?.reference ?? `number ${id}`,
    person: (id) => person.get(id)?.name ?? `person ${id}`,
    charge: (id) => standingCharges(db).find((charge) => charge.id === id)?.label ?? `removed charge ${id}`,
    standard: (code) => standards(db).find((standard) => standard.code === code)?.title ?? code,
    tag: (code) => tag.get(code)?.name ?? code,
    formatMs,
  });
}
