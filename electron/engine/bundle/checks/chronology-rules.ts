/** The rules of chronologies (C1 to C5), held against the pages of the finished file. Whether one is neutral is never proved by a machine: words are named, a person signs off. */
import type { BuiltDocument, BundleCheck } from '../../../../shared/contract/bundles.ts';
import { leftOutLabels } from '../../../../shared/domain/document-columns.ts';
import { howMany } from '../../../../shared/domain/how-many.ts';
import type { ChronologyFacts } from './chronology-facts.ts';
import type { Found, ToCheck } from './check-bundle.ts';
import { said } from './said.ts';

interface Written { readonly facts: ChronologyFacts; readonly document: BuiltDocument; /** Of its pages, without what parts words. */ readonly text: string; readonly firstPage: string }

/** Enough of an account to know it by; longer ones are shortened on the page. */
const knownBy = 40;
/** The heads of its columns in their order (C5). */
const heads: readonly { readonly key?: string; readonly words: string }[] = [{ words: 'No.' }, { key: 'date', words: 'Date' }, { key: 'time', words: 'Time' }, { words: 'Event' }, { key: 'source', words: 'Source (exhibit)' }, { words: 'Bundle page' }, { key: 'versions', words: 'Disputed / officer’s account' }];
const headsWithout = (leftOut: readonly string[]): string[] => heads.filter(({ key }) => key === undefined || !leftOut.includes(key)).map(({ words }) => words);
/** Words that take a side. Of what the program and the maker of the bundle say, not of the evidence, which is word for word. */
const tendentious = /\b(?:admitted|blatant\w*|brazen\w*|clearly|confess\w*|corrupt\w*|deceit\w*|disgrac\w*|evident\w*|exploit\w*|groom\w*|guilty|harass\w*|liar|lied|manipulat\w*|notably|obviously|outrageous\w*|perpetrator|pervert\w*|predat\w*|prey\w*|shameful\w*|stalk\w*|undoubtedly|vulnerable victim)\b/giu;

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');

/** Chronologies whose pages stand in the file; one that could not be set has a page that says so, and is another rule's. */
function writtenIn({ documents, chronologies }: Pick<ToCheck, 'documents' | 'chronologies'>, { pages }: Pick<Found, 'pages'>): Written[] {
  return chronologies.flatMap((facts) => {
    const document = documents.find(({ id, as }) => id === facts.documentId && as === 'case');
    if (document === undefined) return [];
    const texts = pages.slice(document.firstPage - 1, document.lastPage).map(({ text }) => bare(text));
    return [{ facts, document, text: texts.join(''), firstPage: texts[0] ?? '' }];
  });
}

function neutralRule(documents: readonly BuiltDocument[]): BundleCheck {
  const found = documents.flatMap((one) => [one.title, one.section].flatMap((words) => [...words.matchAll(tendentious)].map(([word]) => ({ word: word.toLowerCase(), one }))));
  const words = [...new Set(found.map(({ word }) => `“${word}”`))];
  return words.length === 0
    ? said('C1', 'not-applicable', 'No heading or title has a word of the list that takes a side. Events are given word for word. Whether a chronology is neutral is for a person to sign off.')
    : said('C1', 'warn', `Headings or titles have words that may take a side: ${words.join(', ')}.`, [...new Set(found.map(({ one }) => one.firstPage))]);
}

function citedRule(links: Found['links'], astray: Found['links'], entries: number): BundleCheck {
  if (astray.length > 0) return said('C3', 'fail', 'A link of a chronology leads to no document of the bundle.', astray.map(({ on }) => on));
  if (links.length === 0 && entries > 0) return said('C3', 'warn', 'The chronology cites no page of the bundle: neither the sources of its events nor schedules that list them are in it.');
  return said('C3', 'pass', `${howMany(links.length, 'link leads', 'links lead')} from ${howMany(entries, 'entry', 'entries')} to documents of the bundle; where an entry has none, neither its source nor a schedule that lists it is in it.`);
}

function sourceRule(written: readonly Written[], entries: number): BundleCheck {
  const sourceless = written.filter(({ facts, text }) => facts.sources.some((reference) => !text.includes(bare(reference))));
  if (sourceless.length > 0) return said('C4', 'fail', 'The exhibit an entry comes from is not named on the pages of the chronology.', sourceless.map(({ document }) => document.firstPage));
  // Exhibits are listed at the end in any case; which entry is of which the column alone says.
  const unsaid = written.filter(({ facts }) => facts.entries > 0 && facts.leftOut.includes('source'));
  return unsaid.length > 0
    ? said('C4', 'warn', 'The column that names the exhibit of each entry was left out of a chronology, as was asked.', unsaid.map(({ document }) => document.firstPage))
    : said('C4', 'pass', `${entries === 1 ? 'The one entry' : `Each of ${entries} entries`} names the exhibit it comes from.`);
}

/** A column somebody chose to leave out is said and stops nothing; any other difference is a fault. */
function headsRule(written: readonly Written[]): BundleCheck {
  const wrong = written.filter(({ facts, firstPage }) => facts.entries > 0 && !firstPage.includes(bare(headsWithout(facts.leftOut).join(''))));
  if (wrong.length > 0) return said('C5', 'fail', 'The columns of a chronology are not those wanted, in their order.', wrong.map(({ document }) => document.firstPage));
  const lacking = written.filter(({ facts }) => facts.entries > 0 && facts.leftOut.length > 0);
  const labels = leftOutLabels('chronology', lacking.flatMap(({ facts }) => facts.leftOut));
  return lacking.length > 0
    ? said('C5', 'warn', `Columns of a chronology were left out, as was asked: ${labels.join(', ')}.`, lacking.map(({ document }) => document.firstPage))
    : said('C5', 'pass', `Its columns are ${headsWithout([]).join(', ')}.`);
}

export function chronologyRules(bundle: Pick<ToCheck, 'documents' | 'chronologies'>, found: Pick<Found, 'pages' | 'links'>): BundleCheck[] {
  const { documents, chronologies } = bundle;
  if (chronologies.length === 0) return ['C1', 'C2', 'C3', 'C4', 'C5'].map((rule) => said(rule, 'not-applicable', 'No chronology is made for this bundle.'));
  const written = writtenIn(bundle, found);
  const firsts = (some: readonly Written[]): number[] => some.map(({ document }) => document.firstPage);
  const entries = written.reduce((sum, { facts }) => sum + facts.entries, 0);
  const versions = written.reduce((sum, { facts }) => sum + facts.versions.length, 0);
  const onThem = found.links.filter(({ on }) => written.some(({ document }) => on >= document.firstPage && on <= document.lastPage));
  const astray = onThem.filter(({ to }) => !documents.some(({ firstPage, lastPage }) => to.page >= firstPage && to.page <= lastPage));
  const untold = written.filter(({ facts, text }) => facts.versions.some((version) => !text.includes(bare(Array.from(version).slice(0, knownBy).join('')))));
  return [
    neutralRule(documents),
    // What is said of an event may have changed since the pages were set: a person looks, and makes them anew.
    said('C2', untold.length === 0 ? 'pass' : 'warn', untold.length > 0 ? 'A version somebody gives of an event is not in the chronology beside it.' : versions === 0 ? 'Of no event of it is another version recorded.' : `${versions === 1 ? 'The one recorded version' : `Each of ${versions} recorded versions`} stands beside its event, in the words of who gives it.`, firsts(untold)),
    citedRule(onThem, astray, entries),
    sourceRule(written, entries),
    headsRule(written),
  ];
}
