/** Positions in GPX and KML files. */
import type { Field } from '../../../../shared/domain/item.ts';
import type { EvidenceSource } from '../importer.ts';
import { noPoint, type TrackPoint, type TrackRow } from './track-point.ts';
import { xmlElements, type FinishedElement, type XmlElement, type XmlProblems } from './xml-elements.ts';

export interface XmlReading { readonly source: EvidenceSource; readonly problems: XmlProblems; readonly signal: AbortSignal; readonly onBytes: (done: number, total: number) => void }

const child = (element: XmlElement, name: string): XmlElement | undefined => element.children.find((one) => one.name === name);
const textOf = (element: XmlElement, name: string): string => child(element, name)?.text ?? '';

/** Every text below an element, as fields by path. */
function fieldsBelow(element: XmlElement, path: string, left: { count: number }): Field[] {
  return element.children.flatMap((one) => {
    if (left.count <= 0) return [];
    left.count -= 1;
    const name = path === '' ? one.name : `${path}/${one.name}`;
    const own = one.text === '' ? [] : [{ name, value: one.text.slice(0, 4_000) }];
    const attributes = Object.entries(one.attributes).map(([key, value]) => ({ name: `${name} ${key}`, value }));
    return [...own, ...attributes, ...fieldsBelow(one, name, left)];
  });
}

const fieldLimit = 200;
const fieldsOf = (element: XmlElement): Field[] => fieldsBelow(element, '', { count: fieldLimit });

function faultOf(found: FinishedElement): { readonly code: 'too-large' | 'malformed-row' | 'undecodable-text'; readonly what: string } | null {
  if (found.huge) return { code: 'too-large', what: 'is longer than 4 MiB; its beginning is kept here, the whole is in the exhibit' };
  if (found.faulty) return { code: 'malformed-row', what: 'is not well-formed XML' };
  return found.verbatim.includes('\ufffd') ? { code: 'undecodable-text', what: 'holds bytes that are not text; they are shown as \ufffd, and stand in the exhibit as they are' } : null;
}

/** Numbers rows by what they are, so that each has a place of its own. */
class Numbers {
  readonly #counts = new Map<string, number>();
  next(name: string): string {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return `${name} ${count}`;
  }
}

type Named = { readonly id: string; readonly file: string; readonly verbatim: string };
const rowOf = ({ id, file, verbatim }: Named) => ({ locator: { type: 'xml', file, id }, verbatim, shown: `Element ${id}` } as const);

function stopRow(file: string, reason: string, verbatim: string): TrackRow {
  return { type: 'fault', locator: { type: 'xml', file, id: 'rest of the file' }, verbatim, code: 'malformed-row', reason: `${reason} What follows was not read; it is in the exhibit.` };
}

/** GPX says its times are UTC whether or not they end in Z. */
function gpxTime(written: string): { readonly time: string; readonly remarks: readonly string[] } {
  const bare = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/.test(written);
  return bare ? { time: `${written}Z`, remarks: [`The time is written “${written}”; GPX defines its times as UTC.`] } : { time: written, remarks: [] };
}

const gpxNames = new Set(['trkpt', 'wpt', 'rtept']);

function gpxPoint(found: FinishedElement, named: Named): TrackPoint {
  const { element } = found;
  const { lat = '', lon = '' } = element.attributes;
  const accuracy = textOf(element, 'hdop');
  return {
    ...noPoint, ...rowOf(named), ...gpxTime(textOf(element, 'time')), latitude: lat.trim(), longitude: lon.trim(), accuracy: accuracy === '' ? '' : `hdop ${accuracy}`,
    source: textOf(element, 'src'), name: textOf(element, 'name'), fields: [{ name: 'Kind of point', value: element.name }, ...fieldsOf(element)],
  };
}

/** Track points, waypoints and route points of a GPX file, in file order. */
export async function* gpxRows({ source, problems, signal, onBytes }: XmlReading): AsyncGenerator<TrackRow, void, void> {
  const numbers = new Numbers();
  for await (const found of xmlElements(source, (name) => gpxNames.has(name), problems, signal, onBytes)) {
    if (found.type === 'stop') { yield stopRow(source.name, found.reason, found.verbatim); continue; }
    const named = { id: numbers.next(found.element.name), file: source.name, verbatim: found.verbatim };
    const fault = faultOf(found);
    yield fault === null ? gpxPoint(found, named) : { type: 'fault', locator: rowOf(named).locator, verbatim: found.verbatim, code: fault.code, reason: `Element ${named.id} ${fault.what}.` };
  }
}

const coordinate = /^\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)/;

/** The first position below an element: `longitude,latitude[,height]`. */
function firstCoordinates(element: XmlElement): { readonly text: string; readonly latitude: string; readonly longitude: string; readonly count: number } | null {
  for (const one of element.children) {
    if (one.name === 'coordinates') {
      const [, longitude, latitude] = coordinate.exec(one.text) ?? [];
      return { text: one.text, latitude: latitude ?? '', longitude: longitude ?? '', count: one.text.split(/\s+/).filter((part) => part !== '').length };
    }
    const below = firstCoordinates(one);
    if (below !== null) return below;
  }
  return null;
}

function placemark(found: FinishedElement, named: Named): TrackPoint {
  const { element } = found;
  const at = firstCoordinates(element);
  const span = child(element, 'TimeSpan');
  const when = textOf(child(element, 'TimeStamp') ?? element, 'when');
  return {
    ...noPoint, ...rowOf(named), time: when || (span === undefined ? '' : textOf(span, 'begin')), ends: span === undefined ? '' : textOf(span, 'end'),
    latitude: at?.latitude ?? '', longitude: at?.longitude ?? '', name: textOf(element, 'name'), fields: fieldsOf(element),
    remarks: at !== null && at.count > 1 ? [`A line or area of ${at.count} positions; the first is given, the others are in the fields.`] : [],
  };
}

interface TrackPart { readonly text: string; readonly verbatim: string; readonly faulty: boolean }
/** Points of one track held until it ends, because its times may all stand before its positions. */
const mostInTrack = 1_000_000;

class Track {
  readonly whens: TrackPart[] = [];
  readonly coords: TrackPart[] = [];
  readonly id: string;
  dropped = 0;
  constructor(id: string) { this.id = id; }

  add(found: FinishedElement): void {
    const list = found.element.name === 'when' ? this.whens : this.coords;
    if (list.length < mostInTrack) list.push({ text: found.element.text, verbatim: found.verbatim.slice(0, 2_000), faulty: found.faulty || found.verbatim.includes('\ufffd') });
    else this.dropped += 1;
  }

  *rows(file: string): Generator<TrackRow, void, void> {
    const count = Math.max(this.whens.length, this.coords.length);
    for (let index = 0; index < count; index += 1) {
      const [when, coord] = [this.whens[index], this.coords[index]];
      const [longitude = '', latitude = '', height = ''] = (coord?.text ?? '').split(/[\s,]+/);
      const named = { id: `${this.id}, point ${index + 1}`, file, verbatim: [when?.verbatim, coord?.verbatim].filter((part) => part !== undefined).join('\n') };
      yield {
        ...noPoint, ...rowOf(named), time: when?.text ?? '', latitude, longitude, fields: [{ name: 'Height', value: height }],
        remarks: [
          ...(when?.faulty === true || coord?.faulty === true ? ['The file is not well formed at or before this point; compare it with the original.'] : []),
          ...(this.whens.length === this.coords.length ? [] : [`The track has ${this.whens.length} times and ${this.coords.length} positions; they were paired in order, and may belong differently.`]),
        ],
      };
    }
    if (this.dropped > 0) yield stopRow(file, `Track ${this.id} has more than ${mostInTrack.toLocaleString('en-GB')} points.`, '');
  }
}

const inTrack = (within: readonly string[]): boolean => within.at(-1) === 'Track';
const kmlWanted = (name: string, within: readonly string[]): boolean => name === 'Placemark' || name === 'Track' || ((name === 'when' || name === 'coord') && inTrack(within));

/** Placemarks and track points of a KML file, in file order. A placemark that holds a track is not a row of its own. */
export async function* kmlRows({ source, problems, signal, onBytes }: XmlReading): AsyncGenerator<TrackRow, void, void> {
  const numbers = new Numbers();
  let track: Track | null = null;
  let tracked = false;
  for await (const found of xmlElements(source, kmlWanted, problems, signal, onBytes)) {
    if (found.type === 'stop') {
      if (track !== null) yield* track.rows(source.name);
      yield stopRow(source.name, found.reason, found.verbatim);
      continue;
    }
    const { name } = found.element;
    if (name === 'when' || name === 'coord') { track ??= new Track(numbers.next('Track')); track.add(found); continue; }
    if (name === 'Track') {
      if (track !== null) yield* track.rows(source.name);
      tracked ||= track !== null;
      track = null;
      continue;
    }
    const named = { id: numbers.next('Placemark'), file: source.name, verbatim: found.verbatim };
    const fault = faultOf(found);
    if (tracked) tracked = false;
    else yield fault === null ? placemark(found, named) : { type: 'fault', locator: rowOf(named).locator, verbatim: found.verbatim, code: fault.code, reason: `Element ${named.id} ${fault.what}.` };
  }
}
