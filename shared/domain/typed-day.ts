/** Days of the calendar: as they are kept, and as people here write them. */
import { z } from 'zod';

const isDay = (iso: string): boolean => {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso);
};

/** A day of the calendar that exists, `2021-09-28`. */
export const isoDaySchema = z.string().regex(/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/, 'Give a day as year-month-day, such as 2021-09-28.').refine(isDay, 'There is no such day in the calendar.');

const typedDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** `28/09/2021` as `2021-09-28`; null when it is not day, month and year of a day that exists. */
export function isoDay(typed: string): string | null {
  const [found, day = '', month = '', year = ''] = typedDay.exec(typed.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return found !== undefined && isDay(iso) ? iso : null;
}

/** `2021-09-28` as `28/09/2021`. */
export const writtenDay = (iso: string): string => iso.split('-').toReversed().join('/');
