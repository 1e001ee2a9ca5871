/** Which rows of evidence are a person's: by what they hold, and on which days. */
import type { PersonId } from '../../../shared/domain/ids.ts';

/** What the people hold, and whoever was merged into them; binds their ids as one JSON list. A merged person's id stands for whom they were merged into. */
export const holdingsOfPeople = `current_holding JOIN identifier USING (kind, normal)
  WHERE current_holding.person_id IN (SELECT person_id FROM person_owner WHERE owner_id IN (SELECT owner_id FROM person_owner WHERE person_id IN (SELECT value FROM json_each(?))))`;
/** SQL that is true for a holding that is said to have begun or ended. */
export const heldOnDays = '(current_holding.from_ms IS NOT NULL OR current_holding.until_ms IS NOT NULL)';

const atTheTime = '(item.earliest_ms IS NULL OR (item.latest_ms > coalesce(current_holding.from_ms, -9e15) AND item.earliest_ms < coalesce(current_holding.until_ms, 9e15)))';

/**
 * SQL over the view `item`, and what it binds, for rows that carry an identifier while one of the people
 * holds it. An item that says no time counts always; one that can mean several instants counts when any
 * of them is inside. Contexts and rows are asked apart: there are few contexts, and each answers for all its rows.
 */
export function rowsOfPeople(personIds: readonly PersonId[]): { readonly sql: string; readonly values: readonly string[] } {
  const places = [['context_identifier', 'context_id'], ['row_identifier', 'row_id']] as const;
  const ways = places.flatMap(([table, key]) => {
    const held = (days: string): string => `SELECT ${table}.${key} FROM ${holdingsOfPeople.replace('WHERE', `JOIN ${table} USING (identifier_id) WHERE ${days} AND`)}`;
    return [
      `item.${key} IN (${held(`NOT ${heldOnDays}`)})`,
      // The list first: only the rows in it are asked what they say of the time.
      `(item.${key} IN (${held(heldOnDays)}) AND EXISTS (${held(heldOnDays)} AND ${table}.${key} = item.${key} AND ${atTheTime}))`,
    ];
  });
  const ids = JSON.stringify(personIds);
  return { sql: `(${ways.join(' OR ')})`, values: ways.flatMap((way) => Array.from({ length: way.split('?').length - 1 }, () => ids)) };
}
