/** Pages of PDFs that are pictures of text: read by machine like any picture, found by what they say, and searchable in a bundle, where they say it. */
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema } from '../../shared/domain/bundle.ts';
import type { ExhibitId } from '../../shared/domain/ids.ts';
import { chatScreenshot } from '../fixtures/screenshots.ts';
import { bundleBench, ofExhibit, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { addAndImport, allItems, codeOf, writeEvidence } from './harness.ts';

/** A page of typed text, one that is only a picture of text, that picture on a page the file turns a quarter, and a picture that names nobody, and a sheet on its side. */
async function scanned(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  pdf.addPage([595, 842]).drawText('A covering letter', { x: 60, y: 700, size: 14, font });
  const upright = await pdf.embedPng(await chatScreenshot([{ text: 'Meet me at the Larkspur car park' }], 'light'));
  const [width, height] = [500, (500 * upright.height) / upright.width];
  pdf.addPage([595, 842]).drawImage(upright, { x: 40, y: 842 - 40 - height, width, height });
  // Drawn lying, and turned by the file: seen upright.
  const turned = pdf.addPage([842, 595]);
  turned.drawImage(upright, { x: 40 + height, y: 40, width, height, rotate: degrees(90) });
  turned.setRotation(degrees(90));
  const nobody = await pdf.embedPng(await chatScreenshot([{ text: 'Bring the tartan notebook along' }], 'light'));
  pdf.addPage([595, 842]).drawImage(nobody, { x: 40, y: 600, width, height });
  // A sheet that lay on its side in the scanner.
  const side = await pdf.embedPng(await chatScreenshot([{ text: 'The silver hatchback of Larkspur stood' }, { text: 'beside the garden centre until nine' }, { text: 'and nobody came out of the building' }], 'light'));
  const long = (600 * side.height) / side.width;
  pdf.addPage([595, 842]).drawImage(side, { x: 150 + long, y: 100, width: 600, height: long, rotate: degrees(90) });
  return pdf.save();
}

/** Where a word stands on a page as it is seen, as poppler finds it: points from its left and its top. */
function placeOf(path: string, page: number, word: string): { readonly x: number; readonly y: number } {
  const found = new RegExp(`<word xMin="([\\d.]+)" yMin="([\\d.]+)"[^>]*>${word}<`, 'u').exec(tool('pdftotext', '-bbox', '-f', String(page), '-l', String(page), path, '-'));
  return { x: Number(found?.[1]), y: Number(found?.[2]) };
}

let on: BundleBench;
let exhibitId: ExhibitId;
let built: CommandOutput<'bundles.build'>;
const found = async (search: string): Promise<string[]> => (await allItems(on.bench, { search })).map(({ exhibit }) => exhibit);
const build = async (name: string) => {
  const { bundleId } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Hearing bundle', letter: name, sections: [{ title: 'Exhibits', documents: [ofExhibit('scan', 'Scanned letter', exhibitId)] }] }) });
  return on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo(`${name}.pdf`) });
};

beforeAll(async () => {
  on = await bundleBench();
  ({ exhibitId } = await addAndImport(on.bench, writeEvidence(on.bench.folder, 'scan.pdf', await scanned()), 'SCAN/1', {}));
}, 300_000);

describe('a page of a PDF that is a picture of text', () => {
  it('is not found by its words before it is read, and B7 says that it has none', async () => {
    expect(await found('car park')).toEqual([]);
    const before = await build('A');
    expect(before.checks.find(({ rule }) => rule === 'B7')).toMatchObject({ outcome: 'warn', pages: [4, 5, 6, 7] });
  }, 120_000);

  it('is read with the pictures of the case, each page once, with where it is in the log', async () => {
    expect(await on.bench.engine.call('pictures.readText', {})).toMatchObject({ asked: 4, read: 4, alreadyRead: 0, failed: 0 });
    expect(await on.bench.engine.call('pictures.readText', {})).toMatchObject({ asked: 4, read: 0, alreadyRead: 4 });
    const { entries } = await on.bench.engine.call('continuity.page', {});
    expect(entries.find(({ action }) => action === 'picture.text-read')?.details).toMatchObject({ read: expect.arrayContaining([2, 3, 4, 5].map((page) => expect.objectContaining({ exhibit: 'SCAN/1', page })) as object[]) });
  }, 120_000);

  it('is found by its words afterwards, and says that a machine read them, in which file and on which page', async () => {
    expect(await found('"car park"')).toEqual(['SCAN/1', 'SCAN/1']);
    expect(await found('"garden centre"')).toEqual(['SCAN/1']);
    const [page] = await allItems(on.bench, { search: '"car park"' });
    const [text] = await on.bench.engine.call('pictures.text', { itemId: page?.id ?? '' });
    expect(text).toMatchObject({ origin: 'machine', text: expect.stringContaining('Larkspur'), reading: { engine: expect.stringMatching(/, page [23] drawn at 200 dots an inch and turned as it reads$/u), sha256: tool('sha256sum', `${on.bench.folder}/scan.pdf`).slice(0, 64) } });
    expect((await on.bench.engine.call('pictures.text', { itemId: (await allItems(on.bench, { search: '"covering letter"' }))[0]?.id ?? '' }))).toEqual([]);
  });

  it('is no picture: it is not compared with pictures, and not counted among them', async () => {
    expect(await on.bench.engine.call('pictures.similar', { itemId: null })).toMatchObject({ compared: 0 });
  });

  it('can be searched in a bundle, and each word lies where it is seen, also on a page that is turned', async () => {
    built = await build('B');
    expect(built.checks.find(({ rule }) => rule === 'B7')).toMatchObject({ outcome: 'pass' });
    for (const page of [4, 5]) expect(textOf(built.path, page)).toMatch(/Meet me at the Larkspur car park/u);
    const [upright, turned] = [placeOf(built.path, 4, 'Larkspur'), placeOf(built.path, 5, 'Larkspur')];
    // The picture begins 40 points from the left and the top, and its first line a little below; both pages look the same.
    expect(upright.y).toBeGreaterThan(40);
    expect(upright.y).toBeLessThan(90);
    expect(Math.abs(upright.x - turned.x)).toBeLessThan(5);
    expect(Math.abs(upright.y - turned.y)).toBeLessThan(5);
    expect(built.documents[0]?.notes).toEqual(['Behind pages 2, 3, 4, 5 lie the words a machine read in them.']);
    // A reader of the finished file sees nothing of them.
    expect(tool('pdftotext', '-f', '3', '-l', '3', built.path, '-')).toContain('A covering letter');
  }, 120_000);

  it('is searched for protected names where redactions are suggested, and in cipher says what is left', async () => {
    const { id: personId } = await on.bench.engine.call('people.create', { name: 'Larkspur' });
    await on.bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
    const { suggestions, unread } = await on.bench.engine.call('redactions.suggest', { file: { type: 'exhibit', exhibitId } });
    expect(unread).toEqual([]);
    expect(suggestions.map(({ page, cipher }) => [page, cipher])).toEqual([[2, 'Ms A'], [3, 'Ms A'], [5, 'Ms A']]);
    // The word goes up the page, two thirds of the way.
    const [, , side] = suggestions;
    expect((side?.region.height ?? 0) / (side?.region.width ?? 1)).toBeGreaterThan(1.5);
    const redact = ({ page, region }: (typeof suggestions)[number]) => on.bench.engine.call('redactions.add', { file: { type: 'exhibit', exhibitId }, page, region, reason: 'Protected' });
    for (const one of suggestions.slice(0, 2)) await redact(one);
    const bundle = (await on.bench.engine.call('bundles.list', {})).find(({ definition }) => definition.letter === 'B');
    // A name on a sheet that lies on its side keeps the file from being let out.
    expect(await codeOf(on.bench.engine.call('bundles.buildInCipher', { bundleId: bundle?.id ?? 0, destination: on.pathTo('hidden.pdf') }))).toBe('rule_broken');
    if (side !== undefined) await redact(side);
    const hidden = await on.bench.engine.call('bundles.buildInCipher', { bundleId: bundle?.id ?? 0, destination: on.pathTo('hidden.pdf') });
    expect(tool('pdftotext', hidden.path, '-')).not.toContain('Larkspur');
    expect(textOf(hidden.path, 4)).toMatch(/Meet me.*car park/u);
    // A page nobody had to redact has the words that were read in it.
    expect(textOf(hidden.path, 6)).toContain('tartan notebook');
    expect(hidden.checks.find(({ rule }) => rule === 'B7')).toMatchObject({ outcome: 'pass' });
  }, 240_000);

  it('each page of a file whose bytes are not to be had is listed with the reason', async () => {
    const pdf = await PDFDocument.create();
    for (let page = 0; page < 3; page += 1) pdf.addPage([595, 842]).drawRectangle({ x: 60, y: 60 + page, width: 200, height: 100 });
    await addAndImport(on.bench, writeEvidence(on.bench.folder, 'stopped.pdf', await pdf.save()), 'SCAN/2', {});
    const pages = (await allItems(on.bench)).filter(({ exhibit }) => exhibit === 'SCAN/2');
    await on.bench.engine.call('files.stop', { itemId: pages[0]?.id ?? '', attachment: 0, reason: 'For a specialist' });
    const { asked, failed, failures } = await on.bench.engine.call('pictures.readText', { itemIds: pages.map(({ id }) => id) });
    expect([asked, failed]).toEqual([3, 3]);
    expect(failures.map(({ itemId }) => itemId)).toEqual(pages.map(({ id }) => id));
    expect(new Set(failures.map(({ reason }) => reason.replace(/on \d{4}-\d{2}-\d{2} \([^)]*\)/u, 'then')))).toEqual(new Set(['Work on this file stopped then: it may show a person under 18. It cannot be opened here until it is released with a reason.']));
  }, 60_000);
});
