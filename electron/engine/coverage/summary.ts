/** Counts of what has been read, by exhibit, person and search term. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { Coverage } from '../../../shared/contract/coverage.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ExhibitId, PersonId } from '../../../shared/domain/ids.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import type { Record as RecordDeed } from '../review/review-actions.ts';
import { countItems } from '../timeline/filter-sql.ts';
import { anyExcluded, becauseTogether, countCoverage, countsFrom, noItems } from './counting.ts';

function exhibits(db: CaseDatabase): Coverage['exhibits'] {
  const leftOut = anyExcluded(db);
  return db.prepare<[], { exhibitId: ExhibitId; reference: string; description: string; items: number; setAside: number }>(
    `SELECT exhibit.exhibit_id AS exhibitId, reference, description,
       (SELECT coalesce(sum(items), 0) FROM item_context JOIN import_run USING (run_id) WHERE state = 'complete' AND item_context.exhibit_id = exhibit.exhibit_id) AS items,
       (SELECT count(*) FROM quarantined_row JOIN import_run USING (run_id) WHERE state = 'complete' AND quarantined_row.exhibit_id = exhibit.exhibit_id) AS setAside
     FROM exhibit ORDER BY exhibit.exhibit_id`,
  ).all().map(({ items, ...exhibit }) => {
    if (items === 0) return { ...exhibit, ...noItems };
    const own = { ...everything, exhibitIds: [exhibit.exhibitId] };
    // How many there are is known without looking at them.
    return { ...exhibit, ...(leftOut ? countCoverage(db, [own]) : countsFrom(items, countItems(db, { ...own, seen: 'seen' }), [])) };
  });
}

function people(db: CaseDatabase): Coverage['people'] {
  return db.prepare<[], { personId: PersonId; name: string }>(
    'SELECT current_person.person_id AS personId, name FROM current_person JOIN person_version USING (version_id) WHERE current_person.merged_into IS NULL ORDER BY name, personId',
  ).all().map((person) => ({ ...person, ...countCoverage(db, [{ ...everything, personIds: [person.personId] }]) }));
}

/** Terms on the list, each with its counts. */
export function listedTerms(db: CaseDatabase): Coverage['terms'] {
  return db.prepare<[], { term: string; author: string; listedAt: string }>(
    `SELECT term, author, made_at AS listedAt FROM search_term_change WHERE listed = 1 AND change_id IN (SELECT max(change_id) FROM search_term_change GROUP BY term) ORDER BY change_id`,
  ).all().map((listed) => {
    try {
      return { ...listed, ...countCoverage(db, [{ ...everything, search: listed.term }]), fault: null };
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code !== 'invalid_input') throw error;
      return { ...listed, ...noItems, fault: error.message };
    }
  });
}

/** The exhibits, and all of them together: an item is of one exhibit. */
function wholeOf(byExhibit: Coverage['exhibits']): Coverage['whole'] {
  const sum = (of: 'items' | 'seen'): number => byExhibit.reduce((total, exhibit) => total + exhibit[of], 0);
  return countsFrom(sum('items'), sum('seen'), becauseTogether(byExhibit));
}

export function wholeCoverage(db: CaseDatabase): Coverage['whole'] {
  return wholeOf(exhibits(db));
}

/** Everything that is counted. Of each line, items read, not read and left out make up all items. */
export function coverage(db: CaseDatabase): Coverage {
  const byExhibit = exhibits(db);
  return { whole: wholeOf(byExhibit), exhibits: byExhibit, people: people(db), terms: listedTerms(db) };
}

interface Lister { readonly db: CaseDatabase; readonly author: string; readonly record: RecordDeed }

function isListed(db: CaseDatabase, term: string): boolean {
  return db.prepare<[string], { listed: number }>('SELECT listed FROM search_term_change WHERE term = ? ORDER BY change_id DESC LIMIT 1').get(term)?.listed === 1;
}

function change({ db, author, record }: Lister, term: string, listed: boolean, reason: string): void {
  db.transaction(() => {
    db.prepare('INSERT INTO search_term_change (term, listed, reason, author, made_at) VALUES (?, ?, ?, ?, ?)').run(term, listed ? 1 : 0, reason, author, new Date().toISOString());
    record({ action: listed ? 'term.listed' : 'term.dropped', summary: `Search term ${listed ? 'listed' : 'taken off the list'}: ${term}`, details: { term, reason } });
  }).immediate();
}

/** Puts a term on the list. Throws `invalid_input` when nothing can be searched for by it. Listed already, it stays as it is. */
export function listTerm(lister: Lister, term: string): void {
  countItems(lister.db, { ...everything, search: term });
  if (!isListed(lister.db, term)) change(lister, term, true, '');
}

/** Takes a term off the list. Throws `not_found`. */
export function dropTerm(lister: Lister, term: string, reason: string): void {
  if (!isListed(lister.db, term)) throw new PlumblineError('not_found', `“${term}” is not on the list of search terms.`);
  change(lister, term, false, reason);
}
