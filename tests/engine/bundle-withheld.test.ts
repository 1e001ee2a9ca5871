/** Documents a person withholds: one page stands for each, with what it is and why, and nothing of what it shows is in the file. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema, type BundleDefinition } from '../../shared/domain/bundle.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { wav } from '../fixtures/recordings.ts';
import { bundleBench, document, linksOf, ofExhibit, outlinesOf, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { fineJpeg } from './bundle-readers.ts';
import { allItems, codeOf } from './harness.ts';

type Built = CommandOutput<'bundles.build'>;
const weighed = ({ checks }: Pick<Built, 'checks'>): string[] => checks.filter(({ outcome }) => outcome === 'warn').map(({ rule }) => rule);
const why = (reason: string) => ({ reason, author: 'Nobody', madeAt: '1999-01-01T00:00:00.000Z' });

let on: BundleBench;
let definition: BundleDefinition;
let bundleId: CommandOutput<'bundles.save'>['bundleId'];
let built: Built;
let letter: ItemId;
const save = (sections: BundleDefinition['sections']) => on.bench.engine.call('bundles.save', { bundleId, definition: { ...definition, sections } });
const withoutReasons = (): BundleDefinition['sections'] => definition.sections.map((section) => ({ ...section, documents: section.documents.map((one) => ({ ...one, withheld: undefined })) }));

beforeAll(async () => {
  on = await bundleBench();
  const [photo, sound] = [await on.addUnread('photo.jpg', await fineJpeg(), 'PIC/1'), await on.addUnread('call.wav', wav(3), 'SND/1')];
  const report = await on.addPdf('ABC/9', 'Report', 4);
  await on.addPdf('ABC/10', 'Letter', 2);
  letter = (await allItems(on.bench, { search: 'Letter page 2' }))[0]?.id ?? ('' as never);
  definition = bundleDefinitionSchema.parse({
    title: 'Hearing bundle', hearingOn: '2022-06-30',
    sections: [{
      title: 'Exhibits', documents: [
        { ...ofExhibit('statement', 'Statement', on.statement), withheld: why('It names the informant Imogen Vale.') }, { ...ofExhibit('photo', 'Photograph', photo), withheld: why('An intimate image') },
        { ...ofExhibit('sound', 'Call', sound), withheld: why('To be played in private') }, { ...document('file', 'The file of an item', { type: 'attachment', itemId: letter, attachment: 0 }), withheld: why('Not material') },
        ofExhibit('report', 'A report', report),
      ],
    }],
  });
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition }));
  built = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('Operation Larkspur Bundle A 2022-06-30.pdf') });
}, 600_000);

describe('a document that is withheld', () => {
  it('is one page with reference, type, size, hash, length and the reason, and keeps its place in the index', () => {
    expect(built.documents.map(({ id, firstPage, lastPage, as }) => [id, firstPage, lastPage, as])).toEqual([['statement', 3, 3, 'placeholder'], ['photo', 4, 4, 'placeholder'], ['sound', 5, 5, 'placeholder'], ['file', 6, 6, 'placeholder'], ['report', 7, 10, 'pages']]);
    const shown = [3, 4, 5, 6].map((page) => textOf(built.path, page));
    const hash = (id: string): string => built.documents.find((each) => each.id === id)?.sha256 ?? 'none';
    for (const [index, words] of [
      ['Withheld: It names the informant Imogen Vale.', 'Exhibit ABC/3: Statement.pdf', 'PDF, ', ' bytes', hash('statement')], ['Withheld: An intimate image', 'Exhibit PIC/1: photo.jpg', 'JPEG picture, ', hash('photo')],
      ['Withheld: To be played in private', 'Exhibit SND/1: call.wav', 'Length 3 s', hash('sound')], ['Withheld: Not material', 'Letter.pdf, of an item of exhibit ABC/10', 'PDF, ', ' bytes', hash('file')],
    ].entries()) for (const each of words) expect(shown[index], each).toContain(each);
    expect(textOf(built.path, 2)).toMatch(/1 Statement Withheld: one page stands for it\. 3 2 Photograph Withheld: one page stands for it\. 4 3 Call Withheld: one page stands for it\. 5 4 The file of an item Withheld: one page stands for it\. 6 5 A report 7–10/u);
    expect(outlinesOf(built.path).map(({ title }) => title)).toContain('Photograph, page 4');
    expect(new Set(linksOf(built.path).map(({ to }) => to))).toEqual(new Set([3, 4, 5, 6, 7]));
  });

  it('is not in the file: no text and no picture of it', () => {
    expect(tool('pdftotext', built.path, '-')).not.toContain('Statement page');
    expect(tool('pdfimages', '-list', built.path).trim().split('\n').slice(2)).toEqual([]);
  });

  it('is in the report with whoever withheld it, and when', () => {
    expect(built.preflight.report.withheld).toMatchObject([{ title: 'Statement', page: 3, reason: 'It names the informant Imogen Vale.', author: 'R. Reviewer' }, { page: 4 }, { page: 5 }, { page: 6 }]);
    expect(Date.parse(built.preflight.report.withheld[0]?.madeAt ?? '')).toBeGreaterThan(Date.parse('2020-01-01'));
    expect(built.preflight.report.leftOut.map(({ why: said }) => said)).toContain('Withheld: An intimate image');
    expect(built.preflight.report.besideTheBundle).toEqual([]);
    expect(textOf(built.preflight.pdfPath, 1, 3)).toMatch(/Withheld by a person.*Photograph An intimate image R\. Reviewer, \d\d\/\d\d\/\d{4}/u);
  });

  it('is a file of the case, has a reason, and does not stand beside it again', async () => {
    const refused = (documents: readonly object[]) => on.bench.engine.call('bundles.save', { bundleId, definition: { ...definition, sections: [{ title: 'Exhibits', documents: documents as BundleDefinition['sections'][number]['documents'] }] } }).then(() => 'kept', String);
    expect(await refused([{ ...ofExhibit('one', 'One', on.chat), withheld: why(' ') }])).toContain('To withhold a document needs a reason.');
    expect(await refused([{ ...document('one', 'One', { type: 'timeline', filter: everything, zone: 'Europe/London' }), withheld: why('Too long') }])).toContain('Only a file of the case can be withheld');
    expect(await refused([{ ...ofExhibit('one', 'One', on.chat), withheld: why('Private') }, ofExhibit('two', 'Two', on.chat)])).toContain('A document that is withheld stands in the bundle a second time, and not withheld.');
  });

  it('keeps the bundle from being made where its very bytes stand in it from elsewhere', async () => {
    const whole = (await on.bench.engine.call('exhibits.list', {})).find(({ reference }) => reference === 'ABC/10');
    if (whole === undefined) throw new Error('the letter is not in the case');
    const { bundleId: other } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Other', letter: 'Q', sections: [{ title: 'Exhibits', documents: [{ ...document('file', 'The file of an item', { type: 'attachment', itemId: letter, attachment: 0 }), withheld: why('Private') }, ofExhibit('copy', 'The copy', whole.id)] }] }) });
    await expect(on.bench.engine.call('bundles.build', { bundleId: other, destination: on.pathTo('copy.pdf') })).rejects.toThrow('B16: The very file of a document that is withheld is in the bundle as The copy: withhold both, or neither.');
  });

  it('says no more than may be said when it is privileged', async () => {
    await on.bench.engine.call('review.disclose', { itemIds: [(await allItems(on.bench)).find(({ kind }) => kind === 'message')?.id ?? ''], handling: 'privileged', reason: 'To her solicitor' });
    const { bundleId: other } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Other', letter: 'P', sections: [{ title: 'Exhibits', documents: [{ ...ofExhibit('chat', 'The messages', on.chat), withheld: why('As counsel asked of her solicitor') }] }] }) });
    const file = await on.bench.engine.call('bundles.build', { bundleId: other, destination: on.pathTo('privileged.pdf') });
    expect(textOf(file.path, 3)).toBe('The messages Withheld: it holds privileged material. Exhibit ABC/1: WhatsApp Chat with Imogen Vale.txt 3');
  });

  it('is withheld in cipher too, where the reason names nobody', async () => {
    const { id: personId } = await on.bench.engine.call('people.create', { name: 'Imogen Vale' });
    await on.bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
    const hidden = await on.bench.engine.call('bundles.buildInCipher', { bundleId, destination: on.pathTo('in-cipher.pdf') });
    expect(textOf(hidden.path, 3)).toContain('Withheld: It names the informant [Ms A].');
    expect(hidden.preflight.report.withheld[0]?.reason).toBe('It names the informant [Ms A].');
    expect(hidden.pages).toBe(built.pages);
  }, 120_000);

  it('stays so once it is served, and what was served can no longer be withheld', async () => {
    await on.bench.engine.call('bundles.serve', { bundleId, versionId: built.versionId, recipients: ['The panel'], servedOn: '2022-05-02', acknowledged: weighed(built) });
    await expect(save(withoutReasons())).rejects.toThrow('“Statement” was withheld when it was served, with the reason “It names the informant Imogen Vale.”');
    const late = definition.sections.map((section) => ({ ...section, documents: section.documents.map((one) => (one.id === 'report' ? { ...one, withheld: why('On reflection') } : one)) }));
    await expect(save(late)).rejects.toThrow('“A report” was served and cannot be withheld any more');
    expect(await codeOf(save(late))).toBe('rule_broken');
  });
});
