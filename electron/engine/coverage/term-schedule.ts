/** The schedule of what a case was searched by: each term and saved view with its hits, read, not read, left out and why. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { TermSchedule } from '../../../shared/contract/coverage.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import { readDetails } from '../store/case-details.ts';
import { savedViews } from '../timeline/saved-views.ts';
import { countCoverage, noItems, withoutPart } from './counting.ts';
import { listedTerms, wholeCoverage } from './summary.ts';

function views(db: CaseDatabase): TermSchedule['views'] {
  const { displayZone } = readDetails(db);
  return savedViews(db, (ms) => formatInstant(ms, displayZone)).map((view) => {
    try {
      return { ...view, ...countCoverage(db, [view.filter]), fault: null };
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code !== 'invalid_input') throw error;
      return { ...view, ...noItems, fault: error.message };
    }
  });
}

/** Terms that were searched by once and are on the list no more. */
function dropped(db: CaseDatabase): TermSchedule['dropped'] {
  return db.prepare<[], TermSchedule['dropped'][number]>(
    `SELECT term, reason, author, made_at AS madeAt FROM search_term_change WHERE listed = 0 AND change_id IN (SELECT max(change_id) FROM search_term_change GROUP BY term) ORDER BY change_id`,
  ).all();
}

/** As it stands now. What any term hits and what none hits make up the whole case, in every column. */
export function termSchedule(db: CaseDatabase): TermSchedule {
  const terms = listedTerms(db);
  const any = countCoverage(db, terms.filter(({ fault }) => fault === null).map(({ term }) => ({ ...everything, search: term })));
  const whole = wholeCoverage(db);
  return { terms, views: views(db), dropped: dropped(db), any, none: withoutPart(whole, any), whole };
}
