/** Duty spells typed by people: stated, changed, withdrawn, taken back. Each is appended, and recorded in the continuity log in the same transaction. */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { dutyLabels } from '../../../shared/domain/duty.ts';
import { dutySpellStatementSchema, type DutySpell, type DutySpellStatement } from '../../../shared/domain/duty-spell.ts';
import type { DutySpellId } from '../../../shared/domain/ids.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import { placeWallClock } from '../importers/time/wall-clock-time.ts';
import type { Record as RecordDeed } from '../review/review-actions.ts';

interface Author { readonly db: CaseDatabase; readonly author: string; readonly record: RecordDeed }
interface SpellState { readonly statement: DutySpellStatement; readonly fromMs: number; readonly untilMs: number }

/** The first instant of a minute. Throws `invalid_input` when there was no such minute, or two of them. */
function instantOf(date: string, clock: string, { zone, zoneBasis, zoneBasisBy }: DutySpellStatement): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const outcome = placeWallClock({ year, month, day, hour, minute, second: 0, millisecond: 0 }, 'minute', { zone, basis: zoneBasis, by: zoneBasisBy }, `${date} ${clock}`);
  if (!outcome.ok) throw new PlumblineError('invalid_input', outcome.reason);
  if (outcome.time.earliestMs === null || outcome.time.flags.includes('repeated-hour')) {
    throw new PlumblineError('invalid_input', `${date} ${clock} happened twice in ${zone}, since the clocks went back. Say which by giving the zone as an offset, such as +01:00 for the first or +00:00 for the second.`);
  }
  return outcome.time.earliestMs;
}

/** Throws `invalid_input` for a zone nobody knows, and for a spell that ends before it begins or lasts longer than a month. */
function placed(statement: DutySpellStatement): SpellState {
  if (!isKnownZone(statement.zone)) throw new PlumblineError('invalid_input', `“${statement.zone}” is not a time zone this machine knows. Use a name such as Europe/London, UTC, or an offset such as +01:00.`);
  const [fromMs, untilMs] = [instantOf(statement.fromDate, statement.fromClock, statement), instantOf(statement.untilDate, statement.untilClock, statement)];
  if (untilMs <= fromMs) throw new PlumblineError('invalid_input', 'The spell ends before it begins, or lasts no time. A night duty ends on the next day.');
  if (untilMs - fromMs > 31 * 86_400_000) throw new PlumblineError('invalid_input', 'The spell lasts longer than 31 days. Type it in parts, each with its source.');
  return { statement, fromMs, untilMs };
}

interface Change { readonly spellId: DutySpellId | null; readonly state: SpellState | null; readonly summary: string; readonly reason: string; readonly undoes: number | null }

function append({ db, author }: Author, { spellId, state, summary, reason, undoes }: Change): DutySpellId {
  const next = (db.prepare<[], number | null>('SELECT max(change_id) FROM duty_spell_change').pluck().get() ?? 0) + 1;
  const id = spellId ?? next as DutySpellId;
  db.prepare('INSERT INTO duty_spell_change (change_id, spell_id, state, summary, reason, author, made_at, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(next, id, state === null ? null : JSON.stringify(state), summary, reason, author, new Date().toISOString(), undoes);
  return id;
}

function stateOf(json: string): SpellState {
  const { statement, fromMs, untilMs } = JSON.parse(json) as SpellState; // written above
  return { statement: dutySpellStatementSchema.parse(statement), fromMs, untilMs };
}

function standingState(db: CaseDatabase, spellId: DutySpellId, before = Number.MAX_SAFE_INTEGER): SpellState | null {
  const json = db.prepare<[number, number], string | null>('SELECT state FROM duty_spell_change WHERE spell_id = ? AND change_id < ? ORDER BY change_id DESC LIMIT 1').pluck().get(spellId, before);
  return json == null ? null : stateOf(json);
}

function requireSpell(db: CaseDatabase, spellId: DutySpellId): SpellState {
  const state = standingState(db, spellId);
  if (state === null) throw new PlumblineError('not_found', `There is no duty spell ${spellId} in this case, or it has been withdrawn.`);
  return state;
}

const inWords = ({ state, fromDate, fromClock, untilDate, untilClock, zone }: DutySpellStatement): string => `${dutyLabels[state]} ${fromDate} ${fromClock} to ${untilDate} ${untilClock} ${zone}`;

export function addSpell(by: Author, statement: DutySpellStatement): void {
  by.db.transaction(() => {
    const summary = `Duty entered: ${inWords(statement)} (${statement.source})`;
    const spellId = append(by, { spellId: null, state: placed(statement), summary, reason: '', undoes: null });
    by.record({ action: 'duty.entered', summary, details: { spellId, ...statement } });
  }).immediate();
}

/** Nothing is recorded when nothing changes. Throws `not_found`. */
export function changeSpell(by: Author, spellId: DutySpellId, statement: DutySpellStatement): void {
  by.db.transaction(() => {
    const before = requireSpell(by.db, spellId);
    const keys = (Object.keys(statement) as (keyof DutySpellStatement)[]).filter((key) => statement[key] !== before.statement[key]);
    if (keys.length === 0) return;
    const summary = `Duty changed: ${inWords(statement)} (${keys.join(', ')})`;
    append(by, { spellId, state: placed(statement), summary, reason: '', undoes: null });
    by.record({ action: 'duty.changed', summary, details: { spellId, before: { ...before.statement }, after: { ...statement } } });
  }).immediate();
}

/** Throws `not_found`. */
export function withdrawSpell(by: Author, spellId: DutySpellId, reason: string): void {
  by.db.transaction(() => {
    const { statement } = requireSpell(by.db, spellId);
    const summary = `Duty withdrawn: ${inWords(statement)}`;
    append(by, { spellId, state: null, summary, reason, undoes: null });
    by.record({ action: 'duty.withdrawn', summary: `${summary}: ${reason}`, details: { spellId, reason, before: { ...statement } } });
  }).immediate();
}

const standing = 'undoes IS NULL AND change_id NOT IN (SELECT undoes FROM duty_spell_change WHERE undoes IS NOT NULL)';

/** Takes back the author's latest change that still stands, by appending what stood before it. Null when there is none. */
export function undoSpell(by: Author): { readonly undone: string } | null {
  const { db } = by;
  return db.transaction(() => {
    const latest = db.prepare<[string], { changeId: number; spellId: DutySpellId; summary: string }>(
      `SELECT change_id AS changeId, spell_id AS spellId, summary FROM duty_spell_change WHERE author = ? AND ${standing} ORDER BY change_id DESC LIMIT 1`,
    ).get(by.author);
    if (latest === undefined) return null;
    const later = db.prepare<[number, number], { summary: string; author: string }>(
      `SELECT summary, author FROM duty_spell_change WHERE spell_id = ? AND change_id > ? AND ${standing} ORDER BY change_id DESC LIMIT 1`,
    ).get(latest.spellId, latest.changeId);
    if (later !== undefined) throw new PlumblineError('invalid_input', `“${latest.summary}” cannot be taken back while “${later.summary}” (${later.author}) stands upon it. Take that back first.`);
    const summary = `Undone: ${latest.summary}`;
    append(by, { spellId: latest.spellId, state: standingState(db, latest.spellId, latest.changeId), summary, reason: '', undoes: latest.changeId });
    by.record({ action: 'duty.undone', summary, details: { spellId: latest.spellId, undoes: latest.changeId } });
    return { undone: latest.summary };
  }).immediate();
}

interface ChangeRecord { readonly spellId: DutySpellId; readonly state: string | null; readonly summary: string; readonly reason: string; readonly author: string; readonly madeAt: string }

/** Spells that stand, in order of time, each with its history. */
export function readSpells(db: CaseDatabase): Omit<DutySpell, 'contradicted'>[] {
  const bySpell = new Map<DutySpellId, ChangeRecord[]>();
  for (const record of db.prepare<[], ChangeRecord>('SELECT spell_id AS spellId, state, summary, reason, author, made_at AS madeAt FROM duty_spell_change ORDER BY change_id DESC').all()) {
    bySpell.set(record.spellId, [...bySpell.get(record.spellId) ?? [], record]);
  }
  return [...bySpell].flatMap(([id, [latest, ...earlier]]) => {
    if (latest?.state == null) return [];
    const { statement, fromMs, untilMs } = stateOf(latest.state);
    const history = [latest, ...earlier].map(({ summary, reason, author, madeAt }) => ({ summary, reason, author, madeAt }));
    return [{ ...statement, id, fromMs, untilMs, author: latest.author, madeAt: latest.madeAt, history }];
  }).sort((one, other) => one.fromMs - other.fromMs || one.id - other.id);
}
