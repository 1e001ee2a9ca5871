/** What a case says of itself on pages and in files, with names hidden where they are. */
import type { CaseDetails } from '../../../shared/domain/case-details.ts';
import type { Hiding } from './hiding.ts';

const inCipher = 'IN CIPHER: [ ] STANDS FOR A NAME';

/** The two versions of a page look alike but for names: the marking of every page says which it is, so that nobody serves one for the other. It takes no room of the rows. */
export function shownDetails({ people, values }: Pick<Hiding, 'people' | 'values'>, details: CaseDetails): CaseDetails {
  const shown = values(details);
  return people.length === 0 ? shown : { ...shown, protectiveMarking: [shown.protectiveMarking, inCipher].filter((words) => words !== '').join(' · ') };
}
