/** A day as people write it. */
const written = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** `28/09/2021` as `2021-09-28`; null when it is not written day/month/year. */
export function isoDate(text: string): string | null {
  const match = written.exec(text.trim());
  return match === null ? null : `${match[3] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`;
}

/** As `isoDate`; null also for a day the calendar does not have, such as 31/02/2025. */
export function calendarDay(text: string): string | null {
  const iso = isoDate(text);
  return iso !== null && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso) ? iso : null;
}

/** `2021-09-28` as `28/09/2021`. */
export const ukDay = (iso: string): string => iso.split('-').toReversed().join('/');
