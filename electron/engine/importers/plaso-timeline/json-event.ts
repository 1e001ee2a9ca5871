/** An event of plaso's JSON, as an item. */
import type { EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Locator } from '../../../../shared/domain/item.ts';
import { eventItem, setAside } from '../events/event-item.ts';
import { isJsonObject, jsonFields, jsonText, parseJson, type JsonObject, type JsonValue } from '../json/values.ts';
import type { SourceRow } from '../importer.ts';
import type { Epoch } from '../../../../shared/domain/epoch.ts';
import { epochTime, readEpoch } from '../time/epoch-time.ts';

/** How the classes of `date_time` count, where they hold one number. */
const counted: Readonly<Record<string, Epoch>> = {
  PosixTime: 'unix-seconds', PosixTimeInMilliseconds: 'unix-milliseconds', PosixTimeInMicroseconds: 'unix-microseconds', PosixTimeInNanoseconds: 'unix-nanoseconds',
  JavaTime: 'unix-milliseconds', WebKitTime: 'webkit-microseconds', Filetime: 'filetime',
};
/** Classes that hold whole seconds: the microseconds of `timestamp` say no more than they do. */
const wholeSeconds = new Set(['PosixTime', 'TimeElements']);

const digits = (value: JsonValue | undefined): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '');

interface Stored { readonly name: string; readonly ms: number | null; readonly local: boolean }

/** What the source itself stored, in plaso's `date_time`. */
function storedTime(event: JsonObject): Stored | null {
  const held = event['date_time'];
  if (!isJsonObject(held)) return null;
  const name = jsonText(held['__class_name__']);
  const epoch = Object.hasOwn(counted, name) ? counted[name] : undefined;
  return { name, ms: epoch === undefined ? null : readEpoch(digits(held['timestamp']), epoch)?.ms ?? null, local: held['is_local_time'] === true };
}

function timeOf(event: JsonObject): { readonly time: EvidenceTime; readonly remarks: string[] } {
  const read = epochTime(digits(event['timestamp']), 'unix-microseconds');
  const stored = storedTime(event);
  const remarks: string[] = [];
  if (read.earliestMs === null) remarks.push(`This event gives no time${isJsonObject(event['date_time']) ? ` (date_time: ${jsonText(event['date_time']['string']) || jsonText(event['date_time']['__class_name__'])})` : ''}.`);
  if (read.flags.includes('implausible')) remarks.push('The time is not plausible for a record of this kind; it is kept as stored.');
  const contradicts = stored !== null && stored.ms !== null && read.earliestMs !== null && Math.abs(stored.ms - read.earliestMs) > 1000;
  if (contradicts && stored?.ms !== null) remarks.push(`date_time gives another time, ${new Date(stored?.ms ?? NaN).toISOString()}; timestamp was used.`);
  if (stored?.local === true) remarks.push('The source recorded local time. Which zone plaso took it for is not in this file.');
  const second = stored !== null && wholeSeconds.has(stored.name) && read.earliestMs !== null && read.earliestMs % 1000 === 0;
  return {
    time: {
      ...read, ...(second && read.earliestMs !== null ? { precision: 'second' as const, latestMs: read.earliestMs + 1000 } : {}),
      flags: contradicts ? [...read.flags, 'contradicts-itself'] : read.flags,
    },
    remarks,
  };
}

/** One event from its own characters; `shown` names it to a reader (`event_3`, `Line 4`). */
export function jsonEvent(text: string, shown: string, locator: Locator): SourceRow {
  const value = parseJson(text);
  if (!isJsonObject(value)) return setAside(locator, 'malformed-row', `${shown} is not a JSON object. Reading went on after it.`, text);
  const { time, remarks } = timeOf(value);
  const account = jsonText(value['username']);
  return eventItem({
    time, text: jsonText(value['message']), from: account || jsonText(value['reporter']), account, thread: jsonText(value['hostname']),
    locator, verbatim: text, fields: jsonFields(value).filter(({ name }) => name !== '__container_type__' && name !== '__type__'), remarks,
  });
}
