/** Records of a download beside the conversations: followers, searches, blocked people, sign-ins, contacts. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Field, Identifier, ItemDraft } from '../../../../shared/domain/item.ts';
import { mentionedIn } from '../people/identifiers.ts';
import { describePath } from '../json/path.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { countOf, listOf, objectOf, shownValue, wordOf, type JsonObject } from '../json/values.ts';
import { timeBySize } from '../time/count-by-size.ts';
import { shownInstant } from '../time/stored-instant.ts';
import { mendAll } from './mojibake.ts';

const timeNames = ['timestamp_ms', 'timestamp', 'created_timestamp', 'creation_timestamp', 'updated_timestamp', 'time'] as const;
const textNames = ['name', 'title', 'action', 'description', 'value', 'text'] as const;
/** Lists of people, whose entries are account names. */
const peopleLists = /follow|block|friend|request|close_friends|profile|restricted|hide|dismissed/i;
const contactLists = /contact|address_book|profile_user|personal_information/i;

/** One entry of a list within a record, or the record itself. */
interface Part { readonly path: string; readonly value: JsonObject; readonly within: JsonObject }

const describe = (section: string): string => section.replace(/_v\d+$/, '').replaceAll('_', ' ');

/** A record's parts that carry times of their own; the record itself when it has none. */
function partsOf(record: JsonObject, path: string): Part[] {
  for (const name of ['string_list_data', 'entries']) {
    const list = [...listOf(record[name]).entries()].flatMap(([index, one]) => {
      const value = objectOf(one);
      return value === null ? [] : [{ path: `${path}.${name}[${index}]`, value, within: record }];
    });
    if (list.length > 0) return list;
  }
  return [{ path, value: record, within: record }];
}

/** How many rows a record gives, counted from the record itself. */
export function rowsInRecord(record: JsonObject): number {
  return partsOf(record, '').length;
}

function labelled(record: JsonObject): readonly (readonly [label: string, value: string, stored: number | string | null])[] {
  const map = objectOf(record['string_map_data']);
  if (map !== null) {
    return Object.entries(map).map(([label, one]) => {
      const entry = objectOf(one) ?? {};
      return [label, wordOf(entry['value']) || wordOf(entry['href']), countOf(entry['timestamp'])] as const;
    });
  }
  return listOf(record['label_values']).map((one) => {
    const entry = objectOf(one) ?? {};
    const value = wordOf(entry['value']) || wordOf(entry['href']);
    return [wordOf(entry['label']), value || ('dict' in entry || 'vec' in entry ? shownValue(entry['dict'] ?? entry['vec']) : ''), countOf(entry['timestamp_value'])] as const;
  });
}

const isTime = (stored: number | string | null): stored is number | string => stored !== null && timeBySize(stored).time.earliestMs !== null;

function timeOf({ value, within }: Part, values: ReturnType<typeof labelled>): { readonly time: EvidenceTime; readonly rule: string } {
  const own = [value, objectOf(value['data']) ?? {}, within].flatMap((one) => timeNames.map((name) => countOf(one[name])));
  const stored = [...own, ...values.map(([, , one]) => one)].find(isTime);
  if (stored === undefined) return { time: undated(), rule: '' };
  const { time, epoch, rule } = timeBySize(stored);
  return { time, rule: epoch === 'unix-seconds' ? '' : rule };
}

function textOf({ value, within }: Part, values: ReturnType<typeof labelled>): string {
  const data = objectOf(value['data']) ?? objectOf(listOf(value['data'])[0]) ?? {};
  const words = [
    ...(value === within ? [] : textNames.map((name) => wordOf(within[name]))), ...textNames.map((name) => wordOf(value[name])), ...textNames.map((name) => wordOf(data[name])),
    ...values.filter(([, word]) => word !== '').map(([label, word]) => `${label} ${word}`),
  ].filter((word) => word !== '');
  const text = [...new Set(words)].join('; ');
  return text === '' ? wordOf(value['href']) : text;
}

function fieldsOf({ value, within }: Part, values: ReturnType<typeof labelled>): Field[] {
  const plain = (record: JsonObject): Field[] => Object.entries(record)
    .filter(([name, one]) => !['string_list_data', 'string_map_data', 'label_values', 'entries'].includes(name) && one !== null && one !== '' && !(Array.isArray(one) && one.length === 0))
    .map(([name, one]) => ({ name, value: shownValue(one) }));
  const labels = values.map(([label, word, stored]) => ({ name: label, value: word !== '' || stored === null ? word : shownInstant(stored, timeBySize(stored).epoch) }));
  return [...plain(within), ...(value === within ? [] : plain(value)), ...labels.filter((field) => field.value !== '')];
}

function handlesOf(section: string, { value, within }: Part): Identifier[] {
  if (!peopleLists.test(section)) return [];
  const written = wordOf(value['value']) || wordOf(value['name']) || wordOf(within['title']) || wordOf(within['name']);
  if (written === '') return [];
  const isHandle = /^[\w.]{1,64}$/.test(written);
  return [{ kind: isHandle ? 'handle' : 'name', role: 'subject', written, normal: written.normalize('NFC').toLowerCase(), certainty: 'certain' }];
}

/** The rows of one record. `section` is the list's name, or the file's when the list has none. */
export function mapRecord(file: string, section: string, stored: JsonObject, piece: JsonPiece): ItemDraft[] {
  const record = objectOf(mendAll(stored)) ?? stored;
  const mended = JSON.stringify(record) !== JSON.stringify(stored);
  return partsOf(record, describePath(piece.path)).map((part) => {
    const values = labelled(part.within);
    const { time, rule } = timeOf(part, values);
    const words = textOf(part, values);
    const text = words === '' ? describe(section) : `${describe(section)}: ${words}`;
    return {
      kind: contactLists.test(section) ? 'contact' : 'event', time, direction: 'none', from: '', to: [], thread: describe(section), text, status: 'live',
      locator: { type: 'json', file, path: part.path }, verbatim: piece.text, fields: fieldsOf(part, values), attachments: [],
      identifiers: [...handlesOf(section, part), ...mentionedIn(words)],
      remarks: [...(rule === '' ? [] : [rule]), ...(mended ? ['Letters stored as bytes were put together again; the stored form is in the source row.'] : [])],
    };
  });
}
