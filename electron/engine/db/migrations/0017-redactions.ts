/** Redactions of pages and pictures: made and withdrawn, never altered. */
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
CREATE TRIGGER redaction_entry_refuses_update BEFORE UPDATE ON redaction_entry BEGIN SELECT RAISE(ABORT, 'redaction_entry is append-only'); END;
CREATE TRIGGER redaction_entry_refuses_delete BEFORE DELETE ON redaction_entry BEGIN SELECT RAISE(ABORT, 'redaction_entry is append-only'); END;
`;

export const redactions: Migration = { name: 'redactions', apply: (db) => { db.exec(tables); } };
