/**
 * Ids of items as bytes, and found by bucket: a row has its id as 16 bytes, and what leads from an id to its row is a
 * few dozen thousand texts instead of a tree with an entry for every row. The views are those of the format before, over the new column.
 */
import type { Migration } from './index.ts';

const ids = `
DROP VIEW item_identifier; -- the views and the trigger on one of them name the column that goes
DROP VIEW item;
ALTER TABLE item_row ADD COLUMN id BLOB NOT NULL DEFAULT x''; -- 16 bytes; every writer gives them
UPDATE item_row SET id = unhex(item_id);
ALTER TABLE item_row DROP COLUMN item_id;
`;

/** A row whose bucket has its digits already is put into a text of its own. */
const keys = `
ALTER TABLE item_key RENAME TO item_key_before;
CREATE TABLE item_key (
  bucket TEXT NOT NULL, -- the first 4 digits of the ids in it
  run_id INTEGER NOT NULL,
  entries TEXT NOT NULL -- |digits 5 to 16 of an id=its row id| and so on; none twice. Whoever looks one up holds it against the id of the row
) STRICT;
INSERT INTO item_key (bucket, run_id, entries)
  SELECT bucket, run_id, '|' || group_concat(digits || '=' || row_id, '|') || '|'
  FROM (SELECT substr(item_id, 1, 4) AS bucket, run_id, substr(item_id, 5, 12) AS digits, row_id, row_number() OVER (PARTITION BY run_id, substr(item_id, 1, 16)) AS nth FROM item_key_before)
  GROUP BY bucket, run_id, nth;
DROP TABLE item_key_before;
CREATE INDEX item_key_by_bucket ON item_key (bucket, run_id);
`;

/** The locator as JSON, in the order of properties the domain has. */
const locator = `CASE locator_type
    WHEN '' THEN rest -> '$.locator'
    WHEN 'file' THEN json_object('type', 'file', 'file', place)
    WHEN 'line' THEN json_object('type', 'line', 'file', file, 'line', place, 'byte', byte)
    WHEN 'row' THEN json_object('type', 'row', 'file', file, 'sheet', part, 'row', place, 'byte', byte)
    WHEN 'table' THEN json_object('type', 'table', 'file', file, 'table', part, 'rowid', place)
    WHEN 'xml' THEN json_object('type', 'xml', 'file', file, 'id', place)
    WHEN 'json' THEN json_object('type', 'json', 'file', file, 'path', place)
    WHEN 'page' THEN json_object('type', 'page', 'file', file, 'page', place) END`;
const own = (name: string): string => `coalesce(rest -> '$.${name}', '[]') AS ${name}`;

const views = `
CREATE VIEW item AS SELECT
  item_row.row_id AS row_id, item_context.run_id AS run_id, item_context.exhibit_id AS exhibit_id, lower(hex(item_row.id)) AS item_id, item_row.context_id AS context_id,
  kind, written, CASE WHEN span_ms IS NULL THEN NULL ELSE sort_ms END AS earliest_ms, sort_ms + span_ms AS latest_ms, sort_ms,
  precision, zone, zone_basis, zone_basis_by, time_flags, direction, from_name, to_names, thread, text, status,
  coalesce(verbatim, verbatim_before || written || verbatim_between || text) AS verbatim,
  ${locator} AS locator, ${own('fields')}, ${own('attachments')}, ${own('remarks')},
  CASE WHEN rest ->> '$.identifiers[0]' IS NULL THEN item_context.identifiers
    ELSE (SELECT json_group_array(json(value)) FROM (SELECT value FROM json_each(item_context.identifiers) UNION ALL SELECT value FROM json_each(rest, '$.identifiers'))) END AS identifiers,
  locator_type, file, part, place, byte, verbatim AS own_verbatim, verbatim_before, verbatim_between, item_context.identifiers AS context_identifiers, rest
  FROM item_row CROSS JOIN item_context ON item_context.context_id = item_row.context_id;

CREATE VIEW item_identifier AS
  SELECT item_row.row_id AS row_id, identifier_id, role, certainty FROM context_identifier JOIN item_row USING (context_id)
  UNION ALL SELECT row_id, identifier_id, role, certainty FROM row_identifier;
`;

/** Whoever takes an item out takes out all that is stored of it, and its context counts one less. */
const triggers = `
CREATE TRIGGER item_goes INSTEAD OF DELETE ON item BEGIN
  DELETE FROM item_search WHERE rowid = old.row_id;
  UPDATE item_key SET entries = replace(entries, '|' || substr(old.item_id, 5, 12) || '=' || old.row_id || '|', '|') WHERE bucket = substr(old.item_id, 1, 4) AND run_id = old.run_id;
  DELETE FROM item_key WHERE bucket = substr(old.item_id, 1, 4) AND run_id = old.run_id AND entries = '|';
  DELETE FROM item_row WHERE row_id = old.row_id;
  UPDATE item_context SET items = items - 1 WHERE context_id = old.context_id;
END;
`;

export const keysInBuckets: Migration = {
  name: 'keys-in-buckets',
  apply: (db) => {
    db.exec(ids);
    db.exec(keys);
    db.exec(views);
    db.exec(triggers);
  },
};
