/** What investigators do to anchors: state, change, remove, take back. Each is appended, and recorded in the continuity log in the same transaction. */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { anchorKindLabels, type AnchorStatement } from '../../../shared/domain/anchor.ts';
import type { EvidenceTime } from '../../../shared/domain/evidence-time.ts';
import type { AnchorId } from '../../../shared/domain/ids.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import { placeWallClock } from '../importers/time/wall-clock-time.ts';
import { requirePerson } from '../people/person-store.ts';
import type { Record as RecordDeed } from '../review/review-actions.ts';
import { anchorState, appendChange, requireAnchor, type AnchorState } from './anchor-store.ts';

interface Author { readonly db: CaseDatabase; readonly author: string; readonly record: RecordDeed }

/** Places what was stated in time. Throws `invalid_input` for a day or hour that never was, and for a zone nobody knows. */
function timeOf({ date, clock, zone, zoneBasis, zoneBasisBy }: AnchorStatement): EvidenceTime {
  if (!isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this machine knows. Use a name such as Europe/London, UTC, or an offset such as +01:00.`);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = clock === '' ? [] : clock.split(':').map(Number);
  const stated = { zone, basis: zoneBasis, by: zoneBasisBy };
  const midnight = { year, month, day, hour, minute, second: 0, millisecond: 0 };
  const outcome = placeWallClock(midnight, clock === '' ? 'day' : 'minute', stated, `${date} ${clock}`.trim());
  if (!outcome.ok) throw new PlumblineError('invalid_input', outcome.reason);
  if (clock !== '' || outcome.time.earliestMs === null) return outcome.time;
  // A day on which the clocks change is not 24 hours long: it ends where the next begins.
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  const end = placeWallClock({ ...midnight, year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }, 'day', stated, '');
  return { ...outcome.time, latestMs: end.ok && end.time.earliestMs !== null ? end.time.earliestMs : outcome.time.latestMs };
}

const named = ({ kind, title }: AnchorStatement): string => (title === anchorKindLabels[kind] ? title : `${anchorKindLabels[kind]} “${title}”`);
const when = ({ date, clock, zone }: AnchorStatement): string => `${`${date} ${clock}`.trim()} ${zone}`;

/** States a new anchor. Returns its number. */
export function addAnchor({ db, author, record }: Author, statement: AnchorStatement): AnchorId {
  return db.transaction(() => {
    if (statement.personId !== null) requirePerson(db, statement.personId);
    const state: AnchorState = { statement, time: timeOf(statement) };
    const summary = `Anchor stated: ${named(statement)}, ${when(statement)}`;
    const anchorId = appendChange(db, { anchorId: null, state, summary, reason: '', author, undoes: null });
    record({ action: 'anchor.stated', summary, details: { anchorId, ...statement } });
    return anchorId;
  }).immediate();
}

/** States an anchor anew. Nothing is recorded when nothing changes. Throws `not_found`. */
export function changeAnchor({ db, author, record }: Author, anchorId: AnchorId, statement: AnchorStatement): void {
  db.transaction(() => {
    const before = requireAnchor(db, anchorId);
    if (statement.personId !== null && statement.personId !== before.statement.personId) requirePerson(db, statement.personId);
    const keys = (Object.keys(statement) as (keyof AnchorStatement)[]).filter((key) => statement[key] !== before.statement[key]);
    if (keys.length === 0) return;
    const summary = `Anchor changed: ${named(statement)}, ${when(statement)} (${keys.join(', ')})`;
    appendChange(db, { anchorId, state: { statement, time: timeOf(statement) }, summary, reason: '', author, undoes: null });
    record({ action: 'anchor.changed', summary, details: { anchorId, before: { ...before.statement }, after: { ...statement } } });
  }).immediate();
}

/** Removes an anchor; its history stays. Throws `not_found`. */
export function removeAnchor({ db, author, record }: Author, anchorId: AnchorId, reason: string): void {
  db.transaction(() => {
    const { statement } = requireAnchor(db, anchorId);
    const summary = `Anchor removed: ${named(statement)}, ${when(statement)}`;
    appendChange(db, { anchorId, state: null, summary, reason, author, undoes: null });
    record({ action: 'anchor.removed', summary: `${summary}: ${reason}`, details: { anchorId, reason, before: { ...statement } } });
  }).immediate();
}

const standing = 'undoes IS NULL AND change_id NOT IN (SELECT undoes FROM anchor_change WHERE undoes IS NOT NULL)';

/** Takes back the author's latest change that still stands, by appending what stood before it. Null when there is none. */
export function undoAnchor({ db, author, record }: Author): { readonly undone: string } | null {
  return db.transaction(() => {
    const latest = db.prepare<[string], { changeId: number; anchorId: AnchorId; summary: string }>(
      `SELECT change_id AS changeId, anchor_id AS anchorId, summary FROM anchor_change WHERE author = ? AND ${standing} ORDER BY change_id DESC LIMIT 1`,
    ).get(author);
    if (latest === undefined) return null;
    const later = db.prepare<[number, number], { summary: string; author: string }>(
      `SELECT summary, author FROM anchor_change WHERE anchor_id = ? AND change_id > ? AND ${standing} ORDER BY change_id DESC LIMIT 1`,
    ).get(latest.anchorId, latest.changeId);
    if (later !== undefined) throw new PlumblineError('invalid_input', `“${latest.summary}” cannot be taken back while “${later.summary}” (${later.author}) stands upon it. Take that back first.`);
    const summary = `Undone: ${latest.summary}`;
    appendChange(db, { anchorId: latest.anchorId, state: anchorState(db, latest.anchorId, latest.changeId), summary, reason: '', author, undoes: latest.changeId });
    record({ action: 'anchor.undone', summary, details: { anchorId: latest.anchorId, undoes: latest.changeId } });
    return { undone: latest.summary };
  }).immediate();
}
