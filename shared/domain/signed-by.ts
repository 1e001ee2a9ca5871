/** Who said something and on which day, as it is written wherever it is told: `DS Example, 28/09/2021`. */
import { writtenDay } from './typed-day.ts';

/** `madeAt`: UTC, ISO 8601; the day is that of UTC. Both are '' of what has not been kept yet. */
export const signedBy = ({ author, madeAt }: { readonly author: string; readonly madeAt: string }): string => (author === '' ? 'not saved yet' : `${author}, ${writtenDay(madeAt.slice(0, 10))}`);
