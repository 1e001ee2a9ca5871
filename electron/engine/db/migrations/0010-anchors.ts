/** Dated facts of the case that contact is measured against. Each is changed, removed and brought back by a further row. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE anchor_change (
  change_id INTEGER PRIMARY KEY, anchor_id INTEGER NOT NULL, -- the change that made it; never given to another
  state TEXT, -- JSON of what is stated and the time it was placed at; NULL: removed
  summary TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL, undoes INTEGER REFERENCES anchor_change
) STRICT;
CREATE INDEX anchor_change_by_anchor ON anchor_change (anchor_id, change_id);
CREATE TRIGGER anchor_change_refuses_update BEFORE UPDATE ON anchor_change BEGIN SELECT RAISE(ABORT, 'anchor_change is append-only'); END;
CREATE TRIGGER anchor_change_refuses_delete BEFORE DELETE ON anchor_change BEGIN SELECT RAISE(ABORT, 'anchor_change is append-only'); END;
`;

export const anchors: Migration = { name: 'anchors', apply: (db) => { db.exec(tables); } };
