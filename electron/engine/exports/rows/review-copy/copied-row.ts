/** A row as the review copy shows it: texts, and nothing its page has to work out. */
import { z } from 'zod';
import { accountHolderInWords, accountSchema, accountSourceInWords } from '../../../../../shared/domain/account.ts';
import { assessmentLabels, assessmentStateSchema, type AssessmentState } from '../../../../../shared/domain/assessment.ts';
import { handlingLabels, handlingSchema, relevanceLabels, relevanceSchema } from '../../../../../shared/domain/disclosure.ts';
import { formatDate, formatItemClock, formatWeekday } from '../../../../../shared/domain/display-time.ts';
import { zoneBasisLabels, type EvidenceTime, type TimeFlag } from '../../../../../shared/domain/evidence-time.ts';
import { readList } from '../../../../../shared/domain/export-columns.ts';
import type { ItemKind } from '../../../../../shared/domain/item.ts';
import { zoneAbbreviation } from '../../../../../shared/domain/zone.ts';
import { attachmentsOf, type ExportedRow } from '../rows-source.ts';

/** `said`: what is said of the row, each line under its heading. `day`: `2021-09-28` in the zone shown, '' without a time. */
export interface CopiedRow {
  readonly number: string; readonly day: string; readonly when: readonly string[]; readonly notes: readonly string[];
  readonly kind: ItemKind; readonly thread: string; readonly from: string; readonly to: readonly string[]; readonly text: string;
  readonly assessment: AssessmentState; readonly said: readonly (readonly [heading: string, text: string])[]; readonly tags: readonly string[];
  readonly exhibit: string; readonly place: string;
}

const flagWords: Readonly<Record<TimeFlag, string>> = {
  'repeated-hour': 'or an hour later: this hour happened twice', 'contradicts-itself': 'contradicts itself as written', implausible: 'implausible, as stored', 'capture-time': 'when the picture was taken',
};

const secondsSchema = z.array(z.object({ state: assessmentStateSchema, agrees: z.boolean(), reasons: z.string(), author: z.string(), madeAt: z.string() }));
const listOf = (text: string): readonly string[] => readList(text) ?? [];
/** Read only where there is anything: most rows have none. */
const parsed = <T>(schema: z.ZodType<T[]>, text: string): readonly T[] => (text === '' ? [] : schema.parse(JSON.parse(text)));
const sentence = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' — ');

function whenOf(time: EvidenceTime, zone: string): readonly string[] {
  const ms = time.earliestMs;
  return ms === null ? [] : [`${formatWeekday(ms, zone, 'short')} ${formatDate(ms, zone)}`, `${formatItemClock(time, zone)} ${zoneAbbreviation(zone, ms)}`];
}

/** As written wherever that is not what is shown, and every caution about the time, as the pages of the timeline have them. */
function notesOf({ item: { time }, record }: ExportedRow, zone: string): string[] {
  const differs = time.zone !== zone || time.flags.includes('contradicts-itself');
  const written = record.written === '' ? 'no time stated' : differs ? `written ${record.written}${time.zone === null ? '' : `; ${time.zone}, ${zoneBasisLabels[time.zoneBasis]}`}` : '';
  return [written, ...time.flags.map((flag) => flagWords[flag]), time.zoneBasis === 'assumed' && !differs ? 'zone assumed' : ''].filter((note) => note !== '');
}

/** The day in the zone shown as `2021-09-28`: days written so stand in their order. */
function dayOf(ms: number | null, zone: string): string {
  return ms === null ? '' : formatDate(ms, zone).split('/').toReversed().join('-');
}

function reviewLines({ record }: ExportedRow, state: AssessmentState, zone: string): (readonly [string, string])[] {
  const on = (at: string): string => formatDate(Date.parse(at), zone);
  const seconds = parsed(secondsSchema, record.second_assessments);
  return [
    ...(state === 'not-assessed' ? [] : [['Assessment', sentence(assessmentLabels[state].full, record.reasons)] as const]),
    ['Innocent explanation weighed', record.innocent_explanation],
    ['Linked to', [...listOf(record.charges), ...listOf(record.standards)].join('; ')],
    ['Assessed by', record.assessed_by === '' ? '' : `${record.assessed_by}, ${on(record.assessed_at)}`],
    ...seconds.map((second) => [`Second reviewer ${second.agrees ? 'agrees' : 'differs'}`, `${sentence(assessmentLabels[second.state].full, second.reasons)} (${second.author}, ${on(second.madeAt)})`] as const),
    ...parsed(z.array(accountSchema), record.accounts).map((account) => [accountHolderInWords(account), `${account.text} (${accountSourceInWords(account)})`] as const),
  ];
}

function disclosureOf({ record }: ExportedRow): string {
  const [relevance, handling] = [relevanceSchema.parse(record.relevance), handlingSchema.parse(record.handling)];
  return [relevanceLabels[relevance].short === '' ? '' : relevanceLabels[relevance].full, handlingLabels[handling].short].filter((words) => words !== '').join(', ');
}

/** Everything a person could have written comes from the row's record, through which every export's words go. */
export function copiedRow(row: ExportedRow, zone: string): CopiedRow {
  const { item, record } = row;
  const state = record.assessment === '' ? 'not-assessed' : assessmentStateSchema.parse(record.assessment);
  const files = attachmentsOf(record).map(({ name, mediaType, state: held }) => {
    const facts = [mediaType, held === 'present' ? '' : held].filter((fact) => fact !== '').join(', ');
    return ['Attachment', `${name === '' ? 'unnamed' : name}${facts === '' ? '' : ` (${facts})`}`] as const;
  });
  const said: readonly (readonly [string, string])[] = [
    ['Status', record.status === 'live' ? '' : record.status], ...files, ...reviewLines(row, state, zone), ['Disclosure', disclosureOf(row)], ...listOf(record.remarks).map((remark) => ['How it was read', remark] as const),
  ];
  return {
    number: record.number, day: dayOf(item.time.earliestMs, zone), when: whenOf(item.time, zone), notes: notesOf(row, zone), kind: item.kind, thread: record.thread, from: record.from, to: listOf(record.to), text: record.text,
    assessment: state, said: said.filter(([, text]) => text !== ''), tags: row.tags, exhibit: record.exhibit, place: record.place,
  };
}
