/** Finds the profile that knows a database, by its tables and columns and never by its file name. */
import type { AppDatabase } from '../sqlite/open-database.ts';
import type { SqliteProfile } from './profile.ts';
import { profiles } from './profiles/index.ts';

/** What was recognised, in words; null when a table or column is missing. */
export function recognisedIn(profile: SqliteProfile, database: AppDatabase): string | null {
  if (!profile.recognise.every(({ table, columns }) => database.has(table, ...columns))) return null;
  return `a SQLite database with the tables ${profile.recognise.map(({ table }) => table).join(', ')}`;
}

export interface ProfileFound { readonly profile: SqliteProfile; readonly recognisedBy: string }

/** The first profile that fits; the more particular ones stand first in the list. */
export function findProfile(database: AppDatabase): ProfileFound | null {
  for (const profile of profiles) {
    const recognisedBy = recognisedIn(profile, database);
    if (recognisedBy !== null) return { profile, recognisedBy };
  }
  return null;
}
