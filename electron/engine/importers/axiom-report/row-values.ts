/** Finds values of a row by the folded names of their headings. */
import type { AxiomRow, AxiomValue } from './axiom-row.ts';
import { headingOf } from './heading.ts';

/** A row is asked for dozens of names; its values are sorted by name once. */
const sorted = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

function namedValues({ values }: Pick<AxiomRow, 'values'>): ReadonlyMap<string, readonly string[]> {
  const known = sorted.get(values);
  if (known !== undefined) return known;
  const byName = new Map<string, string[]>();
  for (const { heading, value } of values) {
    if (value.trim() === '') continue;
    const { name } = headingOf(heading);
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [value]);
    else others.push(value);
  }
  sorted.set(values, byName);
  return byName;
}

/** The first of these names that has a value, trimmed; '' when none does. Names stand in the order in which they are preferred. */
export function firstOf(row: Pick<AxiomRow, 'values'>, names: readonly string[]): string {
  return (allOf(row, names)[0] ?? '').trim();
}

/** Every value under these names, in the order of the names. */
export function allOf(row: Pick<AxiomRow, 'values'>, names: readonly string[]): string[] {
  const byName = namedValues(row);
  return names.flatMap((name) => byName.get(name) ?? []);
}

/** Times of a record, those that say when it happened first. Any other dated column comes after them, in its own order. */
const timeNames: readonly string[] = [
  'messagesentdatetime', 'sentdatetime', 'messagedatetime', 'datetime', 'timestamp', 'timestampdatetime', 'calldatetime', 'callstartdatetime', 'startdatetime', 'starttime', 'messagereceiveddatetime', 'receiveddatetime', 'date', 'time', 'createddatetime',
  'lastvisiteddatetime', 'visitdatetime', 'datevisiteddatetime', 'lastaccesseddatetime', 'lastmodifieddatetime',
];

export interface ChosenTime { readonly value: AxiomValue; /** True when a value that usually says when it happened is there but empty, or there is none. */ readonly secondChoice: boolean }

/** The value that is the time of the record; null when no dated column holds anything. */
export function chooseTime(row: Pick<AxiomRow, 'values'>, contact: boolean): ChosenTime | null {
  const dated = row.values.filter(({ heading }) => headingOf(heading).dated);
  const rank = ({ heading }: AxiomValue): number => {
    const at = timeNames.indexOf(headingOf(heading).name);
    return at === -1 ? timeNames.length : at;
  };
  const ordered = [...dated].sort((a, b) => rank(a) - rank(b));
  // A contact is dated by when it was entered, not by when it was last called.
  const able = contact ? ordered.filter(({ heading }) => /^(?:created|creation|added|dateadded)/.test(headingOf(heading).name)) : ordered;
  const value = able.find((one) => one.value.trim() !== '');
  return value === undefined ? null : { value, secondChoice: value !== able[0] };
}
