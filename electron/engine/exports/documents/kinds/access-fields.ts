/** The values of an access's row, sorted into the columns of its schedule. Nothing of the row is left out of all of them. */
import { auditFieldLabels, type AuditField } from '../../../../../shared/domain/audit-row.ts';
import type { ItemLine } from '../../../../../shared/contract/timeline.ts';
import { isolated } from '../../timeline/markup.ts';
import { label, small } from '../cells.ts';

const places = {
  when: ['date-time', 'date', 'time'], system: ['system', 'action', 'terminal'],
  user: ['user-id', 'user-name', 'rank', 'collar', 'force', 'requested-by'],
  searched: ['search-terms', 'record-type', 'record-reference', 'subject', 'fields-opened', 'result'],
  reason: ['reason-code', 'reason'],
} as const satisfies Record<string, readonly AuditField[]>;
export type AccessPlace = Exclude<keyof typeof places, 'when'> | 'incident' | 'rest';

/** A heading under which systems keep the number of an incident, a crime or a log. */
const ofIncident = /\b(?:incident|crime|occurrence|cad|storm|log)\b[^a-z]{0,3}(?:no\b|num|ref|id\b)|\bincident\b|\boccurrence\b|\bcrime (?:no|num|ref)/iu;

const placeOfLabel = new Map<string, keyof typeof places>(Object.entries(places).flatMap(([place, fields]) => fields.map((field) => [auditFieldLabels[field], place as keyof typeof places] as const)));

/** What stands before a value: the column says the rest. */
const shortLabels: Partial<Record<AuditField, string>> = {
  'user-id': 'Keyed by', 'user-name': 'Name', collar: 'Collar', force: 'Force', terminal: 'Terminal', 'search-terms': 'As typed', 'record-reference': 'Reference', 'fields-opened': 'Opened', result: 'Result',
};
const shortOfLabel = new Map<string, string>(Object.entries(shortLabels).map(([field, words]) => [auditFieldLabels[field as AuditField], words])); // keys are those of `shortLabels`
const shown = (name: string): string => shortOfLabel.get(name) ?? name;

/** Where its place has it, as the heading of the column names its parts. */
const rankOfLabel = new Map<string, number>(Object.values(places).flat().map((field, index) => [auditFieldLabels[field], index]));

/** A name of the program’s own, where somebody has added what a code means. */
const plainName = (name: string): string => (placeOfLabel.has(name) ? name : name.split(', meaning given by ')[0] ?? '');
const rankOf = (name: string): number => rankOfLabel.get(plainName(name)) ?? Infinity;

function placeOf(name: string): keyof typeof places | 'incident' | 'rest' {
  const known = placeOfLabel.get(plainName(name));
  return known ?? (ofIncident.test(name) ? 'incident' : 'rest');
}

/** The values that belong in one place, each behind its name, in the order its heading has; '' when it has none. */
export function valuesAt(item: ItemLine, place: AccessPlace): string {
  const lines = item.fields.filter(({ name, value }) => value.trim() !== '' && placeOf(name) === place);
  return lines.toSorted((one, other) => (rankOf(one.name) === rankOf(other.name) ? 0 : rankOf(one.name) - rankOf(other.name))).map(({ name, value }) => small(`${label(shown(name))} ${isolated(value)}`)).join('');
}

/** The recorded reason and its code as the row has them, without the names of its columns; '' when the row has none. */
export function recordedReason(item: ItemLine): string {
  return item.fields.filter(({ name, value }) => value.trim() !== '' && placeOf(name) === 'reason')
    .map(({ name, value }) => (name === auditFieldLabels.reason ? `<div>${isolated(value)}</div>` : small(`${label(name)} ${isolated(value)}`))).join('');
}
