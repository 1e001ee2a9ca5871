/** Turns one row of a Cellebrite table into an item, or into a quarantined row with its reason. */
import type { Attachment, Direction, Field, Identifier, ItemDraft, ItemKind, ItemStatus, Locator } from '../../../../shared/domain/item.ts';
import { identifiersOf, shown, type Person } from '../cellebrite/person.ts';
import type { ReportFiles } from '../cellebrite/report-files.ts';
import { mentionedIn, phoneIdentifier } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import { placeWrittenTime, type TimeCell, type TimeRules } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import type { AnyRow, TableRow } from '../table/table-row.ts';
import { foldHeading, type TableField } from './headings.ts';
import { isSystemMessage, readPeople, readPerson } from './party-cell.ts';
import type { Sheet } from './sheets.ts';
import { ownEntry } from '../text/own-entry.ts';

export interface SheetRules {
  readonly file: string;
  readonly time: TimeRules;
  /** Lower case; null when not said. */
  readonly deviceOwner: string | null;
  readonly files: ReportFiles;
}

const sides: Readonly<Record<string, Direction>> = {
  incoming: 'incoming', received: 'incoming', inbox: 'incoming', missed: 'incoming', entrada: 'incoming', recebida: 'incoming', recebido: 'incoming', entrante: 'incoming', entrant: 'incoming', eingehend: 'incoming',
  outgoing: 'outgoing', sent: 'outgoing', outbox: 'outgoing', dialed: 'outgoing', 'saída': 'outgoing', enviada: 'outgoing', enviado: 'outgoing', saliente: 'outgoing', sortant: 'outgoing', ausgehend: 'outgoing',
};
const affirmed = /^(?:yes|true|deleted|trash|sim|sí|oui|ja|excluíd[oa]|eliminad[oa]|supprimée?|gelöscht|x)$/i;
const denied = /^(?:no|false|intact|não|non|nein|0)?$/i;
/** Columns of the conversation, which a workbook gives once and leaves empty below. */
const carriedFields = ['chat-number', 'identifier', 'chat-name', 'name', 'participants', 'source', 'account', 'deleted-chat'] as const;

type Carried = ReadonlyMap<TableField, string>;
interface Sides { readonly from: Person | null; readonly to: readonly Person[]; readonly parties: readonly Person[]; readonly participants: readonly Person[]; readonly direction: Direction }

/** The time of a row: one cell that holds the whole, or a date and the clock beside it. */
export function timeCell(sheet: Sheet, row: TableRow): TimeCell {
  const cells = (field: TableField): readonly number[] => sheet.columns.get(field) ?? [];
  const filled = (columns: readonly number[]): number | undefined => columns.find((column) => (row.cells[column] ?? '').trim() !== '');
  const [date, time] = [filled(cells('date')), filled(cells('time'))];
  const used = [date, time].filter((column) => column !== undefined);
  if (used.length === 0) { const created = sheet.kind === 'contacts' || sheet.kind === 'others' ? filled(cells('created')) : undefined; if (created !== undefined) used.push(created); }
  const text = (column: number | undefined): string => (column === undefined ? '' : (row.cells[column] ?? '').trim());
  const stored = used.some((column) => row.storedDates.has(column));
  // “Timestamp: Time” holds the whole more often than not, whatever its name says.
  const whole = readWrittenTime(text(time));
  if (time !== undefined && whole !== null && (whole.clock !== null || date === undefined)) return { written: text(time), storedByExcel: row.storedDates.has(time) };
  return { written: used.map(text).join(' '), storedByExcel: stored };
}

/** Reads the rows of one sheet, in order: what a conversation's first row says holds for those below it. */
export class SheetMapper {
  readonly #sheet: Sheet;
  readonly #rules: SheetRules;
  #carried: { readonly row: number; readonly values: Carried } = { row: 0, values: new Map() };

  constructor(sheet: Sheet, rules: SheetRules) {
    this.#sheet = sheet;
    this.#rules = rules;
  }

  #locator(row: AnyRow): Locator {
    return { type: 'row', file: this.#rules.file, sheet: this.#sheet.table.sheet, row: row.row, byte: row.byte };
  }

  async map(row: AnyRow): Promise<SourceRow> {
    const aside = (code: Extract<SourceRow, { type: 'quarantined' }>['row']['code'], reason: string): SourceRow =>
      ({ type: 'quarantined', row: { locator: this.#locator(row), code, reason, verbatim: row.verbatim } });
    if (row.type === 'unreadable') return aside(row.code, row.reason);
    const expected = this.#sheet.headings.length;
    if (row.cells.length === this.#sheet.headingCells.length && row.cells.every((cell, column) => foldHeading(cell) === foldHeading(this.#sheet.headingCells[column] ?? ''))) return aside('malformed-row', `Row ${row.row} repeats the headings; it is not an entry of its own.`);
    if (row.relaxed && row.cells.length !== expected) return aside('malformed-row', `Row ${row.row} has a quotation mark that is not closed or not doubled; read as it stands it has ${row.cells.length} cells where the headings have ${expected}.`);
    const numbers = new Set(this.#sheet.columns.get('number') ?? []);
    if (row.cells.every((cell, column) => numbers.has(column) || cell.trim() === '')) return aside('no-content', `Row ${row.row} holds nothing but its number.`);
    const placed = placeWrittenTime(timeCell(this.#sheet, row), this.#rules.time);
    if (!placed.ok) return aside(placed.code, `Row ${row.row}: ${placed.reason}`);
    const item = this.#item(row, placed.time);
    const { attachments, remarks } = await this.#attachments(row);
    if (this.#sheet.kind === 'contacts' && placed.time.earliestMs !== null) remarks.unshift('The time is when the contact was made, as the table gives it.');
    const ragged = row.byte !== null && row.cells.length !== expected ? [`This row has ${row.cells.length} cells where the headings have ${expected}; its values may stand under the wrong headings.`] : [];
    return { type: 'item', item: { ...item, attachments, remarks: [...row.remarks, ...item.remarks, ...ragged, ...placed.remarks, ...remarks] } };
  }

  #value(row: TableRow, field: TableField): string {
    for (const column of this.#sheet.columns.get(field) ?? []) {
      const value = (row.cells[column] ?? '').trim();
      if (value !== '') return value;
    }
    return '';
  }

  /** The conversation's own values: the row's, or those of the conversation's first row. */
  #conversation(row: TableRow): { readonly values: Carried; readonly remark: string | null } {
    const own = new Map(carriedFields.map((field) => [field as TableField, this.#value(row, field)]));
    if (this.#sheet.kind !== 'chats' || own.get('chat-number') !== '' || this.#value(row, 'message-number') === '') {
      this.#carried = { row: row.row, values: own };
      return { values: own, remark: null };
    }
    if (this.#carried.row === 0) return { values: own, remark: null };
    const values = new Map([...own].map(([field, value]) => [field, value === '' ? this.#carried.values.get(field) ?? '' : value]));
    return { values, remark: `The conversation this row belongs to is given on row ${this.#carried.row}.` };
  }

  #sides(row: TableRow, participants: readonly Person[]): Sides {
    const from = this.#value(row, 'from');
    const sender = from === '' ? null : readPerson(from);
    const to = (['to', 'cc', 'bcc'] as const).flatMap((field) => readPeople(this.#value(row, field)));
    const parties = readPeople(this.#value(row, 'parties'));
    const stated = [this.#value(row, 'direction'), this.#value(row, 'folder'), this.#sheet.kind === 'calls' ? this.#value(row, 'type') : ''].map((words) => ownEntry(sides, words.toLowerCase())).find((side) => side !== undefined);
    const known = new Set([...participants, ...parties].filter(({ owner }) => owner).map((person) => (person.identifier || person.name).toLowerCase()));
    const answered = this.#rules.deviceOwner;
    const owns = (person: Person): boolean => person.owner || known.has((person.identifier || person.name).toLowerCase())
      || (answered !== null && [person.identifier.toLowerCase(), person.name.toLowerCase(), `${person.identifier} ${person.name}`.trim().toLowerCase()].includes(answered));
    let seen: Direction | null = null;
    if (sender !== null && owns(sender)) seen = 'outgoing';
    else if (to.some(owns) || (sender !== null && [...participants, ...parties].some(owns))) seen = 'incoming';
    const direction = seen !== null && stated !== undefined && seen !== stated ? 'unknown' : seen ?? stated ?? 'unknown';
    return { from: sender, to, parties, participants, direction };
  }

  #kind(row: TableRow, dated: boolean): ItemKind {
    switch (this.#sheet.kind) {
      case 'calls': return 'call';
      case 'contacts': return 'contact';
      case 'others': return dated ? 'event' : 'document';
      case 'messages': case 'chats': {
        if (isSystemMessage(this.#value(row, 'from'))) return 'notice';
        const said = (['message-number', 'from', 'body', 'attachment'] as const).some((field) => this.#value(row, field) !== '');
        return this.#sheet.kind === 'chats' && !said ? 'event' : 'message';
      }
    }
  }

  #text(row: TableRow, kind: ItemKind): string {
    const value = (field: TableField): string => this.#value(row, field);
    const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
    if (kind === 'call') return joined(`${value('direction') || value('type')} call`.trim(), value('status'), value('duration') === '' ? '' : `duration ${value('duration')}`);
    if (kind === 'contact') return joined(value('name'), ...readLines(value('entries')));
    if (kind === 'message' || kind === 'notice') {
      const column = (this.#sheet.columns.get('body') ?? []).find((one) => (row.cells[one] ?? '').trim() !== '');
      const body = column === undefined ? '' : row.cells[column] ?? '';
      return value('subject') === '' ? body : `${value('subject')}${body === '' ? '' : `\n${body}`}`;
    }
    if (this.#sheet.kind === 'chats') return joined('Conversation', value('chat-name') || value('name'), value('source'), readLines(value('participants')).join(', '));
    return joined(...new Set(row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '')));
  }

  #status(row: TableRow): { readonly status: ItemStatus; readonly remarks: string[] } {
    if (affirmed.test(this.#value(row, 'carved'))) return { status: 'recovered', remarks: [] };
    const deleted = this.#value(row, 'deleted');
    if (affirmed.test(deleted)) return { status: 'deleted', remarks: [] };
    return { status: 'live', remarks: denied.test(deleted) ? [] : [`The column for deleted rows says “${deleted.slice(0, 80)}”, which this program does not know.`] };
  }

  #thread(values: Carried, people: Sides): string {
    const value = (field: TableField): string => values.get(field) ?? '';
    const names = [people.from, ...people.to, ...people.parties].filter((person): person is Person => person !== null && !person.owner).map(shown);
    if (this.#sheet.kind === 'calls' || this.#sheet.kind === 'messages') return [value('source') || (this.#sheet.kind === 'calls' ? 'Calls' : 'Messages'), [...new Set(names)].slice(0, 4).join(', ')].filter((part) => part !== '').join(': ');
    if (this.#sheet.kind !== 'chats') return value('source');
    const chat = value('chat-name') || value('name') || value('identifier') || people.participants.filter(({ owner }) => !owner).map(shown).slice(0, 4).join(', ');
    const number = value('chat-number') === '' ? '' : ` (chat ${value('chat-number')})`;
    return `${value('source') || 'Chat'}: ${chat}${number}`;
  }

  #item(row: TableRow, time: ItemDraft['time']): ItemDraft {
    const { values, remark } = this.#conversation(row);
    const kind = this.#kind(row, time.earliestMs !== null);
    const people = this.#sides(row, readPeople(values.get('participants') ?? ''));
    const talk = kind === 'message' || kind === 'call';
    const others = people.parties.filter(({ owner }) => !owner).map(shown);
    const from = people.from === null ? (kind === 'call' && people.direction === 'incoming' ? others.join(', ') : '') : shown(people.from);
    const to = people.to.length > 0 ? people.to.map(shown) : kind === 'call' && people.direction === 'outgoing' ? others : [];
    const text = this.#text(row, kind);
    const { status, remarks } = this.#status(row);
    return {
      kind, time, direction: talk ? people.direction : 'none', from: kind === 'notice' ? '' : from, to: kind === 'notice' ? [] : to,
      thread: this.#thread(values, people), text, status, locator: this.#locator(row), verbatim: row.verbatim, fields: this.#fields(row), attachments: [],
      identifiers: this.#identifiers(row, kind, people, text), remarks: [...(remark === null ? [] : [remark]), ...remarks],
    };
  }

  #fields(row: TableRow): Field[] {
    const count = Math.max(row.cells.length, this.#sheet.headings.length);
    return Array.from({ length: count }, (_, column) => ({ name: this.#sheet.headings[column] ?? `column ${column + 1}`, value: row.cells[column] ?? '' })).filter(({ value }) => value !== '');
  }

  #identifiers(row: TableRow, kind: ItemKind, people: Sides, text: string): Identifier[] {
    const found: Identifier[] = [];
    if (people.from !== null && kind !== 'notice') found.push(...identifiersOf(people.from, 'from'));
    if (kind !== 'notice') found.push(...people.to.flatMap((person) => identifiersOf(person, 'to')));
    found.push(...people.parties.flatMap((person) => identifiersOf(person, 'participant')), ...people.participants.slice(0, 10).flatMap((person) => identifiersOf(person, 'participant')));
    if (kind === 'contact') {
      found.push(...identifiersOf({ name: this.#value(row, 'name'), identifier: '', owner: false, role: '' }, 'subject'));
      for (const entry of readLines(this.#value(row, 'entries'))) {
        const written = entry.slice(entry.lastIndexOf(': ') + 1).trim();
        const phone = phoneIdentifier(written, 'subject');
        found.push(...(phone === null ? identifiersOf({ name: '', identifier: written, owner: false, role: '' }, 'subject') : [phone]));
      }
    }
    if (kind === 'message' || kind === 'notice') found.push(...mentionedIn(text));
    const unique = new Map(found.filter(({ normal }) => normal !== '').map((identifier) => [`${identifier.kind} ${identifier.role} ${identifier.normal}`, identifier]));
    return [...unique.values()];
  }

  async #attachments(row: TableRow): Promise<{ readonly attachments: Attachment[]; readonly remarks: string[] }> {
    const attachments: Attachment[] = [];
    const remarks: string[] = [];
    for (const column of this.#sheet.columns.get('attachment') ?? []) {
      const written = (row.cells[column] ?? '').trim();
      if (written === '') continue;
      const found = await this.#rules.files.find({ name: written.replace(/^.*[\\/]/, ''), extractedPath: written, fileId: '', mediaType: '' });
      attachments.push(found.attachment);
      if (found.remark !== null) remarks.push(found.remark);
    }
    return { attachments, remarks };
  }
}

function readLines(cell: string): string[] {
  return cell.replaceAll(/_x000d_/gi, '\n').split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== '').slice(0, 200);
}
