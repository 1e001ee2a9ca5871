/** Redactions of pages and pictures, made and withdrawn; and versions of bundles in cipher. None of it is ever altered. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE redaction_entry (
  entry_id INTEGER PRIMARY KEY,
  exhibit_id INTEGER NOT NULL REFERENCES exhibit, member TEXT NOT NULL, sha256 TEXT, -- the file; its hash where known
  page INTEGER NOT NULL CHECK (page >= 1),
  region TEXT, -- JSON; NULL: the page is made anew and nothing is covered
  withdraws INTEGER REFERENCES redaction_entry, reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX redaction_entry_by_file ON redaction_entry (exhibit_id, member);
CREATE INDEX redaction_entry_by_hash ON redaction_entry (sha256) WHERE sha256 IS NOT NULL;
-- The file is kept in the case under its hash: what comes later goes on from exactly these bytes.
CREATE TABLE bundle_in_cipher (
  entry_id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES bundle_version (version_id),
  sha256 TEXT NOT NULL, ordinary_words TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX bundle_in_cipher_by_version ON bundle_in_cipher (version_id, entry_id);
${['redaction_entry', 'bundle_in_cipher'].map((table) => `
CREATE TRIGGER ${table}_refuses_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_refuses_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`).join('')}
`;

export const redactions: Migration = { name: 'redactions', apply: (db) => { db.exec(tables); } };
