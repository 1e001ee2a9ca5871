/** The people of the case with what the evidence holds of each. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ListedPerson } from '../../../shared/contract/people.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { itemKinds, type ItemKind } from '../../../shared/domain/item.ts';
import type { Relationship } from '../../../shared/domain/person.ts';
import { visibleRows } from '../store/import-runs.ts';
import { settleSummaries, visibleSummaries } from './identifier-summary.ts';
import { readPeople } from './person-store.ts';
import { heldOnDays, holdingsOfPeople, rowsOfPeople } from './rows-of-people.ts';

interface Sightings { readonly byKind: { kind: ItemKind; count: number }[]; readonly firstMs: number | null; readonly lastMs: number | null }

interface KindCount { readonly kind: ItemKind; readonly count: number }

/** What was held on certain days only is counted row by row, by the time each says. */
function countedByRow(db: CaseDatabase, personId: PersonId): Sightings {
  const { sql, values } = rowsOfPeople([personId]);
  const rows = db.prepare<string[], KindCount & { readonly firstMs: number | null; readonly lastMs: number | null }>(
    `SELECT kind, count(*) AS count, min(earliest_ms) AS firstMs, max(earliest_ms) AS lastMs FROM item WHERE ${sql} AND ${visibleRows()} GROUP BY kind`,
  ).all(...values);
  const ends = rows.flatMap(({ firstMs, lastMs }) => (firstMs === null || lastMs === null ? [] : [firstMs, lastMs]));
  return { byKind: inKindOrder(rows), firstMs: ends.length === 0 ? null : Math.min(...ends), lastMs: ends.length === 0 ? null : Math.max(...ends) };
}

const inKindOrder = (rows: readonly KindCount[]): { kind: ItemKind; count: number }[] =>
  itemKinds.map((kind) => ({ kind, count: rows.find((row) => row.kind === kind)?.count ?? 0 })).filter(({ count }) => count > 0);

/** What a person has always held is counted by context, and dated by the summaries: no row of a long chat is looked at. */
function sightings(db: CaseDatabase): (personId: PersonId) => Sightings {
  const onDays = db.prepare<[string]>(`SELECT 1 FROM ${holdingsOfPeople} AND ${heldOnDays} LIMIT 1`);
  const held = `WITH held AS MATERIALIZED (SELECT DISTINCT identifier_id FROM ${holdingsOfPeople})`;
  const kinds = db.prepare<[string], KindCount>(
    `${held}, shared AS MATERIALIZED (SELECT DISTINCT context_id FROM held JOIN context_identifier USING (identifier_id))
     SELECT kind, sum(count) AS count FROM (
       SELECT kind, items AS count FROM shared JOIN item_context USING (context_id) WHERE ${visibleRows('item_context')}
       UNION ALL
       SELECT kind, count(DISTINCT row_id) FROM held JOIN row_identifier USING (identifier_id) JOIN item_row USING (row_id) JOIN item_context USING (context_id)
       WHERE item_row.context_id NOT IN (SELECT context_id FROM shared) AND ${visibleRows('item_context')} GROUP BY kind
     ) GROUP BY kind`,
  );
  const span = db.prepare<[string], { firstMs: number | null; lastMs: number | null }>(
    `${held} SELECT min(first_ms) AS firstMs, max(last_ms) AS lastMs FROM held JOIN identifier_use USING (identifier_id) WHERE ${visibleSummaries('identifier_use')}`,
  );
  return (personId) => {
    const ids = JSON.stringify([personId]);
    if (onDays.get(ids) !== undefined) return countedByRow(db, personId);
    return { byKind: inKindOrder(kinds.all(ids)), ...(span.get(ids) ?? { firstMs: null, lastMs: null }) };
  };
}

/** A page of people whose name, notes or identifiers contain the words, by name. */
export function listPeople(db: CaseDatabase, { matching, relationships, offset, limit }: { readonly matching: string; readonly relationships: readonly Relationship[]; readonly offset: number; readonly limit: number }): { readonly total: number; readonly people: ListedPerson[] } {
  settleSummaries(db);
  const typed = matching.trim().toLowerCase();
  const wanted = JSON.stringify(relationships);
  const found = db.prepare<[string, string, string, string, string], { id: PersonId; name: string }>(
    `SELECT DISTINCT owner_id AS id, owner_version.name FROM person_owner
     JOIN current_person AS owner ON owner.person_id = person_owner.owner_id JOIN person_version AS owner_version ON owner_version.version_id = owner.version_id
     JOIN current_person AS own ON own.person_id = person_owner.person_id JOIN person_version AS own_version ON own_version.version_id = own.version_id
     LEFT JOIN current_holding ON current_holding.person_id = person_owner.person_id LEFT JOIN holding_version ON holding_version.version_id = current_holding.version_id
     WHERE (instr(lower(own_version.name || char(10) || own_version.relationship_kind || char(10) || own_version.notes), ?) > 0 OR instr(lower(current_holding.normal), ?) > 0 OR instr(lower(holding_version.written), ?) > 0)
       AND (? = '[]' OR owner_version.relationship IN (SELECT value FROM json_each(?)))`,
  ).all(typed, typed, typed, wanted, wanted).sort((one, other) => one.name.localeCompare(other.name, 'en-GB') || one.id - other.id);
  const sighted = sightings(db);
  const people = readPeople(db, found.slice(offset, offset + limit).map((person) => person.id)).map((person) => {
    const seen = sighted(person.id);
    return { ...person, ...seen, items: seen.byKind.reduce((sum, { count }) => sum + count, 0) };
  });
  return { total: found.length, people };
}

/** Whoever stands to the officer in one of these ways. */
export function peopleRelated(db: CaseDatabase, relationships: readonly Relationship[]): PersonId[] {
  return db.prepare<[string], PersonId>(
    'SELECT current_person.person_id FROM current_person JOIN person_version USING (version_id) WHERE current_person.merged_into IS NULL AND relationship IN (SELECT value FROM json_each(?)) ORDER BY 1',
  ).pluck().all(JSON.stringify(relationships));
}

/** Everyone by id and name, merged people left out, for lists of chips. */
export function namesOfPeople(db: CaseDatabase): { id: PersonId; name: string; relationship: Relationship }[] {
  return db.prepare<[], { id: PersonId; name: string; relationship: Relationship }>(
    'SELECT current_person.person_id AS id, name, relationship FROM current_person JOIN person_version USING (version_id) WHERE current_person.merged_into IS NULL ORDER BY name, id',
  ).all();
}
