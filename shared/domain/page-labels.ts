/**
 * The number printed on a page of a bundle, and the page that bears it. A page is always counted from 1 by where it stands in its
 * file; links lead there. What is printed may be another: `A12` where each section begins anew.
 */
import { z } from 'zod';

/** From a page on, until the next range: `prefix`, then numbers from `first`. */
export const pageLabelSchema = z.object({ firstPage: z.number().int().positive(), style: z.enum(['decimal', 'roman']), prefix: z.string(), first: z.number().int().positive() });
type PageLabel = z.infer<typeof pageLabelSchema>;
/** Pages from one to another by their places, both among them. */
export interface PageSpan { readonly firstPage: number; readonly lastPage: number }

/** In the order of their pages, the first from page 1; none: every page bears its place. */
export type PageLabels = readonly PageLabel[];

const romans = [[1_000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']] as const;

export function roman(number: number): string {
  let left = number;
  let written = '';
  for (const [value, letters] of romans) {
    for (; left >= value; left -= value) written += letters;
  }
  return written;
}

/** `A` for the first, from 0; `Z`, then `AA`, `AB` and so on. */
export const sectionLetter = (index: number): string => `${index < 26 ? '' : sectionLetter(Math.floor(index / 26) - 1)}${String.fromCodePoint(65 + (index % 26))}`;

/** What is printed on the page that stands at a place. */
export function printedOn(labels: PageLabels, page: number): string {
  const range = labels.findLast(({ firstPage }) => firstPage <= page);
  if (range === undefined) return String(page);
  const number = range.first + page - range.firstPage;
  return `${range.prefix}${range.style === 'roman' ? roman(number) : number}`;
}

/** The place of the page a number is printed on, of a file of so many pages; null when none bears it. */
export function pagePrinted(labels: PageLabels, printed: string, pages: number): number | null {
  const wanted = printed.trim();
  for (let page = 1; page <= pages; page += 1) if (printedOn(labels, page) === wanted) return page;
  return null;
}

/** `12–14`, `A3`, `A3–A5` */
export const printedPages = (labels: PageLabels, firstPage: number, lastPage: number): string =>
  (firstPage === lastPage ? printedOn(labels, firstPage) : `${printedOn(labels, firstPage)}–${printedOn(labels, lastPage)}`);
