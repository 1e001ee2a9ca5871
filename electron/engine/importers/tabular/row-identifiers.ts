/** Who and what a row names: users, requesters, subjects, number plates, telephone numbers. */
import type { AuditField } from '../../../../shared/domain/audit-row.ts';
import type { Identifier } from '../../../../shared/domain/item.ts';
import { mentionedIn, nameIdentifier, phoneIdentifier, vrmIdentifier } from '../people/identifiers.ts';
import { valueOf, type Columns } from './mapping.ts';

type Role = Identifier['role'];

const mentionFields: readonly AuditField[] = ['search-terms', 'record-reference', 'subject', 'reason', 'text', 'result', 'fields-opened'];
const email = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

/** A user or collar number is matched without regard to case; its zeros and letters are kept. */
function plain(kind: 'user-id' | 'collar', written: string, role: Role): Identifier {
  return { kind, role, written, normal: written.replace(/\s+/g, ' ').toLowerCase(), certainty: 'certain' };
}

function party(written: string, role: Role): Identifier {
  if (email.test(written)) return { kind: 'email', role, written, normal: written.toLowerCase(), certainty: 'certain' };
  return phoneIdentifier(written, role) ?? nameIdentifier(written, role);
}

/** Letters, digits, letters: no reference number looks like that by accident. Dateless plates (`OC1234`) do. */
const distinctivePlate = /^[A-Z]{1,3}\d{1,3}[A-Z]{1,3}$/;
const plateHeading = /\b(?:vrm|vrn|reg(?:istration)?|index|plate|vehicle)\b/i;

/**
 * Search terms are often lists: `AB12 CDE`, `NAME/SMITH, VRM=AB12CDE`. A whole value and each part of
 * it are tried as a plate. A dateless plate is only possible, unless the heading says it is a plate.
 */
function platesIn(value: string, heading: string): Identifier[] {
  const whole = vrmIdentifier(value, 'subject');
  if (whole !== null) return [plateHeading.test(heading) || distinctivePlate.test(whole.normal) ? whole : { ...whole, certainty: 'possible' }];
  return value.split(/[,;=:/|]+/).map((part) => part.trim()).filter((part) => part !== '' && part !== value)
    .map((part) => vrmIdentifier(part, 'subject')).filter((found) => found !== null && found.certainty === 'certain' && distinctivePlate.test(found.normal)) as Identifier[];
}

const commaName = /^[\p{L}][\p{L}'’.-]*(?: [\p{L}][\p{L}'’.-]*){0,2}, ?[\p{L}][\p{L}'’.-]*(?: [\p{L}][\p{L}'’.-]*){0,2}$/u;
const spacedName = /^[\p{L}][\p{L}'’.-]+(?: [\p{L}][\p{L}'’.-]*){1,3}$/u;
const personRecord = /\b(?:nominal|person|people|name|subject)\b/i;
const trailingBirthday = /[ ,;]+\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})$/;

/**
 * Search terms that read as a person's name: `SURNAME, FORENAME`, or words alone when the row says that a
 * person was searched for. Only possible: a street or a firm can be written so too.
 */
function nameSearched(value: string, searchedFor: string): Identifier[] {
  const written = value.replace(trailingBirthday, '').trim();
  if (!commaName.test(written) && !(spacedName.test(written) && personRecord.test(searchedFor))) return [];
  return [{ ...nameIdentifier(written, 'subject'), certainty: 'possible' }];
}

/** Every identifier of a row, each kind, form and role once, in the order of the columns that matter most. */
export function rowIdentifiers(columns: Columns, cells: readonly string[]): Identifier[] {
  const value = (field: AuditField): string => valueOf(columns, field, cells);
  const found: Identifier[] = [];
  const add = (field: AuditField, make: (written: string) => Identifier | null): void => {
    const written = value(field);
    const identifier = written === '' ? null : make(written);
    if (identifier !== null) found.push(identifier);
  };
  add('user-id', (written) => plain('user-id', written, 'operator'));
  add('user-name', (written) => nameIdentifier(written, 'operator'));
  add('collar', (written) => plain('collar', written, 'operator'));
  add('requested-by', (written) => nameIdentifier(written, 'requester'));
  add('from', (written) => party(written, 'from'));
  for (const written of recipients(value('to'))) found.push(party(written, 'to'));
  for (const field of ['search-terms', 'record-reference'] as const) {
    found.push(...platesIn(value(field), columns.of(field).map((column) => columns.headings[column] ?? '').join(' ')));
  }
  add('search-terms', (written) => phoneIdentifier(written, 'subject'));
  found.push(...nameSearched(value('search-terms'), `${value('record-type')} ${columns.of('search-terms').map((column) => columns.headings[column] ?? '').join(' ')}`));
  add('subject', (written) => vrmIdentifier(written, 'subject') ?? phoneIdentifier(written, 'subject') ?? nameIdentifier(written, 'subject'));
  const already = new Set(found.filter((identifier) => identifier.role === 'subject').map((identifier) => `${identifier.kind} ${identifier.normal}`));
  for (const field of mentionFields) found.push(...mentionedIn(value(field)).filter((identifier) => !already.has(`${identifier.kind} ${identifier.normal}`)));
  const unique = new Map<string, Identifier>();
  for (const identifier of found) {
    const key = `${identifier.kind} ${identifier.role} ${identifier.normal}`;
    // Of two readings of the same, the certain one stands.
    if (!unique.has(key) || identifier.certainty === 'certain') unique.set(key, identifier);
  }
  return [...unique.values()];
}

/** Several recipients in one cell are separated by semicolons. */
export function recipients(cell: string): string[] {
  return cell.split(';').map((part) => part.trim()).filter((part) => part !== '');
}
