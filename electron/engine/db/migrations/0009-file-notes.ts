/** What is said of files that are hard to look at: a description, so that others need not look, and that work on one has stopped. */
import type { Migration } from './index.ts';

const tables = `
-- Append-only; the newest of each kind stands. Kept by place and by hash, so that it holds for the same file anywhere, and after an import.
CREATE TABLE file_note (
  note_id INTEGER PRIMARY KEY,
  exhibit_id INTEGER NOT NULL REFERENCES exhibit, member TEXT NOT NULL,
  sha256 TEXT, -- null until the file has been hashed; then the hash its place has counts
  kind TEXT NOT NULL CHECK (kind IN ('description', 'stop')),
  standing INTEGER NOT NULL CHECK (standing IN (0, 1)), -- 0: taken back
  text TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX file_note_by_place ON file_note (exhibit_id, member, kind, note_id);
CREATE INDEX file_note_by_hash ON file_note (sha256, kind, note_id);
CREATE TRIGGER file_note_refuses_update BEFORE UPDATE ON file_note BEGIN SELECT RAISE(ABORT, 'file_note is append-only'); END;
CREATE TRIGGER file_note_refuses_delete BEFORE DELETE ON file_note BEGIN SELECT RAISE(ABORT, 'file_note is append-only'); END;
CREATE INDEX continuity_reveals ON continuity_entry (sequence) WHERE action IN ('evidence.revealed', 'evidence.previewed', 'evidence.put-away');
`;

export const fileNotes: Migration = { name: 'file-notes', apply: (db) => { db.exec(tables); } };
