/** The list of exhibits with certificates and the continuity log's entries about each. */
import type { AskOf } from '../../../../shared/domain/document-ask.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ExhibitId } from '../../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { completeRun } from '../../store/import-runs.ts';
import { caseTotals } from '../../timeline/timeline-summary.ts';
import { bundleColumnOf } from '../documents/bundle-pages.ts';
import { count } from '../documents/case-matter.ts';
import { exhibits, type ExhibitRow } from '../documents/kinds/exhibits.ts';
import { setAsideWords, type Totals } from '../documents/totals.ts';
import { madeDocument, type MadeDocument } from './made-document.ts';
import type { Making } from './making.ts';

type Asked = AskOf<'exhibits'>;
type Entry = ExhibitRow['entries'][number];

/** What was done with the exhibits themselves, oldest first; what was done with their rows is in the log alone. */
function entriesOf(db: CaseDatabase): Map<ExhibitId, Entry[]> {
  const entries = new Map<ExhibitId, Entry[]>();
  for (const { exhibitId, ...entry } of db.prepare<[], Entry & { exhibitId: ExhibitId | null }>(
    `SELECT details ->> '$.exhibitId' AS exhibitId, action, sequence, at, author, summary FROM continuity_entry WHERE action GLOB 'exhibit.*' ORDER BY sequence`,
  ).iterate()) {
    if (exhibitId !== null) entries.set(exhibitId, [...entries.get(exhibitId) ?? [], entry]);
  }
  return entries;
}

/** Throws `not_found` for an exhibit that is not in the case. */
export function exhibitList(making: Making, { exhibitIds, bundlePages, leaveOut }: Asked): MadeDocument {
  const { db, matter } = making;
  const all = matter.exhibits;
  const missing = exhibitIds.find((id) => !all.some((exhibit) => exhibit.id === id));
  if (missing !== undefined) throw new PlumblineError('not_found', `There is no exhibit number ${missing} in this case.`);
  const entries = entriesOf(db);
  const rows = all.filter(({ id }) => exhibitIds.length === 0 || exhibitIds.includes(id))
    .map((exhibit): ExhibitRow => ({ exhibit, certificate: completeRun(db, exhibit.id)?.certificate ?? null, entries: entries.get(exhibit.id) ?? [] }));
  const { items, setAside } = caseTotals(db);
  const ofListed = rows.reduce((sum, { exhibit }) => sum + exhibit.itemCount, 0);
  const totals: Totals = {
    listed: rows.length, withheld: 0, others: [{ words: 'not listed', count: all.length - rows.length }], total: all.length, of: 'exhibits',
    after: `Items on the timeline from those listed ${count(ofListed)} + from others ${count(items - ofListed)} = ${count(items)} items. ${setAsideWords(setAside)}`,
  };
  return madeDocument(making, exhibits(matter, rows, totals, bundleColumnOf(making.bundle, bundlePages), leaveOut), totals, rows.length === all.length ? 'every exhibit of the case' : rows.map(({ exhibit }) => exhibit.reference).join(', '));
}
