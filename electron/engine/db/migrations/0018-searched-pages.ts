/** What a machine has read in pages of files in cipher while they were searched. It may be thrown away: it is read again then. */
import type { Migration } from './index.ts';

const tables = `
CREATE TABLE searched_page (
  picture TEXT NOT NULL, -- SHA-256 of the drawn page
  engine TEXT NOT NULL, -- all the reading depends on
  texts TEXT NOT NULL, -- JSON: one for each way the page was turned
  PRIMARY KEY (picture, engine)
) STRICT, WITHOUT ROWID;
`;

export const searchedPages: Migration = { name: 'searched pages', apply: (db) => { db.exec(tables); } };
