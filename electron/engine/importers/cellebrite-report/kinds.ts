/** What each type of record is, and the words it is read by: its own values and fixed joining words. */
import { identifiersOf, shown } from '../cellebrite/person.ts';
import type { Identifier, ItemKind, ItemStatus } from '../../../../shared/domain/item.ts';
import { phoneIdentifier } from '../people/identifiers.ts';
import { valuesInWords } from './flatten.ts';
import { firstTextOf, modelsOf, textOf, type ReportModel } from './model.ts';
import { personOf } from './people.ts';
import { ownEntry } from '../text/own-entry.ts';

const kindsByType: Readonly<Record<string, ItemKind>> = {
  InstantMessage: 'message', SMS: 'message', MMS: 'message', Email: 'message', Chat: 'event', Call: 'call', Contact: 'contact', Note: 'note', Notes: 'note',
  Location: 'location', VisitedPage: 'event', WebBookmark: 'event', SearchedItem: 'event', Attachment: 'document',
};

/** Types with fields of their own for who is on each side. */
export const messageTypes: ReadonlySet<string> = new Set(['InstantMessage', 'SMS', 'MMS', 'Email']);

/** A type without a rule of its own is an event when it is dated and a document when it is not. */
export function kindOf(model: ReportModel, dated: boolean): ItemKind {
  return ownEntry(kindsByType, model.type) ?? (dated ? 'event' : 'document');
}

export function isSystemType(model: ReportModel): boolean {
  return /^(?:system|system ?message|group ?(?:update|event))$/i.test(textOf(model, 'Type'));
}

/** The state of a record, and what there is to say about it. */
export function statusOf(model: ReportModel): { readonly status: ItemStatus; readonly remarks: readonly string[] } {
  const state = model.attributes['deleted_state'] ?? '';
  let carved = '';
  for (const name of ['carved', 'Carved', 'isCarved', 'IsCarved', 'iscarved']) carved ||= model.attributes[name] ?? '';
  if (carved.toLowerCase() === 'true') return { status: 'recovered', remarks: ['The report says this record was carved: put together from what was left of it.'] };
  switch (state.toLowerCase()) {
    case '': case 'intact': return { status: 'live', remarks: [] };
    case 'deleted': return { status: 'deleted', remarks: [] };
    case 'trash': return { status: 'deleted', remarks: ['The report gives the state “Trash”: deleted on the phone and not yet removed.'] };
    case 'recovered': return { status: 'recovered', remarks: [] };
    default: return { status: 'live', remarks: [`The report gives the state “${state}”, which says neither that the record was deleted nor that it was not.`] };
  }
}

/** Text the report stores as Base64, decoded when that gives text. */
function bodyText(model: ReportModel, name: string): { readonly text: string; readonly decoded: boolean } {
  const value = model.fields.find((field) => field.name === name)?.values.find(({ text }) => text.trim() !== '');
  if (value === undefined) return { text: '', decoded: false };
  if (!/^base64/i.test(value.format)) return { text: value.text, decoded: false };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value.text, 'base64'));
    return { text, decoded: true };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: value.text, decoded: false };
  }
}

export interface RecordText { readonly text: string; readonly remarks: readonly string[] }

function messageText(model: ReportModel): RecordText {
  const body = bodyText(model, 'Body');
  const main = body.text.trim() === '' ? bodyText(model, 'Snippet') : body;
  const subject = textOf(model, 'Subject');
  const text = subject === '' || subject === main.text.trim() ? main.text : `${subject}${main.text === '' ? '' : `\n${main.text}`}`;
  const remarks = main.decoded ? ['The report stores this text as Base64; it is shown decoded.'] : [];
  if (text.trim() !== '') return { text, remarks };
  const place = placeText(model);
  return { text: place, remarks };
}

function placeText(model: ReportModel): string {
  const [position = model] = modelsOf(model, ['Position', 'Coordinate']);
  const point = [textOf(position, 'Latitude'), textOf(position, 'Longitude')].filter((value) => value !== '').join(', ');
  return [point, textOf(model, 'Name'), firstTextOf(model, ['PositionAddress', 'Description'])].filter((value) => value !== '').join(' · ');
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
const quoted = (text: string): string => (text === '' ? '' : `“${text}”`);

function contactText(model: ReportModel): string {
  const entries = contactEntries(model).map((entry) => joined(textOf(entry, 'Category'), firstTextOf(entry, ['Value', 'Identifier'])));
  return joined(firstTextOf(model, ['Name', 'Username', 'Identifier']), ...entries.slice(0, 20));
}

/** Numbers, addresses and user names of a contact or account. */
function contactEntries(model: ReportModel): readonly ReportModel[] {
  return modelsOf(model, ['Entries', 'PhoneNumbers', 'EmailAddresses', 'UserIDs', 'WebAddresses']);
}

function chatText(model: ReportModel, messages: number): string {
  const people = modelsOf(model, ['Participants']).map(personOf).map(shown).filter((name) => name !== '');
  return joined(`Conversation ${quoted(textOf(model, 'Name'))}`.trim(), textOf(model, 'Source'),
    people.length === 0 ? '' : `participants ${people.slice(0, 20).join(', ')}${people.length > 20 ? ` and ${people.length - 20} more` : ''}`,
    `${messages} ${messages === 1 ? 'message' : 'messages'} in the report`);
}

/** The words a record is read by. `messages` counts those of a conversation. */
export function recordText(model: ReportModel, messages: number): RecordText {
  const only = (text: string): RecordText => ({ text, remarks: [] });
  const value = (name: string): string => textOf(model, name);
  switch (model.type) {
    case 'InstantMessage': case 'SMS': case 'MMS': case 'Email': return messageText(model);
    case 'Chat': return only(chatText(model, messages));
    case 'Call': return only(joined(`${firstTextOf(model, ['Direction', 'Type'])} call`.trim(), value('Status'), value('Duration') === '' ? '' : `duration ${value('Duration')}`, value('VideoCall').toLowerCase() === 'true' ? 'video' : ''));
    case 'Contact': case 'UserAccount': return only(contactText(model));
    case 'Note': case 'Notes': return only(joined(value('Title'), value('Summary'), bodyText(model, 'Body').text));
    case 'VisitedPage': return only(joined('Visited page', quoted(value('Title')), value('Url')));
    case 'WebBookmark': return only(joined('Bookmark', quoted(value('Title')), value('Url')));
    case 'SearchedItem': return only(joined('Searched for', quoted(value('Value')), value('SearchResult')));
    case 'Location': return only(placeText(model) || valuesInWords(model, 8));
    default: return only(joined(model.type, valuesInWords(model, 8)));
  }
}

/** Identifiers of a contact or account: its name and each of its entries. */
export function subjectIdentifiers(model: ReportModel): Identifier[] {
  if (model.type !== 'Contact' && model.type !== 'UserAccount') return [];
  const found = identifiersOf({ name: textOf(model, 'Name'), identifier: textOf(model, 'Username'), owner: false, role: '' }, 'subject');
  for (const entry of contactEntries(model).slice(0, 200)) {
    const written = firstTextOf(entry, ['Value', 'Identifier']);
    const phone = entry.type === 'PhoneNumber' ? phoneIdentifier(written, 'subject') : null;
    found.push(...(phone === null ? identifiersOf({ name: '', identifier: written, owner: false, role: '' }, 'subject') : [phone]));
  }
  return found;
}
