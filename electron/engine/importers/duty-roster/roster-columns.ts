/** Which columns of a table make it a duty roster. Only plain names are taken; any other table is for a person to map. */
export interface RosterColumns {
  readonly headings: readonly string[];
  readonly date: number | null;
  readonly endDate: number | null;
  readonly start: number;
  readonly end: number;
  readonly shift: number | null;
  readonly officer: number | null;
  readonly collar: number | null;
}

const names = {
  date: ['date', 'duty date', 'shift date', 'start date', 'day', 'date of duty', 'roster date', 'rota date'],
  endDate: ['end date', 'finish date', 'to date'],
  start: ['start', 'start time', 'shift start', 'duty start', 'rota start', 'roster start', 'planned start', 'scheduled start', 'duty start time', 'shift start time', 'start date time', 'book on', 'time on'],
  end: ['end', 'end time', 'finish', 'finish time', 'shift end', 'duty end', 'rota end', 'roster end', 'planned end', 'scheduled end', 'duty end time', 'shift end time', 'shift finish', 'duty finish', 'end date time', 'book off', 'time off'],
  shift: ['shift', 'duty', 'rota', 'roster', 'shift type', 'duty type', 'shift name', 'shift code', 'duty code', 'duty description', 'shift pattern', 'rota code'],
  officer: ['officer', 'officer name', 'name', 'full name', 'employee', 'employee name', 'staff', 'staff name', 'resource', 'person'],
  collar: ['collar', 'collar number', 'collar no', 'shoulder number', 'shoulder no', 'warrant number', 'warrant no', 'employee number', 'pay number', 'officer number'],
} as const;

const fold = (heading: string): string => heading.toLowerCase().replace(/\([^)]{0,60}\)/g, ' ').replace(/[^\p{L}\d]+/gu, ' ').trim();

/** The columns of a roster, or null: there must be one start, one end, and a word for duty, shift or rota among the headings. */
export function rosterColumns(headings: readonly string[]): RosterColumns | null {
  const folded = headings.map(fold);
  const only = (field: keyof typeof names): number | null | 'several' => {
    const found = folded.flatMap((name, column) => ((names[field] as readonly string[]).includes(name) ? [column] : []));
    return found.length > 1 ? 'several' : found[0] ?? null;
  };
  const [start, end] = [only('start'), only('end')];
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  if (!folded.some((name) => /\b(?:shift|duty|rota|roster)\b/.test(name))) return null;
  const one = (field: keyof typeof names): number | null => {
    const found = only(field);
    return typeof found === 'number' ? found : null;
  };
  if (only('date') === 'several' || only('officer') === 'several') return null;
  return { headings, start, end, date: one('date'), endDate: one('endDate'), shift: one('shift'), officer: one('officer'), collar: one('collar') };
}
