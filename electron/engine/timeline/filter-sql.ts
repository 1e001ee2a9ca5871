/** A timeline filter as SQL conditions over `item`. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { contactKinds } from '../../../shared/domain/item.ts';
import { ChannelReading } from '../conversations/channel-reading.ts';
import { peopleRelated } from '../people/people-list.ts';
import { rowsOfPeople } from '../people/rows-of-people.ts';
import { itemsOfCharges } from '../review/charges.ts';
import { itemsOfStandards } from '../review/standards.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { patternSql } from './pattern-sql.ts';
import { parseSearch } from './search-query.ts';
import { withWordsFor } from './search-patterns.ts';
import { searchSql } from './search-sql.ts';

export interface Conditions { readonly where: string; readonly values: readonly (string | number)[] }

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Conditions for rows that are part of the case and inside the filter. */
export function filterConditions(db: CaseDatabase, filter: TimelineFilter): Conditions {
  const parts: string[] = [visibleRows()];
  const values: (string | number)[] = [];
  const add = (sql: string, ...bound: readonly (string | number)[]): void => {
    parts.push(sql);
    values.push(...bound);
  };
  if (filter.kinds.length > 0) add(`item.kind IN (${marks(filter.kinds)})`, ...filter.kinds);
  if (filter.exhibitIds.length > 0) add(`item.exhibit_id IN (${marks(filter.exhibitIds)})`, ...filter.exhibitIds);
  if (filter.people.length > 0) {
    const named = `SELECT identifier_id FROM identifier WHERE display IN (${marks(filter.people)}) OR normal IN (${marks(filter.people)})`;
    add(
      `(item.context_id IN (SELECT context_id FROM context_identifier WHERE identifier_id IN (${named})) OR item.row_id IN (SELECT row_id FROM row_identifier WHERE identifier_id IN (${named})))`,
      ...filter.people, ...filter.people, ...filter.people, ...filter.people,
    );
  }
  if (filter.personIds.length > 0) {
    const theirs = rowsOfPeople(filter.personIds);
    add(theirs.sql, ...theirs.values);
  }
  if (filter.relationships.length > 0) {
    const theirs = rowsOfPeople(peopleRelated(db, filter.relationships));
    add(theirs.sql, ...theirs.values);
  }
  if (filter.threads.length > 0) {
    const one = 'SELECT context_id FROM item_context WHERE exhibit_id = ? AND thread = ?';
    const ofThreads = `item.context_id IN (${filter.threads.map(() => one).join(' UNION ')})`;
    const named = filter.threads.flatMap(({ exhibitId, thread }) => [exhibitId, thread]);
    const about = filter.accessesAbout.length === 0 ? null : rowsOfPeople(filter.accessesAbout);
    if (about === null) add(ofThreads, ...named);
    else add(`(${ofThreads} OR (item.kind = 'access' AND ${about.sql}))`, ...named, ...about.values);
  }
  if (filter.channels.length > 0) {
    const by = new ChannelReading(db).sql(filter.channels);
    add(`item.kind IN (${marks(contactKinds)}) AND ${by.sql}`, ...contactKinds, ...by.values);
  }
  const rowsOf = (items: string): string => `(SELECT row_id FROM (${rowsOfItems(items)}))`;
  /** Items of which `column` of a table of current answers is one of the values; those without an answer count as `otherwise`. */
  const answered = (table: string, column: string, chosen: readonly string[], otherwise: string): void => {
    if (chosen.length === 0) return;
    const given = `item.row_id IN ${rowsOf(`SELECT item_id FROM ${table} WHERE ${column} IN (${marks(chosen)})`)}`;
    add(`(${given}${chosen.includes(otherwise) ? ` OR item.row_id NOT IN ${rowsOf(`SELECT item_id FROM ${table}`)}` : ''})`, ...chosen);
  };
  if (filter.tags.length > 0) add(`item.row_id IN ${rowsOf(`SELECT item_id FROM current_tag WHERE tag IN (${marks(filter.tags)})`)}`, ...filter.tags);
  answered('current_assessment', 'state', filter.assessments, 'not-assessed');
  answered('current_disclosure', 'relevance', filter.relevances, 'not-set');
  answered('current_disclosure', 'handling', filter.handlings, 'normal');
  if (filter.seconds.length > 0) add(`item.row_id IN ${rowsOf(`SELECT item_id FROM second_view WHERE second IN (${marks(filter.seconds)})`)}`, ...filter.seconds);
  if (filter.charges.length > 0) add(`item.row_id IN ${rowsOf(itemsOfCharges)}`, JSON.stringify(filter.charges));
  if (filter.standards.length > 0) add(`item.row_id IN ${rowsOf(itemsOfStandards)}`, JSON.stringify(filter.standards));
  if (filter.officersAccount !== 'any') add(`item.row_id ${filter.officersAccount === 'recorded' ? '' : 'NOT '}IN ${rowsOf(`SELECT item_id FROM standing_account WHERE whose = 'officer'`)}`);
  if (filter.seen !== 'any') add(`item.row_id ${filter.seen === 'seen' ? '' : 'NOT '}IN ${rowsOf('SELECT DISTINCT item_id FROM item_seen')}`);
  if (filter.excluded !== 'any') add(`item.row_id ${filter.excluded === 'excluded' ? '' : 'NOT '}IN ${rowsOf('SELECT item_id FROM current_exclusion')}`);
  if (filter.exclusionReasons.length > 0) add(`item.row_id IN ${rowsOf(`SELECT item_id FROM current_exclusion WHERE reason IN (${marks(filter.exclusionReasons)})`)}`, ...filter.exclusionReasons);
  // An item is inside a span of time when any instant it can mean is.
  const undated = filter.includeUndated && filter.fromMs === null && filter.untilMs === null;
  if (filter.fromMs !== null) add('item.latest_ms > ?', filter.fromMs);
  if (filter.untilMs !== null) add('item.earliest_ms < ?', filter.untilMs);
  if (!undated) add('item.earliest_ms IS NOT NULL');
  if (filter.pattern !== null) {
    const pattern = patternSql(db, filter.pattern);
    add(pattern.sql, ...pattern.values);
  }
  const search = parseSearch(filter.search);
  if (search !== null) {
    const { sql, values: bound } = searchSql(withWordsFor(db, search));
    add(sql, ...bound);
  } else if (filter.search.trim() !== '') throw new PlumblineError('invalid_input', `There is nothing to search for in “${filter.search}”: give at least one letter, number or emoji.`);
  return { where: parts.join(' AND '), values };
}

/** How many items of the case are inside the filter. */
export function countItems(db: CaseDatabase, filter: TimelineFilter): number {
  const { where, values } = filterConditions(db, filter);
  return db.prepare<(string | number)[], { count: number }>(`SELECT count(*) AS count FROM item WHERE ${where}`).get(...values)?.count ?? 0;
}

/** How many of those are privileged. Mostly the case has none, and then nothing is counted. */
export function countPrivileged(db: CaseDatabase, filter: TimelineFilter): number {
  if (filter.handlings.length > 0 && !filter.handlings.includes('privileged')) return 0;
  const any = db.prepare<[], number>(`SELECT EXISTS (SELECT 1 FROM current_disclosure WHERE handling = 'privileged')`).pluck().get() === 1;
  return any ? countItems(db, { ...filter, handlings: ['privileged'] }) : 0;
}
