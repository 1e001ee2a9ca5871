/** Rules about the file and its pages: numbers, text, how they lie, pictures, size, and what was served. */
import type { BundleCheck } from '../../../../shared/contract/bundles.ts';
import { printedOn } from '../../../../shared/domain/page-labels.ts';
import { valueWords } from '../../../../shared/domain/bundle-settings.ts';
import type { PageHashes } from '../version-store.ts';
import type { Found, ToCheck } from './check-bundle.ts';
import { isNamed } from './file-name.ts';
import { pagesTold } from './pages-told.ts';
import { onPages, pagesSaid, said } from './said.ts';

const roundingDpi = 1;
/** Repeated pictures that weigh less together are not worth a word. */
const worthSaying = 262_144;

const numbersWhere = (count: number, holds: (page: number) => boolean): number[] => Array.from({ length: count }, (_, index) => index + 1).filter(holds);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Pages without text of their own, and why. */
export function textlessPages({ documents, rules, pages: count }: Pick<ToCheck, 'documents' | 'pages' | 'rules'>, { pages, pictures }: Found): { readonly page: number; readonly why: string }[] {
  const pictured = new Set(documents.flatMap(({ as, worded, firstPage, lastPage }) => (as === 'picture' && !worded ? numbersWhere(lastPage - firstPage + 1, () => true).map((page) => firstPage + page - 1) : [])));
  const told = pagesTold({ documents, rules }, 'no-text');
  return numbersWhere(count, (page) => pictured.has(page) || pages[page - 1]?.bare === true).map((page) => ({
    page, why: told.has(page) ? `${told.get(page)?.reason} (${told.get(page)?.author})` : pictured.has(page) ? 'A picture: only the line over it is text. Nobody has had its words read by machine, or it has none.' : pictures.pages[page - 1]?.hash === '' ? 'Nothing on it is text or a picture.' : 'The page is a picture without a text layer.',
  }));
}

/** Pages whose pictures are finer than the settings, or what a person says of the page, allow. */
export function finePages({ documents, rules }: Pick<ToCheck, 'documents' | 'rules'>, { pictures }: Found): { readonly page: number; readonly dpi: number }[] {
  const told = pagesTold({ documents, rules }, 'finer');
  const most = (page: number): number => Math.max(rules.settings.dpi, told.get(page)?.dpi ?? 0);
  return pictures.pages.flatMap(({ dpi }, index) => (dpi > most(index + 1) + roundingDpi ? [{ page: index + 1, dpi: Math.round(dpi) }] : []));
}

function pictureRules(bundle: ToCheck, found: Found): BundleCheck[] {
  const { pictures } = found;
  const { follows, settings: { dpi: mostDpi, ceiling, pages: mostPages } } = bundle.rules;
  const fine = finePages(bundle, found).map(({ page }) => page);
  const unread = numbersWhere(bundle.pages, (page) => pictures.pages[page - 1]?.unread === true);
  const unreadSaid = unread.length === 0 ? '' : ` What is drawn could not be followed on pages ${pagesSaid(bundle.labels, unread)}.`;
  const dpi = onPages('B10', bundle.labels, fine, 'warn', `No picture is finer than ${mostDpi} dots an inch${pagesTold(bundle, 'finer').size === 0 ? '' : ', or than a person says it may be'}.${unreadSaid}`, `Finer than ${mostDpi} dots an inch, as their files have them, on pages`);
  // PD 27A has a rule of its own for this.
  const tooMany = follows.profile !== 'pd-27a' && mostPages !== null && bundle.pages > mostPages;
  const spare = pictures.repeated.reduce((sum, { copies, bytes }) => sum + (copies - 1) * bytes, 0);
  return [
    unread.length > 0 && dpi.outcome === 'pass' ? { ...dpi, outcome: 'warn', pages: unread.slice(0, 1_000) } : dpi,
    said('B11', spare > worthSaying || tooMany ? 'warn' : 'pass', `${megabytes(bundle.sizeBytes)}, ${(bundle.sizeBytes / bundle.pages / 1000).toFixed(0)} kB a page.${spare > worthSaying ? ` The same pictures are in it more than once: ${megabytes(spare)} could be saved.` : ''}${tooMany ? ` It has ${bundle.pages} pages; at most ${mostPages} are wanted.` : ''}`),
    ceiling === null && follows.settings.ceiling === null
      ? said('B12', 'not-applicable', `${megabytes(bundle.sizeBytes)}; the profile sets no ceiling. Whoever receives it may.`)
      : said('B12', ceiling === null || bundle.sizeBytes <= ceiling * 1e6 ? 'pass' : 'warn', `${megabytes(bundle.sizeBytes)}; ${ceiling === null ? 'no ceiling is set' : `the ceiling is ${ceiling} MB`}.`),
  ];
}

function servedRule({ served, supplement, labels }: ToCheck, hashes: readonly PageHashes[]): BundleCheck {
  if (served.length === 0) {
    return supplement === 0 ? said('B14', 'not-applicable', 'Nothing of the bundle has been served yet.') : said('B14', 'pass', 'Late pages stand in a supplement numbered from 1; the file that was served is not changed.');
  }
  const moved = numbersWhere(served.length, (page) => hashes[page - 1]?.text !== served[page - 1]?.text || hashes[page - 1]?.pictures !== served[page - 1]?.pictures);
  return onPages('B14', labels, moved, 'fail', `Pages ${printedOn(labels, 1)} to ${printedOn(labels, served.length)} were served and have the same numbers, text and pictures; new pages follow them.`, 'Served with another text or other pictures: pages');
}

/** The number printed on each page, and the one a reader shows for it. */
function numberRule({ labels, pages: count }: ToCheck, { pages: read, labels: inFile }: Found): BundleCheck {
  if (JSON.stringify(inFile) !== JSON.stringify(labels)) return said('B2', 'fail', 'The numbers a reader shows for the pages are not those printed on them.');
  const stamped = `Every one of ${count} pages is stamped with its own number, the first with ${printedOn(labels, 1)}`;
  return onPages('B2', labels, numbersWhere(count, (page) => read[page - 1]?.numbered !== true), 'fail', `${stamped}${labels.length === 0 ? '' : `, the last with ${printedOn(labels, count)}; a reader shows the same numbers`}.`, 'The number is missing or wrong on pages');
}

export function pageRules(bundle: ToCheck, found: Found, hashes: readonly PageHashes[]): BundleCheck[] {
  const { pages: read } = found;
  const { labels, rules: { settings } } = bundle;
  const [told, liesSo] = [pagesTold(bundle, 'no-text'), pagesTold(bundle, 'lies-so')];
  const pagesThat = (holds: (page: typeof read[number]) => boolean): number[] => read.flatMap((page, index) => (holds(page) ? [index + 1] : []));
  return [
    said('B1', found.encrypted ? 'fail' : 'pass', 'One PDF, not encrypted, opened again by a second reader.'),
    numberRule(bundle, found),
    said('B3', 'pass', 'The file for print is this file: its numbers are part of the pages.'),
    onPages('B4', labels, pagesThat(({ clear }) => !clear), 'warn', 'Nothing but the number is written in the strip it stands in; pages are made smaller for it and not overprinted.', 'Something else is written in the strip of the number, seen or out of sight, on pages'),
    onPages('B7', labels, textlessPages(bundle, found).map(({ page }) => page).filter((page) => !told.has(page)), 'warn', told.size === 0 ? 'Every page has text.' : 'Every page has text, or a person says why not.', 'No text of their own, since they are pictures or have no text layer, on pages'),
    onPages('B8', labels, pagesThat(({ reads }) => reads !== 'upright').filter((page) => !liesSo.has(page)), 'warn', 'Text reads upright on every page that has any.', 'Most of the text lies sideways or upside down on pages'),
    said('B9', found.opensRight && [...found.bookmarks, ...found.links.map(({ to }) => to)].every(({ keepsZoom }) => keepsZoom) ? 'pass' : 'fail', `Opens on the first page ${valueWords('zoom', settings.zoom)}; bookmarks and links keep the reader’s zoom.`),
    ...pictureRules(bundle, found),
    said('B13', isNamed(bundle.fileName, bundle.suggestedName) ? 'pass' : 'warn', isNamed(bundle.fileName, bundle.suggestedName) ? 'The name has the case, the letter and, when it is known, the day of the hearing.' : `The file is not named as the profile has it. Suggested name: ${bundle.suggestedName}`),
    servedRule(bundle, hashes),
  ];
}
