/** Served bundles: no number that was served ever changes, and what schedules cite is where they say it is. Read back by poppler and qpdf. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleVersion, BuiltDocument } from '../../shared/contract/bundles.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema, type BundleDefinition, type BundleVersionId } from '../../shared/domain/bundle.ts';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { bundleBench, document, linksOf, ofExhibit, outlinesOf, pagesOf, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { allItems, codeOf } from './harness.ts';

type Built = CommandOutput<'bundles.build'>;
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
/** What a page looks like, dot by dot. */
const seen = (path: string, page: number): string => createHash('sha256').update(tool('pdftoppm', '-r', '50', '-gray', '-f', String(page), '-l', String(page), path)).digest('hex');
const ask = (kind: string, more: object = {}) => ({ type: 'document' as const, ask: documentAskSchema.parse({ kind, zone: 'Europe/London', filter: everything, ...more }) });
const weighed = ({ checks }: Pick<Built, 'checks'>): string[] => checks.filter(({ outcome }) => outcome === 'warn').map(({ rule }) => rule);

let on: BundleBench;
let bundleId: CommandOutput<'bundles.save'>['bundleId'];
let definition: BundleDefinition;
let first: Built;
let late: Built;
let items: readonly ItemLine[];
let unserved: BundleVersionId;

const save = (changed: BundleDefinition) => on.bench.engine.call('bundles.save', { bundleId, definition: changed });
const serve = (built: Built, more: object = {}): Promise<BundleVersion[]> =>
  on.bench.engine.call('bundles.serve', { bundleId, versionId: built.versionId, recipients: ['The panel', 'Ms Q, for the officer'], servedOn: '2022-05-02', acknowledged: weighed(built), ...more });
const anItem = (kind: ItemLine['kind']): ItemLine['id'] => {
  const item = items.find((each) => each.kind === kind);
  if (item === undefined) throw new Error(`the case has no ${kind}`);
  return item.id;
};
const foundIn = (documents: readonly BuiltDocument[], id: string): BuiltDocument => {
  const one = documents.find((each) => each.id === id);
  if (one === undefined) throw new Error(`${id} is not in the bundle`);
  return one;
};

beforeAll(async () => {
  on = await bundleBench();
  definition = bundleDefinitionSchema.parse({
    title: 'Hearing bundle', hearingOn: '2022-06-30',
    sections: [
      { title: 'Statements', documents: [ofExhibit('statement', 'Statement of the witness', on.statement, { dated: '2021-10-04' })] },
      { title: 'Exhibits', documents: [ofExhibit('chat', 'The messages', on.chat), ofExhibit('log', 'The audit', on.log)] },
      { title: 'Schedules', documents: [document('chronology', 'Chronology', ask('chronology')), document('timeline', 'Timeline', { type: 'timeline', filter: everything, zone: 'Europe/London' }), document('exhibits', 'List of exhibits', ask('exhibits'))] },
    ],
  });
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition }));
  first = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('first.pdf') });
  items = await allItems(on.bench);
}, 600_000);

describe('schedules in a bundle', () => {
  it('cite the page their source stands on, as a link that keeps the zoom', () => {
    const links = linksOf(first.path);
    for (const id of ['chronology', 'timeline']) {
      const { firstPage, lastPage } = foundIn(first.documents, id);
      const cited = links.filter(({ page }) => page >= firstPage && page <= lastPage);
      // A page stands for the chat and one for the log: their rows are read in the timeline, and a chronology cites those pages too.
      const elsewhere = id === 'timeline' ? [] : items.filter(({ exhibit }) => exhibit !== 'ABC/3');
      const timeline = foundIn(first.documents, 'timeline');
      const isSource = ({ to }: { readonly to: number }): boolean => to < timeline.firstPage;
      expect(cited.filter(isSource).length, id).toBe(items.length);
      expect(cited.filter((link) => !isSource(link)).length, id).toBe(elsewhere.length);
      expect(cited.every((link) => isSource(link) || link.to <= timeline.lastPage), id).toBe(true);
      expect(new Set(cited.map(({ kind, zoom }) => `${kind} ${String(zoom)}`)), id).toEqual(new Set(['/XYZ null']));
      const statement = foundIn(first.documents, 'statement');
      expect([...new Set(cited.filter(isSource).map(({ to }) => to))].toSorted((one, other) => one - other), id).toEqual([statement.firstPage, statement.firstPage + 1, statement.firstPage + 2, foundIn(first.documents, 'chat').firstPage, foundIn(first.documents, 'log').firstPage]);
    }
    const listed = foundIn(first.documents, 'exhibits');
    expect(links.filter(({ page }) => page >= listed.firstPage && page <= listed.lastPage).map(({ to }) => to)).toEqual(['chat', 'log', 'statement'].map((id) => foundIn(first.documents, id).firstPage));
  });

  it('print the number of the page the link leads to, where the exhibit’s reference stands', () => {
    const { firstPage, lastPage } = foundIn(first.documents, 'chronology');
    for (const { page, to, left, bottom, right, top } of linksOf(first.path).filter((link) => link.page >= firstPage && link.page <= lastPage)) {
      const size = /Page +\d+ size: +([\d.]+) x ([\d.]+)/.exec(tool('pdfinfo', '-f', String(page), '-l', String(page), first.path));
      const box = /MediaBox: +([-\d.]+) +([-\d.]+)/.exec(tool('pdfinfo', '-box', '-f', String(page), '-l', String(page), first.path));
      const [x, y, height] = [left - Number(box?.[1]), bottom - Number(box?.[2]), Number(size?.[2])];
      const words = tool('pdftotext', '-f', String(page), '-l', String(page), '-x', String(Math.floor(x) - 1), '-y', String(Math.floor(height - y - (top - bottom)) - 1), '-W', String(Math.ceil(right - left) + 2), '-H', String(Math.ceil(top - bottom) + 2), first.path, '-').trim();
      expect(words, `page ${page}`).toBe(String(to));
    }
  });

  it('lead from row to page to row and back, for every item', async () => {
    for (const { id } of items) {
      const { pages, rows } = await on.bench.engine.call('bundles.pageOf', { bundleId, itemId: id });
      expect(pages).toHaveLength(1);
      expect(rows.map(({ documentId }) => documentId).toSorted()).toEqual(['chronology', 'timeline']);
      expect((await on.bench.engine.call('bundles.itemsOn', { bundleId, page: pages[0]?.firstPage ?? 0 })).items).toContain(id);
      for (const { page, number } of rows) expect((await on.bench.engine.call('bundles.itemsOn', { bundleId, page })).rows).toContainEqual({ number, itemId: id, exhibitId: null });
    }
    expect(await on.bench.engine.call('bundles.itemsOn', { bundleId, page: 1 })).toMatchObject({ document: null, items: [], rows: [] });
    expect(await codeOf(on.bench.engine.call('bundles.itemsOn', { bundleId, page: first.pages + 1 }))).toBe('not_found');
  });

  it('leave no mark of how rows were found in the file', () => {
    const whole = tool('qpdf', '--qdf', '--object-streams=disable', '--preserve-unreferenced', first.path, '-');
    expect(whole).not.toContain('plumbline:');
    expect(whole.match(/%%EOF/g)).toHaveLength(1);
  });
});

describe('serving', () => {
  it('is refused while a warning is not acknowledged, and says which', async () => {
    expect(first.checks.find(({ rule }) => rule === 'B13')).toMatchObject({ outcome: 'warn', found: 'The file is not named as the profile has it. Suggested name: Operation Larkspur Bundle A 2022-06-30.pdf' });
    expect(weighed(first)).toEqual(['B13']);
    await expect(serve(first, { acknowledged: [] })).rejects.toMatchObject({ code: 'rule_broken', details: { rules: weighed(first) } });
  });

  it('is refused for a file that is gone or is not what was built', async () => {
    expect(await codeOf(serve(first, { path: on.pathTo('nowhere.pdf') }))).toBe('not_found');
    const other = on.pathTo('other.pdf');
    appendFileSync(other, readFileSync(first.path));
    appendFileSync(other, ' ');
    expect(await codeOf(serve(first, { path: other }))).toBe('exhibit_altered');
    expect((await on.bench.engine.call('bundles.versions', { bundleId }))[0]?.services).toEqual([]);
  });

  it('keeps the file, with whom, when and by whom, and is recorded', async () => {
    const [version] = await serve(first, { note: 'By e-mail' });
    expect(version).toMatchObject({ number: 1, kind: 'whole', file: { sha256: sha256(first.path), pages: first.pages }, services: [{ recipients: ['The panel', 'Ms Q, for the officer'], servedOn: '2022-05-02', author: 'R. Reviewer', note: 'By e-mail' }] });
    const { entries: [entry] } = await on.bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'bundle.served', details: { sha256: first.sha256, recipients: ['The panel', 'Ms Q, for the officer'] } });
    expect((await serve(first, { recipients: ['The chair'] }))[0]?.services).toHaveLength(2);
    expect(await on.bench.engine.call('cases.verify', {})).toMatchObject({ ok: true });
  });

  it('keeps anybody from dropping, moving or altering what was served, and says which document it is', async () => {
    const [statements, exhibits, schedules] = definition.sections;
    if (statements === undefined || exhibits === undefined || schedules === undefined) throw new Error('there are three sections');
    const refusals: readonly (readonly [BundleDefinition, string])[] = [
      [{ ...definition, sections: [statements, schedules] }, '“The messages” was served and is no longer in the bundle'],
      [{ ...definition, sections: [statements, { ...exhibits, documents: exhibits.documents.toReversed() }, schedules] }, 'stands in another place than it was served in'],
      [{ ...definition, sections: [{ ...statements, title: 'Evidence' }, exhibits, schedules] }, '“Statement of the witness” was served in the section “Statements”'],
      [{ ...definition, sections: [{ ...statements, documents: statements.documents.map((one) => ({ ...one, turn: 90 as const })) }, exhibits, schedules] }, '“Statement of the witness” has another turn'],
      [{ ...definition, letter: 'B' }, 'its letter was “A”'],
    ];
    for (const [changed, words] of refusals) {
      await expect(save(changed), words).rejects.toThrow(words);
      expect(await codeOf(save(changed))).toBe('rule_broken');
    }
    expect(await codeOf(on.bench.engine.call('bundles.remove', { bundleId, reason: 'Not wanted' }))).toBe('in_use');
    expect(await codeOf(on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('again.pdf') }))).toBe('invalid_input');
  });
});

describe('thirty late pages, years after: 2018 → 2021 → “June 2025”', () => {
  beforeAll(async () => {
    const report = await on.addPdf('ABC/9', 'Report', 30);
    // Assessed and added to meanwhile: what was served may not follow.
    await on.bench.engine.call('review.assess', { itemIds: [anItem('message')], state: 'no-policing-purpose', reasons: 'Nothing needed it' });
    definition = bundleDefinitionSchema.parse({
      ...definition, hearingOn: '2022-07-14',
      sections: definition.sections.map((section, index) => (index === 0 ? { ...section, documents: [ofExhibit('report', 'Report of 4 September', report, { dated: '2021-09-04' }), ...section.documents] } : section))
        .concat([{ title: 'Later schedules', documents: [document('messages', 'Schedule of messages', ask('messages'))] }]),
    });
    await save(definition);
    rmSync(first.path); // what was served is kept in the case
    late = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('second.pdf'), addedOn: '2022-05-20' });
    unserved = (await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('aside.pdf'), addedOn: '2022-05-21' })).versionId;
    await serve(late);
  }, 300_000);

  it('follow what was served, whose pages have the same numbers, text and looks', async () => {
    expect(late.documents.slice(0, first.documents.length)).toEqual(first.documents);
    const kept = on.pathTo('kept.pdf');
    const [version] = await on.bench.engine.call('bundles.versions', { bundleId });
    expect(version?.file.sha256).toBe(first.sha256);
    appendFileSync(kept, readFileSync(`${on.bench.caseFolder}/exhibits/${first.sha256}`));
    for (let page = 1; page <= first.pages; page += 1) {
      expect(textOf(late.path, page), `page ${page}`).toBe(textOf(kept, page));
      expect(seen(late.path, page), `page ${page}`).toBe(seen(kept, page));
    }
    expect(linksOf(late.path).filter(({ page }) => page <= first.pages).map(({ page, to }) => [page, to])).toEqual(linksOf(kept).map(({ page, to }) => [page, to]));
    expect(late.checks.find(({ rule }) => rule === 'B14')).toMatchObject({ outcome: 'pass', found: expect.stringContaining(`Pages 1 to ${first.pages} were served`) });
  });

  it('stand behind a page of their own that lists them, and the front index does not grow', () => {
    const added = first.pages + 1;
    expect(textOf(late.path, added)).toMatch(new RegExp(`^Added on 20/05/2022 .*hearing 14/07/2022.*Pages 1 to ${first.pages} stay as they were served.* 7 Report of 4 September 04/09/2021 ${added + 1}–${added + 30} Later schedules 8 Schedule of messages ${added + 31}.* ${added}$`));
    expect(late.additions).toEqual([{ addedOn: '2022-05-20', page: added, documents: ['report', 'messages'] }]);
    expect(foundIn(late.documents, 'report')).toMatchObject({ firstPage: added + 1, lastPage: added + 30 });
    for (let page = added + 1; page <= late.pages; page += 1) expect(textOf(late.path, page).split(' ').at(-1)).toBe(String(page));
    expect(pagesOf(late.path)).toBe(late.pages);
    const outlines = outlinesOf(late.path).map(({ title, destpageposfrom1 }) => [title, destpageposfrom1]);
    expect(outlines).toContainEqual([`Added on 20/05/2022, page ${added}`, added]);
    expect(outlines.slice(0, 3)).toEqual([['Index, page 2', 2], [`Statements, page ${foundIn(first.documents, 'statement').firstPage}`, 3], ['Statement of the witness, page 3', 3]]);
    const whole = tool('qpdf', '--qdf', '--object-streams=disable', '--preserve-unreferenced', late.path, '-');
    expect(whole.match(/%%EOF/g)).toHaveLength(1);
    expect(whole.match(/^ {2}\/Type \/Outlines$/gm)).toHaveLength(1);
    expect(tool('qpdf', '--check', late.path)).toContain('No syntax or stream encoding errors found');
  });

  it('are all that the later version has more', async () => {
    const compared = await on.bench.engine.call('bundles.compare', { bundleId, earlier: first.versionId, later: late.versionId });
    expect(compared).toMatchObject({ removed: [], moved: [], changedPages: [], onlyAdds: true });
    expect(compared.added.map(({ id, firstPage, lastPage }) => [id, firstPage, lastPage])).toEqual(late.documents.slice(first.documents.length).map(({ id, firstPage, lastPage }) => [id, firstPage, lastPage]));
  });

  it('leave every reference from row to page to row as it was, and bring their own', async () => {
    const messages = foundIn(late.documents, 'messages');
    const links = linksOf(late.path).filter(({ page }) => page >= messages.firstPage && page <= messages.lastPage);
    expect(new Set(links.map(({ to }) => to))).toEqual(new Set([foundIn(first.documents, 'chat').firstPage]));
    for (const { id, kind } of items) {
      const before = await on.bench.engine.call('bundles.pageOf', { bundleId, versionId: first.versionId, itemId: id });
      const after = await on.bench.engine.call('bundles.pageOf', { bundleId, itemId: id });
      const bare = (places: readonly object[]): object[] => places.map((place) => ({ ...place, versionId: null }));
      expect(after.versionId).toBe(late.versionId);
      expect(bare(after.pages)).toEqual(bare(before.pages));
      expect(bare(after.rows).slice(0, 2)).toEqual(bare(before.rows));
      expect(after.rows).toHaveLength(kind === 'message' ? 3 : 2);
      for (const { firstPage } of after.pages) expect((await on.bench.engine.call('bundles.itemsOn', { bundleId, page: firstPage })).items).toContain(id);
      for (const { page, number } of after.rows) expect((await on.bench.engine.call('bundles.itemsOn', { bundleId, page })).rows).toContainEqual({ number, itemId: id, exhibitId: null });
    }
    const [page] = await allItems(on.bench, { search: 'Report page 17' });
    expect((await on.bench.engine.call('bundles.pageOf', { bundleId, itemId: page?.id ?? anItem('message') })).pages).toMatchObject([{ documentId: 'report', firstPage: first.pages + 18, lastPage: first.pages + 18 }]);
  });

  it('keep a version from being served that does not go on from the one served last', async () => {
    await expect(on.bench.engine.call('bundles.serve', { bundleId, versionId: unserved, recipients: ['The panel'], servedOn: '2022-05-21', acknowledged: weighed(late) })).rejects.toThrow('does not go on from version 2');
  });

  it('can be followed by more, behind another page', async () => {
    const more = await on.addPdf('ABC/10', 'Letter', 2);
    await save({ ...definition, sections: [...definition.sections, { title: 'Letters', documents: [ofExhibit('letter', 'A letter', more)] }] });
    const third = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('third.pdf'), addedOn: '2022-05-30' });
    expect(third.additions.map(({ page, documents }) => [page, documents])).toEqual([[first.pages + 1, ['report', 'messages']], [late.pages + 1, ['letter']]]);
    expect(textOf(third.path, late.pages + 2)).toBe(`Letter page 1 ${late.pages + 2}`);
    expect(third.checks.find(({ rule }) => rule === 'B14')?.found).toContain(`Pages 1 to ${late.pages} were served`);
  });

  it('are refused when the file that was served is no longer whole', async () => {
    const kept = `${on.bench.caseFolder}/exhibits/${late.sha256}`;
    const bytes = readFileSync(kept);
    rmSync(kept);
    appendFileSync(kept, bytes.subarray(0, bytes.length - 1));
    expect((await on.bench.engine.call('cases.verify', {})).checks.find(({ name }) => name === 'Bundle A, version 2, as served')).toMatchObject({ ok: false, found: expect.stringContaining('altered') });
    expect(await codeOf(on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('broken.pdf') }))).toBe('exhibit_altered');
    expect(existsSync(on.pathTo('broken.pdf'))).toBe(false);
    rmSync(kept);
    appendFileSync(kept, bytes);
  });
});

describe('what may not be served', () => {
  it('is a schedule with the reasons why items are sensitive; and a document of what is privileged says so in its place', async () => {
    const item = anItem('message');
    await on.bench.engine.call('review.disclose', { itemIds: [item], handling: 'privileged', reason: 'To her solicitor' });
    const documents = [document('sensitive', 'Sensitive material', ask('unused', { sensitive: true })), document('extract', 'What was said', ask('conversation', { itemId: item }))];
    const { bundleId: other } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'For the appropriate authority', letter: 'S', sections: [{ title: 'Schedules', documents }] }) });
    const built = await on.bench.engine.call('bundles.build', { bundleId: other, destination: on.pathTo('sensitive.pdf') });
    expect(built.documents.map(({ as, notes }) => [as, notes])).toEqual([['case', []], ['placeholder', ['Withheld: privileged.']]]);
    expect(built.preflight.report.leftOut).toMatchObject([{ title: 'What was said', why: 'Withheld: privileged.' }]);
    await expect(on.bench.engine.call('bundles.serve', { bundleId: other, versionId: built.versionId, recipients: ['The officer'], servedOn: '2022-05-02', acknowledged: weighed(built) })).rejects.toThrow('“Sensitive material” gives the reasons why items are sensitive and is not to be served');
    await on.bench.engine.call('review.disclose', { itemIds: [item], handling: 'normal', reason: 'Said by mistake' });
  });
});

describe('a supplement', () => {
  it('is a file of its own, numbered from 1, that names the bundle whose pages it cites', async () => {
    const { bundleId: uksc } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Appeal', letter: 'C', profile: 'uksc', sections: [{ title: 'Exhibits', documents: [ofExhibit('chat', 'The messages', on.chat)] }] }) });
    const main = await on.bench.engine.call('bundles.build', { bundleId: uksc, destination: on.pathTo('appeal.pdf') });
    await on.bench.engine.call('bundles.serve', { bundleId: uksc, versionId: main.versionId, recipients: ['The court'], servedOn: '2022-05-02', acknowledged: weighed(main) });
    const sections = [{ title: 'Exhibits', documents: [ofExhibit('chat', 'The messages', on.chat), ofExhibit('statement', 'Statement of the witness', on.statement)] }, { title: 'Schedules', documents: [document('chronology', 'Chronology', ask('chronology'))] }];
    await on.bench.engine.call('bundles.save', { bundleId: uksc, definition: bundleDefinitionSchema.parse({ title: 'Appeal', letter: 'C', profile: 'uksc', sections }) });
    const supplement = await on.bench.engine.call('bundles.build', { bundleId: uksc, destination: on.pathTo('supplement.pdf') });
    expect(supplement).toMatchObject({ supplement: 1, frontPages: 2, documents: [{ id: 'statement', firstPage: 3, lastPage: 5 }, { id: 'chronology', firstPage: 6 }] });
    expect(textOf(supplement.path, 1)).toContain('Bundle C, supplement 1');
    expect(textOf(supplement.path, 6)).toContain(`${foundIn(main.documents, 'chat').firstPage} in C`);
    expect(new Set(linksOf(supplement.path).filter(({ page }) => page >= 6).map(({ to }) => to))).toEqual(new Set([3, 4, 5]));
    expect(await on.bench.engine.call('bundles.compare', { bundleId: uksc, earlier: main.versionId, later: supplement.versionId })).toMatchObject({ onlyAdds: true, removed: [], added: [{ id: 'statement' }, { id: 'chronology' }] });
    await on.bench.engine.call('bundles.serve', { bundleId: uksc, versionId: supplement.versionId, recipients: ['The court'], servedOn: '2022-05-20', acknowledged: weighed(supplement) });
    expect((await on.bench.engine.call('bundles.pageOf', { bundleId: uksc, itemId: anItem('message') })).pages).toMatchObject([{ versionId: main.versionId, documentId: 'chat', firstPage: 3 }]);
    await on.bench.engine.call('bundles.save', { bundleId: uksc, definition: bundleDefinitionSchema.parse({ title: 'Appeal', letter: 'C', profile: 'uksc', sections: [...sections, { title: 'More', documents: [ofExhibit('log', 'The audit', on.log)] }] }) });
    expect(await codeOf(on.bench.engine.call('bundles.build', { bundleId: uksc, destination: on.pathTo('third-appeal.pdf'), late: 'append' }))).toBe('invalid_input');
    expect(await on.bench.engine.call('bundles.build', { bundleId: uksc, destination: on.pathTo('third-appeal.pdf') })).toMatchObject({ supplement: 2 });
  });
});
