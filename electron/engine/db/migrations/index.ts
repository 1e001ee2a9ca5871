/** Every version of the case format, in order. A migration that has shipped is never edited. */
import type Database from 'better-sqlite3';
import { theFirstHouse } from './0001-the-first-house.ts';
import { readingPictures } from './0002-reading-pictures.ts';
import { people } from './0003-people.ts';
import { narrowRows } from './0004-narrow-rows.ts';
import { keysInBuckets } from './0005-keys-in-buckets.ts';
import { pairs } from './0006-pairs.ts';
import { seen } from './0007-seen.ts';
import { savedViews } from './0008-saved-views.ts';
import { fileNotes } from './0009-file-notes.ts';
import { anchors } from './0010-anchors.ts';
import { assessing } from './0011-assessing.ts';
import { answersAndResults } from './0012-answers-and-results.ts';
import { conversations } from './0013-conversations.ts';
import { persons } from './0014-persons.ts';
import { bundles } from './0015-bundles.ts';
import { bundleVersions } from './0016-bundle-versions.ts';
import { redactions } from './0017-redactions.ts';
import { searchedPages } from './0018-searched-pages.ts';

export interface Migration { readonly name: string; readonly apply: (db: Database.Database) => void }

export const migrations: readonly Migration[] = [theFirstHouse, readingPictures, people, narrowRows, keysInBuckets, pairs, seen, savedViews, fileNotes, anchors, assessing, answersAndResults, conversations, persons, bundles, bundleVersions, redactions, searchedPages];
