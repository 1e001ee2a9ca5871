/** The first reading of a calendar: its zones, its name, which occurrences are replaced, and what nobody has said. */
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';
import type { EvidenceSource } from '../importer.ts';
import { statedZone, zoneQuestion } from '../time/stated-zone.ts';
import { icsComponents, type IcsComponent } from './ics-components.ts';
import type { CalendarRules } from './ics-entry.ts';
import { ownLines, parseComponent, textProperty, timeOfProperty, timesOf, writtenLine } from './ics-properties.ts';
import { definedZone, zoneOfId, type CalendarZone, type DefinedZone } from './ics-zones.ts';
import { wallSeconds } from './wall-seconds.ts';

const mostZones = 500;
const mostReplaced = 200_000;

export interface CalendarSurvey {
  readonly name: string;
  readonly madeBy: string | null;
  readonly entries: number;
  readonly zone: (zoneId: string | null) => CalendarZone | null;
  readonly replacedBy: CalendarRules['replacedBy'];
  readonly questions: readonly Question[];
}

/** A RECURRENCE-ID is written on the clock of the entry it belongs to, or in UTC. */
const replacedKey = (uid: string, seconds: number, utc: boolean): string => `${utc ? 'Z' : ''}${seconds} ${uid}`;

class Notes {
  readonly zones = new Map<string, DefinedZone>();
  readonly replaced = new Map<string, number>();
  readonly header = new Map<string, string>();
  readonly unsaid = new Map<string, string>();
  readonly without: { line: number; written: string; count: number } = { line: 0, written: '', count: 0 };
  entries = 0;

  component(component: IcsComponent): void {
    if (component.fault !== null) return;
    if (component.name === 'VTIMEZONE') this.#zone(component);
    else if (component.name === 'VEVENT') this.#event(component);
  }

  #zone({ text }: IcsComponent): void {
    const { component } = parseComponent(text);
    const id = component === null ? '' : textProperty(component, 'tzid');
    const zone = component === null || id === '' || this.zones.size >= mostZones ? null : definedZone(component);
    if (zone !== null) this.zones.set(id, zone);
  }

  #event(source: IcsComponent): void {
    this.entries += 1;
    const { component } = parseComponent(source.text);
    if (component === null) return;
    const start = timeOfProperty(component, 'dtstart');
    if (start !== null && start.zoneId !== 'UTC') {
      const written = writtenLine(ownLines(source.text), 'DTSTART').slice(0, 80);
      if (start.zoneId !== null) { if (this.unsaid.size < mostZones && !this.unsaid.has(start.zoneId)) this.unsaid.set(start.zoneId, `line ${source.line} says “${written}”`); } else {
        this.without.count += 1;
        if (this.without.count === 1) { this.without.line = source.line; this.without.written = written; }
      }
    }
    const replaces = component.getFirstProperty('recurrence-id');
    const at = replaces === null ? null : timesOf(replaces)[0] ?? null;
    if (at !== null && this.replaced.size < mostReplaced) this.replaced.set(replacedKey(textProperty(component, 'uid'), wallSeconds(at.clock), at.zoneId === 'UTC'), source.line);
  }
}

function questionsOf(notes: Notes, answered: boolean): Question[] {
  if (answered) return [];
  const unknown = [...notes.unsaid].filter(([id]) => zoneOfId(id, notes.zones) === null);
  const [first] = unknown;
  if (notes.without.count === 0 && first === undefined) return [];
  const why = notes.without.count > 0
    ? `${notes.without.count} of ${notes.entries} entries are for whole days or name no clock (line ${notes.without.line} says “${notes.without.written}”).`
    : `The zone “${first?.[0].slice(0, 60)}” is not known and the file does not define it (${first?.[1]}).`;
  const question = zoneQuestion(why, true);
  const own = notes.header.get('X-WR-TIMEZONE') ?? '';
  if (!isKnownZone(own) || question.options.some(({ value }) => value === own)) {
    return [{ ...question, options: question.options.map((option) => (option.value === own ? { ...option, evidence: 'the calendar names it as its own (X-WR-TIMEZONE)' } : option)) }];
  }
  return [{ ...question, options: [{ value: own, label: own, evidence: 'the calendar names it as its own (X-WR-TIMEZONE)' }, ...question.options] }];
}

/** Reads the file once. Throws `invalid_input` for an answered zone that is not known. */
export async function surveyCalendar(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number, total: number) => void): Promise<CalendarSurvey> {
  const stated = statedZone(answers);
  const notes = new Notes();
  for await (const part of icsComponents(source, answers.encoding, signal, onBytes)) {
    if (part.type === 'component') { notes.component(part); continue; }
    const [, name = '', value = ''] = /^([A-Za-z0-9-]{1,60})[^:]{0,200}:(.{0,1000})/.exec(part.text) ?? [];
    if (name !== '' && !notes.header.has(name.toUpperCase())) notes.header.set(name.toUpperCase(), value.replace(/\\([,;\\])/g, '$1').trim());
  }
  const utc: CalendarZone = { kind: 'named', stated: { zone: 'UTC', basis: 'in-data', by: '' }, check: null, remark: null };
  const fallback: CalendarZone | null = stated === null ? null : { kind: 'named', stated, check: null, remark: null };
  const known = new Map<string, CalendarZone | null>();
  const named = (id: string): CalendarZone | null => {
    if (!known.has(id)) known.set(id, zoneOfId(id, notes.zones) ?? (fallback === null ? null : { ...fallback, kind: 'named', stated: stated ?? utc.stated, check: null, remark: `The zone “${id}” is not known and the file does not define it; the zone stated for the file was used.` }));
    return known.get(id) ?? null;
  };
  return {
    name: notes.header.get('X-WR-CALNAME') ?? '', madeBy: notes.header.get('PRODID') ?? null, entries: notes.entries,
    zone: (id) => (id === 'UTC' ? utc : id === null ? fallback : named(id)),
    replacedBy: (uid, wall, ms) => notes.replaced.get(replacedKey(uid, wall, false)) ?? notes.replaced.get(replacedKey(uid, ms / 1000, true)) ?? null,
    questions: questionsOf(notes, stated !== null),
  };
}
