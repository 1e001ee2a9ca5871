/** The rules of chronologies (C1 to C5), held against the finished file. */
import { copyFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nothingHidden } from '../../electron/engine/ciphers/hiding.ts';
import { chronologyRules } from '../../electron/engine/bundle/checks/chronology-rules.ts';
import { openCaseDatabase, closeCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { casePaths } from '../../electron/engine/case/case-folder.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema } from '../../shared/domain/bundle.ts';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { bundleBench, document, ofExhibit, type BundleBench } from './bundle-bench.ts';
import { allItems } from './harness.ts';

type Built = CommandOutput<'bundles.build'>;
let on: BundleBench;
let built: Built;
let itemIds: ItemId[];
const rule = (name: string, of: Pick<Built, 'checks'> = built) => of.checks.find((check) => check.rule === name);
const call = { signal: new AbortController().signal, report: () => undefined, host: () => { throw new Error('no pages are set here'); } } as never;
const make = async (title: string, letter: string): Promise<Built> => {
  const ask = documentAskSchema.parse({ kind: 'chronology', zone: 'Europe/London', filter: everything, bundlePages: true });
  const { bundleId } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Hearing bundle', letter, sections: [{ title: 'Exhibits', documents: [ofExhibit('chat', 'Messages', on.chat), document('chronology', title, { type: 'document', ask })] }] }) });
  return on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo(`${letter}.pdf`) });
};
/** The rules once more, of the same file, as if it were otherwise. */
async function held(change: Partial<{ readonly scratchPath: string; readonly documents: Built['documents']; readonly itemIds: readonly ItemId[]; readonly links: readonly { readonly on: number; readonly to: { readonly title: string; readonly page: number; readonly keepsZoom: boolean } }[] }>) {
  const db = openCaseDatabase(casePaths(on.bench.caseFolder).database);
  try {
    const checks = await chronologyRules({ db, hiding: nothingHidden }, { scratchPath: change.scratchPath ?? built.path, documents: change.documents ?? built.documents, chronologies: [{ documentId: 'chronology', itemIds: change.itemIds ?? itemIds }] }, { links: change.links ?? [] }, call);
    return new Map(checks.map((check) => [check.rule, check]));
  } finally {
    closeCaseDatabase(db);
  }
}

beforeAll(async () => {
  on = await bundleBench();
  const messages = (await allItems(on.bench)).filter(({ kind }) => kind === 'message');
  itemIds = messages.map(({ id }) => id);
  await on.bench.engine.call('review.account', { itemIds: [itemIds[0] ?? ''], whose: 'officer', text: 'I asked her for the crime number and nothing else.', source: 'interview', place: 'page 4', name: '', saidOn: null });
  built = await make('Chronology', 'A');
}, 300_000);

describe('a chronology in a bundle', () => {
  it('has its columns, its sources, links to the bundle, and each version that was given', () => {
    expect(rule('C1')).toMatchObject({ outcome: 'not-applicable', found: expect.stringContaining('for a person to sign off') });
    expect(rule('C2')).toMatchObject({ outcome: 'pass', found: expect.stringContaining('Each of 1 recorded versions') });
    expect(rule('C3')).toMatchObject({ outcome: 'pass', found: expect.stringMatching(/^[1-9]\d* links lead from [1-9]\d* entries/u) });
    expect(rule('C4')).toMatchObject({ outcome: 'pass' });
    expect(rule('C5')).toMatchObject({ outcome: 'pass' });
    expect(built.preflight.report.rules.filter(({ rule: name }) => name.startsWith('C'))).toHaveLength(5);
  });

  it('C1: words that take a side are named where the bundle says them itself', async () => {
    expect(rule('C1', await make('How he clearly stalked her', 'B'))).toMatchObject({ outcome: 'warn', found: 'Headings or titles have words that may take a side: “clearly”, “stalked”.' });
  }, 60_000);

  it('each rule finds what it is for', async () => {
    const chronology = built.documents.find(({ id }) => id === 'chronology');
    if (chronology === undefined) throw new Error('the chronology is not in the bundle');
    // The pages of another document in its place: no heads, no versions, and the exhibit is not named there.
    copyFileSync(built.path, on.pathTo('copy.pdf'));
    const elsewhere = built.documents.map((one) => (one.id === 'chronology' ? { ...one, firstPage: 1, lastPage: 1 } : one));
    const wrong = await held({ scratchPath: on.pathTo('copy.pdf'), documents: elsewhere });
    expect([...wrong.values()].map(({ rule: name, outcome }) => `${name} ${outcome}`)).toEqual(['C1 not-applicable', 'C2 warn', 'C3 pass', 'C4 fail', 'C5 fail']);
    const astray = await held({ links: [{ on: chronology.firstPage, to: { title: '', page: 1, keepsZoom: true } }] });
    expect(astray.get('C3')).toMatchObject({ outcome: 'fail', pages: [chronology.firstPage] });
  }, 60_000);
});
