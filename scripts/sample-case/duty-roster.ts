/** The officer's duties as a roster lists them: ten days that repeat, two early, two late, two night, four free. */
import { collar, officer } from './people.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';

/** A day on which the ten begin; 28/09/2021 is the second early turn. */
const anchor = Date.UTC(2021, 8, 27);
const dayMs = 86_400_000;
const turns: readonly (readonly [shift: string, start: string, end: string])[] = [
  ['Early', '07:00', '17:00'], ['Early', '07:00', '17:00'], ['Late', '14:00', '00:00'], ['Late', '14:00', '00:00'], ['Night', '22:00', '07:00'], ['Night', '22:00', '07:00'],
  ['Rest day', '', ''], ['Rest day', '', ''], ['Rest day', '', ''], ['Rest day', '', ''],
];
const two = (value: number): string => String(value).padStart(2, '0');

export function dutyRoster(): string {
  const lines = ['Date,Start,End,Shift,Officer,Collar No'];
  for (let day = Date.UTC(2021, 5, 1); day <= Date.UTC(2022, 1, 8); day += dayMs) {
    const place = (((day - anchor) / dayMs) % turns.length + turns.length) % turns.length;
    const [shift, start, end] = turns[place] ?? ['Rest day', '', ''];
    const at = new Date(day);
    lines.push([`${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`, start, end, shift, officer, collar].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

export const dutyRosterAnswers: ImportAnswers = { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'Resource planning, letter of 15/02/2022', dateOrder: 'dmy' };
