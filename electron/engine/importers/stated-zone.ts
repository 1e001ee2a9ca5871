/** The zone a person stated for times that come without one. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../shared/contract/importing.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import type { StatedZone } from './time/wall-clock-time.ts';

/** Asks for the zone; `why` says whose clock was written and that no zone stands beside it. */
export function zoneQuestion(why: string): Question {
  return {
    answer: 'zone', required: true, why,
    options: [
      { value: 'Europe/London', label: 'UK time (Europe/London)', evidence: 'GMT in winter, BST in summer; correct only if that clock was set to UK time' },
      { value: 'UTC', label: 'UTC', evidence: 'correct only if that clock, or the tool that made the file, wrote UTC' },
    ],
  };
}

/** The answered zone, `assumed` unless a basis is given; null when it has not been answered. Throws `invalid_input` for an unknown one. */
export function zoneAnswered(answers: ImportAnswers): StatedZone | null {
  const { zone } = answers;
  if (zone === undefined || zone === '') return null;
  if (!isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this program knows. Use a name such as Europe/London, UTC, or an offset such as +01:00.`);
  return { zone, basis: answers.zoneBasis ?? 'assumed', by: answers.zoneBasisBy ?? '' };
}
