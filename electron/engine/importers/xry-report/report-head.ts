/**
 * The five lines at the head of an XRY text report. Only the third is known: what the report lists,
 * as `Calls` or `Messages/SMS`. What the others hold is not publicly documented, so they are kept
 * as written and nothing is read out of them but the name of the program.
 */
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource } from '../importer.ts';
import { encodingQuestion, tableEncoding } from '../text/table-encoding.ts';

export const headLines = 5;
const longestHeadLine = 400;
/** What the known kinds of report list. Other names are read too, when the first entry repeats them. */
const knownType = /^(?:calls|messages|contacts|device|web|calendar|locations?|files|documents|pictures|internet|accounts?)(?:\/[^/]{1,60})?$/i;

export interface ReportHead {
  /** A label TextDecoder understands. */
  readonly encoding: string;
  readonly markBytes: number;
  readonly encodingQuestion: Question | null;
  /** Third line: `Messages/SMS`. */
  readonly type: string;
  /** The first five lines, without their endings. */
  readonly lines: readonly string[];
  /** The line that begins the first entry; null when the report lists nothing. */
  readonly firstEntry: string | null;
}

const folded = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]+/gu, '');

/** The number of an entry, when a line begins one of this report: `Messages-SMS #<tab>1`. */
export function entryNumber(line: string, type: string): number | null {
  const match = /^\s{0,8}([^#]{1,120}?)\s{0,8}#\s{0,8}(\d{1,9})\s*$/.exec(line.slice(0, 200));
  return match !== null && folded(match[1] ?? '') === folded(type) ? Number(match[2]) : null;
}

/**
 * Reads the head of a report out of the beginning of a file; null when the content is not one.
 * Throws `invalid_input` for an encoding nobody knows.
 */
export function readReportHead(source: Pick<EvidenceSource, 'head'>, answers: ImportAnswers = {}): ReportHead | null {
  const decision = tableEncoding(source.head, answers.encoding);
  const text = new TextDecoder(decision.encoding).decode(source.head.subarray(decision.markBytes));
  const all = text.split(/\r?\n/, 200);
  const lines = all.slice(0, headLines);
  const type = (lines[2] ?? '').trim();
  if (lines.length < headLines - 1 || type === '' || lines.some((line) => line.length > longestHeadLine)) return null;
  const firstEntry = all.slice(headLines).find((line) => line.trim() !== '') ?? null;
  const head: ReportHead = {
    encoding: decision.encoding, markBytes: decision.markBytes, type, lines, firstEntry,
    encodingQuestion: answers.encoding === undefined ? encodingQuestion(decision) : null,
  };
  if (firstEntry !== null) return entryNumber(firstEntry, type) === null ? null : head;
  // Nothing listed: only the name of the program tells it from any short text.
  return knownType.test(type) && /\b(?:XRY|XAMN|MSAB)\b/.test(lines.join(' ')) && text.length < 4_000 ? head : null;
}

/** Program and version in the report's own words: the head line that names both; null when none does. */
export function madeByOf(lines: readonly string[]): string | null {
  return lines.find((line) => /\b(?:XRY|XAMN|MSAB)\b/.test(line) && /\d{1,4}\.\d{1,4}/.test(line))?.trim() ?? null;
}
