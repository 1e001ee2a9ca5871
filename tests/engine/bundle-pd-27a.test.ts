/** A bundle by PD 27A: pages numbered anew in every section, and what cites them. Read back by qpdf and poppler. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BuiltDocument } from '../../shared/contract/bundles.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema, type BundleDefinition } from '../../shared/domain/bundle.ts';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import { printedOn } from '../../shared/domain/page-labels.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { bundleRules } from '../independent/hearing-bundle.ts';
import { bundleBench, document, linksOf, ofExhibit, outlinesOf, pagesOf, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { facesOf, fineJpeg, labelsIn, sizesOf, stampsOf } from './bundle-readers.ts';
import { allItems } from './harness.ts';

type Built = CommandOutput<'bundles.build'>;
const ask = (kind: string) => ({ type: 'document' as const, ask: documentAskSchema.parse({ kind, zone: 'Europe/London', filter: everything }) });
const ruleIn = ({ checks }: Pick<Built, 'checks'>, name: string) => checks.find(({ rule }) => rule === name);
const weighed = ({ checks }: Pick<Built, 'checks'>): string[] => checks.filter(({ outcome }) => outcome === 'warn').map(({ rule }) => rule);
const foundIn = ({ documents }: Pick<Built, 'documents'>, id: string): BuiltDocument => {
  const one = documents.find((each) => each.id === id);
  if (one === undefined) throw new Error(`${id} is not in the bundle`);
  return one;
};

let on: BundleBench;
let definition: BundleDefinition;
let bundleId: CommandOutput<'bundles.save'>['bundleId'];
let built: Built;

beforeAll(async () => {
  on = await bundleBench();
  const photo = await on.addUnread('fine.jpg', await fineJpeg(), 'PIC/1');
  definition = bundleDefinitionSchema.parse({
    title: 'Hearing bundle', hearingOn: '2022-06-30', profile: 'pd-27a',
    sections: [
      { title: 'Statements', documents: [ofExhibit('statement', 'Statement of the witness', on.statement)] },
      { title: 'Nothing yet', documents: [] },
      { title: 'Exhibits', documents: [ofExhibit('chat', 'The messages', on.chat), ofExhibit('log', 'The audit', on.log), ofExhibit('photo', 'Photograph', photo)] },
      { title: 'Schedules', documents: [document('chronology', 'Chronology', ask('chronology')), document('exhibits', 'List of exhibits', ask('exhibits'))] },
    ],
  });
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition }));
  built = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('Operation Larkspur Bundle A 2022-06-30.pdf') });
}, 600_000);

/** What each page should bear: Roman on cover and index, then letter and number. */
function wanted({ pages, frontPages, documents }: Built, letters: Readonly<Record<string, string>>): string[] {
  const numbers: Record<string, number> = {};
  return Array.from({ length: pages }, (_, index) => {
    const page = index + 1;
    if (page <= frontPages) return ['i', 'ii', 'iii', 'iv'][index] ?? '?';
    const letter = letters[documents.find(({ firstPage, lastPage }) => firstPage <= page && page <= lastPage)?.section ?? ''] ?? '?';
    numbers[letter] = (numbers[letter] ?? 0) + 1;
    return `${letter}${numbers[letter]}`;
  });
}
const letters = { Statements: 'A', Exhibits: 'B', Schedules: 'C' };

describe('pages by PD 27A', () => {
  it('bear a letter and a number that begins anew in each section; an empty section takes no letter; cover and index are Roman', () => {
    expect(stampsOf(built.path).map(({ text }) => text)).toEqual(wanted(built, letters));
    expect(labelsIn(built.path)).toEqual([
      { index: 0, label: { '/S': '/r', '/St': 1 } },
      ...[['A', 'statement'], ['B', 'chat'], ['C', 'chronology']].map(([letter, id]) => ({ index: foundIn(built, id ?? '').firstPage - 1, label: { '/P': `u:${letter}`, '/S': '/D', '/St': 1 } })),
    ].map(({ index, label }) => ({ index, label: expect.objectContaining({ '/S': label['/S'], '/St': 1 }) })));
    expect(ruleIn(built, 'B2')).toMatchObject({ outcome: 'pass', found: expect.stringContaining('the first with i, the last with C') });
  });

  it('are so numbered in index, bookmarks and everything that cites them, and links lead to where they stand', () => {
    const index = textOf(built.path, 2, built.frontPages);
    expect(index).toMatch(/A Statements 1 Statement of the witness A1–A3/u);
    expect(index).toMatch(/B Exhibits 2 The messages Not shown here: one page stands for it\. B1/u);
    const outlines = outlinesOf(built.path).map(({ title, destpageposfrom1 }) => [title, destpageposfrom1]);
    expect(outlines).toContainEqual(['Index, page ii', 2]);
    expect(outlines).toContainEqual(['Exhibits, page B1', foundIn(built, 'chat').firstPage]);
    expect(outlines).toContainEqual([`The audit, page ${printedOn(built.labels, foundIn(built, 'log').firstPage)}`, foundIn(built, 'log').firstPage]);
    const { firstPage, lastPage } = foundIn(built, 'chronology');
    const cited = textOf(built.path, firstPage, lastPage);
    for (const printed of ['A1', 'A2', 'A3', 'B1']) expect(cited, printed).toMatch(new RegExp(`\\b${printed}\\b`, 'u'));
    expect([...new Set(linksOf(built.path).filter(({ page }) => page >= firstPage && page <= lastPage).map(({ to }) => to))].toSorted((one, other) => one - other))
      .toEqual([...new Set([0, 1, 2].map((page) => foundIn(built, 'statement').firstPage + page)), foundIn(built, 'chat').firstPage, foundIn(built, 'log').firstPage]);
  });

  it('are found by what is printed on them, and by where they stand', async () => {
    const chat = foundIn(built, 'chat');
    const item = (await allItems(on.bench)).find(({ kind }) => kind === 'message');
    const { pages, rows } = await on.bench.engine.call('bundles.pageOf', { bundleId, itemId: item?.id ?? '' });
    expect(pages).toMatchObject([{ documentId: 'chat', firstPage: chat.firstPage, printed: 'B1' }]);
    expect(rows).toMatchObject([{ documentId: 'chronology', printed: expect.stringMatching(/^C\d+$/u) }]);
    for (const page of ['B1', chat.firstPage]) expect(await on.bench.engine.call('bundles.itemsOn', { bundleId, page })).toMatchObject({ page: chat.firstPage, printed: 'B1', document: { id: 'chat', printed: 'B1' } });
    await expect(on.bench.engine.call('bundles.itemsOn', { bundleId, page: 'Z9' })).rejects.toThrow('there is no page Z9');
  });

  it('hold to what a script finds that shares no code with the builder', () => {
    const rules = bundleRules(built.path, { mostPages: 350 });
    expect(rules.filter(({ rule, ok }) => !ok && rule !== 'B20 typeface')).toEqual([]);
  });

  it('B20: are counted, and their own type is measured on the finished file; what is not Arial is not said to be', () => {
    const own = built.documents.filter(({ as }) => as !== 'pages').flatMap(({ firstPage, lastPage }) => Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index));
    for (const page of [1, 2, ...own]) for (const size of sizesOf(built.path, page)) expect(size, `page ${page}`).toBeGreaterThanOrEqual(12);
    const faces = [1, 2, ...own].flatMap((page) => facesOf(built.path, page));
    const rule = ruleIn(built, 'B20');
    expect(rule?.found).toContain('Pages are numbered by section, each from 1: A to C.');
    expect(rule?.found).toContain(`${built.pages} pages of A4; at most 350 are wanted.`);
    expect(rule?.found).toContain('Nothing on them is smaller than 12 pt.');
    if (faces.every((face) => face.startsWith('Arial'))) expect(rule).toMatchObject({ outcome: 'pass', found: expect.stringContaining('Its own pages are in Arial.') });
    else expect(rule).toMatchObject({ outcome: 'warn', found: expect.stringMatching(/not in Arial|not Arial itself|beside Arial/u) });
  });

  it('B20: have letters as wide as those of Arial where it is not on the computer; only signs it has not are in others', () => {
    const latin = [1, 2, 6, 7, 8, 12, 13, 14, 16];
    for (const page of latin) expect(new Set(facesOf(built.path, page).map((face) => face.replace(/-?(?:Bold|Italic|BoldItalic|Regular|MT)+$/u, '')))).toEqual(new Set([expect.stringMatching(/^(?:Arial|Arimo|LiberationSans)$/u)]));
  });

  it('B20: more pages than are wanted are warned of, and one run of numbers is an override', async () => {
    const overrides = [{ setting: 'pages' as const, value: 4, reason: 'By order', author: '', madeAt: '' }, { setting: 'numbering' as const, value: 'continuous' as const, reason: 'A financial remedy', author: '', madeAt: '' }];
    const { bundleId: other } = await on.bench.engine.call('bundles.save', { definition: { ...definition, letter: 'F', overrides, sections: definition.sections.slice(0, 3) } });
    const run = await on.bench.engine.call('bundles.build', { bundleId: other, destination: on.pathTo('one-run.pdf') });
    expect(labelsIn(run.path)).toEqual([]);
    expect(stampsOf(run.path).map(({ text }) => text)).toEqual(Array.from({ length: run.pages }, (_, index) => String(index + 1)));
    expect(ruleIn(run, 'B20')).toMatchObject({ outcome: 'warn', overridden: true, found: expect.stringMatching(/Pages are numbered in one run\. \d+ pages of A4; at most 4 are wanted without the court’s leave\..*By override: .*Reason: A financial remedy/u) });
  });
});

describe('in cipher by PD 27A', () => {
  it('pages bear the same numbers', async () => {
    const { id: personId } = await on.bench.engine.call('people.create', { name: 'Imogen Vale' });
    await on.bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
    const hidden = await on.bench.engine.call('bundles.buildInCipher', { bundleId, versionId: built.versionId, destination: on.pathTo('in-cipher.pdf') });
    expect(pagesOf(hidden.path)).toBe(built.pages);
    expect(labelsIn(hidden.path)).toEqual(labelsIn(built.path));
    expect(stampsOf(hidden.path).map(({ text }) => text)).toEqual(wanted(built, letters));
    expect(tool('pdftotext', hidden.path, '-')).not.toContain('Vale');
  }, 120_000);
});

describe('late pages by PD 27A', () => {
  let late: Built;
  beforeAll(async () => {
    await on.bench.engine.call('bundles.serve', { bundleId, versionId: built.versionId, recipients: ['The panel'], servedOn: '2022-05-02', acknowledged: weighed(built) });
    const report = await on.addPdf('ABC/9', 'Report', 4);
    const more = await on.addPdf('ABC/10', 'Letter', 2);
    await on.bench.engine.call('bundles.save', { bundleId, definition: { ...definition, sections: [...definition.sections.map((section, index) => (index === 0 ? { ...section, documents: [...section.documents, ofExhibit('report', 'A report', report)] } : section)), { title: 'Letters', documents: [ofExhibit('letter', 'A letter', more)] }] } });
    late = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('late.pdf'), addedOn: '2022-05-20' });
  }, 300_000);

  it('are the next section behind the page that lists them, which goes on in Roman numbers', () => {
    const stamps = stampsOf(late.path).map(({ text }) => text);
    expect(stamps.slice(0, built.pages)).toEqual(wanted(built, letters));
    expect(stamps.slice(built.pages)).toEqual(['iii', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6']);
    expect(textOf(late.path, built.pages + 1)).toMatch(/Added on 20\/05\/2022 Hearing bundle, bundle A, hearing 30\/06\/2022\. Pages i to C\d+ stay as they were served; what is added is section D\..*Statements 6? ?.*A report D1–D4.*A letter D5–D6/u);
    expect(outlinesOf(late.path).map(({ title }) => title)).toEqual(expect.arrayContaining(['Added on 20/05/2022, page iii', 'A report, page D1']));
    expect(labelsIn(late.path).slice(0, 4)).toEqual(labelsIn(built.path));
    expect(bundleRules(late.path, { mostPages: 350 }).filter(({ rule, ok }) => !ok && rule !== 'B20 typeface')).toEqual([]);
    expect(ruleIn(late, 'B14')).toMatchObject({ outcome: 'pass', found: expect.stringMatching(/^Pages i to C\d+ were served/u) });
  });

  it('are told with the numbers printed on them when versions are compared', async () => {
    const compared = await on.bench.engine.call('bundles.compare', { bundleId, earlier: built.versionId, later: late.versionId });
    expect(compared).toMatchObject({ onlyAdds: true, added: [{ id: 'report', printed: 'D1–D4' }, { id: 'letter', printed: 'D5–D6' }] });
  });
});
