/** What the file cannot say and a person must: the zone, sometimes the date order, and (if they wish) whose device it is. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import { dateOrderLabels } from '../../../../shared/domain/audit-row.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';
import { decideEncoding, type EncodingDecision } from '../text/text-encoding.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import type { DateOrderDecision } from './date-order.ts';
import type { LineFormat, Survey } from './survey.ts';

const zoneQuestion: Question = {
  answer: 'zone', required: true,
  why: 'WhatsApp writes the exporting phone’s clock and no zone. Which zone was the phone set to when the chat was exported?',
  options: [
    { value: 'Europe/London', label: 'UK time (Europe/London)', evidence: 'GMT in winter, BST in summer; correct only if the phone was set to UK time at export' },
    { value: 'UTC', label: 'UTC', evidence: 'correct only if the phone, or the tool that made the export, wrote UTC' },
  ],
};

function ownerQuestion(format: LineFormat): Question {
  const authors = [...format.authors].sort((a, b) => b[1] - a[1]).slice(0, 200);
  return {
    answer: 'deviceOwner', required: false,
    why: 'The export does not say whose phone it was made on. Name the author who owns the device to tell outgoing from incoming; leave it open if nobody has said.',
    options: authors.map(([name, count]) => ({ value: name, label: name, evidence: `${count} message${count === 1 ? '' : 's'}` })),
  };
}

function encodingQuestion(decision: EncodingDecision): Question {
  return {
    answer: 'encoding', required: false, why: `The text is ${decision.evidence}. Check the names and accents before relying on it.`,
    options: [...new Set([decision.encoding, 'windows-1252', 'utf-8', 'utf-16le', 'macintosh'])].map((value) => ({ value, label: value, evidence: value === decision.encoding ? 'the likeliest' : '' })),
  };
}

/** The questions still open, given the survey and the answers so far. */
export function openQuestions(survey: Survey, dateOrder: DateOrderDecision | null, encoding: EncodingDecision | null, answers: ImportAnswers): Question[] {
  const questions: Question[] = [];
  if (survey.format === null) return questions;
  if (answers.zone === undefined) questions.push(zoneQuestion);
  if (dateOrder !== null && !dateOrder.decided) questions.push(dateOrder.question);
  if (answers.deviceOwner === undefined && survey.format.authors.size > 0) questions.push(ownerQuestion(survey.format));
  if (encoding !== null && !encoding.certain && answers.encoding === undefined) questions.push(encodingQuestion(encoding));
  return questions;
}

/** What the file has already decided, in words. */
export function findings(survey: Survey, dateOrder: DateOrderDecision | null, encodingEvidence: string): string[] {
  const { format } = survey;
  if (format === null) return ['Recognised, 0 records'];
  const found = [`${format.records.toLocaleString('en-GB')} records in ${survey.lines.toLocaleString('en-GB')} lines; the first is at line ${format.firstLine}, “${format.firstWritten}”`];
  if (dateOrder?.decided === true) found.push(`Dates are ${dateOrderLabels[dateOrder.order]}: ${dateOrder.basis}`);
  found.push(`${format.authors.size} author${format.authors.size === 1 ? '' : 's'}`);
  found.push(format.withSeconds ? 'Times are given to the second' : 'Times are given to the minute, without seconds');
  found.push(`Text encoding: ${encodingEvidence}`);
  found.push(...otherFormats(survey));
  if (survey.damage !== null) found.push(`The text breaks off: ${survey.damage}`);
  return found;
}

/** Dated lines in another format than the file's. */
export function otherFormats(survey: Survey): string[] {
  const { format } = survey;
  if (format === null) return [];
  return survey.others.slice(0, 5).map((other) =>
    `${other.records} line${other.records === 1 ? ' begins' : 's begin'} with a date in another format than the rest (first at line ${other.firstLine}, “${other.firstWritten}”): read as text of the record above, as when a message quotes another chat.`);
}

/** The zone as answered. Throws `invalid_input` for a zone nobody knows; call only when it has been answered. */
export function statedZone(answers: ImportAnswers): StatedZone {
  const zone = answers.zone ?? '';
  if (!isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this computer knows. Use a name such as Europe/London, UTC, or an offset such as +01:00.`);
  return { zone, basis: answers.zoneBasis ?? 'assumed', by: answers.zoneBasisBy ?? '' };
}

/** The device's owner as answered; '' when left open. Throws `invalid_input`, naming the authors, for anybody else. */
export function statedOwner(answers: ImportAnswers, authors: readonly string[]): string {
  const owner = answers.deviceOwner ?? '';
  if (owner === '' || authors.length === 0) return '';
  if (authors.includes(owner)) return owner;
  throw new PlumblineError('invalid_input', `“${owner}” writes nothing in this chat. Its authors are: ${authors.slice(0, 20).map((author) => `“${author}”`).join(', ')}${authors.length > 20 ? ` and ${authors.length - 20} more` : ''}.`);
}

/** The encoding to read with, and on what evidence. Throws `invalid_input` for a label nobody knows. */
export function chosenEncoding(head: Uint8Array, answers: ImportAnswers): { readonly encoding: string; readonly evidence: string; readonly decision: EncodingDecision } {
  const decision = decideEncoding(head);
  const label = answers.encoding ?? decision.encoding;
  try {
    const { encoding } = new TextDecoder(label);
    return { encoding, decision, evidence: answers.encoding === undefined ? `${encoding} (${decision.evidence})` : `${encoding} (stated by the person importing)` };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PlumblineError('invalid_input', `“${label}” is not a text encoding this program can read. Try utf-8 or windows-1252.`, undefined, { cause: error });
  }
}
