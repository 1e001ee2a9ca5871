/** Filters that people have given a name. A view is changed or removed by a further row. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE saved_view_change (
  change_id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, filter TEXT, -- JSON; NULL: removed
  author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX saved_view_change_by_name ON saved_view_change (name, change_id);
CREATE TRIGGER saved_view_change_refuses_update BEFORE UPDATE ON saved_view_change BEGIN SELECT RAISE(ABORT, 'saved_view_change is append-only'); END;
CREATE TRIGGER saved_view_change_refuses_delete BEFORE DELETE ON saved_view_change BEGIN SELECT RAISE(ABORT, 'saved_view_change is append-only'); END;
`;

export const savedViews: Migration = { name: 'saved-views', apply: (db) => { db.exec(tables); } };
