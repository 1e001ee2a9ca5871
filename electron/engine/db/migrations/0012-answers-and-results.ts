/** Answers to the questions asked of an access or a contact, and what became of each charge. */
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
CREATE TABLE charge_result_entry (
  entry_id INTEGER PRIMARY KEY, charge_id INTEGER NOT NULL, outcome TEXT NOT NULL, words TEXT NOT NULL, decided_by TEXT NOT NULL, decided_on TEXT, -- ISO day
  withdraws INTEGER UNIQUE REFERENCES charge_result_entry, reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX charge_result_entry_by_charge ON charge_result_entry (charge_id, entry_id);
CREATE TRIGGER charge_result_entry_refuses_update BEFORE UPDATE ON charge_result_entry BEGIN SELECT RAISE(ABORT, 'charge_result_entry is append-only'); END;
CREATE TRIGGER charge_result_entry_refuses_delete BEFORE DELETE ON charge_result_entry BEGIN SELECT RAISE(ABORT, 'charge_result_entry is append-only'); END;
CREATE TRIGGER checklist_entry_refuses_delete BEFORE DELETE ON checklist_entry BEGIN SELECT RAISE(ABORT, 'checklist_entry is append-only'); END;
`;

export const answersAndResults: Migration = { name: 'answers-and-results', apply: (db) => { db.exec(tables); } };
