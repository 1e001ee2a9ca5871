/** The name a bundle's file should have: short name of the case, letter, day of the hearing last. */
import type { BundleDefinition } from './bundle.ts';
import type { CaseDetails } from './case-details.ts';

const longestCaseName = 40;

/** What every file system takes, in words parted by single spaces. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}.]+/gu, ' ').trim().slice(0, longestCaseName).trim();

/** `supplement`: which one it is, from 1; 0 for the bundle itself. */
export function suggestedName({ letter, hearingOn }: BundleDefinition, { title, reference }: Pick<CaseDetails, 'title' | 'reference'>, supplement: number): string {
  const parts = [plain(title) || plain(reference) || 'Case', `Bundle ${letter}`, supplement === 0 ? '' : `Supplement ${supplement}`, hearingOn ?? ''];
  return `${parts.filter((part) => part !== '').join(' ')}.pdf`;
}
