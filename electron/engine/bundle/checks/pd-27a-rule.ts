/** B20, what PD 27A asks beside the rest: numbers by section, how many pages, and the face and size of the pages the program sets itself. */
import type { BundleCheck } from '../../../../shared/contract/bundles.ts';
import { printedOn } from '../../../../shared/domain/page-labels.ts';
import type { Found, ToCheck } from './check-bundle.ts';
import { pagesSaid, said } from './said.ts';

const faceNames = { arial: { asked: 'Arial', isIt: /^Arial/u, alike: /^(?:LiberationSans|Arimo)/u }, times: { asked: 'Times New Roman', isIt: /^Times ?New ?Roman/u, alike: /^(?:LiberationSerif|Tinos)/u } } as const;
const roundingPt = 0.05;

/** What was found of one part of the rule. */
interface Part { readonly holds: boolean; readonly found: string; readonly pages: readonly number[] }

/** Pages whose type is the program's own. Of a picture with words read in it, the words behind it are as large as in the picture and are not measured. */
export function ownPages({ documents, indexPages, pages: count }: Pick<ToCheck, 'documents' | 'indexPages' | 'pages'>): number[] {
  const foreign = new Set(documents.filter(({ as, worded }) => as === 'pages' || worded).flatMap(({ firstPage, lastPage }) => Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index)));
  return Array.from({ length: count }, (_, index) => index + 1).filter((page) => indexPages.includes(page) || !foreign.has(page));
}

function numbering({ labels, rules: { settings } }: ToCheck): Part {
  const sections = labels.filter(({ style }) => style === 'decimal').map(({ prefix }) => prefix);
  return { holds: true, pages: [], found: settings.numbering === 'continuous' ? 'Pages are numbered in one run.' : `Pages are numbered by section, each from 1: ${sections.length === 1 ? sections.join('') : `${sections[0] ?? ''} to ${sections.at(-1) ?? ''}`}.` };
}

function length({ pages, rules: { settings: { pages: most } } }: ToCheck, { paper }: Found): Part {
  const notA4 = paper.flatMap(({ isA4 }, index) => (isA4 ? [] : [index + 1]));
  const tooMany = most !== null && pages > most;
  return { holds: !tooMany && notA4.length === 0, pages: notA4, found: `${pages} pages${notA4.length === 0 ? ' of A4' : ', some not A4'}${most === null ? '' : tooMany ? `; at most ${most} are wanted without the court’s leave` : `; at most ${most} are wanted`}.` };
}

/** Never said to be a face it is not: one of the same widths is named as what it is. */
function typeface({ rules: { settings: { face } } }: ToCheck, { paper }: Found, own: readonly number[]): Part {
  if (face === 'plain') return { holds: true, pages: [], found: 'Its own pages are in the program’s own typeface.' };
  const { asked, isIt } = faceNames[face];
  const facesOn = (page: number): readonly string[] => paper[page - 1]?.faces ?? [];
  const wrong = own.filter((page) => facesOn(page).some((name) => !isIt.test(name)));
  const used = [...new Set(wrong.flatMap(facesOn))].filter((name) => !isIt.test(name)).toSorted();
  if (used.length === 0) return { holds: true, pages: [], found: `Its own pages are in ${asked}.` };
  return { holds: false, pages: wrong, found: typefaceSaid(used, face, own.some((page) => facesOn(page).some((name) => isIt.test(name)))) };
}

/** `beside`: the face that is asked for is used too, as far as it goes. */
function typefaceSaid(used: readonly string[], face: keyof typeof faceNames, beside: boolean): string {
  const { asked, alike } = faceNames[face];
  if (beside) return `Its own pages use ${used.join(', ')} beside ${asked}, which has not every sign on them.`;
  const [alikes, others] = [used.filter((name) => alike.test(name)), used.filter((name) => !alike.test(name))];
  if (alikes.length === 0) return `Its own pages are in ${used.join(', ')} and not in ${asked}, which is not on this computer.`;
  return `Its own pages are in ${alikes.join(' and ')}, whose letters have the widths of ${asked}; it is not ${asked} itself, which is not on this computer.${others.length === 0 ? '' : ` Signs it has not are in ${others.join(', ')}.`}`;
}

function letters({ labels, rules: { settings: { letters: least } } }: ToCheck, { pages }: Found, own: readonly number[]): Part {
  if (least === null) return { holds: true, pages: [], found: 'No size of type is asked of them.' };
  const small = own.filter((page) => (pages[page - 1]?.smallestPt ?? least) < least - roundingPt);
  return { holds: small.length === 0, pages: small, found: small.length === 0 ? `Nothing on them is smaller than ${least} pt.` : `Smaller than ${least} pt, on pages ${pagesSaid(labels, small)}.` };
}

export function pd27aRule(bundle: ToCheck, found: Found): BundleCheck {
  if (bundle.rules.follows.profile !== 'pd-27a') return said('B20', 'not-applicable', 'Only for bundles that follow PD 27A.');
  const own = ownPages(bundle);
  const parts = [numbering(bundle), length(bundle, found), typeface(bundle, found, own), letters(bundle, found, own)];
  const pages = [...new Set(parts.flatMap((part) => part.pages))].toSorted((one, other) => one - other);
  return said('B20', parts.every(({ holds }) => holds) ? 'pass' : 'warn', `${parts.map((part) => part.found).join(' ')} Pages of exhibits stay as they are; the cover is page ${printedOn(bundle.labels, 1)}.`, pages);
}
