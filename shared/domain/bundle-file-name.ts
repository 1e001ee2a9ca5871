/** The name a bundle's file should have: by a pattern, as a rule short name of the case, letter, day of the hearing last. */
import { z } from 'zod';

const longestPart = 40;
const parts = ['case', 'reference', 'bundle', 'hearing'] as const;
type Part = (typeof parts)[number];

/** As the judiciary's guidance and the Law Society's note have it. */
export const usualFileName = '{case} {bundle} {hearing}';

/** Without `{bundle}` a bundle and its supplements would have the same name. */
export const fileNamePatternSchema = z.string().trim().max(100)
  .regex(/^(?:[\p{L}\p{N} .-]|\{(?:case|reference|bundle|hearing)\})+$/u, 'A name is made of letters, digits, spaces, dots, hyphens and {case}, {reference}, {bundle}, {hearing}.')
  .refine((pattern) => pattern.includes('{bundle}'), 'The name must have {bundle} in it, which tells the files of a case apart.');

/** What every file system takes, in words parted by single spaces. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}.]+/gu, ' ').trim().slice(0, longestPart).trim();

/** `A`, `A, supplement 2`. `supplement`: which one it is, from 1; 0 for the bundle itself. */
export const letterOf = (letter: string, supplement: number): string => `${letter}${supplement === 0 ? '' : `, supplement ${supplement}`}`;

/** `supplement`: as above. `inCipher`: said, so that it cannot be taken for the version that names people, and by the reference: a title may name somebody. A part nothing is known of is left out. */
export function suggestedName({ letter, hearingOn }: { readonly letter: string; readonly hearingOn: string | null }, { title, reference }: { readonly title: string; readonly reference: string }, supplement: number, pattern: string, inCipher = false): string {
  const known: Readonly<Record<Part, string>> = {
    case: (inCipher ? '' : plain(title)) || plain(reference) || 'Case', reference: plain(reference), bundle: `Bundle ${letter}${supplement === 0 ? '' : ` Supplement ${supplement}`}${inCipher ? ' in cipher' : ''}`, hearing: hearingOn ?? '',
  };
  const named = parts.reduce((name, part) => name.replaceAll(`{${part}}`, known[part]), pattern);
  return `${named.replace(/\s+/gu, ' ').trim()}.pdf`;
}
