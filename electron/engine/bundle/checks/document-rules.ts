/** Rules about the documents of a bundle: that each can be got to, is there once, stands in order, and has what belongs to it. */
import type { BuiltDocument, BundleCheck } from '../../../../shared/contract/bundles.ts';
import { howMany } from '../../../../shared/domain/how-many.ts';
import { orderFree } from '../../../../shared/domain/bundle-settings.ts';
import { printedOn } from '../../../../shared/domain/page-labels.ts';
import { bookmarked } from '../bind.ts';
import type { Found, ToCheck } from './check-bundle.ts';
import { pd27aRule } from './pd-27a-rule.ts';
import { pagesSaid, said } from './said.ts';

const titles = (documents: readonly BuiltDocument[]): string => documents.map(({ title }) => title).join('; ');
const firstPages = (documents: readonly BuiltDocument[]): number[] => documents.map(({ firstPage }) => firstPage);

function jumpRules({ documents, indexPages, labels }: ToCheck, { bookmarks, links }: Found): BundleCheck[] {
  const onIndex = links.filter(({ on }) => indexPages.includes(on)).map(({ to }) => to.page);
  const unlinked = documents.filter(({ firstPage }) => !onIndex.includes(firstPage));
  const astray = links.filter(({ to }) => to.page === 0).map(({ on }) => on);
  const unmarked = documents.filter(({ firstPage, ...one }) => !bookmarks.some((mark) => mark.page === firstPage && mark.title === `${bookmarked(one)}, page ${printedOn(labels, firstPage)}`));
  return [
    said('B5', unlinked.length === 0 && astray.length === 0 ? 'pass' : 'fail', unlinked.length > 0 ? `No link leads to ${titles(unlinked)}.` : astray.length > 0 ? 'A link leads to no page of the bundle.' : `The index has ${howMany(onIndex.length, 'link')}, at least one to each of ${howMany(documents.length, 'document')}.`, astray),
    said('B6', unmarked.length === 0 ? 'pass' : 'fail', unmarked.length === 0 ? `${howMany(bookmarks.length, 'bookmark')}, one for each section and document, with its page.` : `No bookmark leads to ${titles(unmarked)}.`),
  ];
}

function onceRule({ documents, rules: { settings, withheld } }: ToCheck): BundleCheck {
  // Bytes that are withheld here and shown there are not withheld.
  const shown = documents.filter(({ id, sha256 }) => !withheld.includes(id) && documents.some((other) => sha256 !== null && other.sha256 === sha256 && withheld.includes(other.id)));
  if (shown.length > 0) return said('B16', 'fail', `The very file of a document that is withheld is in the bundle as ${titles(shown)}: withhold both, or neither.`, firstPages(shown));
  const again = documents.filter(({ sha256 }, index) => sha256 !== null && documents.findIndex((other) => other.sha256 === sha256) < index);
  return said('B16', again.length === 0 || settings.copies === 'any' ? 'pass' : 'warn', again.length === 0 ? 'No file is in the bundle twice.' : `The same file stands in the bundle before: ${titles(again)}.`, firstPages(again));
}

function orderRule({ documents, additions, rules: { follows, overrides } }: ToCheck): BundleCheck {
  const late = new Set(additions.flatMap(({ documents: ids }) => ids));
  const served = documents.filter(({ id }) => !late.has(id));
  const back = served.filter(({ section, dated }, index) => {
    const before = served.slice(0, index).filter((other) => other.section === section && other.dated !== null).at(-1);
    return dated !== null && before?.dated != null && dated < before.dated;
  });
  const free = (section: string): boolean => orderFree(follows.settings, overrides, section);
  const unordered = back.filter(({ section }) => !free(section));
  // Where any order is allowed the dates may go back, and the report may not say that they do not.
  const allowed = [...new Set(back.filter(({ section }) => free(section)).map(({ section }) => `“${section}”`))];
  const good = allowed.length === 0 ? 'Dates do not go back within a section.' : `Dates go back in ${allowed.join(', ')}, where any order is allowed, and in no other section.`;
  return said('B17', unordered.length === 0 ? 'pass' : 'warn', unordered.length === 0 ? `${good}${late.size === 0 ? '' : ' Late documents stand in the order in which they were added.'}` : `Earlier than what stands before: ${titles(unordered)}.`, firstPages(unordered));
}

/** A transcript that came later stands at the end, by its name. */
function transcriptRule({ documents, labels, rules: { remarks } }: ToCheck): BundleCheck {
  const hard = remarks.flatMap(({ documentId, remark }) => (remark.kind !== 'hard-to-read' ? [] : documents.flatMap((one, index) => (one.id === documentId ? [{ one, next: documents[index + 1], page: one.firstPage + (remark.page ?? 1) - 1 }] : []))));
  if (hard.length === 0) return said('B18', 'not-applicable', 'Of no page is it said that it is illegible or handwritten, which is for a person to say.');
  const untyped = hard.filter(({ one, next }) => !(next?.section === one.section && /^transcript of\b/iu.test(next.title)) && !documents.some(({ title }) => title.toLocaleLowerCase('en-GB') === `transcript of ${one.title}`.toLocaleLowerCase('en-GB')));
  return untyped.length === 0
    ? said('B18', 'pass', `What is hard to read has a transcript beside it: ${hard.length === 1 ? 'page' : 'pages'} ${pagesSaid(labels, hard.map(({ page }) => page))}.`)
    : said('B18', 'warn', `No transcript follows ${titles([...new Set(untyped.map(({ one }) => one))])}: a document “Transcript of …” belongs behind it.`, untyped.map(({ page }) => page));
}

function essentialRule({ documents, linked, rules: { remarks } }: ToCheck): BundleCheck {
  if (linked === null) return said('B19', 'not-applicable', 'No allegation is written down in the case, so it cannot be said which documents belong to one.');
  const files = documents.filter(({ as }) => as !== 'case');
  const why = new Set(remarks.flatMap(({ documentId, remark }) => (remark.kind === 'essential' ? [documentId] : [])));
  const loose = files.filter(({ id }) => !linked.has(id) && !why.has(id));
  return said('B19', loose.length === 0 ? 'pass' : 'warn', loose.length === 0 ? 'Of each file something is linked to an allegation, or a person says why it is here.' : `Nothing in them is linked to an allegation, and nobody says why they are here: ${titles(loose)}.`, firstPages(loose));
}

function recordingRule(documents: readonly BuiltDocument[]): BundleCheck {
  const recordings = documents.filter(({ as }) => as === 'beside');
  const unhashed = recordings.filter(({ sha256 }) => sha256 === null);
  if (recordings.length === 0) return said('B21', 'not-applicable', 'No sound or film is in the bundle.');
  const which = recordings.length === 1 ? 'The one sound or film has' : `Each of ${recordings.length} sounds and films has`;
  return said('B21', unhashed.length === 0 ? 'pass' : 'warn', unhashed.length === 0 ? `${which} a page with its reference, SHA-256 and length, and is supplied beside the bundle, by hand.` : `No hash is known of ${titles(unhashed)}.`, firstPages(recordings));
}

export function documentRules(bundle: ToCheck, found: Found): BundleCheck[] {
  const { documents, others } = bundle;
  return [
    ...jumpRules(bundle, found),
    said('B15', others.length > 1 ? 'warn' : 'pass', others.length === 0 ? 'The case has one bundle.' : `The case also has ${others.length === 1 ? 'bundle' : 'bundles'} ${others.join(', ')}: one for the hearing and one for authorities are usual, a core bundle only if it is needed.`),
    onceRule(bundle), orderRule(bundle),
    transcriptRule(bundle), essentialRule(bundle),
    pd27aRule(bundle, found),
    recordingRule(documents),
  ];
}
