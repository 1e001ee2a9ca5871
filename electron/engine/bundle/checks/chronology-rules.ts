/** The rules of chronologies (C1 to C5), held against the pages of the finished file. Whether one is neutral is never proved by a machine: words are named, a person signs off. */
import type { BuiltDocument, BundleCheck } from '../../../../shared/contract/bundles.ts';
import type { BundleDefinition } from '../../../../shared/domain/bundle.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import type { Hiding } from '../../ciphers/hiding.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { borrowReader } from '../../importers/contained/contained-reader.ts';
import { accountsOfItems } from '../../review/accounts.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { getExhibit } from '../../store/exhibits.ts';
import { getItem } from '../../timeline/item-detail.ts';
import type { Found } from './check-bundle.ts';
import { said } from './said.ts';

/** A chronology of the file, with the items of its rows in their order. */
export interface Chronology { readonly documentId: string; readonly itemIds: readonly ItemId[] }
interface Written { readonly chronology: Chronology; readonly document: BuiltDocument; /** Of its pages, without what parts words. */ readonly text: string; readonly firstPage: string }

const openLimitMs = 120_000;
const pageLimitMs = 20_000;
/** Enough of an account to know it by; longer ones are shortened on the page. */
const knownBy = 40;
/** The heads of its columns in their order (C5). */
const heads = ['No.', 'Date', 'Time', 'Event', 'Source (exhibit)', 'Bundle page', 'Disputed / officer’s account'];
/** Words that take a side. Of what the program and the maker of the bundle say, not of the evidence, which is word for word. */
const tendentious = /\b(?:admitted|blatant\w*|brazen\w*|clearly|confess\w*|corrupt\w*|deceit\w*|disgrac\w*|evident\w*|exploit\w*|groom\w*|guilty|harass\w*|liar|lied|manipulat\w*|notably|obviously|outrageous\w*|perpetrator|pervert\w*|predat\w*|prey\w*|shameful\w*|stalk\w*|undoubtedly|vulnerable victim)\b/giu;

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');

/** Documents of a definition that are chronologies. */
export const chronologiesIn = ({ sections }: BundleDefinition): string[] => sections.flatMap(({ documents }) => documents.flatMap(({ id, source }) => (source.type === 'document' && source.ask.kind === 'chronology' ? [id] : [])));

async function readChronologies(path: string, documents: readonly BuiltDocument[], chronologies: readonly Chronology[], call: CallContext): Promise<Written[]> {
  const reader = borrowReader('the bundle', call.signal);
  const written: Written[] = [];
  try {
    await reader.ask('pdf.openMade', { path }, openLimitMs);
    for (const chronology of chronologies) {
      const document = documents.find(({ id }) => id === chronology.documentId);
      if (document === undefined || document.as !== 'case') continue;
      const pages: string[] = [];
      for (let page = document.firstPage; page <= document.lastPage; page += 1) pages.push(bare((await reader.ask('pdf.page', { page }, pageLimitMs)).asDrawn));
      written.push({ chronology, document, text: pages.join(''), firstPage: pages[0] ?? '' });
    }
    return written;
  } finally {
    await reader.stop();
  }
}

function neutralRule(documents: readonly BuiltDocument[]): BundleCheck {
  const found = documents.flatMap((one) => [one.title, one.section].flatMap((words) => [...words.matchAll(tendentious)].map(([word]) => ({ word: word.toLowerCase(), one }))));
  const words = [...new Set(found.map(({ word }) => `“${word}”`))];
  return words.length === 0
    ? said('C1', 'not-applicable', 'No heading or title has a word of the list that takes a side. Events are given word for word. Whether a chronology is neutral is for a person to sign off.')
    : said('C1', 'warn', `Headings or titles have words that may take a side: ${words.join(', ')}.`, [...new Set(found.map(({ one }) => one.firstPage))]);
}

/** Throws what reading the file and the case throws, and `cancelled`. */
export async function chronologyRules(
  { db, hiding }: { readonly db: CaseDatabase; readonly hiding: Hiding }, bundle: { readonly scratchPath: string; readonly documents: readonly BuiltDocument[]; readonly chronologies: readonly Chronology[] }, { links }: Pick<Found, 'links'>, call: CallContext,
): Promise<BundleCheck[]> {
  const { documents, chronologies, scratchPath } = bundle;
  if (chronologies.length === 0) return ['C1', 'C2', 'C3', 'C4', 'C5'].map((rule) => said(rule, 'not-applicable', 'No chronology is made for this bundle.'));
  const written = await readChronologies(scratchPath, documents, chronologies, call);
  const firsts = (some: readonly Written[]): number[] => some.map(({ document }) => document.firstPage);
  const rows = written.reduce((sum, { chronology }) => sum + chronology.itemIds.length, 0);
  const onThem = links.filter(({ on }) => written.some(({ document }) => on >= document.firstPage && on <= document.lastPage));
  const astray = onThem.filter(({ to }) => !documents.some(({ firstPage, lastPage }) => to.page >= firstPage && to.page <= lastPage));
  const wrongHeads = written.filter(({ firstPage, chronology }) => chronology.itemIds.length > 0 && !firstPage.includes(bare(heads.join(''))));
  const sourceless = written.filter(({ text, chronology }) => [...new Set(chronology.itemIds.map((id) => getExhibit(db, getItem(db, id).exhibitId).reference))].some((reference) => !text.includes(bare(hiding.text(reference)))));
  let accounts = 0;
  const untold = written.filter(({ text, chronology }) => [...accountsOfItems(db, [...new Set(chronology.itemIds)]).values()].flat().filter((account) => {
    accounts += 1;
    return !text.includes(bare(Array.from(hiding.text(account.text)).slice(0, knownBy).join('')));
  }).length > 0);
  return [
    neutralRule(documents),
    said('C2', untold.length === 0 ? 'pass' : 'warn', untold.length > 0 ? 'A version somebody gives of an event is not in the chronology beside it.' : accounts === 0 ? 'Of no event of it is another version recorded.' : `Each of ${accounts} recorded versions stands beside its event, in the words of who gives it.`, firsts(untold)),
    said('C3', astray.length === 0 ? 'pass' : 'fail', astray.length > 0 ? 'A link of a chronology leads to no document of the bundle.' : `${onThem.length} links lead from ${rows} entries to documents of the bundle; where an entry has none, its source is not in it.`, astray.map(({ on }) => on)),
    said('C4', sourceless.length === 0 ? 'pass' : 'fail', sourceless.length > 0 ? 'The exhibit an entry comes from is not named on the pages of the chronology.' : `Each of ${rows} entries names the exhibit it comes from.`, firsts(sourceless)),
    said('C5', wrongHeads.length === 0 ? 'pass' : 'fail', wrongHeads.length > 0 ? 'The columns of a chronology are not those wanted, in their order.' : `Its columns are ${heads.join(', ')}.`, firsts(wrongHeads)),
  ];
}
