/** Hearing bundles: each change of one is a whole definition, and none is ever altered. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE bundle_entry (
  entry_id INTEGER PRIMARY KEY,
  bundle_id INTEGER NOT NULL, -- the entry that began it
  definition TEXT NOT NULL, -- JSON
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)), reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX bundle_entry_by_bundle ON bundle_entry (bundle_id, entry_id);
CREATE TRIGGER bundle_entry_refuses_update BEFORE UPDATE ON bundle_entry BEGIN SELECT RAISE(ABORT, 'bundle_entry is append-only'); END;
CREATE TRIGGER bundle_entry_refuses_delete BEFORE DELETE ON bundle_entry BEGIN SELECT RAISE(ABORT, 'bundle_entry is append-only'); END;
`;

export const bundles: Migration = { name: 'bundles', apply: (db) => { db.exec(tables); } };
