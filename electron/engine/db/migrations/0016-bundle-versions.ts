/** Every bundle that was built, where rows are listed in it, and to whom it was served. None of it is ever altered. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE bundle_version (
  version_id INTEGER PRIMARY KEY,
  bundle_id INTEGER NOT NULL,
  basis_id INTEGER REFERENCES bundle_version (version_id), -- the served version it continues; NULL: none
  kind TEXT NOT NULL CHECK (kind IN ('whole', 'append', 'supplement')),
  definition TEXT NOT NULL, -- JSON, as it was when it was built
  file TEXT NOT NULL, -- JSON: name, hash, page map, checks
  page_hashes TEXT NOT NULL, -- JSON: of every page, its text and its pictures
  author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX bundle_version_by_bundle ON bundle_version (bundle_id, version_id);
-- Rows of documents of the case, with the page each begins on; those of a version it continues in the same file are that version's.
CREATE TABLE bundle_row (
  version_id INTEGER NOT NULL REFERENCES bundle_version (version_id),
  page INTEGER NOT NULL, document_id TEXT NOT NULL, number INTEGER NOT NULL,
  item_id TEXT, exhibit_id INTEGER,
  PRIMARY KEY (version_id, document_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_row_by_item ON bundle_row (item_id, version_id) WHERE item_id IS NOT NULL;
CREATE INDEX bundle_row_by_page ON bundle_row (version_id, page);
CREATE TABLE bundle_service (
  service_id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES bundle_version (version_id),
  served_on TEXT NOT NULL, recipients TEXT NOT NULL, acknowledged TEXT NOT NULL, note TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
${['bundle_version', 'bundle_row', 'bundle_service'].map((table) => `
CREATE TRIGGER ${table}_refuses_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_refuses_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`).join('')}
`;

export const bundleVersions: Migration = { name: 'bundle versions', apply: (db) => { db.exec(tables); } };
