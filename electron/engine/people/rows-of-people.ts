/** Which rows of evidence are a person's: by what they hold, and on which days. */

/**
 * SQL for the rows that carry an identifier while one of the people holds it; binds the people's ids
 * as one JSON list, twice. An item that says no time counts always; one that can mean several
 * instants counts when any of them is inside. A merged person's id stands for whom they were merged into.
 */
export function rowsOfPeople(): string {
  const held = `SELECT item_identifier.row_id FROM current_holding JOIN identifier USING (kind, normal) JOIN item_identifier USING (identifier_id)`;
  const whose = `current_holding.person_id IN (SELECT person_id FROM person_owner WHERE owner_id IN (SELECT owner_id FROM person_owner WHERE person_id IN (SELECT value FROM json_each(?))))`;
  const dated = '(current_holding.from_ms IS NOT NULL OR current_holding.until_ms IS NOT NULL)';
  // Only statements with days need the items themselves.
  return `${held} WHERE ${whose} AND NOT ${dated}
    UNION ${held} JOIN item AS carried USING (row_id) WHERE ${whose} AND ${dated}
      AND (carried.earliest_ms IS NULL OR (carried.latest_ms > coalesce(current_holding.from_ms, -9e15) AND carried.earliest_ms < coalesce(current_holding.until_ms, 9e15)))`;
}
