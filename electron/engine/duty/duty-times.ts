/** On duty, off duty, or not known, by the rosters read into the case (formats of the duty-roster importers). */
import type { CaseDatabase } from '../db/case-database.ts';
import type { DutyState } from '../../../shared/domain/duty.ts';
import type { Field } from '../../../shared/domain/item.ts';
import { nameIdentifier } from '../importers/people/identifiers.ts';
import { Holders, keyOf } from '../people/holders.ts';
import { firstIndex } from '../timeline/first-index.ts';
import { visibleRows } from '../store/import-runs.ts';

interface Span { readonly fromMs: number; readonly untilMs: number }
interface Duty extends Span { readonly exhibitId: number }
/** A row that can mean instants further apart is not told apart by duties. */
export const longestTold = 86_400_000;
/** Formats whose rows can be duties, those that hold others among them: only their rows are looked at. */
const rosterFormats = `'duty-roster', 'icalendar', 'package'`;

/**
 * Whose roster it is comes from its column of officers. When the case says who the officer is, rows of
 * others are left out; otherwise a roster of several people says nothing of any one of them.
 */
function dutiesOf(db: CaseDatabase): Duty[] {
  const rows = db.prepare<[], { exhibit_id: number; fields: string }>(
    `SELECT exhibit_id, fields FROM item WHERE kind = 'event' AND status <> 'superseded' AND earliest_ms IS NOT NULL AND fields LIKE '%"Duty start"%' AND ${visibleRows()}
     AND run_id IN (SELECT run_id FROM import_run WHERE format IN (${rosterFormats}))`,
  ).all().map(({ exhibit_id: exhibitId, fields }) => ({ exhibitId, fields: JSON.parse(fields) as Field[] }));
  const valueOf = (fields: readonly Field[], name: string): string => fields.find((field) => field.name === name)?.value ?? '';
  const officers = new Set(rows.map(({ fields }) => valueOf(fields, 'Officer')).filter((name) => name !== ''));
  const holders = new Holders(db);
  const isOfficer = (name: string): boolean => holders.at(keyOf(nameIdentifier(name, 'subject')), { earliestMs: -Infinity, latestMs: Infinity }).some(({ who }) => who.relationship === 'self');
  const theirs = new Set([...officers].filter(isOfficer));
  if (theirs.size === 0 && officers.size > 1) return [];
  return rows.flatMap(({ exhibitId, fields }) => {
    const officer = valueOf(fields, 'Officer');
    const [fromMs, untilMs] = [Date.parse(valueOf(fields, 'Duty start')), Date.parse(valueOf(fields, 'Duty end'))];
    if (theirs.size > 0 && officer !== '' && !theirs.has(officer)) return [];
    return Number.isNaN(fromMs) || Number.isNaN(untilMs) || untilMs <= fromMs ? [] : [{ fromMs, untilMs, exhibitId }];
  }).sort((one, other) => one.fromMs - other.fromMs);
}

export class DutyTimes {
  /** In order of their beginning. */
  readonly #duties: readonly Duty[];
  readonly #longestMs: number;
  /** Between the first and the last entry of each roster: outside it nobody has said anything. */
  readonly #covered: readonly Span[];

  constructor(db: CaseDatabase) {
    this.#duties = dutiesOf(db);
    this.#longestMs = this.#duties.reduce((longest, { fromMs, untilMs }) => Math.max(longest, untilMs - fromMs), 0);
    const spans = new Map<number, { fromMs: number; untilMs: number }>();
    for (const { exhibitId, fromMs, untilMs } of this.#duties) {
      const span = spans.get(exhibitId);
      spans.set(exhibitId, span === undefined ? { fromMs, untilMs } : { fromMs: Math.min(span.fromMs, fromMs), untilMs: Math.max(span.untilMs, untilMs) });
    }
    this.#covered = [...spans.values()];
  }

  /** Whether any roster says anything. */
  get known(): boolean {
    return this.#duties.length > 0;
  }

  /** Duties in order of their beginning; they may overlap. */
  get duties(): readonly Span[] {
    return this.#duties;
  }
  /** Spans about which some roster speaks, one for each roster. */
  get covered(): readonly Span[] {
    return this.#covered;
  }

  /** Duties with an instant in common with a span: only those that begin late enough to reach it are looked at. */
  #touching(earliestMs: number, latestMs: number): Duty[] {
    const touching: Duty[] = [];
    for (let index = firstIndex(this.#duties.length, (at) => (this.#duties[at] as Duty).fromMs >= earliestMs - this.#longestMs); index < this.#duties.length; index += 1) {
      const duty = this.#duties[index] as Duty; // both within the length
      if (duty.fromMs >= latestMs) break;
      if (duty.untilMs > earliestMs) touching.push(duty);
    }
    return touching;
  }

  /** Of a row that can mean any instant of a span: `unknown` when some of them are on duty and some are not. */
  at(earliestMs: number | null, latestMs: number | null): DutyState {
    if (earliestMs === null || latestMs === null || latestMs - earliestMs > longestTold) return 'unknown';
    const touching = this.#touching(earliestMs, latestMs);
    if (touching.some((duty) => duty.fromMs <= earliestMs && duty.untilMs >= latestMs)) return 'on';
    if (touching.length > 0) return 'unknown';
    return this.#covered.some((span) => span.fromMs <= earliestMs && span.untilMs >= latestMs) ? 'off' : 'unknown';
  }
}
