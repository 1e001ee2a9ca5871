/** The people of the case with what the evidence holds of each. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ListedPerson } from '../../../shared/contract/people.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { itemKinds, type ItemKind } from '../../../shared/domain/item.ts';
import { visibleRows } from '../store/import-runs.ts';
import { readPeople } from './person-store.ts';
import { rowsOfPeople } from './rows-of-people.ts';

interface Sightings { readonly byKind: { kind: ItemKind; count: number }[]; readonly firstMs: number | null; readonly lastMs: number | null }

function sightings(db: CaseDatabase): (personId: PersonId) => Sightings {
  const query = db.prepare<[string, string], { kind: ItemKind; count: number; firstMs: number | null; lastMs: number | null }>(
    `SELECT kind, count(*) AS count, min(earliest_ms) AS firstMs, max(earliest_ms) AS lastMs FROM item WHERE row_id IN (${rowsOfPeople()}) AND ${visibleRows()} GROUP BY kind`,
  );
  return (personId) => {
    const ids = JSON.stringify([personId]);
    const rows = query.all(ids, ids);
    const dated = rows.filter((row) => row.firstMs !== null && row.lastMs !== null);
    return {
      byKind: itemKinds.map((kind) => ({ kind, count: rows.find((row) => row.kind === kind)?.count ?? 0 })).filter(({ count }) => count > 0),
      firstMs: dated.length === 0 ? null : Math.min(...dated.map((row) => row.firstMs ?? Infinity)),
      lastMs: dated.length === 0 ? null : Math.max(...dated.map((row) => row.lastMs ?? -Infinity)),
    };
  };
}

/** A page of people whose name, notes or identifiers contain the words, by name. */
export function listPeople(db: CaseDatabase, { matching, offset, limit }: { readonly matching: string; readonly offset: number; readonly limit: number }): { readonly total: number; readonly people: ListedPerson[] } {
  const typed = matching.trim().toLowerCase();
  const found = db.prepare<[string, string, string], { id: PersonId; name: string }>(
    `SELECT DISTINCT owner_id AS id, owner_version.name FROM person_owner
     JOIN current_person AS owner ON owner.person_id = person_owner.owner_id JOIN person_version AS owner_version ON owner_version.version_id = owner.version_id
     JOIN current_person AS own ON own.person_id = person_owner.person_id JOIN person_version AS own_version ON own_version.version_id = own.version_id
     LEFT JOIN current_holding ON current_holding.person_id = person_owner.person_id LEFT JOIN holding_version ON holding_version.version_id = current_holding.version_id
     WHERE instr(lower(own_version.name || char(10) || own_version.notes), ?) > 0 OR instr(lower(current_holding.normal), ?) > 0 OR instr(lower(holding_version.written), ?) > 0`,
  ).all(typed, typed, typed).sort((one, other) => one.name.localeCompare(other.name, 'en-GB') || one.id - other.id);
  const sighted = sightings(db);
  const people = readPeople(db, found.slice(offset, offset + limit).map((person) => person.id)).map((person) => {
    const seen = sighted(person.id);
    return { ...person, ...seen, items: seen.byKind.reduce((sum, { count }) => sum + count, 0) };
  });
  return { total: found.length, people };
}

/** Everyone by id and name, merged people left out, for lists of chips. */
export function namesOfPeople(db: CaseDatabase): { id: PersonId; name: string }[] {
  return db.prepare<[], { id: PersonId; name: string }>(
    'SELECT current_person.person_id AS id, name FROM current_person JOIN person_version USING (version_id) WHERE current_person.merged_into IS NULL ORDER BY name, id',
  ).all();
}
