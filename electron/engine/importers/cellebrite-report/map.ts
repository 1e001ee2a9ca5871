/** Turns one record of the report into an item, or into a quarantined row with its reason. */
import { identifiersOf, shown } from '../cellebrite/person.ts';
import type { Direction, Identifier, ItemDraft, ItemKind, Locator } from '../../../../shared/domain/item.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { threadOf, type Conversation } from './conversations.ts';
import { FieldNames, fieldsOf } from './flatten.ts';
import type { IdTable } from '../cellebrite/id-table.ts';
import { isSystemType, kindOf, messageTypes, recordText, statusOf, subjectIdentifiers } from './kinds.ts';
import { firstTextOf, textOf, type ReportModel } from './model.ts';
import { directionOf, isSystem, peopleOf, type People } from './people.ts';
import { sourceFields, type Provenance } from './provenance.ts';
import type { FoundFile, NamedFile, ReportFiles } from '../cellebrite/report-files.ts';
import type { ClosedRow } from './report-parser.ts';
import { recordTime, type RecordTime } from './report-time.ts';

const shownOfSpoilt = 20_000;
const attachmentLimit = 200;
/** Fields that are not shown again as such. */
const bodyOnly: ReadonlySet<string> = new Set(['Body']);
const nothing: ReadonlySet<string> = new Set();

export interface MapRules {
  /** The report's path inside the exhibit. */
  readonly file: string;
  /** For times that state no offset; null when every time does. */
  readonly zone: StatedZone | null;
  /** The owner's name or identifier as a person gave it, lower case; null when not said. */
  readonly deviceOwner: string | null;
  readonly provenance: Provenance;
  readonly files: ReportFiles;
  readonly extractionName: (id: string) => string;
}

const extractedEnd = '_extracted_path';

/** Files a record names: its attachments, and pictures of contacts, however deep they stand. */
function namedFiles(model: ReportModel, found: NamedFile[] = [], depth = 0): NamedFile[] {
  const extractedPath = model.fields.find(({ name, values }) => name.length >= extractedEnd.length && values.length > 0 && name.toLowerCase().endsWith(extractedEnd))?.values[0]?.text ?? '';
  const fileId = model.attributes['file_id'] ?? '';
  if ((model.type === 'Attachment' || extractedPath !== '' || fileId !== '') && found.length < attachmentLimit) {
    found.push({ name: firstTextOf(model, ['Filename', 'FileName', 'Title', 'Name', 'URL']), extractedPath, fileId, mediaType: textOf(model, 'ContentType') });
  }
  if (depth < 6) for (const field of model.fields) for (const nested of field.models) namedFiles(nested, found, depth + 1);
  return found;
}

interface Sides { readonly from: string; readonly to: string[]; readonly direction: Direction; readonly remarks: string[] }

function sidesOf(model: ReportModel, people: People, rules: MapRules, conversation: Conversation | null): Sides {
  if (!messageTypes.has(model.type) && model.type !== 'Call') return { from: people.from === null ? '' : shown(people.from), to: people.to.map(shown), direction: 'none', remarks: [] };
  const owner = { inChat: conversation?.owners ?? new Set<string>(), answered: rules.deviceOwner };
  const { direction, remark } = directionOf(model, people, owner);
  let from = people.from === null ? '' : shown(people.from);
  let to = people.to.map(shown);
  // A call often names only the other side, and its direction says which side that is.
  const others = people.others.filter((person) => !person.owner).map(shown);
  if (model.type === 'Call' && from === '' && direction === 'incoming') from = others.join(', ');
  if (model.type === 'Call' && to.length === 0 && direction === 'outgoing') to = others;
  return { from, to, direction, remarks: remark === null ? [] : [remark] };
}

/** Most rows name a few: comparing them with each other is quicker than a table. */
const fewIdentifiers = 24;

function uniqueIdentifiers(found: readonly Identifier[]): Identifier[] {
  if (found.length <= fewIdentifiers) {
    const unique: Identifier[] = [];
    for (const one of found) if (one.normal !== '' && !unique.some((other) => other.normal === one.normal && other.kind === one.kind && other.role === one.role)) unique.push(one);
    return unique;
  }
  const seen = new Set<string>();
  return found.filter(({ kind, role, normal }) => {
    const key = `${kind}\0${role}\0${normal}`;
    return normal !== '' && !seen.has(key) && seen.add(key).size > 0;
  });
}

function peopleIdentifiers({ from, to, others }: People, conversation: Conversation | null): Identifier[] {
  return [
    ...(from === null || isSystem(from) ? [] : identifiersOf(from, 'from')), ...to.slice(0, 500).flatMap((person) => identifiersOf(person, 'to')),
    ...others.slice(0, 500).flatMap((person) => identifiersOf(person, 'participant')), ...(conversation?.participants ?? []),
  ];
}

export class RecordMapper {
  readonly #rules: MapRules;
  readonly #ids: IdTable;
  readonly #names = new FieldNames();
  #rows = 0;
  #zoneless = 0;
  #repeatedIds = 0;

  constructor(rules: MapRules, ids: IdTable) {
    this.#rules = rules;
    this.#ids = ids;
  }

  /** The record's id makes its place; a missing or repeated one is told apart by the row's number. */
  locate(model: ReportModel): Locator {
    this.#rows += 1;
    const { file } = this.#rules;
    if (model.id === '') return { type: 'xml', file, id: `${model.type || 'model'} without id, row ${this.#rows}` };
    if (this.#ids.has(model.id)) {
      this.#repeatedIds += 1;
      return { type: 'xml', file, id: `${model.id} (repeated, row ${this.#rows})` };
    }
    this.#ids.set(model.id, this.#rows);
    return { type: 'xml', file, id: model.id };
  }

  /** Maps a record. `chatChanged` says that its messages were named before its details were read. */
  map(closed: ClosedRow, conversation: Conversation | null, chatChanged = false): SourceRow | Promise<SourceRow> {
    const { model, row, verbatim } = closed;
    const locator = this.locate(model);
    const about = `${model.type || 'Record'} ${model.id === '' ? 'without id' : model.id} (line ${row.line})`;
    const aside = (code: Parameters<typeof setAside>[1], reason: string): SourceRow => setAside(locator, code, `${about}: ${reason}`, verbatim);
    if (row.fault !== null) return aside(row.fault.code, `${row.fault.reason}, so it was set aside.`);
    const time = recordTime(model, this.#rules.zone);
    if (!time.ok) return aside(time.code, time.reason);
    if (time.time.written !== '' && time.time.earliestMs === null) this.#zoneless += 1;
    const item = this.#item(closed, locator, time, { conversation, chatChanged });
    const named = namedFiles(model);
    return named.length === 0 ? { type: 'item', item } : this.#withFiles(item, named);
  }

  #item({ model, row, verbatim, messages }: ClosedRow, locator: Locator, time: Extract<RecordTime, { ok: true }>, chat: { conversation: Conversation | null; chatChanged: boolean }): ItemDraft {
    const people = peopleOf(model);
    const system = messageTypes.has(model.type) && ((people.from !== null && isSystem(people.from)) || isSystemType(model));
    const kind: ItemKind = system ? 'notice' : kindOf(model, time.time.earliestMs !== null);
    const sides = system ? { from: '', to: [], direction: 'none' as const, remarks: [] } : sidesOf(model, people, this.#rules, chat.conversation);
    const { text, remarks: textRemarks } = recordText(model, messages);
    const { status, remarks: statusRemarks } = statusOf(model);
    const extraction = model.attributes['extractionId'] ?? '';
    const { fields, left } = fieldsOf(model, messageTypes.has(model.type) ? bodyOnly : nothing, this.#rules.extractionName(extraction) || extraction, this.#names);
    const nodes = [...model.nodes, ...this.#rules.provenance.of(model.id)];
    const alone = (): string => (messageTypes.has(model.type) || model.type === 'Call' ? threadOf(model, people) : textOf(model, 'Source'));
    return {
      kind, time: time.time, direction: sides.direction, from: sides.from, to: sides.to, thread: chat.conversation?.thread ?? alone(), text, status, locator, verbatim,
      fields: [{ name: 'Record type', value: model.type }, ...fields, ...sourceFields(nodes)], attachments: [],
      identifiers: uniqueIdentifiers([...peopleIdentifiers(people, model.type === 'Chat' ? null : chat.conversation), ...subjectIdentifiers(model), ...mentionedIn(messageTypes.has(model.type) || kind === 'note' ? text : '')]),
      remarks: [
        ...row.remarks, ...time.remarks, ...textRemarks, ...statusRemarks, ...sides.remarks,
        ...(/^drafts?$/i.test(textOf(model, 'Folder')) ? ['The report files this under drafts: it was written and not sent.'] : []),
        ...(model.type === 'Chat' && messages > 0 ? [`Its ${messages} ${messages === 1 ? 'message is a row' : 'messages are rows'} of their own; the source text here leaves them out.`] : []),
        ...(chat.chatChanged ? ['Some details of this conversation follow its messages in the report; the messages carry the name known before.'] : []),
        ...(left > 0 ? [`${left} further values are in the source text only.`] : []),
      ],
    };
  }

  async #withFiles(item: ItemDraft, named: readonly NamedFile[]): Promise<SourceRow> {
    const found: FoundFile[] = [];
    for (const one of named) found.push(await this.#rules.files.find(one));
    const faults = found.flatMap(({ remark }) => (remark === null ? [] : [remark]));
    return { type: 'item', item: { ...item, attachments: found.map(({ attachment }) => attachment), remarks: [...item.remarks, ...faults] } };
  }

  warnings(): string[] {
    const warnings: string[] = [];
    if (this.#zoneless > 0) warnings.push(`${this.#zoneless} ${this.#zoneless === 1 ? 'record gives' : 'records give'} a time that was not recorded or cannot be placed: kept undated, as written.`);
    if (this.#repeatedIds > 0) warnings.push(`${this.#repeatedIds} ${this.#repeatedIds === 1 ? 'record has' : 'records have'} an id that another record already has; each is kept as a row of its own.`);
    return warnings;
  }
}

/** A row that cannot stand, with the beginning of what it holds. */
export function setAside(locator: Locator, code: Extract<SourceRow, { type: 'quarantined' }>['row']['code'], reason: string, verbatim: string): SourceRow {
  const cut = verbatim.length > shownOfSpoilt;
  const kept = cut ? `${reason} Its first ${shownOfSpoilt.toLocaleString('en-GB')} characters are kept here; the whole is in the exhibit.` : reason;
  return { type: 'quarantined', row: { locator, code, reason: kept, verbatim: cut ? verbatim.slice(0, shownOfSpoilt) : verbatim } };
}
