/**
 * Items as narrow rows. What thousands of rows share (sender, thread, zone and its basis, place in
 * the exhibit, the identifiers of the parties) is stored once, as a context; a row holds what is its
 * own. The view `item` shows both together under the columns the wide table had. What hung on the
 * wide table (the files of items, the summaries of identifiers) hangs on the narrow ones from here on.
 */
import type { Migration } from './index.ts';

const tables = `
DROP INDEX item_by_time; -- of the wide table, which goes below
DROP TRIGGER item_brings_files; -- the writer of items enters their files: a view has no AFTER triggers, and of the rows hardly one has a file
DROP TRIGGER item_added_unsettles_summary;
DROP TRIGGER item_removed_unsettles_summary;
CREATE TABLE item_context (
  context_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_run,
  exhibit_id INTEGER NOT NULL REFERENCES exhibit,
  items INTEGER NOT NULL DEFAULT 0, -- rows in this context, counted in the transaction that stores them or takes one out
  kind TEXT NOT NULL, direction TEXT NOT NULL, from_name TEXT NOT NULL, to_names TEXT NOT NULL, thread TEXT NOT NULL, status TEXT NOT NULL,
  span_ms INTEGER, -- latest_ms - earliest_ms; NULL: undated
  precision TEXT NOT NULL, zone TEXT, zone_basis TEXT NOT NULL, zone_basis_by TEXT NOT NULL, time_flags TEXT NOT NULL,
  locator_type TEXT NOT NULL, -- '' : each row carries its whole locator
  file TEXT NOT NULL, part TEXT, -- part: sheet or table
  verbatim_before TEXT, verbatim_between TEXT, -- verbatim = before, written, between, text; NULL: each row carries its own
  identifiers TEXT NOT NULL -- those every row of the context carries, before its own
) STRICT;
CREATE INDEX item_context_by_run ON item_context (run_id);

CREATE TABLE item_row (
  row_id INTEGER PRIMARY KEY,
  context_id INTEGER NOT NULL, -- of item_context; no REFERENCES, which would ask for an index on it or a scan for each context that goes
  sort_ms INTEGER NOT NULL, -- earliest_ms, or the undated lane's place after everything dated
  item_id TEXT NOT NULL, written TEXT NOT NULL, text TEXT NOT NULL,
  verbatim TEXT, -- NULL: as the context says
  place ANY, byte INTEGER, -- line, row, page, row id, element, path or file, as locator_type says
  rest TEXT -- JSON of what most rows have none of: fields, attachments, identifiers of its own, remarks, an unusual locator
) STRICT;
-- Covers opening a view and counting, so that neither reads the rows themselves.
CREATE INDEX item_by_time ON item_row (sort_ms, row_id, context_id);

-- For what a person wrote down of a picture: it has a region instead of a place, and is sought by its context.
CREATE INDEX item_row_without_place ON item_row (context_id) WHERE place IS NULL;

-- Where an item's id is found. Filled after the rows, many at a time: ids are in no order, and one by one they would touch every page.
CREATE TABLE item_key (
  item_id TEXT NOT NULL, run_id INTEGER NOT NULL, row_id INTEGER NOT NULL, PRIMARY KEY (item_id, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE context_identifier (
  identifier_id INTEGER NOT NULL REFERENCES identifier, context_id INTEGER NOT NULL REFERENCES item_context ON DELETE CASCADE,
  role TEXT NOT NULL, certainty TEXT NOT NULL,
  PRIMARY KEY (identifier_id, context_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX context_identifier_by_context ON context_identifier (context_id);
CREATE TABLE row_identifier (
  identifier_id INTEGER NOT NULL REFERENCES identifier, row_id INTEGER NOT NULL REFERENCES item_row ON DELETE CASCADE,
  role TEXT NOT NULL, certainty TEXT NOT NULL,
  PRIMARY KEY (identifier_id, row_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_identifier_by_row ON row_identifier (row_id);

CREATE VIRTUAL TABLE context_search USING fts5(
  words, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Sk'"
);
`;

/** Old rows are copied as they are: each keeps its own verbatim text, locator, identifiers and search words. */
const signature = `json_array(run_id, exhibit_id, kind, direction, from_name, to_names, thread, status, latest_ms - earliest_ms, precision, zone, zone_basis, zone_basis_by, time_flags)`;
const copy = `
CREATE TEMP TABLE narrowing (signature TEXT PRIMARY KEY, context_id INTEGER NOT NULL, example INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO narrowing SELECT signature, row_number() OVER (), example FROM (SELECT ${signature} AS signature, min(row_id) AS example FROM item GROUP BY 1);
INSERT INTO item_context (context_id, run_id, exhibit_id, kind, direction, from_name, to_names, thread, status, span_ms, precision, zone, zone_basis, zone_basis_by, time_flags, locator_type, file, identifiers)
  SELECT context_id, run_id, exhibit_id, kind, direction, from_name, to_names, thread, status, latest_ms - earliest_ms, precision, zone, zone_basis, zone_basis_by, time_flags, '', '', '[]'
  FROM narrowing JOIN item ON row_id = example;
INSERT INTO item_row (row_id, context_id, sort_ms, item_id, written, text, verbatim, rest)
  SELECT row_id, (SELECT context_id FROM narrowing WHERE signature = ${signature}), sort_ms, item_id, written, text, verbatim,
    json_object('locator', json(locator), 'fields', json(fields), 'attachments', json(attachments), 'identifiers', json(identifiers), 'remarks', json(remarks))
  FROM item ORDER BY row_id;
INSERT INTO item_key SELECT item_id, run_id, row_id FROM item ORDER BY item_id, run_id;
INSERT INTO row_identifier SELECT identifier_id, row_id, role, certainty FROM item_identifier;
UPDATE item_context SET items = (SELECT count(*) FROM item_row WHERE item_row.context_id = item_context.context_id);
DROP TABLE narrowing;
DROP TABLE item_identifier;
DROP TABLE item;
`;

/** Dropping the wide table would take with it what refers to it, so the files of items are set aside meanwhile. */
const filesSetAside = `
CREATE TEMP TABLE files_kept AS SELECT row_id, attachment, run_id, exhibit_id, item_id, member, name, media_type, sha256 FROM item_attachment;
DROP TRIGGER member_hash_is_known;
DROP TABLE item_attachment;
`;
const filesPutBack = `
-- The files of items, one row each: what a duplicate is found by. Entered with the item by its writer.
-- A person's transcription of a picture names the picture's file and is left out, or every picture would be its own duplicate.
CREATE TABLE item_attachment (
  row_id INTEGER NOT NULL REFERENCES item_row ON DELETE CASCADE,
  attachment INTEGER NOT NULL, -- counts from 0
  run_id INTEGER NOT NULL, exhibit_id INTEGER NOT NULL, item_id TEXT NOT NULL,
  member TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT, -- null until the file has been hashed
  PRIMARY KEY (row_id, attachment)
) STRICT, WITHOUT ROWID;
INSERT INTO item_attachment SELECT * FROM files_kept ORDER BY row_id, attachment;
DROP TABLE files_kept;
CREATE INDEX item_attachment_by_hash ON item_attachment (sha256, exhibit_id, run_id);
CREATE INDEX item_attachment_by_member ON item_attachment (exhibit_id, member);
CREATE TRIGGER member_hash_is_known AFTER INSERT ON member_hash BEGIN
  UPDATE item_attachment SET sha256 = new.sha256 WHERE exhibit_id = new.exhibit_id AND member = new.member AND sha256 IS NULL;
END;
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
  item_row.row_id AS row_id, item_context.run_id AS run_id, item_context.exhibit_id AS exhibit_id, item_row.item_id AS item_id, item_row.context_id AS context_id,
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

/**
 * Whoever takes an item out takes out all that is stored of it, and its context counts one less. Whenever
 * a context counts more or fewer items, or goes, the summary of its run's identifiers no longer holds.
 */
const unsettled = (row: 'new' | 'old'): string => `WHEN EXISTS (SELECT 1 FROM identifier_summary WHERE run_id = ${row}.run_id) BEGIN
  DELETE FROM identifier_summary WHERE run_id = ${row}.run_id;
END;`;
const triggers = `
CREATE TRIGGER item_count_unsettles_summary AFTER UPDATE OF items ON item_context ${unsettled('new')}
CREATE TRIGGER context_removed_unsettles_summary AFTER DELETE ON item_context ${unsettled('old')}
CREATE TRIGGER item_goes INSTEAD OF DELETE ON item BEGIN
  DELETE FROM item_search WHERE rowid = old.row_id;
  DELETE FROM item_key WHERE item_id = old.item_id AND run_id = old.run_id;
  DELETE FROM item_row WHERE row_id = old.row_id;
  UPDATE item_context SET items = items - 1 WHERE context_id = old.context_id;
END;
`;

/**
 * Merging parts of the search index as they come would rewrite it several times during an import;
 * instead, whenever this many parts of one size have gathered, they are made one.
 */
const searchSettings = `
INSERT INTO item_search (item_search, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 33554432);
INSERT INTO context_search (context_search, rank) VALUES ('automerge', 0), ('crisismerge', 32);
`;

export const narrowRows: Migration = {
  name: 'narrow-rows',
  apply: (db) => {
    db.exec(tables);
    db.exec(filesSetAside);
    db.exec(copy);
    db.exec(filesPutBack);
    db.exec(views);
    db.exec(triggers);
    db.exec(searchSettings);
  },
};
