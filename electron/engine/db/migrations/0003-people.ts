/**
 * People, what they are stated to hold, and what was decided of suggestions: all appended. Beside
 * them a summary of the identifiers each import brought, so that no list reads every item.
 */
import type { Migration } from './index.ts';

const stated = `
CREATE TABLE person_action (
  action_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, summary TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES person_action
) STRICT;
-- A row is a person's number for the life of the case. What is said of the person stands in its versions.
CREATE TABLE person (person_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES person_action) STRICT;
CREATE TABLE person_version (
  version_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES person_action, person_id INTEGER NOT NULL REFERENCES person,
  name TEXT NOT NULL, role TEXT NOT NULL, relationship TEXT NOT NULL, notes TEXT NOT NULL,
  merged_into INTEGER REFERENCES person CHECK (merged_into <> person_id),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)) -- its making was undone
) STRICT;
CREATE INDEX person_version_by_person ON person_version (person_id, version_id);
CREATE INDEX person_version_by_action ON person_version (action_id);
CREATE TABLE holding (holding_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES person_action) STRICT;
CREATE TABLE holding_version (
  version_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES person_action, holding_id INTEGER NOT NULL REFERENCES holding,
  person_id INTEGER NOT NULL REFERENCES person, kind TEXT NOT NULL, normal TEXT NOT NULL, written TEXT NOT NULL,
  valid_from TEXT, valid_until TEXT, zone TEXT NOT NULL,
  from_ms INTEGER, until_ms INTEGER, -- the first and last day as instants in the zone, the second exclusive
  basis TEXT NOT NULL, shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  held INTEGER NOT NULL CHECK (held IN (0, 1)) -- 0: released, or its making was undone
) STRICT;
CREATE INDEX holding_version_by_holding ON holding_version (holding_id, version_id);
CREATE INDEX holding_version_by_action ON holding_version (action_id);
CREATE TABLE suggestion_decision (
  decision_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES person_action, subject TEXT NOT NULL, -- names what the suggestion links
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'declined', 'open')), reason TEXT NOT NULL, evidence TEXT NOT NULL
) STRICT;
CREATE INDEX suggestion_decision_by_subject ON suggestion_decision (subject, decision_id);
CREATE INDEX suggestion_decision_by_action ON suggestion_decision (action_id);
`;

/** What stands now, derived by the database itself, so that no writer can forget to. */
const derived = `
CREATE TABLE current_person (person_id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES person_version, merged_into INTEGER) STRICT;
CREATE INDEX current_person_by_merged_into ON current_person (merged_into);
CREATE TRIGGER person_becomes_current AFTER INSERT ON person_version BEGIN
  DELETE FROM current_person WHERE person_id = new.person_id;
  INSERT INTO current_person (person_id, version_id, merged_into) SELECT new.person_id, new.version_id, new.merged_into WHERE new.withdrawn = 0;
END;
-- Whoever a person has been merged into, through however many merges; a person not merged is their own.
CREATE VIEW person_owner AS WITH RECURSIVE owner (person_id, owner_id) AS (
  SELECT person_id, person_id FROM current_person WHERE merged_into IS NULL
  UNION ALL SELECT current_person.person_id, owner.owner_id FROM owner JOIN current_person ON current_person.merged_into = owner.person_id
) SELECT person_id, owner_id FROM owner;
CREATE TABLE current_holding (
  holding_id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES holding_version, person_id INTEGER NOT NULL,
  kind TEXT NOT NULL, normal TEXT NOT NULL, from_ms INTEGER, until_ms INTEGER
) STRICT;
CREATE INDEX current_holding_by_person ON current_holding (person_id);
CREATE INDEX current_holding_by_identifier ON current_holding (kind, normal);
CREATE TRIGGER holding_becomes_current AFTER INSERT ON holding_version BEGIN
  DELETE FROM current_holding WHERE holding_id = new.holding_id;
  INSERT INTO current_holding (holding_id, version_id, person_id, kind, normal, from_ms, until_ms)
  SELECT new.holding_id, new.version_id, new.person_id, new.kind, new.normal, new.from_ms, new.until_ms WHERE new.held = 1;
END;
CREATE TABLE current_decision (subject TEXT PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES suggestion_decision) STRICT, WITHOUT ROWID;
CREATE TRIGGER decision_becomes_current AFTER INSERT ON suggestion_decision BEGIN
  DELETE FROM current_decision WHERE subject = new.subject;
  INSERT INTO current_decision (subject, decision_id) SELECT new.subject, new.decision_id WHERE new.decision <> 'open';
END;
`;

/** Computed from items and never evidence itself: thrown away and made again whenever a run's items change. */
const summaries = `
CREATE TABLE identifier_summary (run_id INTEGER PRIMARY KEY REFERENCES import_run, whole INTEGER NOT NULL CHECK (whole IN (0, 1)), stamp TEXT NOT NULL) STRICT;
CREATE TABLE identifier_use (
  identifier_id INTEGER NOT NULL REFERENCES identifier, run_id INTEGER NOT NULL REFERENCES identifier_summary ON DELETE CASCADE,
  items INTEGER NOT NULL, authored INTEGER NOT NULL, certain INTEGER NOT NULL, first_ms INTEGER, last_ms INTEGER,
  PRIMARY KEY (identifier_id, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_use_by_run ON identifier_use (run_id);
CREATE TABLE identifier_form (
  identifier_id INTEGER NOT NULL REFERENCES identifier, run_id INTEGER NOT NULL REFERENCES identifier_summary ON DELETE CASCADE,
  written TEXT NOT NULL, items INTEGER NOT NULL,
  PRIMARY KEY (identifier_id, run_id, written)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_form_by_run ON identifier_form (run_id);
CREATE TABLE identifier_link (
  run_id INTEGER NOT NULL REFERENCES identifier_summary ON DELETE CASCADE, basis TEXT NOT NULL,
  kind_a TEXT NOT NULL, normal_a TEXT NOT NULL, kind_b TEXT NOT NULL, normal_b TEXT NOT NULL,
  written_a TEXT NOT NULL, written_b TEXT NOT NULL, items INTEGER NOT NULL, item_id TEXT NOT NULL, place TEXT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (run_id, basis, kind_a, normal_a, kind_b, normal_b)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER item_added_unsettles_summary AFTER INSERT ON item WHEN EXISTS (SELECT 1 FROM identifier_summary WHERE run_id = new.run_id) BEGIN
  DELETE FROM identifier_summary WHERE run_id = new.run_id;
END;
CREATE TRIGGER item_removed_unsettles_summary AFTER DELETE ON item WHEN EXISTS (SELECT 1 FROM identifier_summary WHERE run_id = old.run_id) BEGIN
  DELETE FROM identifier_summary WHERE run_id = old.run_id;
END;
`;

const appendOnly = ['person_action', 'person', 'person_version', 'holding', 'holding_version', 'suggestion_decision'];

export const people: Migration = {
  name: 'people',
  apply: (db) => {
    db.exec(stated);
    db.exec(derived);
    db.exec(summaries);
    for (const table of appendOnly) {
      for (const deed of ['UPDATE', 'DELETE']) {
        db.exec(`CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`);
      }
    }
  },
};
