/** The rules of chronologies (C1 to C5), held against the finished file. */
import { beforeAll, describe, expect, it } from 'vitest';
import { chronologyRules } from '../../electron/engine/bundle/checks/chronology-rules.ts';
import { builtDocumentSchema } from '../../shared/contract/bundles.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema } from '../../shared/domain/bundle.ts';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { bundleBench, document, ofExhibit, textOf, type BundleBench } from './bundle-bench.ts';
import { allItems } from './harness.ts';

type Built = CommandOutput<'bundles.build'>;
let on: BundleBench;
let built: Built;
const rule = (name: string, of: Pick<Built, 'checks'> = built) => of.checks.find((check) => check.rule === name);
const make = async (title: string, letter: string, own: { readonly nameEmoji?: boolean; readonly leaveOut?: readonly string[] } = {}): Promise<Built> => {
  const ask = documentAskSchema.parse({ kind: 'chronology', zone: 'Europe/London', filter: everything, bundlePages: true, ...own });
  const { bundleId } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Hearing bundle', letter, sections: [{ title: 'Exhibits', documents: [ofExhibit('chat', 'Messages', on.chat), document('chronology', title, { type: 'document', ask })] }] }) });
  return on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo(`${letter}.pdf`) });
};
beforeAll(async () => {
  on = await bundleBench();
  const messages = (await allItems(on.bench)).filter(({ kind }) => kind === 'message');
  await on.bench.engine.call('review.account', { itemIds: [messages[0]?.id ?? ''], whose: 'officer', text: 'I asked her for the crime number and nothing else.', source: 'interview', place: 'page 4', name: '', saidOn: null });
  built = await make('Chronology', 'A');
}, 300_000);

/** The rules of a chronology of one page, in a file of these pages. */
function rulesOfPages(texts: readonly string[], links: Parameters<typeof chronologyRules>[1]['links'] = []) {
  const page = { numbered: true, clear: true, bare: false, reads: 'upright' as const, textHash: '', smallestPt: 12 };
  const chronology = builtDocumentSchema.parse({ id: 'chronology', section: 'One', title: 'Chronology', dated: null, firstPage: 1, lastPage: 1, picture: false, notes: [], as: 'case' });
  return chronologyRules({ documents: [chronology], chronologies: [{ documentId: 'chronology', entries: 1, leftOut: [], sources: ['ABC/1'], versions: ['I asked her for the crime number'] }] }, { pages: texts.map((text) => ({ ...page, text })), links });
}

describe('a chronology in a bundle', () => {
  it('has its columns, its sources, links to the bundle, and each version that was given', () => {
    expect(rule('C1')).toMatchObject({ outcome: 'not-applicable', found: expect.stringContaining('for a person to sign off') });
    expect(rule('C2')).toMatchObject({ outcome: 'pass', found: 'The one recorded version stands beside its event, in the words of who gives it.' });
    expect(rule('C3')).toMatchObject({ outcome: 'pass', found: expect.stringMatching(/^[1-9]\d* links lead from [1-9]\d* entries/u) });
    expect(rule('C4')).toMatchObject({ outcome: 'pass' });
    expect(rule('C5')).toMatchObject({ outcome: 'pass' });
    expect(built.preflight.report.rules.filter(({ rule: name }) => name.startsWith('C'))).toHaveLength(5);
  });

  it('C1: words that take a side are named where the bundle says them itself', async () => {
    expect(rule('C1', await make('How he clearly stalked her', 'B'))).toMatchObject({ outcome: 'warn', found: 'Headings or titles have words that may take a side: “clearly”, “stalked”.' });
  }, 60_000);

  it('C2, C4, C5: finds a version, an exhibit and the heads of columns that are not on its pages', () => {
    const heads = 'No. Date Time Event Source (exhibit)\nBundle page Disputed / officer’s account';
    const outcomes = (text: string) => rulesOfPages([text]).filter(({ outcome }) => outcome !== 'pass').map(({ rule: name, outcome, pages }) => [name, outcome, pages]);
    expect(outcomes(`${heads}\n1 04/10/2021 A message ABC/1 I asked her for the\ncrime number`)).toEqual([['C1', 'not-applicable', []], ['C3', 'warn', []]]);
    expect(outcomes(`${heads}\n1 04/10/2021 A message ABC/1`)).toContainEqual(['C2', 'warn', [1]]);
    expect(outcomes(`${heads}\n1 04/10/2021 A message I asked her for the crime number`)).toContainEqual(['C4', 'fail', [1]]);
    expect(outcomes('No. Date Event Time ABC/1 I asked her for the crime number')).toContainEqual(['C5', 'fail', [1]]);
  });

  it('C3: finds a link that leads to no document', () => {
    const to = (page: number) => [{ on: 1, to: { title: '', page, keepsZoom: true } }];
    expect(rulesOfPages(['', ''], to(1)).find(({ rule: name }) => name === 'C3')).toMatchObject({ outcome: 'pass' });
    expect(rulesOfPages(['', ''], to(2)).find(({ rule: name }) => name === 'C3')).toMatchObject({ outcome: 'fail', pages: [1] });
  });

  it('C2: knows a version again on pages that name its emoji', async () => {
    const [message] = (await allItems(on.bench)).filter(({ kind }) => kind === 'message');
    await on.bench.engine.call('review.account', { itemIds: [message?.id ?? ''], whose: 'complainant', text: 'He put 🔥 behind my name and 😍 in front.', source: 'statement', place: 'page 2', name: 'Ms A', saidOn: null });
    const named = await make('Chronology', 'C', { nameEmoji: true });
    expect(rule('C2', named)).toMatchObject({ outcome: 'pass', found: 'Each of 2 recorded versions stands beside its event, in the words of who gives it.' });
    const page = named.documents.find(({ id }) => id === 'chronology')?.firstPage ?? 0;
    expect(textOf(on.pathTo('C.pdf'), page)).toMatch(/He put 🔥 ?\[fire\] behind my name/u);
  }, 60_000);

  it('C4, C5: a column that somebody left out is said, and stops no bundle', async () => {
    const lacking = await make('Chronology', 'D', { leaveOut: ['time', 'source'] });
    expect(rule('C5', lacking)).toMatchObject({ outcome: 'warn', found: 'Columns of a chronology were left out, as was asked: Time, Source.' });
    expect(rule('C4', lacking)).toMatchObject({ outcome: 'warn', found: 'The column that names the exhibit of each entry was left out of a chronology, as was asked.' });
    expect(rule('C2', lacking)).toMatchObject({ outcome: 'pass' });
    const page = lacking.documents.find(({ id }) => id === 'chronology')?.firstPage ?? 0;
    expect(textOf(on.pathTo('D.pdf'), page)).toContain('Columns left out: Time, Source.');
  }, 60_000);
});
