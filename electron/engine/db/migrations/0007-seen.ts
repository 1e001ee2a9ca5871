/** Which items somebody has had before them, and the search terms a case is read by. */
import type { Migration } from './index.ts';

const tables = `
-- Once for each item and reader; kept by id, which outlives an import. The exhibit stands beside it so that counting needs no items.
CREATE TABLE item_seen (
  item_id TEXT NOT NULL, author TEXT NOT NULL, exhibit_id INTEGER NOT NULL REFERENCES exhibit, seen_at TEXT NOT NULL, PRIMARY KEY (item_id, author)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_seen_by_exhibit ON item_seen (exhibit_id, item_id);
-- A term is taken off the list by a further row; what was searched for is never forgotten.
CREATE TABLE search_term_change (
  change_id INTEGER PRIMARY KEY, term TEXT NOT NULL, listed INTEGER NOT NULL CHECK (listed IN (0, 1)), reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX search_term_change_by_term ON search_term_change (term, change_id);
CREATE TRIGGER search_term_change_refuses_update BEFORE UPDATE ON search_term_change BEGIN SELECT RAISE(ABORT, 'search_term_change is append-only'); END;
CREATE TRIGGER search_term_change_refuses_delete BEFORE DELETE ON search_term_change BEGIN SELECT RAISE(ABORT, 'search_term_change is append-only'); END;
`;

export const seen: Migration = { name: 'seen', apply: (db) => { db.exec(tables); } };
