/** Rules about the documents of a bundle: that each can be got to, is there once, stands in order, and has what belongs to it. */
import type { BuiltDocument, BundleCheck } from '../../../../shared/contract/bundles.ts';
import { orderFree } from '../../../../shared/domain/bundle-settings.ts';
import { printedOn } from '../../../../shared/domain/page-labels.ts';
import type { Found, ToCheck } from './check-bundle.ts';
import { pd27aRule } from './pd-27a-rule.ts';
import { said } from './said.ts';

const titles = (documents: readonly BuiltDocument[]): string => documents.map(({ title }) => title).join('; ');
const firstPages = (documents: readonly BuiltDocument[]): number[] => documents.map(({ firstPage }) => firstPage);

function jumpRules({ documents, indexPages, labels }: ToCheck, { bookmarks, links }: Found): BundleCheck[] {
  const onIndex = links.filter(({ on }) => indexPages.includes(on)).map(({ to }) => to.page);
  const unlinked = documents.filter(({ firstPage }) => !onIndex.includes(firstPage));
  const astray = links.filter(({ to }) => to.page === 0).map(({ on }) => on);
  const unmarked = documents.filter(({ title, firstPage }) => !bookmarks.some((mark) => mark.page === firstPage && mark.title === `${title}, page ${printedOn(labels, firstPage)}`));
  return [
    said('B5', unlinked.length === 0 && astray.length === 0 ? 'pass' : 'fail', unlinked.length > 0 ? `No link leads to ${titles(unlinked)}.` : astray.length > 0 ? 'A link leads to no page of the bundle.' : `The index has ${onIndex.length} links, at least one to each of ${documents.length} documents.`, astray),
    said('B6', unmarked.length === 0 ? 'pass' : 'fail', unmarked.length === 0 ? `${bookmarks.length} bookmarks, one for each section and document, with its page.` : `No bookmark leads to ${titles(unmarked)}.`),
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
  const unordered = served.filter(({ section, dated }, index) => {
    const before = served.slice(0, index).filter((other) => other.section === section && other.dated !== null).at(-1);
    return dated !== null && before?.dated != null && dated < before.dated && !orderFree(follows.settings, overrides, section);
  });
  return said('B17', unordered.length === 0 ? 'pass' : 'warn', unordered.length === 0 ? `Dates do not go back within a section.${late.size === 0 ? '' : ' Late documents stand in the order in which they were added.'}` : `Earlier than what stands before: ${titles(unordered)}.`, firstPages(unordered));
}

function recordingRule(documents: readonly BuiltDocument[]): BundleCheck {
  const recordings = documents.filter(({ as }) => as === 'beside');
  const unhashed = recordings.filter(({ sha256 }) => sha256 === null);
  if (recordings.length === 0) return said('B21', 'not-applicable', 'No sound or film is in the bundle.');
  return said('B21', unhashed.length === 0 ? 'pass' : 'warn', unhashed.length === 0 ? `Each of ${recordings.length} sounds and films has a page with its reference, SHA-256 and length. The files themselves are supplied beside the bundle, by hand.` : `No hash is known of ${titles(unhashed)}.`, firstPages(recordings));
}

export function documentRules(bundle: ToCheck, found: Found): BundleCheck[] {
  const { documents, others } = bundle;
  return [
    ...jumpRules(bundle, found),
    said('B15', others.length > 1 ? 'warn' : 'pass', others.length === 0 ? 'The case has one bundle.' : `The case also has ${others.length === 1 ? 'bundle' : 'bundles'} ${others.join(', ')}: one for the hearing and one for authorities are usual, a core bundle only if it is needed.`),
    onceRule(bundle), orderRule(bundle),
    said('B18', 'not-applicable', 'Which pages are illegible or handwritten is for a person to say; a transcript goes in as a document of its own beside the original.'),
    said('B19', 'not-applicable', 'Which documents are essential is for a person to say; nothing here measures it.'),
    pd27aRule(bundle, found),
    recordingRule(documents),
  ];
}
