/**
 * What a machine has read in pages of finished files, kept in the case: a file that was refused, or cancelled while it was searched, is made
 * again and searched from where it was. A page is known by its points alone, so that one that has changed in any of them is read anew.
 */
import { z } from 'zod';
import { closeCaseDatabase, openCaseDatabase, type CaseDatabase } from '../db/case-database.ts';
import { pageReadingDpi, readingEngine } from '../pictures/reading-engine.ts';

export interface KeptReadings {
  /** `picture`: SHA-256 of the drawn page. Null where it has not been read. */
  readonly find: (picture: string) => readonly string[] | null;
  readonly keep: (picture: string, texts: readonly string[]) => void;
}

const engine = `${readingEngine}, searched at ${pageReadingDpi} dots an inch, turned as it reads`;
const textsSchema = z.array(z.string());

/** Each is kept at once and by a connection of its own: what an export reads of the case is one moment of it, and is given up when it is refused. */
export function keptReadings(db: CaseDatabase): KeptReadings {
  /** Of this export, which does not see them in the moment it reads. */
  const fresh = new Map<string, readonly string[]>();
  return {
    find: (picture) => {
      const texts = db.prepare<[string, string], string>('SELECT texts FROM searched_page WHERE picture = ? AND engine = ?').pluck().get(picture, engine);
      return texts === undefined ? fresh.get(picture) ?? null : textsSchema.parse(JSON.parse(texts));
    },
    keep: (picture, texts) => {
      fresh.set(picture, texts);
      const own = openCaseDatabase(db.name);
      try {
        own.prepare('INSERT OR REPLACE INTO searched_page (picture, engine, texts) VALUES (?, ?, ?)').run(picture, engine, JSON.stringify(texts));
      } finally {
        closeCaseDatabase(own);
      }
    },
  };
}

/** Where there is no case to keep them in. */
export const nothingKept: KeptReadings = { find: () => null, keep: () => undefined };
