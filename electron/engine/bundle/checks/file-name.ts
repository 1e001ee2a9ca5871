/** The name a bundle's file should have: short name of the case, letter, day of the hearing last. */
import type { BundleDefinition } from '../../../../shared/domain/bundle.ts';
import type { CaseDetails } from '../../../../shared/domain/case-details.ts';

const longestCaseName = 40;

/** What every file system takes, in words parted by single spaces. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}.]+/gu, ' ').trim().slice(0, longestCaseName).trim();

export function suggestedName({ letter, hearingOn }: BundleDefinition, { title, reference }: CaseDetails, supplement: number): string {
  const parts = [plain(title) || plain(reference) || 'Case', `Bundle ${letter}`, supplement === 0 ? '' : `Supplement ${supplement}`, hearingOn ?? ''];
  return `${parts.filter((part) => part !== '').join(' ')}.pdf`;
}

/** Whether a name is the suggested one, however its words are parted. */
export function isNamed(fileName: string, suggested: string): boolean {
  const bare = (name: string): string => name.toLocaleLowerCase('en-GB').replace(/[\s_–-]+/gu, ' ');
  return bare(fileName) === bare(suggested);
}
