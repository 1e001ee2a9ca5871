/** What people say of channels and of third-party conversations, and when such a conversation was opened and why. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE conversation_statement (
  statement_id INTEGER PRIMARY KEY,
  question TEXT NOT NULL CHECK (question IN ('channel', 'standing')),
  subject TEXT NOT NULL, -- JSON of an exhibit, a conversation or an identifier
  answer TEXT, -- NULL: taken back, so that nothing is said
  reason TEXT NOT NULL, summary TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL, undoes INTEGER UNIQUE REFERENCES conversation_statement
) STRICT;
CREATE INDEX conversation_statement_by_subject ON conversation_statement (question, subject, statement_id);
CREATE VIEW standing_statement AS
  SELECT * FROM conversation_statement AS latest WHERE answer IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM conversation_statement AS later WHERE later.question = latest.question AND later.subject = latest.subject AND later.statement_id > latest.statement_id);

CREATE TABLE thread_opening (
  opening_id INTEGER PRIMARY KEY, exhibit_id INTEGER NOT NULL REFERENCES exhibit, thread TEXT NOT NULL,
  opened INTEGER NOT NULL CHECK (opened IN (0, 1)), -- 0: closed again
  reason TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX thread_opening_by_thread ON thread_opening (exhibit_id, thread, opening_id);
`;

export const conversations: Migration = {
  name: 'conversations',
  apply: (db) => {
    db.exec(tables);
    for (const table of ['conversation_statement', 'thread_opening']) {
      for (const deed of ['UPDATE', 'DELETE']) {
        db.exec(`CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`);
      }
    }
  },
};
