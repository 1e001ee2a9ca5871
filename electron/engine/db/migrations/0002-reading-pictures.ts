/** Files of items by their hash, what machines read in pictures, what people made of that, and fingerprints. */
import type { Migration } from './index.ts';

const tables = `
-- The files of items, one row each, derived from item.attachments: what a duplicate is found by.
-- A person's transcription of a picture names the picture's file and is left out, or every picture would be its own duplicate.
CREATE TABLE item_attachment (
  row_id INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
  attachment INTEGER NOT NULL, -- counts from 0
  run_id INTEGER NOT NULL, exhibit_id INTEGER NOT NULL, item_id TEXT NOT NULL,
  member TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT, -- null until the file has been hashed
  PRIMARY KEY (row_id, attachment)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_attachment_by_hash ON item_attachment (sha256, exhibit_id, run_id);
CREATE INDEX item_attachment_by_member ON item_attachment (exhibit_id, member);

-- Hashes of files inside exhibits that were worked out after the import, so that they outlast the next one.
CREATE TABLE member_hash (exhibit_id INTEGER NOT NULL REFERENCES exhibit, member TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (exhibit_id, member)) STRICT, WITHOUT ROWID;

CREATE TABLE picture_text (
  reading_id INTEGER PRIMARY KEY,
  item_id TEXT NOT NULL, attachment INTEGER NOT NULL, sha256 TEXT NOT NULL,
  engine TEXT NOT NULL, engine_version TEXT NOT NULL,
  words TEXT NOT NULL, text TEXT NOT NULL, remarks TEXT NOT NULL, made_at TEXT NOT NULL, author TEXT NOT NULL
) STRICT;
CREATE INDEX picture_text_by_item ON picture_text (item_id, attachment, reading_id);
CREATE INDEX picture_text_by_hash ON picture_text (sha256, engine);

CREATE TABLE picture_text_edit (
  edit_id INTEGER PRIMARY KEY,
  item_id TEXT NOT NULL, attachment INTEGER NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('edited', 'signed-off', 'undone')),
  text TEXT, -- as it stood after this; null = as the machine read it
  author TEXT NOT NULL, made_at TEXT NOT NULL, signed_off_at TEXT, signed_off_by TEXT,
  undoes INTEGER UNIQUE REFERENCES picture_text_edit
) STRICT;
CREATE INDEX picture_text_edit_by_item ON picture_text_edit (item_id, attachment, edit_id);

CREATE TABLE picture_fingerprint (sha256 TEXT PRIMARY KEY, phash TEXT) STRICT, WITHOUT ROWID; -- null = too plain to compare
`;

/** The rows of `item_attachment` of some items; `from` names the item table or the new row of a trigger. */
function filesOf(from: 'item' | 'new'): string {
  return `INSERT INTO item_attachment (row_id, attachment, run_id, exhibit_id, item_id, member, name, media_type, sha256)
    SELECT ${from}.row_id, CAST(file.key AS INTEGER), ${from}.run_id, ${from}.exhibit_id, ${from}.item_id,
      json_extract(file.value, '$.member'), json_extract(file.value, '$.name'), json_extract(file.value, '$.mediaType'),
      coalesce(
        json_extract(file.value, '$.sha256'),
        CASE json_extract(file.value, '$.member') WHEN '' THEN (SELECT sha256 FROM exhibit WHERE exhibit.exhibit_id = ${from}.exhibit_id)
          ELSE (SELECT sha256 FROM member_hash WHERE member_hash.exhibit_id = ${from}.exhibit_id AND member_hash.member = json_extract(file.value, '$.member')) END)
    FROM ${from === 'item' ? 'item, ' : ''}json_each(${from}.attachments) AS file
    WHERE json_extract(file.value, '$.member') IS NOT NULL`;
}
const hasFiles = (from: 'item' | 'new'): string => `${from}.attachments <> '[]' AND json_extract(${from}.locator, '$.type') <> 'region'`;

const derived = `
CREATE TRIGGER item_brings_files AFTER INSERT ON item WHEN ${hasFiles('new')} BEGIN ${filesOf('new')}; END;
CREATE TRIGGER member_hash_is_known AFTER INSERT ON member_hash BEGIN
  UPDATE item_attachment SET sha256 = new.sha256 WHERE exhibit_id = new.exhibit_id AND member = new.member AND sha256 IS NULL;
END;
`;

export const readingPictures: Migration = {
  name: 'reading-pictures',
  apply: (db) => {
    db.exec(tables);
    db.exec(derived);
    db.exec(`${filesOf('item')} AND ${hasFiles('item')}`);
    for (const table of ['picture_text', 'picture_text_edit']) {
      for (const deed of ['UPDATE', 'DELETE']) {
        db.exec(`CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`);
      }
    }
  },
};
