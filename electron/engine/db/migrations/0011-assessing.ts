/** The second reviewer, links to what is alleged, what people say of an item, disclosure, and an editable tag set. */
import type { Migration } from './index.ts';

/**
 * From here on the first reviewer's assessment stands until they change it themselves; another's stands beside it.
 * What stood before stays as it stood, under the name of whoever made it.
 */
const reviewers = `
ALTER TABLE assessment ADD COLUMN charges TEXT NOT NULL DEFAULT '[]'; -- JSON: ids of charges
ALTER TABLE assessment ADD COLUMN standards TEXT NOT NULL DEFAULT '[]'; -- JSON: codes
ALTER TABLE current_assessment ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE current_assessment ADD COLUMN charges TEXT NOT NULL DEFAULT '[]';
ALTER TABLE current_assessment ADD COLUMN standards TEXT NOT NULL DEFAULT '[]';
-- Counting by state, and by what is linked, reads these and no rows.
CREATE INDEX current_assessment_linked ON current_assessment (charges, standards, state) WHERE charges <> '[]' OR standards <> '[]';
UPDATE current_assessment SET author = (SELECT author FROM assessment JOIN review_action USING (action_id) WHERE assessment.assessment_id = current_assessment.assessment_id);
CREATE TABLE second_assessment (
  item_id TEXT NOT NULL, author TEXT NOT NULL, assessment_id INTEGER NOT NULL REFERENCES assessment, state TEXT NOT NULL,
  charges TEXT NOT NULL, standards TEXT NOT NULL, PRIMARY KEY (item_id, author)
) STRICT, WITHOUT ROWID;
DROP TRIGGER assessment_becomes_current;
CREATE TRIGGER assessment_stands_first AFTER INSERT ON assessment
WHEN NOT EXISTS (SELECT 1 FROM current_assessment AS first WHERE first.item_id = new.item_id AND first.state <> 'not-assessed' AND first.author <> (SELECT author FROM review_action WHERE action_id = new.action_id)) BEGIN
  INSERT INTO current_assessment (item_id, assessment_id, state, author, charges, standards)
    VALUES (new.item_id, new.assessment_id, new.state, (SELECT author FROM review_action WHERE action_id = new.action_id), new.charges, new.standards)
    ON CONFLICT (item_id) DO UPDATE SET assessment_id = excluded.assessment_id, state = excluded.state, author = excluded.author, charges = excluded.charges, standards = excluded.standards;
  DELETE FROM second_assessment WHERE item_id = new.item_id AND author = (SELECT author FROM review_action WHERE action_id = new.action_id);
END;
CREATE TRIGGER assessment_stands_second AFTER INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM current_assessment AS first WHERE first.item_id = new.item_id AND first.state <> 'not-assessed' AND first.author <> (SELECT author FROM review_action WHERE action_id = new.action_id)) BEGIN
  INSERT INTO second_assessment (item_id, author, assessment_id, state, charges, standards)
    VALUES (new.item_id, (SELECT author FROM review_action WHERE action_id = new.action_id), new.assessment_id, new.state, new.charges, new.standards)
    ON CONFLICT (item_id, author) DO UPDATE SET assessment_id = excluded.assessment_id, state = excluded.state, charges = excluded.charges, standards = excluded.standards;
  DELETE FROM second_assessment WHERE item_id = new.item_id AND author = (SELECT author FROM review_action WHERE action_id = new.action_id) AND state = 'not-assessed';
END;
-- What a link of an assessment that stands is found by.
CREATE VIEW standing_link AS
  SELECT item_id, charges, standards FROM current_assessment WHERE state <> 'not-assessed' AND (charges <> '[]' OR standards <> '[]')
  UNION ALL SELECT item_id, charges, standards FROM second_assessment WHERE charges <> '[]' OR standards <> '[]';
-- How second reviewers stand to the first of each assessed item.
CREATE VIEW second_view AS
  SELECT first.item_id AS item_id, CASE max(second_assessment.state <> first.state) WHEN 1 THEN 'differs' WHEN 0 THEN 'agrees' ELSE 'none' END AS second
  FROM current_assessment AS first LEFT JOIN second_assessment ON second_assessment.item_id = first.item_id WHERE first.state <> 'not-assessed' GROUP BY first.item_id;
`;

const accounts = `
CREATE TABLE account_entry (
  entry_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES review_action,
  account_id INTEGER NOT NULL, -- the entry that began the account
  item_id TEXT NOT NULL, whose TEXT NOT NULL CHECK (whose IN ('officer', 'complainant', 'witness', 'other')), name TEXT NOT NULL,
  text TEXT NOT NULL, -- '': taken back
  source TEXT NOT NULL, place TEXT NOT NULL, said_on TEXT -- ISO day
) STRICT;
CREATE INDEX account_entry_by_item ON account_entry (item_id, account_id, entry_id);
CREATE INDEX account_entry_by_account ON account_entry (account_id, entry_id);
CREATE INDEX account_entry_by_action ON account_entry (action_id);
-- What the officer says stood with assessments until now: each change of it becomes an entry, under its own author and time.
CREATE TEMP TABLE said AS
  SELECT action_id, item_id, assessment_id, officers_account AS text FROM (
    SELECT *, lag(officers_account, 1, '') OVER (PARTITION BY item_id ORDER BY assessment_id) AS earlier FROM assessment
  ) WHERE officers_account <> earlier ORDER BY assessment_id;
INSERT INTO account_entry (entry_id, action_id, account_id, item_id, whose, name, text, source, place, said_on)
  SELECT said.rowid, action_id, (SELECT min(first.rowid) FROM said AS first WHERE first.item_id = said.item_id), item_id, 'officer', '', text, 'not-stated', '', NULL FROM said ORDER BY said.rowid;
DROP TABLE said;
CREATE VIEW standing_account AS
  SELECT * FROM account_entry WHERE text <> '' AND NOT EXISTS (SELECT 1 FROM account_entry AS later WHERE later.account_id = account_entry.account_id AND later.entry_id > account_entry.entry_id);
`;

const disclosure = `
CREATE TABLE disclosure_entry (
  entry_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES review_action, item_id TEXT NOT NULL,
  relevance TEXT NOT NULL CHECK (relevance IN ('not-set', 'relevant', 'unused', 'not-relevant')), handling TEXT NOT NULL CHECK (handling IN ('normal', 'sensitive', 'privileged')),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX disclosure_entry_by_item ON disclosure_entry (item_id, entry_id);
CREATE INDEX disclosure_entry_by_action ON disclosure_entry (action_id);
CREATE TABLE current_disclosure (
  item_id TEXT PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES disclosure_entry, relevance TEXT NOT NULL, handling TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX current_disclosure_by_answer ON current_disclosure (relevance, handling);
CREATE INDEX current_disclosure_by_handling ON current_disclosure (handling);
CREATE TRIGGER disclosure_becomes_current AFTER INSERT ON disclosure_entry BEGIN
  INSERT INTO current_disclosure (item_id, entry_id, relevance, handling) VALUES (new.item_id, new.entry_id, new.relevance, new.handling)
  ON CONFLICT (item_id) DO UPDATE SET entry_id = excluded.entry_id, relevance = excluded.relevance, handling = excluded.handling;
END;
`;

const framework = `
ALTER TABLE tag ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1));
CREATE TABLE charge_entry (
  entry_id INTEGER PRIMARY KEY,
  charge_id INTEGER NOT NULL, -- the entry that began it
  part_of INTEGER, -- NULL: an allegation; otherwise a particular of it
  number TEXT NOT NULL, text TEXT NOT NULL, removed INTEGER NOT NULL CHECK (removed IN (0, 1)), reason TEXT NOT NULL,
  author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX charge_entry_by_charge ON charge_entry (charge_id, entry_id);
CREATE TABLE standard_entry (
  entry_id INTEGER PRIMARY KEY, code TEXT NOT NULL, title TEXT NOT NULL, wording TEXT NOT NULL, source TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX standard_entry_by_code ON standard_entry (code, entry_id);
`;

export const assessing: Migration = {
  name: 'assessing',
  apply: (db) => {
    for (const part of [reviewers, accounts, disclosure, framework]) db.exec(part);
    for (const table of ['account_entry', 'disclosure_entry', 'charge_entry', 'standard_entry']) {
      for (const deed of ['UPDATE', 'DELETE']) {
        db.exec(`CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`);
      }
    }
  },
};
