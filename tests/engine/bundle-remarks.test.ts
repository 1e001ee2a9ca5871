/** What a person says of single pages of a bundle: a rule that asks about them is told, with reason, author and day, and warns of nothing else the less. */
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema, type BundleDefinition } from '../../shared/domain/bundle.ts';
import type { Remark } from '../../shared/domain/document-remarks.ts';
import { bundleBench, document, ofExhibit, outlinesOf, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { fineJpeg } from './bundle-readers.ts';
import { allItems } from './harness.ts';

type Built = CommandOutput<'bundles.build'>;
const why = (reason: string) => ({ reason, author: 'Nobody', madeAt: '1999-01-01T00:00:00.000Z' });
const screenshot = (): Promise<Buffer> => sharp({ create: { width: 400, height: 600, channels: 3, background: '#3060a0' } }).png().toBuffer();
async function lyingText(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const turned of [0, 90, 180]) pdf.addPage([595, 842]).drawText('This text is as long as a line of a statement', { x: 300, y: 400, size: 12, font, rotate: degrees(turned) });
  return pdf.save();
}

let on: BundleBench;
let definition: BundleDefinition;
let bundleId: CommandOutput<'bundles.save'>['bundleId'];
let built: Built;
const rule = (name: string, of: Built = built) => of.checks.find((check) => check.rule === name);
const pageOf = (id: string): number => built.documents.find((each) => each.id === id)?.firstPage ?? 0;
/** The same bundle with other remarks of some documents. */
const saying = (remarks: Readonly<Record<string, readonly Remark[]>>): BundleDefinition['sections'] =>
  definition.sections.map((section) => ({ ...section, documents: section.documents.map((one) => (remarks[one.id] === undefined ? one : { ...one, remarks: [...remarks[one.id] ?? []] })) }));
const build = async (sections: BundleDefinition['sections'], name: string): Promise<Built> => {
  await on.bench.engine.call('bundles.save', { bundleId, definition: { ...definition, sections } });
  return on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo(name) });
};

beforeAll(async () => {
  on = await bundleBench();
  const lying = await on.addUnread('lying.pdf', await lyingText(), 'PDF/4');
  const [shot, photo] = [await on.addUnread('shot.png', await screenshot(), 'PIC/1'), await on.addUnread('photo.jpg', await fineJpeg(), 'PIC/2')];
  const transcript = await on.addPdf('ABC/9', 'Typed', 1);
  definition = bundleDefinitionSchema.parse({
    title: 'Hearing bundle', hearingOn: '2022-06-30',
    sections: [
      { title: 'Statements', documents: [{ ...ofExhibit('statement', 'Statement', on.statement), remarks: [{ kind: 'hard-to-read', page: 2, ...why('Written by hand') }, { kind: 'bookmark', words: 'Imogen Vale, statement', ...why('As counsel asked') }] }, ofExhibit('typed', 'Transcript of the statement', transcript)] },
      { title: 'Exhibits', documents: [
        { ...ofExhibit('lying', 'Lying text', lying), remarks: [{ kind: 'lies-so', page: 2, ...why('A plan of the car park') }] },
        { ...ofExhibit('shot', 'Screenshot', shot), remarks: [{ kind: 'no-text', page: null, ...why('A photograph of a car') }] },
        { ...ofExhibit('photo', 'Photograph', photo), remarks: [{ kind: 'finer', page: null, dpi: 400, ...why('The plate cannot be read otherwise') }, { kind: 'no-text', page: 1, ...why('A photograph') }] },
      ] },
    ],
  });
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition }));
  built = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('Operation Larkspur Bundle A 2022-06-30.pdf') });
}, 600_000);

describe('what a person says of single pages', () => {
  it('B7: a page without text of which it is said why, is no warning, and the report has the reason', () => {
    expect(rule('B7')).toMatchObject({ outcome: 'pass', overridden: true, pages: [] });
    expect(rule('B7')?.found).toMatch(new RegExp(`“Screenshot”, page ${pageOf('shot')}: has no text, and needs none\\. Reason: A photograph of a car \\(R\\. Reviewer, \\d\\d/\\d\\d/\\d{4}\\)\\.`, 'u'));
    expect(built.preflight.report.withoutText).toEqual([{ page: pageOf('shot'), why: 'A photograph of a car (R. Reviewer)' }, { page: pageOf('photo'), why: 'A photograph (R. Reviewer)' }]);
  });

  it('B8: says nothing of the page that stays as it lies, and still names the other', () => {
    expect(rule('B8')).toMatchObject({ outcome: 'warn', overridden: true, pages: [pageOf('lying') + 2] });
    expect(rule('B8')?.found).toContain(`“Lying text”, page ${pageOf('lying') + 1}: stays as it lies.`);
  });

  it('B10: leaves the picture as fine as it is needed, and no finer, as poppler measures it', () => {
    const images = tool('pdfimages', '-list', '-f', String(pageOf('photo')), '-l', String(pageOf('photo')), built.path).trim().split('\n').slice(2).map((line) => Number(line.trim().split(/\s+/u)[12]));
    expect(images).toHaveLength(1);
    expect(Math.abs((images[0] ?? 0) - 400)).toBeLessThanOrEqual(2);
    expect(rule('B10')).toMatchObject({ outcome: 'pass', overridden: true });
    expect(rule('B10')?.found).toContain('pictures may be finer: 400 dots an inch. Reason: The plate cannot be read otherwise');
    expect(built.preflight.report.fineImages).toEqual([]);
  });

  it('B18: wants a transcript behind what is hard to read, and finds it', async () => {
    expect(rule('B18')).toMatchObject({ outcome: 'pass', overridden: false });
    const away = await build(saying({ typed: [] }).map((section) => ({ ...section, documents: section.documents.filter(({ id }) => id !== 'typed') })), 'untyped.pdf');
    expect(rule('B18', away)).toMatchObject({ outcome: 'warn', pages: [4] });
    expect(rule('B18', away)?.found).toContain('No transcript follows Statement');
  }, 120_000);

  it('B6: a bookmark has the words it was given, with its page, and the index keeps the title', () => {
    expect(outlinesOf(built.path).map(({ title }) => title)).toContain('Imogen Vale, statement, page 3');
    expect(outlinesOf(built.path).map(({ title }) => title)).not.toContain('Statement, page 3');
    expect(textOf(built.path, 2)).toContain('1 Statement 3–5');
    expect(rule('B6')).toMatchObject({ outcome: 'pass', overridden: true });
  });

  it('is on the cover in short, and in the report with rule, reason, author and time', () => {
    expect(textOf(built.path, 1)).toContain('Departures: For single pages or documents, text, how pages lie, fineness of pictures, words of bookmarks');
    expect(built.preflight.report.remarks.map(({ rule: of, title, printed, inWords, author }) => [of, title, printed, inWords, author])).toEqual([
      ['B18', 'Statement', '4', 'Hard to read, needs a transcript: page 2', 'R. Reviewer'], ['B6', 'Statement', '3–5', 'Bookmark in other words: “Imogen Vale, statement”', 'R. Reviewer'],
      ['B8', 'Lying text', String(pageOf('lying') + 1), 'Stays as it lies: page 2', 'R. Reviewer'], ['B7', 'Screenshot', String(pageOf('shot')), 'Has no text, and needs none', 'R. Reviewer'],
      ['B10', 'Photograph', String(pageOf('photo')), 'Pictures may be finer: 400 dots an inch', 'R. Reviewer'], ['B7', 'Photograph', String(pageOf('photo')), 'Has no text, and needs none: page 1', 'R. Reviewer'],
    ]);
    expect(Date.parse(built.preflight.report.remarks[0]?.madeAt ?? '')).toBeGreaterThan(Date.parse('2020-01-01'));
    expect(textOf(built.preflight.pdfPath, 1, 3)).toMatch(/Said of single pages and documents.*B8 8 Lying text Stays as it lies: page 2 A plan of the car park R\. Reviewer/u);
  });

  it('is said of files, once of each page, with a reason', async () => {
    const refused = (one: object) => on.bench.engine.call('bundles.save', { bundleId, definition: { ...definition, sections: [{ title: 'Exhibits', documents: [one] as BundleDefinition['sections'][number]['documents'] }] } }).then(() => 'kept', String);
    const lies = { kind: 'lies-so', page: 2, ...why('So') };
    expect(await refused({ ...ofExhibit('one', 'One', on.chat), remarks: [{ ...lies, reason: ' ' }] })).toContain('It needs a reason.');
    expect(await refused({ ...ofExhibit('one', 'One', on.chat), remarks: [lies, lies] })).toContain('The same is said of a document twice.');
    expect(await refused({ ...document('one', 'One', { type: 'document', ask: { kind: 'exhibits', zone: 'Europe/London', exhibitIds: [], bundlePages: false, nameEmoji: false, leaveOut: [] } }), remarks: [lies] })).toContain('Of a document the case makes only the bookmark can be worded otherwise');
  });

  it('B19: names files of which nothing is linked to an allegation and nobody says why they are here; without allegations there is nothing to link to', async () => {
    expect(rule('B19')).toMatchObject({ outcome: 'not-applicable' });
    await on.bench.engine.call('charges.save', { chargeId: null, partOf: null, number: '1', text: 'Looked up a plate without a policing purpose' });
    const [allegation] = await on.bench.engine.call('charges.list', {});
    const [line] = await allItems(on.bench, { search: 'Statement page 1' });
    await on.bench.engine.call('review.assess', { itemIds: [line?.id ?? ''], state: 'no-policing-purpose', charges: [allegation?.id ?? 0] });
    const linked = await build(saying({ typed: [{ kind: 'essential', ...why('Transcript of what is linked') }], shot: [], lying: [{ kind: 'essential', ...why('Shows where the car stood') }] }), 'linked.pdf');
    expect(rule('B19', linked)).toMatchObject({ outcome: 'warn', pages: [pageOf('shot'), pageOf('photo')] });
    expect(rule('B19', linked)?.found).toContain('Screenshot; Photograph');
  }, 120_000);

  it('names nobody in cipher: bookmarks and reasons have the cipher', async () => {
    const again = await build(definition.sections, 'again.pdf');
    const { id: personId } = await on.bench.engine.call('people.create', { name: 'Imogen Vale' });
    await on.bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
    const hidden = await on.bench.engine.call('bundles.buildInCipher', { bundleId, destination: on.pathTo('in-cipher.pdf') });
    expect(hidden.pages).toBe(again.pages);
    expect(outlinesOf(hidden.path).map(({ title }) => title)).toContain('[Ms A], statement, page 3');
    expect(hidden.preflight.report.remarks.find(({ rule: of }) => of === 'B6')?.inWords).toBe('Bookmark in other words: “[Ms A], statement”');
    expect(hidden.checks.find((check) => check.rule === 'B6')).toMatchObject({ outcome: 'pass' });
  }, 120_000);

  it('keeps the words of a bookmark that was served', async () => {
    const built2 = await build(definition.sections, 'to serve.pdf');
    await on.bench.engine.call('bundles.serve', { bundleId, versionId: built2.versionId, recipients: ['The panel'], servedOn: '2022-05-02', acknowledged: built2.checks.filter(({ outcome }) => outcome === 'warn').map(({ rule: of }) => of) });
    await expect(build(saying({ statement: [] }), 'other.pdf')).rejects.toThrow('“Statement” has another bookmark than was served');
  }, 120_000);
});

describe('the name of the file', () => {
  it('B13: follows the pattern that is set, with the reference as the Commercial Court has it', async () => {
    const { bundleId: other } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Core', letter: 'C', hearingOn: '2022-06-30', overrides: [{ setting: 'name', value: '{reference} {bundle} {hearing}', ...why('The court wants the number first') }], sections: [{ title: 'Exhibits', documents: [ofExhibit('one', 'One', on.chat)] }] }) });
    const done = await on.bench.engine.call('bundles.build', { bundleId: other, destination: on.pathTo('any.pdf') });
    expect(done.preflight.report.file.suggestedName).toBe('CASE 0412 Bundle C 2022-06-30.pdf');
    expect(rule('B13', done)).toMatchObject({ outcome: 'warn', overridden: true });
    expect(textOf(done.path, 1)).toContain('Departures: Name of the file: “{reference} {bundle} {hearing}”');
  });
});
