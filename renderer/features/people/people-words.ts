/** What the People view says of a person, in the words of the view. */
import type { ListedPerson, SeenIdentifier } from '../../../shared/contract/people.ts';
import { formatDate } from '../../../shared/domain/display-time.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { describeValidity, type Holding } from '../../../shared/domain/person.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';

const counts = new Intl.NumberFormat('en-GB');

/** `28 Sep 2021 – 31 Oct 2021`, or that nothing is dated. */
export function spanWords({ firstMs, lastMs }: { readonly firstMs: number | null; readonly lastMs: number | null }, zone: string): string {
  if (firstMs === null || lastMs === null) return 'nothing dated';
  const [first, last] = [formatDate(firstMs, zone), formatDate(lastMs, zone)];
  return first === last ? first : `${first} – ${last}`;
}

/** `12 messages, 1 call; 28 Sep 2021 – 31 Oct 2021`. */
export function seenWords(person: ListedPerson, zone: string): string {
  if (person.items === 0) return 'Nothing in the case carries what this person is stated to hold.';
  const kinds = person.byKind.map(({ kind, count }) => `${counts.format(count)} ${(count === 1 ? itemKindLabels[kind].one : itemKindLabels[kind].many).toLowerCase()}`);
  return `${kinds.join(', ')}; ${spanWords(person, zone)}`;
}

const written = (day: string | null): string | null => (day === null ? null : writtenDay(day));

/** `from 01/01/2021`; `at any time` when nothing is said. */
export function validityWords({ validFrom, validUntil }: Pick<Holding, 'validFrom' | 'validUntil'>): string {
  return describeValidity({ validFrom: written(validFrom), validUntil: written(validUntil) });
}

/** `from 01/01/2021, shared`; '' when it holds at any time and is not shared. */
export function holdingTerms(held: Holding): string {
  return [held.validFrom === null && held.validUntil === null ? '' : validityWords(held), held.shared ? 'shared' : ''].filter((part) => part !== '').join(', ');
}

/** Written forms with their exhibits. */
export function formsWords(identifier: SeenIdentifier): string {
  const left = identifier.formCount - identifier.forms.length;
  return `${identifier.forms.map((form) => `“${form.written.trim()}” (${form.exhibits.join(', ')})`).join(', ')}${left > 0 ? ` and ${counts.format(left)} more` : ''}`;
}
