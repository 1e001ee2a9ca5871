/** Positions in Google's exports: Records.json, Semantic Location History, Timeline.json of Android and of iOS. */
import type { Field } from '../../../../shared/domain/item.ts';
import { isJsonList, isJsonObject, jsonText, parseJson, type JsonObject, type JsonValue } from '../json/values.ts';
import type { EvidenceSource } from '../importer.ts';
import { JsonMemberReader, type JsonMember } from '../json/cut-members.ts';
import { jsonMembers } from '../json/read-members.ts';
import { noPoint, type TrackPoint, type TrackRow } from './track-point.ts';

const rowLists = new Set(['locations', 'timelineObjects', 'semanticSegments', 'rawSignals']);
const holdsRows = (keys: readonly (string | number)[]): boolean => keys.length === 0 || (keys.length === 1 && typeof keys[0] === 'string' && rowLists.has(keys[0]));

type Part = Pick<TrackPoint, 'latitude' | 'longitude'>;
const nowhere: Part = { latitude: '', longitude: '' };

/** A member by a path of names; undefined where there is none. */
function at(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  let held = value;
  for (const name of names) held = isJsonObject(held) ? held[name] : undefined;
  return held;
}

/** 515007325 → 51.5007325. Numbers that are not whole stay as they are. */
function degrees(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  const match = /^(-?)(\d{1,12})$/.exec(jsonText(value));
  if (match === null) return jsonText(value);
  const digits = (match[2] ?? '').padStart(8, '0');
  const fraction = digits.slice(-7).replace(/0+$/, '');
  return `${match[1]}${digits.slice(0, -7)}${fraction === '' ? '' : `.${fraction}`}`;
}

const written = /^\s*(?:geo:)?\s*([+-]?\d{1,3}(?:\.\d{1,20})?)\s*°?\s*,\s*([+-]?\d{1,3}(?:\.\d{1,20})?)\s*°?\s*$/;

/** A position however Google writes it: `latitudeE7`, `"51.5°, -0.12°"`, `"geo:51.5,-0.12"`. */
function positionIn(value: JsonValue | undefined): Part {
  if (typeof value === 'string') {
    const [, latitude, longitude] = written.exec(value) ?? [];
    return latitude === undefined || longitude === undefined ? nowhere : { latitude, longitude };
  }
  if (!isJsonObject(value)) return nowhere;
  const text = value['latLng'] ?? value['LatLng'] ?? value['point'];
  if (typeof text === 'string') return positionIn(text);
  return { latitude: degrees(value['latitudeE7'] ?? value['latE7']), longitude: degrees(value['longitudeE7'] ?? value['lngE7']) };
}

interface When { readonly time: string; readonly timeIsCount: boolean }

/** A time under a name, or under the name with `Ms`, which counts milliseconds. */
function timeIn(value: JsonValue | undefined, ...names: readonly string[]): When {
  for (const name of names) {
    const text = jsonText(at(value, name));
    if (text !== '') return { time: text, timeIsCount: false };
    const count = jsonText(at(value, `${name}Ms`));
    if (count !== '') return { time: count, timeIsCount: true };
  }
  return { time: '', timeIsCount: false };
}

function fieldsOf(object: JsonObject, without: readonly string[]): Field[] {
  return Object.entries(object).filter(([name]) => !without.includes(name)).map(([name, value]) => ({ name, value: jsonText(value) }));
}

interface Row { readonly file: string; readonly place: string; readonly verbatim: string }
const rowOf = ({ file, place, verbatim }: Row) => ({ locator: { type: 'json', file, path: place }, verbatim, shown: place } as const);

function record(object: JsonObject, row: Row): TrackPoint {
  return {
    ...noPoint, ...rowOf(row), ...positionIn(object), ...timeIn(object, 'timestamp'), accuracy: jsonText(object['accuracy']), source: jsonText(object['source']),
    fields: fieldsOf(object, ['latitudeE7', 'longitudeE7', 'accuracy', 'source']),
  };
}

/** A stay or a journey, in either of the older and newer shapes. */
function segment(object: JsonObject, row: Row): TrackPoint {
  const visit = at(object, 'placeVisit') ?? at(object, 'visit');
  const journey = at(object, 'activitySegment') ?? at(object, 'activity');
  const body = visit ?? journey ?? object;
  const duration = at(body, 'duration');
  const [start, end] = [isJsonObject(duration) ? timeIn(duration, 'startTimestamp') : timeIn(object, 'startTime'), isJsonObject(duration) ? timeIn(duration, 'endTimestamp') : timeIn(object, 'endTime')];
  const candidate = at(body, 'topCandidate');
  const place = at(body, 'location') ?? at(candidate, 'placeLocation');
  const from = visit === undefined ? at(body, 'startLocation') ?? at(body, 'start') : place;
  const to = visit === undefined ? positionIn(at(body, 'endLocation') ?? at(body, 'end')) : nowhere;
  const activity = jsonText(at(body, 'activityType')) || jsonText(at(candidate, 'type'));
  return {
    ...noPoint, ...rowOf(row), ...positionIn(from), ...start, ends: end.time, name: jsonText(at(place, 'name')) || activity || jsonText(at(candidate, 'semanticType')),
    accuracy: jsonText(at(place, 'accuracyMetres')), source: jsonText(at(place, 'sourceInfo', 'deviceTag')),
    fields: [
      { name: 'Address', value: jsonText(at(place, 'address')) }, { name: 'End latitude', value: to.latitude }, { name: 'End longitude', value: to.longitude },
      ...(isJsonObject(body) ? fieldsOf(body, ['duration']) : []), ...(body === object ? [] : fieldsOf(object, ['placeVisit', 'activitySegment', 'visit', 'activity', 'startTime', 'endTime'])),
    ],
    remarks: [
      visit !== undefined ? 'A stay as Google worked it out, not a recorded position.' : journey !== undefined ? 'A journey as Google worked it out; its beginning is given.' : 'A part of the timeline whose kind is not known.',
      ...(start.time !== '' && end.time !== '' && start.timeIsCount !== end.timeIsCount ? ['Its beginning and its end are written in different ways.'] : []),
    ],
  };
}

function pathPoint(object: JsonObject, member: JsonMember, row: Row, startTime: string): TrackPoint {
  const time = jsonText(object['time']);
  const minutes = jsonText(object['durationMinutesOffsetFromStartTime']);
  const start = /(?:Z|[+-]\d{2}:?\d{2})$/.test(startTime) ? Date.parse(startTime) : Number.NaN;
  const offset = time === '' && /^\d{1,6}$/.test(minutes) && Number.isFinite(start);
  return {
    ...noPoint, ...rowOf({ ...row, place: `${row.place}.${member.place}`, verbatim: member.text }), ...positionIn(object),
    time: offset ? String(start + Number(minutes) * 60_000) : time, timeIsCount: offset, fields: fieldsOf(object, ['point']),
    remarks: offset ? [`The time is ${minutes} minutes after the beginning of its part of the timeline (${startTime}).`] : [],
  };
}

/** A part that is a path: one row for each of its points; the part itself when it has none. */
function* segmentRows(object: JsonObject, row: Row): Generator<TrackRow, void, void> {
  if (!isJsonList(object['timelinePath']) || object['timelinePath'].length === 0) { yield segment(object, row); return; }
  const reader = new JsonMemberReader((keys) => keys.length === 0 || (keys.length === 1 && keys[0] === 'timelinePath'));
  for (const member of [...reader.push(Buffer.from(row.verbatim)), ...reader.end()]) {
    if (member.keys[0] !== 'timelinePath' || member.keys.length !== 2) continue;
    const value = parseJson(member.text);
    const place = `${row.place}.${member.place}`;
    if (isJsonObject(value)) yield pathPoint(value, member, row, jsonText(object['startTime']));
    else yield { type: 'fault', locator: { type: 'json', file: row.file, path: place }, verbatim: member.text, code: 'malformed-row', reason: `${place} is not a point.` };
  }
  const more = Object.keys(object).filter((name) => !['startTime', 'endTime', 'timelinePath', 'startTimeTimezoneUtcOffsetMinutes', 'endTimeTimezoneUtcOffsetMinutes'].includes(name));
  if (more.length > 0) yield segment(object, row);
}

function signal(object: JsonObject, row: Row): TrackPoint {
  const position = object['position'];
  if (isJsonObject(position)) {
    return {
      ...noPoint, ...rowOf(row), ...positionIn(position), ...timeIn(position, 'timestamp'), accuracy: jsonText(position['accuracyMeters']), source: jsonText(position['source']),
      fields: [...fieldsOf(position, ['LatLng', 'latLng', 'accuracyMeters', 'source']), ...fieldsOf(object, ['position'])],
    };
  }
  const [name = 'signal', held] = Object.entries(object)[0] ?? [];
  return { ...noPoint, ...rowOf(row), ...timeIn(held, 'timestamp', 'deliveryTime'), kind: 'event', name, fields: isJsonObject(held) ? fieldsOf(held, []) : fieldsOf(object, []) };
}

function* memberRows(member: JsonMember, file: string): Generator<TrackRow, void, void> {
  const row = { file, place: member.place, verbatim: member.text };
  if (member.fault !== null) { yield { type: 'fault', ...rowOf(row), code: member.fault.code, reason: member.fault.reason }; return; }
  const value = parseJson(member.text);
  const [list] = member.keys;
  if (member.keys.length === 1 && typeof list === 'string') {
    yield { ...noPoint, ...rowOf(row), kind: 'note', name: list, fields: isJsonObject(value) ? fieldsOf(value, []) : [{ name: list, value: jsonText(value) }], remarks: ['About the account or the export, not a recorded position.'] };
    return;
  }
  if (!isJsonObject(value)) { yield { type: 'fault', ...rowOf(row), code: 'malformed-row', reason: `${member.place} is not an object. Reading went on after it.` }; return; }
  if (list === 'locations') yield record(value, row);
  else if (list === 'rawSignals') yield signal(value, row);
  else yield* segmentRows(value, row);
}

/** Every position and part of the timeline, in file order. */
export async function* googleRows(source: EvidenceSource, stop: AbortSignal, onBytes: (done: number, total: number) => void): AsyncGenerator<TrackRow, void, void> {
  for await (const member of jsonMembers(source, holdsRows, stop, onBytes)) yield* memberRows(member, source.name);
}
