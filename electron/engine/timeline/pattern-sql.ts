/**
 * A pattern as SQL over the view `item`: which rows one number of the Patterns view counts. What is
 * counted in JavaScript (`patterns/`) follows the same rules; a property test holds the two together.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { DutyState } from '../../../shared/domain/duty.ts';
import { contactKinds } from '../../../shared/domain/item.ts';
import { hourMs, type ClockUnit } from '../../../shared/domain/local-clock.ts';
import { officialTag, type Pattern } from '../../../shared/domain/pattern.ts';
import { clockChangesBetween, isKnownZone, offsetAt } from '../../../shared/domain/zone.ts';
import { DutyTimes, longestTold } from '../duty/duty-times.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { stepSql } from './step-sql.ts';

/** Words of our own and whole numbers; what a person or a source writes is bound instead. */
const listed = (values: readonly (string | number)[]): string => `(${values.map((value) => (typeof value === 'number' ? String(value) : `'${value}'`)).join(', ')})`;

const officersIdentifiers = `SELECT identifier_id FROM current_holding JOIN identifier USING (kind, normal) JOIN person_owner ON person_owner.person_id = current_holding.person_id
  JOIN current_person ON current_person.person_id = owner_id JOIN person_version ON person_version.version_id = current_person.version_id WHERE relationship = 'self'`;
const namesSomebodyElse = `(item.context_id IN (SELECT context_id FROM context_identifier WHERE identifier_id NOT IN (${officersIdentifiers}))
  OR EXISTS (SELECT 1 FROM row_identifier WHERE row_identifier.row_id = item.row_id AND identifier_id NOT IN (${officersIdentifiers})))`;
const runsOf = (...formats: readonly string[]): string => `item.run_id IN (SELECT run_id FROM import_run WHERE format IN ${listed(formats)})`;
const ofRoster = `(${runsOf('duty-roster')} OR (${runsOf('icalendar', 'package')} AND item.fields LIKE '%"Duty start"%'))`;

/** True for what is counted, dated or not. */
export const countedSql: Readonly<Record<Pattern['counted'], string>> = {
  accesses: `(item.kind = 'access' AND item.status <> 'superseded')`,
  contacts: `(item.kind IN ${listed(contactKinds)} AND item.status <> 'superseded' AND (item.kind <> 'event' OR (NOT ${ofRoster} AND ${namesSomebodyElse})))`,
};

/** First and last instant of a dated row. */
const first = 'item.sort_ms';
const last = '(item.latest_ms - 1)';

/** Enough that every instant a clock can show counts up from 0: SQL divides towards it. */
const shiftDays = 100_000_000;

/** `hourNumber` of the shared clock, and as many more as the shift has. Throws `invalid_input` for a zone nobody knows. */
function hourSql(zone: string, instant: string): string {
  if (!isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this machine knows. Use a name such as Europe/London, UTC, or an offset such as +01:00.`);
  const changes = clockChangesBetween(zone, -Infinity, Infinity);
  const offset = stepSql(instant, changes.map(({ atMs }) => ({ fromMs: atMs, value: offsetAt(zone, atMs) })), offsetAt(zone, (changes[0]?.atMs ?? 0) - 1));
  return `((${instant} + ${offset} + ${shiftDays * 24 * hourMs}) / ${hourMs})`;
}
/** `unitNumber`, and as many more. */
function unitSql(unit: ClockUnit, zone: string, instant: string): string {
  const hour = hourSql(zone, instant);
  // shiftDays is two more than a whole number of weeks, so the three days before the first week are one.
  return unit === 'hour' ? hour : unit === 'day' ? `(${hour} / 24)` : `((${hour} / 24 + 1) / 7)`;
}

function clockSql({ zone, weekdays, hours }: NonNullable<Pattern['clock']>): string[] {
  const hour = hourSql(zone, first);
  return [
    `${hour} = ${hourSql(zone, last)}`,
    ...(hours.length === 0 ? [] : [`${hour} % 24 IN ${listed(hours)}`]),
    ...(weekdays.length === 0 ? [] : [`(${hour} / 24 + 2) % 7 IN ${listed(weekdays)}`]),
  ];
}

/** Latest end of all duties begun by then. */
function endsSql(duty: DutyTimes, instant: string): string {
  let latest = -Infinity;
  const steps = duty.duties.map(({ fromMs, untilMs }) => ({ fromMs, value: (latest = Math.max(latest, untilMs)) }));
  // Duties that begin together are one step, with the latest end of them.
  return stepSql(instant, steps.filter(({ fromMs }, index) => steps[index + 1]?.fromMs !== fromMs), -9e15);
}

/** The rules of `DutyTimes.at`. */
function dutySql(db: CaseDatabase, wanted: readonly DutyState[]): string {
  const duty = new DutyTimes(db);
  const told = `item.latest_ms - item.sort_ms <= ${longestTold}`;
  const on = `(${told} AND item.latest_ms <= ${endsSql(duty, first)})`;
  const touching = `(${endsSql(duty, last)} > item.sort_ms)`;
  const covered = duty.covered.map(({ fromMs, untilMs }) => `(item.sort_ms >= ${fromMs} AND item.latest_ms <= ${untilMs})`).join(' OR ') || '0';
  const state = `CASE WHEN ${on} THEN 'on' WHEN ${told} AND NOT ${touching} AND (${covered}) THEN 'off' ELSE 'unknown' END`;
  return `${state} IN ${listed(wanted)}`;
}

/** Coarser than this, rows of a conversation are in no order that silence could be measured by. */
export const longestOrderedMs = hourMs;

/** Messages and calls before which nothing of that kind stands in their conversation for so long. */
function startsSql(silenceMs: number): string {
  return `item.row_id IN (SELECT row_id FROM (
    SELECT row_id, sort_ms - max(sort_ms + span_ms) OVER (PARTITION BY talk ORDER BY sort_ms, row_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS silence
    FROM (SELECT context_id, span_ms, dense_rank() OVER (ORDER BY exhibit_id, thread) AS talk FROM item_context
      WHERE kind IN ('message', 'call') AND thread <> '' AND status <> 'superseded' AND span_ms <= ${longestOrderedMs} AND ${visibleRows('item_context')}) CROSS JOIN item_row USING (context_id)
  ) WHERE silence IS NULL OR silence >= ${silenceMs})`;
}

/** SQL that is true for the rows a pattern counts, and what it binds. */
export function patternSql(db: CaseDatabase, pattern: Pattern): { readonly sql: string; readonly values: readonly string[] } {
  const { undated, directions, senders, file, duty, clock, spread, wholly, touching, startsAfterMs, ordered, official } = pattern;
  const parts = [countedSql[pattern.counted], `item.earliest_ms IS ${undated ? 'NULL' : 'NOT NULL'}`];
  const values: string[] = [];
  if (directions.length > 0) parts.push(`item.direction IN ${listed(directions)}`);
  if (senders.length > 0) {
    parts.push(`item.from_name IN (${senders.map(() => '?').join(', ')})`);
    values.push(...senders);
  }
  if (file !== null) {
    parts.push('item.file = ?');
    values.push(file);
  }
  if (duty.length > 0) parts.push(dutySql(db, duty));
  if (clock !== null) parts.push(...clockSql(clock));
  if (spread !== null) parts.push(`${unitSql(spread.unit, spread.zone, first)} ${spread.within ? '=' : '<>'} ${unitSql(spread.unit, spread.zone, last)}`);
  if (wholly !== null && wholly.fromMs !== null) parts.push(`item.sort_ms >= ${wholly.fromMs}`);
  if (wholly !== null && wholly.untilMs !== null) parts.push(`item.latest_ms <= ${wholly.untilMs}`);
  if (touching.length > 0) parts.push(touching.map(({ fromMs, untilMs }) => `(item.latest_ms > ${fromMs} AND item.sort_ms < ${untilMs})`).join(' OR '));
  if (startsAfterMs !== null) parts.push(startsSql(startsAfterMs));
  if (ordered !== null) parts.push(`item.kind IN ('message', 'call') AND ${ordered ? '' : 'NOT '}(item.thread <> '' AND item.latest_ms - item.sort_ms <= ${longestOrderedMs})`);
  if (official !== null) parts.push(`item.row_id ${official ? '' : 'NOT '}IN (SELECT row_id FROM (${rowsOfItems(`SELECT item_id FROM current_tag WHERE tag = '${officialTag}'`)}))`);
  return { sql: parts.map((part) => `(${part})`).join(' AND '), values };
}
