/** The first reading of an export: how many records it holds, what their dates decide, and what a person has to say. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import { dateOrderLabels } from '../../../../shared/domain/audit-row.ts';
import type { EvidenceSource } from '../importer.ts';
import { DateColumnStudy, type ColumnVerdict } from '../table/date-format.ts';
import { statedZone } from '../time/stated-zone.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import type { AxiomExport, AxiomRow } from './axiom-row.ts';
import { kindOf } from './classify.ts';
import { headingOf } from './heading.ts';
import { chooseTime } from './row-values.ts';
import { openAxiomTable, recogniseTable } from './table-export.ts';
import { openXml, recogniseXml } from './xml-export.ts';

/** What the content was recognised by; null when it is not an AXIOM export. */
export async function recogniseExport(source: EvidenceSource, signal: AbortSignal): Promise<string | null> {
  return recogniseXml(source) ?? await recogniseTable(source, signal);
}

export interface ExportStudy {
  readonly open: AxiomExport;
  readonly rowsSeen: number;
  readonly artifacts: ReadonlyMap<string, number>;
  /** Of the dates whose heading gives no pattern. */
  readonly verdict: ColumnVerdict;
  /** Times that neither their heading nor their value place in a zone. */
  readonly zoneless: number;
  /** Times a heading places. */
  readonly placedByHeading: number;
  readonly exampleHeading: string;
  readonly zone: StatedZone | null;
  readonly questions: readonly Question[];
}

const mostArtifacts = 2_000;

class Counting {
  rowsSeen = 0;
  zoneless = 0;
  placedByHeading = 0;
  exampleHeading = '';
  readonly artifacts = new Map<string, number>();
  readonly dates: DateColumnStudy;
  #example = '';

  constructor(place: 'row' | 'line') {
    this.dates = new DateColumnStudy({ offset: null, order: null, heading: '' }, place);
  }

  add(row: AxiomRow): void {
    if (this.artifacts.has(row.artifact) || this.artifacts.size < mostArtifacts) this.artifacts.set(row.artifact, (this.artifacts.get(row.artifact) ?? 0) + 1);
    for (const { heading, value, stored } of row.values) {
      const { dated, order } = headingOf(heading);
      if (dated && (order === null || stored) && value.trim() !== '' && value.length <= 80) this.dates.add(row.number, value.trim(), stored);
    }
    const chosen = chooseTime(row, kindOf(row) === 'contact');
    const reading = chosen === null ? null : readWrittenTime(chosen.value.value.trim());
    if (chosen === null || reading === null) return;
    const heading = headingOf(chosen.value.heading);
    if (heading.offset !== null) {
      this.placedByHeading += 1;
      if (this.exampleHeading === '') this.exampleHeading = chosen.value.heading;
    } else if (reading.offset === null) {
      this.zoneless += 1;
      if (this.#example === '') this.#example = `${row.place}, “${chosen.value.heading}”, says “${chosen.value.value.trim().slice(0, 60)}”`;
    }
  }

  questions(verdict: ColumnVerdict, answers: ImportAnswers): Question[] {
    const questions: Question[] = [];
    if (this.zoneless > 0 && (answers.zone ?? '') === '') {
      questions.push({
        answer: 'zone', required: true,
        why: `${this.zoneless} ${this.zoneless === 1 ? 'time states' : 'times state'} no zone, and neither does the heading (${this.#example}). AXIOM writes the zone it was set to into its headings; ask the unit that made the export.`,
        options: [{ value: 'UTC', label: 'UTC (the same as GMT all year)', evidence: '' }, { value: 'Europe/London', label: 'UK local time (Europe/London, GMT in winter and BST in summer)', evidence: '' }],
      });
    }
    if ((verdict.order === 'undecided' || verdict.order === 'conflict') && answers.dateOrder === undefined) {
      questions.push({
        answer: 'dateOrder', required: true,
        why: `A heading gives no date pattern, and the dates under it do not settle which number is the day: ${verdict.orderEvidence}.`,
        options: (['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: dateOrderLabels[value], evidence: verdict.order === 'conflict' ? 'Records that do not fit will be set aside.' : '' })),
      });
    }
    return questions;
  }
}

/** Reads an export once. Throws `unrecognised_format`, `invalid_input`, `damaged_input`, `refused_input`, `cancelled`. */
export async function studyExport(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number) => void): Promise<ExportStudy> {
  const xml = recogniseXml(source);
  const table = xml === null ? await recogniseTable(source, signal) : null;
  if (xml === null && table === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as an AXIOM export.`);
  const opened = xml === null ? await openAxiomTable(source, answers, table ?? '', signal) : { ...openXml(source, xml), encodingQuestion: null };
  const counting = new Counting('row');
  for await (const row of opened.rows(signal, onBytes)) {
    counting.rowsSeen += 1;
    if (row.type === 'row') counting.add(row);
  }
  const verdict = counting.dates.verdict();
  const { rowsSeen, artifacts, zoneless, placedByHeading, exampleHeading } = counting;
  const questions = [...counting.questions(verdict, answers), ...(opened.encodingQuestion === null ? [] : [opened.encodingQuestion])];
  return { open: opened, rowsSeen, artifacts, verdict, zoneless, placedByHeading, exampleHeading, zone: statedZone(answers), questions };
}
