/**
 * On duty, off duty, or not known: by the rosters read into the case (formats of the duty-roster importers), and by what
 * people typed from a duty statement. Where the two say different things nothing is known.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { DutyState } from '../../../shared/domain/duty.ts';
import type { DutySpell } from '../../../shared/domain/duty-spell.ts';
import type { Field } from '../../../shared/domain/item.ts';
import { nameIdentifier } from '../importers/people/identifiers.ts';
import { Holders, keyOf } from '../people/holders.ts';
import { firstIndex } from '../timeline/first-index.ts';
import { visibleRows } from '../store/import-runs.ts';
import { readSpells } from './duty-spells.ts';

interface Span { readonly fromMs: number; readonly untilMs: number }
/** `exhibitId` is null for what a person typed. */
interface Duty extends Span { readonly exhibitId: number | null }
interface RosterDuty extends Span { readonly exhibitId: number }
/** A row that can mean instants further apart is not told apart by duties. */
export const longestTold = 86_400_000;
/** Formats whose rows can be duties, those that hold others among them: only their rows are looked at. */
const rosterFormats = `'duty-roster', 'icalendar', 'package'`;

/**
 * Whose roster it is comes from its column of officers. When the case says who the officer is, rows of
 * others are left out; otherwise a roster of several people says nothing of any one of them.
 */
function dutiesOf(db: CaseDatabase): RosterDuty[] {
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

const overlap = (one: Span, other: Span): boolean => one.fromMs < other.untilMs && other.fromMs < one.untilMs;

/** What is left of a span when others are taken out of it. */
function without({ fromMs, untilMs }: Span, others: readonly Span[]): Span[] {
  return others.reduce<Span[]>((left, other) => left.flatMap((span) => (!overlap(span, other) ? [span] : [
    ...(span.fromMs < other.fromMs ? [{ fromMs: span.fromMs, untilMs: other.fromMs }] : []), ...(span.untilMs > other.untilMs ? [{ fromMs: other.untilMs, untilMs: span.untilMs }] : []),
  ])), [{ fromMs, untilMs }]);
}

/** Spells with whether anything says otherwise of some of their time: a typed off-duty spell of what a roster or another spell calls on duty. */
export function spellsOfCase(db: CaseDatabase): DutySpell[] {
  const spells = readSpells(db);
  const on: Span[] = [...dutiesOf(db), ...spells.filter(({ state }) => state === 'on')];
  const off = spells.filter(({ state }) => state === 'off');
  return spells.map((spell) => ({ ...spell, contradicted: (spell.state === 'on' ? off : on).some((other) => overlap(spell, other)) }));
}

export class DutyTimes {
  /** In order of their beginning. */
  readonly #duties: readonly Duty[];
  readonly #longestMs: number;
  /** Between the first and the last entry of each roster, and what people typed: outside it nobody has said anything. */
  readonly #covered: readonly Span[];

  constructor(db: CaseDatabase) {
    const rostered = dutiesOf(db);
    const typed = readSpells(db);
    const off = typed.filter(({ state }) => state === 'off');
    const on = [...rostered, ...typed.filter(({ state }) => state === 'on').map(({ fromMs, untilMs }) => ({ fromMs, untilMs, exhibitId: null }))];
    /** What one source calls on duty and another, in so many words, off. */
    const conflicts = on.flatMap((duty) => off.filter((spell) => overlap(spell, duty)).map((spell) => ({ fromMs: Math.max(spell.fromMs, duty.fromMs), untilMs: Math.min(spell.untilMs, duty.untilMs) })));
    this.#duties = on.flatMap((duty) => without(duty, conflicts).map((span) => ({ ...duty, ...span }))).sort((one, other) => one.fromMs - other.fromMs);
    this.#longestMs = this.#duties.reduce((longest, { fromMs, untilMs }) => Math.max(longest, untilMs - fromMs), 0);
    const spans = new Map<number, { fromMs: number; untilMs: number }>();
    for (const { exhibitId, fromMs, untilMs } of rostered) {
      const span = spans.get(exhibitId);
      spans.set(exhibitId, span === undefined ? { fromMs, untilMs } : { fromMs: Math.min(span.fromMs, fromMs), untilMs: Math.max(span.untilMs, untilMs) });
    }
    this.#covered = [...spans.values(), ...typed].flatMap((span) => without(span, conflicts));
  }

  /** Whether any roster or anybody says anything. */
  get known(): boolean {
    return this.#duties.length > 0 || this.#covered.length > 0;
  }

  /** Duties in order of their beginning; they may overlap. */
  get duties(): readonly Span[] {
    return this.#duties;
  }
  /** Spans about which some roster speaks, or somebody typed. */
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
