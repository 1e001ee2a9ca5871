/** What people decide of access-to-contact pairs: appended, the latest stands. Pairs themselves are worked out afresh each time. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE pair_decision (
  decision_id INTEGER PRIMARY KEY, access_id TEXT NOT NULL, contact_id TEXT NOT NULL, -- ids of items, which outlive an import
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'open')), reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX pair_decision_by_pair ON pair_decision (access_id, contact_id, decision_id);
CREATE TRIGGER pair_decision_refuses_update BEFORE UPDATE ON pair_decision BEGIN SELECT RAISE(ABORT, 'pair_decision is append-only'); END;
CREATE TRIGGER pair_decision_refuses_delete BEFORE DELETE ON pair_decision BEGIN SELECT RAISE(ABORT, 'pair_decision is append-only'); END;
`;

export const pairs: Migration = { name: 'pairs', apply: (db) => { db.exec(tables); } };
