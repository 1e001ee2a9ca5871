/** Turns a row of an application's table into an item by its stream's rules. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Direction, Field, Identifier, ItemDraft, ItemKind, ItemStatus, Locator } from '../../../../shared/domain/item.ts';
import { htmlText, unescapedText } from '../decoding/html-text.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import { partyIdentifiers, partyLabel, type Party } from './party.ts';
import { epochLabels, type Epoch } from '../../../../shared/domain/epoch.ts';
import { epochTime } from '../time/epoch-time.ts';
import { cellText, type Cell, type Row } from '../sqlite/rows.ts';
import type { PartyColumns, ProfileStream, StreamRules } from './profile.ts';
import { RowValues, rowIdColumn, rowNames, verbatimRow } from './stream-query.ts';

export interface RowContext {
  readonly stream: ProfileStream;
  readonly file: string;
  readonly owner: string;
  readonly lookup: unknown;
  /** Row seen only when the write-ahead log is left out. */
  readonly superseded: boolean;
  /** Set when the live view has another row under this row id. */
  readonly replaced: boolean;
  /** Which row of the stream it was, when its row id is not above those before it: a damaged page may give one twice. */
  readonly outOfOrder?: number;
}

interface Coded<T> { readonly column: string; readonly values: Readonly<Record<string, T>>; readonly otherwise: T }

function isCoded<T extends string>(rule: T | Coded<T>): rule is Coded<T> {
  return typeof rule !== 'string';
}

function decode<T extends string>(rule: T | Coded<T>, values: RowValues): { readonly value: T; readonly known: boolean } {
  if (!isCoded(rule)) return { value: rule, known: true };
  const stored = cellText(values.get(rule.column));
  const found = Object.hasOwn(rule.values, stored) ? rule.values[stored] : undefined;
  return found === undefined ? { value: rule.otherwise, known: false } : { value: found, known: true };
}

/** From this size on a count since 2001 (or 1970) cannot be of the coarser unit: it would be 30,000 years away. */
const finerFrom = 1e12;
const finerUnixFrom = 1e11;

function epochOf(rule: StreamRules['time'][number]['epoch'], cell: Cell): Epoch {
  const size = Math.abs(Number(cell));
  if (rule === 'apple-seconds-or-nanoseconds') return size >= finerFrom ? 'apple-nanoseconds' : 'apple-seconds';
  if (rule === 'unix-seconds-or-milliseconds') return size >= finerUnixFrom ? 'unix-milliseconds' : 'unix-seconds';
  return rule;
}

/** A stored time; undated when the column is NULL, 0 or no number. */
export function storedTime(cell: Cell, rule: StreamRules['time'][number]['epoch']): EvidenceTime {
  return cell instanceof Uint8Array ? undated() : epochTime(cell, epochOf(rule, cell));
}

function timeOf({ time }: StreamRules, values: RowValues): { readonly time: EvidenceTime; readonly remarks: string[] } {
  let found = undated();
  for (const { column, epoch } of time) {
    const cell = values.get(column);
    found = storedTime(cell, epoch);
    if (found.earliestMs === null) continue;
    return { time: found, remarks: [`The time is the column ${column}, read as ${epochLabels[epochOf(epoch, cell)]} in UTC.`] };
  }
  return { time: found, remarks: time.length === 0 ? [] : ['No time is recorded for this row.'] };
}

function isoInstant(ms: number): string {
  return new Date(ms).toISOString();
}

function fieldsOf(rules: StreamRules, values: RowValues): Field[] {
  const fields: Field[] = [];
  for (const { name, column, epoch } of rules.otherTimes ?? []) {
    const { earliestMs, written } = storedTime(values.get(column), epoch);
    if (written !== '' && written !== '0') fields.push({ name, value: earliestMs === null ? written : `${isoInstant(earliestMs)} (stored ${written})` });
  }
  for (const { name, column } of rules.fields ?? []) {
    const value = cellText(values.get(column));
    if (value !== '') fields.push({ name, value });
  }
  return fields;
}

function party(columns: PartyColumns | undefined, values: RowValues): Party | null {
  if (columns === undefined) return null;
  const found = { account: cellText(values.get(columns.account)), name: cellText(values.get(columns.name)) };
  return found.account === '' && found.name === '' ? null : found;
}

interface Parties { readonly from: string; readonly to: string[]; readonly identifiers: Identifier[] }

function partiesOf(rules: StreamRules, values: RowValues, direction: Direction, owner: string): Parties {
  const author = party(rules.author, values);
  const other = party(rules.counterparty, values);
  const identifiers: Identifier[] = [];
  if (direction === 'outgoing') {
    if (author !== null) identifiers.push(...partyIdentifiers(author, 'from'));
    if (other !== null) identifiers.push(...partyIdentifiers(other, 'to'));
    return { from: author === null ? owner : partyLabel(author), to: other === null ? [] : [partyLabel(other)], identifiers };
  }
  const sender = author ?? other;
  if (sender !== null) identifiers.push(...partyIdentifiers(sender, direction === 'incoming' ? 'from' : 'participant'));
  return { from: sender === null ? '' : partyLabel(sender), to: direction === 'incoming' ? [owner] : [], identifiers };
}

function textOf(rules: StreamRules, values: RowValues): { readonly text: string; readonly fields: Field[] } {
  for (const { column, as } of rules.text ?? []) {
    const stored = cellText(values.get(column));
    if (stored === '') continue;
    if (as === 'plain') return { text: stored, fields: [] };
    const text = as === 'html' ? htmlText(stored) : unescapedText(stored);
    return { text, fields: text === stored ? [] : [{ name: `${column} as stored`, value: stored }] };
  }
  return { text: '', fields: [] };
}

function locatorOf(row: Row, { stream, file, replaced, outOfOrder }: RowContext): Locator {
  const stored = cellText(row[rowIdColumn]);
  const rowid = outOfOrder === undefined ? stored : `${stored === '' ? 'not given' : stored}, as row ${outOfOrder} read`;
  return { type: 'table', file, table: stream.table, rowid: replaced ? `${rowid}, as in the main file alone` : rowid };
}

function firstText(columns: readonly string[] | undefined, values: RowValues): string {
  for (const column of columns ?? []) {
    const found = cellText(values.get(column));
    if (found !== '') return found;
  }
  return '';
}

function codeRemarks(rules: StreamRules, values: RowValues, known: { readonly kind: boolean; readonly direction: boolean }): string[] {
  const remarks: string[] = [];
  if (!known.kind && isCoded(rules.kind)) remarks.push(`What kind of row ${rules.kind.column} ${cellText(values.get(rules.kind.column))} is, is not known; it is not counted as a message.`);
  if (!known.direction && isCoded(rules.direction)) remarks.push(`${rules.direction.column} ${cellText(values.get(rules.direction.column)) || 'is empty'}: whether the row was sent or received is not known.`);
  return remarks;
}

/** The item a row makes before any refining. */
function draftOf(row: Row, context: RowContext): ItemDraft {
  const { stream: rules, owner } = context;
  const values = new RowValues(row, rowNames(row));
  const kind = decode<ItemKind>(rules.kind, values);
  const direction = decode<Direction>(rules.direction, values);
  const placed = timeOf(rules, values);
  const words = textOf(rules, values);
  const parties = partiesOf(rules, values, direction.value, owner);
  const path = rules.attachment === undefined ? '' : cellText(values.get(rules.attachment.path));
  const status = rules.status === undefined ? 'live' : decode<ItemStatus>(rules.status, values).value;
  return {
    kind: kind.value, time: placed.time, direction: direction.value, from: parties.from, to: parties.to,
    thread: firstText(rules.thread, values), text: words.text, status: context.superseded ? 'superseded' : status,
    locator: locatorOf(row, context), verbatim: verbatimRow(row), fields: [...fieldsOf(rules, values), ...words.fields],
    attachments: path === '' ? [] : [{
      name: path, member: null, mediaType: cellText(values.get(rules.attachment?.mediaType)), sizeBytes: null, sha256: null, state: 'missing',
    }],
    identifiers: parties.identifiers,
    remarks: [
      ...placed.remarks, ...codeRemarks(rules, values, { kind: kind.known, direction: direction.known }),
      ...(context.superseded ? ['This row is in the main file only; with the write-ahead log the application no longer showed it.'] : []),
    ],
  };
}

/** Maps one row. Its attachments still carry the paths the database gives; they are looked up afterwards. */
export function mapRow(row: Row, context: RowContext): SourceRow {
  const draft = draftOf(row, context);
  const refined = context.stream.refine?.(draft, row, { lookup: context.lookup, owner: context.owner }) ?? draft;
  if ('reason' in refined) {
    return { type: 'quarantined', row: { locator: draft.locator, code: refined.code, reason: `Row ${cellText(row[rowIdColumn])} of ${context.stream.table}: ${refined.reason}`, verbatim: draft.verbatim } };
  }
  const undecodable = refined.text.includes('\ufffd') ? ['The text holds bytes that are no valid text; each is shown as \ufffd.'] : [];
  return {
    type: 'item',
    item: { ...refined, identifiers: [...refined.identifiers, ...mentionedIn(refined.text)], remarks: [...refined.remarks, ...undecodable] },
  };
}
