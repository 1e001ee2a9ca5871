/** The zone a person states for times that name none, and the question that asks for it. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';
import type { StatedZone } from './wall-clock-time.ts';

/** The answer given, null when there is none. Throws `invalid_input` for a zone this program does not know. */
export function statedZone(answers: ImportAnswers): StatedZone | null {
  if (answers.zone === undefined || answers.zone === '') return null;
  if (!isKnownZone(answers.zone)) {
    throw new PlumblineError('invalid_input', `“${answers.zone}” is not a time zone this program knows. Use a name such as Europe/London, or an offset such as +01:00.`);
  }
  return { zone: answers.zone, basis: answers.zoneBasis ?? 'assumed', by: answers.zoneBasisBy ?? '' };
}

/** Asks which clock was used. `why` is one sentence naming a place in the file. */
export function zoneQuestion(why: string, required: boolean): Question {
  return {
    answer: 'zone', required, why: `${why} Ask the supplier, and record who said so.`,
    options: [
      { value: 'Europe/London', label: 'UK local time (Europe/London, GMT in winter and BST in summer)', evidence: 'correct only if that clock was set to UK time' },
      { value: 'UTC', label: 'UTC (the same as GMT all year)', evidence: 'correct only if that clock, or the tool that made the file, wrote UTC' },
    ],
  };
}
