/** Case details, exhibits, imports, items, review, continuity. */
import { defaultTags } from '../../../../shared/domain/tags.ts';
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE case_detail (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE exhibit (
  exhibit_id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE COLLATE NOCASE,
  producer TEXT NOT NULL, description TEXT NOT NULL, device_owner TEXT NOT NULL, legal_basis TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE, size_bytes INTEGER NOT NULL,
  original_name TEXT NOT NULL, source_path TEXT NOT NULL, source_modified_at TEXT NOT NULL, media_type TEXT NOT NULL,
  added_at TEXT NOT NULL, added_by TEXT NOT NULL
) STRICT;

CREATE TABLE import_run (
  run_id INTEGER PRIMARY KEY,
  exhibit_id INTEGER NOT NULL REFERENCES exhibit,
  format TEXT NOT NULL, importer_version TEXT NOT NULL, answers TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'superseded', 'abandoned')),
  started_at TEXT NOT NULL, finished_at TEXT, author TEXT NOT NULL, certificate TEXT
) STRICT;
CREATE INDEX import_run_by_exhibit ON import_run (exhibit_id, state);

CREATE TABLE item (
  row_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_run,
  exhibit_id INTEGER NOT NULL REFERENCES exhibit,
  item_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  written TEXT NOT NULL, earliest_ms INTEGER, latest_ms INTEGER,
  sort_ms INTEGER NOT NULL, -- earliest_ms, or the undated lane's place after everything dated
  precision TEXT NOT NULL, zone TEXT, zone_basis TEXT NOT NULL, zone_basis_by TEXT NOT NULL, time_flags TEXT NOT NULL,
  direction TEXT NOT NULL, from_name TEXT NOT NULL, to_names TEXT NOT NULL, thread TEXT NOT NULL,
  text TEXT NOT NULL, status TEXT NOT NULL,
  locator TEXT NOT NULL, verbatim TEXT NOT NULL, fields TEXT NOT NULL, attachments TEXT NOT NULL, identifiers TEXT NOT NULL, remarks TEXT NOT NULL,
  UNIQUE (run_id, item_id)
) STRICT;
-- Covers opening a view, the histogram and the counts by kind, so that none of them reads the rows themselves.
CREATE INDEX item_by_time ON item (sort_ms, row_id, run_id, kind, exhibit_id, earliest_ms, latest_ms, precision);
CREATE INDEX item_by_id ON item (item_id);

CREATE TABLE identifier (
  identifier_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, normal TEXT NOT NULL, display TEXT NOT NULL, UNIQUE (kind, normal)
) STRICT;
CREATE INDEX identifier_by_display ON identifier (display);
CREATE TABLE item_identifier (
  row_id INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
  identifier_id INTEGER NOT NULL REFERENCES identifier,
  role TEXT NOT NULL, certainty TEXT NOT NULL,
  PRIMARY KEY (identifier_id, row_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_identifier_by_row ON item_identifier (row_id);

CREATE VIRTUAL TABLE item_search USING fts5(
  words, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Sk'"
);

CREATE TABLE quarantined_row (
  quarantined_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_run,
  exhibit_id INTEGER NOT NULL REFERENCES exhibit,
  locator TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, verbatim TEXT NOT NULL
) STRICT;
CREATE INDEX quarantined_row_by_run ON quarantined_row (run_id);

CREATE TABLE tag (code TEXT PRIMARY KEY, name TEXT NOT NULL, definition TEXT NOT NULL, position INTEGER NOT NULL) STRICT;

CREATE TABLE review_action (
  action_id INTEGER PRIMARY KEY, summary TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES review_action
) STRICT;
CREATE TABLE assessment (
  assessment_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES review_action, item_id TEXT NOT NULL,
  state TEXT NOT NULL, reasons TEXT NOT NULL, innocent_explanation TEXT NOT NULL, officers_account TEXT NOT NULL
) STRICT;
CREATE INDEX assessment_by_item ON assessment (item_id, assessment_id);
CREATE INDEX assessment_by_action ON assessment (action_id);
CREATE TABLE tag_change (
  tag_change_id INTEGER PRIMARY KEY, action_id INTEGER NOT NULL REFERENCES review_action, item_id TEXT NOT NULL,
  tag TEXT NOT NULL REFERENCES tag, added INTEGER NOT NULL CHECK (added IN (0, 1))
) STRICT;
CREATE INDEX tag_change_by_item ON tag_change (item_id);
CREATE INDEX tag_change_by_action ON tag_change (action_id);

CREATE TABLE current_assessment (item_id TEXT PRIMARY KEY, assessment_id INTEGER NOT NULL REFERENCES assessment, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX current_assessment_by_state ON current_assessment (state);
CREATE TABLE current_tag (tag TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (tag, item_id)) STRICT, WITHOUT ROWID;
CREATE INDEX current_tag_by_item ON current_tag (item_id);

CREATE TABLE signing_key (key_id TEXT PRIMARY KEY, public_key TEXT NOT NULL, first_used_at TEXT NOT NULL, first_used_by TEXT NOT NULL) STRICT;
CREATE TABLE continuity_entry (
  sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL, summary TEXT NOT NULL, details TEXT NOT NULL,
  previous_hash TEXT NOT NULL, hash TEXT NOT NULL, key_id TEXT NOT NULL REFERENCES signing_key, signature TEXT NOT NULL
) STRICT;
`;

/** The current state is derived by the database itself, so no writer can forget to. */
const derived = `
CREATE TRIGGER assessment_becomes_current AFTER INSERT ON assessment BEGIN
  INSERT INTO current_assessment (item_id, assessment_id, state) VALUES (new.item_id, new.assessment_id, new.state)
  ON CONFLICT (item_id) DO UPDATE SET assessment_id = excluded.assessment_id, state = excluded.state;
END;
CREATE TRIGGER tag_added AFTER INSERT ON tag_change WHEN new.added = 1 BEGIN
  INSERT INTO current_tag (tag, item_id) VALUES (new.tag, new.item_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER tag_removed AFTER INSERT ON tag_change WHEN new.added = 0 BEGIN
  DELETE FROM current_tag WHERE tag = new.tag AND item_id = new.item_id;
END;
`;

/** Tables whose rows are only ever appended: the database refuses anything else. */
const appendOnly = ['exhibit', 'review_action', 'assessment', 'tag_change', 'signing_key', 'continuity_entry'];

export const theFirstHouse: Migration = {
  name: 'the-first-house',
  apply: (db) => {
    db.exec(tables);
    db.exec(derived);
    for (const table of appendOnly) {
      for (const deed of ['UPDATE', 'DELETE']) {
        db.exec(`CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`);
      }
    }
    const insert = db.prepare('INSERT INTO tag (code, name, definition, position) VALUES (?, ?, ?, ?)');
    defaultTags.forEach((tag, position) => insert.run(tag.code, tag.name, tag.definition, position));
  },
};
