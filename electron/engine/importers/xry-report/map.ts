/** Turns an entry, or the segments of one message, into an item or a quarantined row with its reason. */
import type { Field, ItemDraft, ItemKind } from '../../../../shared/domain/item.ts';
import type { SourceRow } from '../importer.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { TimeRules } from '../time/place-written-time.ts';
import { timeOfEntry } from './entry-time.ts';
import { firstOf, valuesOf, type Entry } from './entry.ts';
import { partiesOf } from './parties.ts';
import type { Whole } from './segments.ts';

/** Categories by the word the report's type or the sheet begins with, in lower case. Every other category is an event. */
const kinds: readonly (readonly [RegExp, ItemKind])[] = [
  [/^(?:calls?|call log)\b/i, 'call'],
  [/^(?:messages?|sms|mms|chats?|e-?mails?|instant messages?)\b/i, 'message'],
  [/^(?:contacts?|phone ?book)\b/i, 'contact'],
];
/** Message types that a machine made. */
const noticeTypes = /^(?:status report|delivery report|read report|system(?: message)?|service message)$/i;

/** What kind of item the entries of a category are. `notice` is decided entry by entry. */
export function kindOf(listed: string, entry: Pick<Entry, 'attributes'>): ItemKind {
  const kind = kinds.find(([pattern]) => pattern.test(listed.trim()))?.[1] ?? 'event';
  return kind === 'message' && noticeTypes.test(firstOf(entry, ['type'])) ? 'notice' : kind;
}

function statusOf(entry: Entry, partial: boolean): ItemDraft['status'] {
  const status = firstOf(entry, ['status']).toLowerCase();
  const deleted = firstOf(entry, ['deleted', 'deleted state']).toLowerCase();
  if (/^(?:deleted|yes|true)$/.test(deleted) || status === 'deleted') return 'deleted';
  if (partial) return 'partial';
  if (status === 'unsent' || status === 'draft') return 'unsent';
  return status === 'read' ? 'read' : 'live';
}

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

/** What the item says: a message its own text; anything else its values, one after the other. */
function textOf(kind: ItemKind, segments: readonly Entry[]): string {
  const written = segments.map((segment) => valuesOf(segment, '', ['text', 'message', 'body']).join('\n')).join('');
  if (kind === 'message' || kind === 'notice') return written;
  const [entry] = segments;
  if (entry === undefined) return '';
  const seen = new Set<string>();
  const parts = entry.attributes.filter(({ key, value, block }) => value.trim() !== '' && (kind === 'contact' || block === '') && !/^(?:time|index|storage)$/i.test(key))
    .map(({ key, value }) => (kind === 'event' && /^(?:data|attribute)$/i.test(key) ? oneLine(value) : `${key}: ${oneLine(value)}`));
  // `Attribute` names what `Data` is, and stands after it.
  const device = firstOf(entry, ['attribute']);
  const ordered = kind === 'event' && device !== '' ? [`${oneLine(device)}: ${oneLine(firstOf(entry, ['data']))}`, ...parts.filter((part) => part !== oneLine(device) && part !== oneLine(firstOf(entry, ['data'])))] : parts;
  return ordered.filter((part) => !seen.has(part) && seen.add(part)).join('; ');
}

/** Every value in the order of the entry. The values of a long message carry the number of their segment. */
function fieldsOf(whole: Whole): Field[] {
  const many = whole.announced > 1;
  return whole.segments.flatMap((entry, at) => entry.attributes.map(({ block, key, value }) => ({
    name: `${block === '' ? '' : `${block} `}${key}${many ? ` (segment ${whole.numbers[at] ?? at + 1})` : ''}`, value,
  })));
}

function segmentRemarks(whole: Whole): string[] {
  if (whole.announced < 2) return [];
  const missing = Array.from({ length: whole.announced }, (_, at) => at + 1).filter((number) => !whole.numbers.includes(number));
  const joined = whole.segments.length > 1 ? [`${whole.segments.length} segments with one reference number, at ${whole.segments.map(({ place }) => place).join(', ')}, were joined into this message.`] : [];
  const lacking = `The report says the message has ${whole.announced} segments; segment ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not within reach of the others.`;
  return [...joined, ...(missing.length === 0 ? [] : [lacking])];
}

/** Maps one entry or one long message. Every call gives exactly one row. */
export function mapWhole(whole: Whole, rules: TimeRules): SourceRow {
  const inFile = [...whole.segments].sort((a, b) => a.row - b.row);
  const [first, earliest] = [whole.segments[0], inFile[0]];
  if (first === undefined || earliest === undefined) throw new Error('a message without a segment');
  const verbatim = inFile.map((entry) => entry.verbatim).join('\n\n');
  const kind = kindOf(first.listed, first);
  const { placed, fields } = timeOfEntry(first, rules);
  if (!placed.ok) return { type: 'quarantined', row: { locator: earliest.locator, code: placed.code, reason: `The entry at ${first.place}: ${placed.reason}`, verbatim } };
  const { identifiers, remarks, ...parties } = partiesOf(first, kind);
  const text = textOf(kind, whole.segments);
  const already = new Set(identifiers.map(({ kind: what, normal }) => `${what} ${normal}`));
  const mentioned = kind === 'message' || kind === 'notice' ? mentionedIn(text).filter(({ kind: what, normal }) => !already.has(`${what} ${normal}`)) : [];
  const item: ItemDraft = {
    kind, time: placed.time, ...parties, text, status: statusOf(first, whole.segments.length < whole.announced), locator: earliest.locator, verbatim,
    fields: [...fieldsOf(whole), ...fields], attachments: [], identifiers: [...identifiers, ...mentioned],
    remarks: [...whole.segments.flatMap((entry) => entry.remarks), ...segmentRemarks(whole), ...remarks, ...placed.remarks],
  };
  return { type: 'item', item };
}
