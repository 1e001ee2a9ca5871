/** Answers to the questions asked of an access or a contact. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE checklist_entry (
  entry_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES review_action, item_id TEXT NOT NULL,
  question TEXT NOT NULL, answer TEXT NOT NULL CHECK (answer IN ('not-answered', 'yes', 'no', 'not-known', 'not-applicable')),
  basis TEXT CHECK (basis IN ('observed', 'inferred')), note TEXT NOT NULL
) STRICT;
CREATE INDEX checklist_entry_by_item ON checklist_entry (item_id, question, entry_id);
CREATE INDEX checklist_entry_by_action ON checklist_entry (action_id);
CREATE VIEW standing_answer AS
  SELECT * FROM checklist_entry WHERE answer <> 'not-answered'
    AND NOT EXISTS (SELECT 1 FROM checklist_entry AS later WHERE later.item_id = checklist_entry.item_id AND later.question = checklist_entry.question AND later.entry_id > checklist_entry.entry_id);
CREATE TRIGGER checklist_entry_refuses_update BEFORE UPDATE ON checklist_entry BEGIN SELECT RAISE(ABORT, 'checklist_entry is append-only'); END;
CREATE TRIGGER checklist_entry_refuses_delete BEFORE DELETE ON checklist_entry BEGIN SELECT RAISE(ABORT, 'checklist_entry is append-only'); END;
`;

export const checklists: Migration = { name: 'checklists', apply: (db) => { db.exec(tables); } };
