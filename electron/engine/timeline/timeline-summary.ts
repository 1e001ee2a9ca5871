/** Counts over the timeline: histogram, facets, totals. Counted in SQL; nothing is held. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { Facets, Histogram } from '../../../shared/contract/timeline.ts';
import { assessmentStates, secondViews } from '../../../shared/domain/assessment.ts';
import { handlings, relevances } from '../../../shared/domain/disclosure.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { contactKinds, type ItemKind } from '../../../shared/domain/item.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { namesOfPeople } from '../people/people-list.ts';
import { listCharges } from '../review/charges.ts';
import { countSeconds } from '../review/count-seconds.ts';
import { countStandards } from '../review/standards.ts';
import { withoutStranded } from '../review/stranded.ts';
import { visibleRows } from '../store/import-runs.ts';
import { filterConditions } from './filter-sql.ts';

/** Round bucket lengths, so that bars begin on round minutes and hours. */
const bucketLengthsMs = [1, 5, 10, 15, 30].map((minutes) => minutes * 60_000)
  .concat([1, 2, 3, 6, 12].map((hours) => hours * 3_600_000))
  .concat([1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * 86_400_000));

const peopleListed = 200;

/** Counts a bucket for the filter; null when nothing in it is dated. `buckets` is the most there may be. */
export function histogram(db: CaseDatabase, filter: TimelineFilter, buckets: number): Histogram | null {
  const { where, values } = filterConditions(db, { ...filter, includeUndated: false });
  const ends = db.prepare<(string | number)[], { first: number | null; last: number | null }>(
    `SELECT min(earliest_ms) AS first, max(earliest_ms) AS last FROM item WHERE ${where}`,
  ).get(...values);
  if (ends?.first == null || ends.last === null) return null;
  const from = filter.fromMs ?? ends.first;
  const until = filter.untilMs ?? ends.last + 1;
  const bucketMs = bucketLengthsMs.find((length) => (until - from) / length <= buckets - 1) ?? Math.ceil((until - from) / buckets);
  const fromMs = Math.floor(from / bucketMs) * bucketMs;
  const count = Math.max(1, Math.ceil((until - fromMs) / bucketMs));
  const rows = db.prepare<(string | number)[], { bucket: number; kind: ItemKind; count: number }>(
    `SELECT CAST((max(item.earliest_ms, ?) - ?) / ? AS INTEGER) AS bucket, item.kind AS kind, count(*) AS count FROM item WHERE ${where} GROUP BY 1, 2`,
  ).all(fromMs, fromMs, bucketMs, ...values);
  const result = Array.from({ length: count }, (_, index) => ({ startMs: fromMs + index * bucketMs, access: 0, contact: 0, other: 0 }));
  for (const row of rows) {
    const bucket = result[Math.min(row.bucket, count - 1)];
    if (bucket === undefined) continue;
    bucket[row.kind === 'access' ? 'access' : contactKinds.includes(row.kind) ? 'contact' : 'other'] += row.count;
  }
  return { fromMs, untilMs: fromMs + count * bucketMs, bucketMs, buckets: result };
}

/** People by how many items name them, mentions in running text apart. An item that names someone twice counts once. */
function people(db: CaseDatabase, matching: string): Facets['people'] {
  return db.prepare<[string, number], { name: string; count: number }>(
    `SELECT display AS name, sum(named.items) AS count FROM (
       SELECT identifier_id, items FROM (SELECT DISTINCT identifier_id, context_id FROM context_identifier WHERE role <> 'mentioned') JOIN item_context USING (context_id) WHERE ${visibleRows('item_context')}
       UNION ALL
       SELECT identifier_id, count(DISTINCT row_id) FROM row_identifier JOIN item_row USING (row_id) JOIN item_context USING (context_id)
       WHERE role <> 'mentioned' AND ${visibleRows('item_context')}
         AND NOT EXISTS (SELECT 1 FROM context_identifier AS party WHERE party.identifier_id = row_identifier.identifier_id AND party.context_id = item_context.context_id AND party.role <> 'mentioned')
       GROUP BY identifier_id
     ) AS named JOIN identifier USING (identifier_id)
     WHERE instr(lower(display), lower(?)) > 0 GROUP BY identifier_id HAVING count > 0 ORDER BY count DESC, display LIMIT ?`,
  ).all(matching, peopleListed);
}

/** Counts over the whole case, for the sidebar. People are those named most, whose name contains `peopleMatching`. */
export function facets(db: CaseDatabase, peopleMatching: string): Facets {
  const perExhibit = db.prepare<[], { exhibitId: ExhibitId; kind: ItemKind; count: number }>(
    `SELECT exhibit_id AS exhibitId, kind, sum(items) AS count FROM item_context WHERE ${visibleRows('item_context')} AND items > 0 GROUP BY exhibit_id, kind ORDER BY count DESC`,
  ).all();
  const byKind = new Map<ItemKind, number>();
  for (const { kind, count } of perExhibit) byKind.set(kind, (byKind.get(kind) ?? 0) + count);
  const kinds = [...byKind].map(([kind, count]) => ({ kind, count })).sort((one, other) => other.count - one.count);
  const exhibits = db.prepare<[], { exhibitId: ExhibitId; reference: string; description: string }>(
    'SELECT exhibit_id AS exhibitId, reference, description FROM exhibit ORDER BY exhibit_id',
  ).all().map((exhibit) => {
    const own = perExhibit.filter((row) => row.exhibitId === exhibit.exhibitId);
    return { ...exhibit, count: own.reduce((sum, row) => sum + row.count, 0), kind: own[0]?.kind ?? null };
  });
  const tags = db.prepare<[], { code: string; name: string; definition: string; count: number }>(
    `SELECT code, name, definition, (SELECT count(*) FROM current_tag WHERE tag = code${withoutStranded(db, 'item_id')}) AS count FROM tag ORDER BY retired, position`,
  ).all();
  const total = kinds.reduce((sum, kind) => sum + kind.count, 0);
  /** Items by one of the answers people give; `otherwise` is what an item without an answer counts as. */
  const answered = <T extends string>(table: string, column: string, answers: readonly T[], otherwise: T): { answer: T; count: number }[] => {
    const counts = new Map(db.prepare<[], { answer: T; count: number }>(
      `SELECT ${column} AS answer, count(*) AS count FROM ${table} WHERE TRUE${withoutStranded(db, 'item_id')} GROUP BY ${column}`,
    ).all().map((row) => [row.answer, row.count]));
    const given = answers.filter((answer) => answer !== otherwise).reduce((sum, answer) => sum + (counts.get(answer) ?? 0), 0);
    return answers.map((answer) => ({ answer, count: answer === otherwise ? total - given : counts.get(answer) ?? 0 }));
  };
  const seconds = countSeconds(db);
  return {
    kinds, exhibits, people: people(db, peopleMatching), persons: namesOfPeople(db), tags,
    assessments: answered('current_assessment', 'state', assessmentStates, 'not-assessed').map(({ answer, count }) => ({ state: answer, count })),
    seconds: secondViews.map((second) => ({ second, count: seconds[second] })),
    relevances: answered('current_disclosure', 'relevance', relevances, 'not-set').map(({ answer, count }) => ({ relevance: answer, count })),
    handlings: answered('current_disclosure', 'handling', handlings, 'normal').map(({ answer, count }) => ({ handling: answer, count })),
    officersAccounts: db.prepare<[], number>(`SELECT count(DISTINCT item_id) FROM standing_account WHERE whose = 'officer'${withoutStranded(db, 'item_id')}`).pluck().get() ?? 0,
    excluded: db.prepare<[], number>(`SELECT count(*) FROM current_exclusion WHERE TRUE${withoutStranded(db, 'item_id')}`).pluck().get() ?? 0,
    charges: listCharges(db).filter(({ items }) => items > 0).map(({ id, label, text, items }) => ({ id, label, text, count: items })),
    standards: countStandards(db),
  };
}

export interface CaseTotals { readonly items: number; readonly setAside: number }

export function caseTotals(db: CaseDatabase): CaseTotals {
  const count = (sql: string): number => db.prepare<[], { count: number }>(sql).get()?.count ?? 0;
  return {
    items: count(`SELECT coalesce(sum(items), 0) AS count FROM item_context WHERE ${visibleRows('item_context')}`),
    setAside: count(`SELECT count(*) AS count FROM quarantined_row WHERE ${visibleRows('quarantined_row')}`),
  };
}
