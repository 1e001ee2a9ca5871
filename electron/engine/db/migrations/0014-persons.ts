/** Cipher names of people and the key to them, the kind of a relationship to the officer, rows left out of the review, and duty typed by people. */
import type { Migration } from './index.ts';

const ciphers = `
-- The key: which person a cipher stands for. Nothing else in the case holds both.
CREATE TABLE cipher_entry (
  entry_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES person_action, person_id INTEGER NOT NULL REFERENCES person,
  cipher TEXT NOT NULL, -- '': taken back
  matched TEXT NOT NULL, -- the form in which no two may be alike
  ground TEXT NOT NULL, basis TEXT NOT NULL
) STRICT;
CREATE INDEX cipher_entry_by_person ON cipher_entry (person_id, entry_id);
CREATE INDEX cipher_entry_by_action ON cipher_entry (action_id);
CREATE INDEX cipher_entry_by_matched ON cipher_entry (matched);
CREATE TABLE current_cipher (person_id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES cipher_entry, cipher TEXT NOT NULL, matched TEXT NOT NULL UNIQUE) STRICT;
CREATE TRIGGER cipher_becomes_current AFTER INSERT ON cipher_entry BEGIN
  DELETE FROM current_cipher WHERE person_id = new.person_id;
  INSERT INTO current_cipher (person_id, entry_id, cipher, matched) SELECT new.person_id, new.entry_id, new.cipher, new.matched WHERE new.cipher <> '';
END;
-- The cipher that counts for a person who stands: their own, or else that of whoever was merged into them first.
CREATE VIEW standing_cipher AS
  SELECT owner_id AS person_id, entry_id, cipher FROM (
    SELECT owner_id, entry_id, cipher, row_number() OVER (PARTITION BY owner_id ORDER BY owner_id <> current_cipher.person_id, current_cipher.person_id) AS place
    FROM current_cipher JOIN person_owner USING (person_id)
  ) WHERE place = 1;
`;

const relationship = `
ALTER TABLE person_version ADD COLUMN relationship_kind TEXT NOT NULL DEFAULT ''; -- 'wife', 'son': in the investigator's words
`;

const exclusion = `
CREATE TABLE exclusion_entry (
  entry_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES review_action, item_id TEXT NOT NULL,
  excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)), reason TEXT NOT NULL
) STRICT;
CREATE INDEX exclusion_entry_by_item ON exclusion_entry (item_id, entry_id);
CREATE INDEX exclusion_entry_by_action ON exclusion_entry (action_id);
CREATE TABLE current_exclusion (item_id TEXT PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES exclusion_entry, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX current_exclusion_by_reason ON current_exclusion (reason);
CREATE TRIGGER exclusion_becomes_current AFTER INSERT ON exclusion_entry BEGIN
  DELETE FROM current_exclusion WHERE item_id = new.item_id;
  INSERT INTO current_exclusion (item_id, entry_id, reason) SELECT new.item_id, new.entry_id, new.reason WHERE new.excluded = 1;
END;
`;

const duty = `
CREATE TABLE duty_spell_change (
  change_id INTEGER PRIMARY KEY, spell_id INTEGER NOT NULL, -- the change that made it; never given to another
  state TEXT, -- JSON of what is stated and the instants it was placed at; NULL: withdrawn
  summary TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL, undoes INTEGER REFERENCES duty_spell_change
) STRICT;
CREATE INDEX duty_spell_change_by_spell ON duty_spell_change (spell_id, change_id);
`;

export const persons: Migration = {
  name: 'persons',
  apply: (db) => {
    for (const part of [ciphers, relationship, exclusion, duty]) db.exec(part);
    for (const table of ['cipher_entry', 'exclusion_entry', 'duty_spell_change']) {
      for (const deed of ['UPDATE', 'DELETE']) {
        db.exec(`CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`);
      }
    }
  },
};
