/** The report that stands beside a bundle, held against what poppler finds in the same file. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { degrees, PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawnPictures } from '../../electron/engine/bundle/checks/content-walk.ts';
import { rulesOf } from '../../electron/engine/bundle/rules-followed.ts';
import { pageRules } from '../../electron/engine/bundle/checks/page-rules.ts';
import { isNamed } from '../../electron/engine/bundle/checks/file-name.ts';
import { suggestedName, usualFileName } from '../../shared/domain/bundle-file-name.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { preflightSchema, type Preflight } from '../../shared/contract/preflight.ts';
import { formatInstant } from '../../shared/domain/display-time.ts';
import { bundleDefinitionSchema } from '../../shared/domain/bundle.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { wav } from '../fixtures/recordings.ts';
import { bundleBench, ofExhibit, pagesOf, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { codeOf } from './harness.ts';

/** Noise does not compress, so that what repeats weighs something. */
async function noise(seed: number): Promise<Uint8Array> {
  let state = seed;
  const dots = Buffer.from(Array.from({ length: 600 * 600 * 3 }, () => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state % 256; }));
  return sharp(dots, { raw: { width: 600, height: 600, channels: 3 } }).jpeg({ quality: 95 }).toBuffer();
}

/** One page: a picture drawn an inch wide, and a string that looks like drawing. */
async function finePicture(picture: Uint8Array, word: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  page.drawText(`${word} /X1 Do Q (not drawing)`, { x: 60, y: 800, size: 12, font });
  page.drawImage(await document.embedJpg(picture), { x: 60, y: 400, width: 72, height: 72 });
  return document.save();
}
async function lyingText(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const pages = [0, 90, 180].map((turned) => ({ page: document.addPage([595, 842]), turned }));
  for (const { page, turned } of pages) page.drawText('This text is as long as a line of a statement', { x: 300, y: 400, size: 12, font, rotate: degrees(turned) });
  return document.save();
}

let on: BundleBench;
let built: CommandOutput<'bundles.build'>;
let report: Preflight;

beforeAll(async () => {
  on = await bundleBench();
  const [one, two] = [await noise(7), await noise(412)];
  const fine = await on.addUnread('fine.pdf', await finePicture(one, 'first'), 'PDF/1');
  const again = await on.addUnread('again.pdf', await finePicture(one, 'second'), 'PDF/2');
  const other = await on.addUnread('other.pdf', await finePicture(two, 'third'), 'PDF/3');
  const lying = await on.addUnread('lying.pdf', await lyingText(), 'PDF/4');
  const shot = await on.addUnread('shot.png', await sharp({ create: { width: 400, height: 600, channels: 3, background: '#3060a0' } }).png().toBuffer(), 'PIC/1');
  const sound = await on.addUnread('call.wav', wav(3), 'SND/1');
  const sections = [
    { title: 'Statements', documents: [ofExhibit('statement', 'Statement', on.statement, { dated: '2021-10-04' }), ofExhibit('twice', 'Statement again', on.statement, { dated: '2021-09-01' })] },
    { title: 'Exhibits', documents: [ofExhibit('fine', 'Fine', fine), ofExhibit('again', 'Again', again), ofExhibit('other', 'Other', other), ofExhibit('lying', 'Lying text', lying), ofExhibit('shot', 'Screenshot', shot), ofExhibit('sound', 'Call', sound), ofExhibit('log', 'The audit', on.log)] },
  ];
  const { bundleId } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Hearing bundle', letter: 'B', hearingOn: '2022-06-30', profile: 'utiac', sections }) });
  built = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('operation_larkspur_bundle-b_2022-06-30.pdf') });
  report = built.preflight.report;
}, 600_000);

const rule = (name: string) => report.rules.find((each) => each.rule === name);
const pageOf = (id: string): number => built.documents.find((each) => each.id === id)?.firstPage ?? 0;

describe('the preflight report', () => {
  it('lies beside the bundle as JSON and as pages, says the same as was answered, and the hash of a file that does not say its own', () => {
    expect(preflightSchema.parse(JSON.parse(readFileSync(built.preflight.jsonPath, 'utf8')))).toEqual(report);
    expect(report.file).toEqual({ name: 'operation_larkspur_bundle-b_2022-06-30.pdf', sizeBytes: readFileSync(built.path).length, sha256: tool('sha256sum', built.path).slice(0, 64), suggestedName: 'Operation Larkspur Bundle B 2022-06-30.pdf' });
    const text = textOf(built.preflight.pdfPath, 1, pagesOf(built.preflight.pdfPath));
    for (const words of [report.file.sha256, 'Preflight report', 'Prepared to follow the UTIAC practice direction', 'No rule was set aside', 'B10 WARNING', 'B14 not applicable', 'The audit This exhibit is data', `${built.pages} pages`, `for R. Reviewer, ${formatInstant(Date.parse(report.madeAt), 'UTC')}.`]) expect(text, words).toContain(words);
    expect(text).not.toMatch(/complian/iu);
    expect(readFileSync(built.path).includes(report.file.sha256)).toBe(false);
  });

  it('has an outcome for every rule, and never one that blocks serving', () => {
    expect(report.rules.map(({ rule: name }) => name)).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9', 'B10', 'B11', 'B12', 'B13', 'B14', 'B15', 'B16', 'B17', 'B18', 'B19', 'B20', 'B21', 'C1', 'C2', 'C3', 'C4', 'C5']);
    expect(report.rules.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(report.rules.filter(({ outcome }) => outcome === 'warn').map(({ rule: name }) => name)).toEqual(['B7', 'B8', 'B10', 'B11', 'B16', 'B17']);
  });

  it('B8: names the pages whose text lies sideways or upside down', () => {
    expect(rule('B8')?.pages).toEqual([pageOf('lying') + 1, pageOf('lying') + 2]);
  });

  it('B10, B11: finds the pictures poppler finds, as fine as poppler measures them, and those that are in the file twice', () => {
    const images = tool('pdfimages', '-list', built.path).trim().split('\n').slice(2).map((line) => line.trim().split(/\s+/)).filter((image) => image[2] === 'image');
    const measured = images.map((image) => ({ page: Number(image[0]), dpi: Math.max(Number(image[12]), Number(image[13])) })).filter(({ dpi }) => dpi > 301);
    expect(measured).toHaveLength(3);
    expect(report.fineImages.map(({ page }) => page)).toEqual(measured.map(({ page }) => page));
    report.fineImages.forEach(({ dpi }, index) => expect(Math.abs(dpi - (measured[index]?.dpi ?? 0))).toBeLessThanOrEqual(2));
    expect(report.repeatedImages).toMatchObject([{ pages: [pageOf('fine'), pageOf('again')], copies: 2 }]);
    expect(new Set(report.largestPages.slice(0, 3).map(({ page }) => page))).toEqual(new Set(['fine', 'again', 'other'].map(pageOf)));
  });

  it('B16, B17: names what stands in it twice, and what is out of order', () => {
    expect(rule('B16')).toMatchObject({ pages: [pageOf('twice')], found: expect.stringContaining('Statement again') });
    expect(rule('B17')).toMatchObject({ pages: [pageOf('twice')] });
  });

  it('B7, B21: says why a page has no text, and what is to be supplied beside the bundle', () => {
    expect(report.withoutText).toEqual([{ page: pageOf('shot'), why: 'A picture: only the line over it is text. Nobody has had its words read by machine, or it has none.' }]);
    expect(report.leftOut).toEqual([{ title: 'The audit', page: pageOf('log'), why: expect.stringContaining('This exhibit is data') }]);
    const text = textOf(built.path, pageOf('sound'));
    const [beside] = report.besideTheBundle;
    expect(beside).toMatchObject({ title: 'Call', page: pageOf('sound') });
    for (const words of ['Exhibit SND/1: call.wav', `SHA-256 ${beside?.sha256}`, 'Length 3 s']) expect(text).toContain(words);
  });

  it('is never without its bundle, nor the bundle without it', async () => {
    const destination = on.pathTo('half.pdf');
    mkdirSync(on.pathTo('half.preflight.pdf'));
    const [bundle] = await on.bench.engine.call('bundles.list', {});
    if (bundle === undefined) throw new Error('the bundle is missing');
    expect(await codeOf(on.bench.engine.call('bundles.build', { bundleId: bundle.id, destination }))).toBe('already_exists');
    await expect(on.bench.engine.call('bundles.build', { bundleId: bundle.id, destination, overwrite: true })).rejects.toThrow();
    expect([destination, on.pathTo('half.preflight.json')].map((path) => existsSync(path))).toEqual([false, false]);
    expect(await on.bench.engine.call('bundles.versions', { bundleId: bundle.id })).toHaveLength(1);
  });
});

describe('a check', () => {
  const page = { numbered: true, clear: true, bare: false, reads: 'upright' as const, textHash: 'a', text: '', smallestPt: 12 };
  const picture = { hash: 'p', dpi: 0, bytes: 1, unread: false };
  const found = { encrypted: false, opensRight: true, labels: [], paper: [], pages: [page, page], pictures: { pages: [picture, picture], repeated: [] }, bookmarks: [], links: [] };
  const bundle = { scratchPath: '', bytes: new Uint8Array(1), sizeBytes: 1, rules: rulesOf(bundleDefinitionSchema.parse({ title: 'Hearing bundle', sections: [] }), null), labels: [], fileName: 'a.pdf', suggestedName: 'a.pdf', others: [], linked: null, chronologies: [], pages: 2, frontPages: 1, indexPages: [1], additions: [], supplement: 0, documents: [] };

  it('B14: fails when a served page has another text or other pictures, and names it', () => {
    const hashes = [{ text: 'a', pictures: 'p' }, { text: 'b', pictures: 'p' }];
    const outcome = (served: typeof hashes) => pageRules({ ...bundle, served }, found, hashes).find((each) => each.rule === 'B14');
    expect(outcome(hashes)).toMatchObject({ outcome: 'pass' });
    expect(outcome([{ text: 'a', pictures: 'p' }, { text: 'other', pictures: 'p' }])).toMatchObject({ outcome: 'fail', pages: [2] });
    expect(outcome([{ text: 'a', pictures: 'q' }])).toMatchObject({ outcome: 'fail', pages: [1] });
  });

  it('B2, B9: fails for a page without its number, and for a file that opens elsewhere', () => {
    const broken = { ...found, opensRight: false, pages: [page, { ...page, numbered: false }] };
    const outcomes = pageRules({ ...bundle, served: [] }, broken, []);
    expect(outcomes.find((each) => each.rule === 'B2')).toMatchObject({ outcome: 'fail', pages: [2] });
    expect(outcomes.find((each) => each.rule === 'B9')).toMatchObject({ outcome: 'fail' });
  });

  it('says of a page it cannot follow that it could not, instead of passing it', () => {
    const outcomes = pageRules({ ...bundle, served: [] }, { ...found, pictures: { pages: [picture, { ...picture, unread: true }], repeated: [] } }, []);
    expect(outcomes.find((each) => each.rule === 'B10')).toMatchObject({ outcome: 'warn', pages: [2], found: expect.stringContaining('could not be followed on pages 2') });
  });

  it('B13: takes a name for right however its words are parted, and no other', () => {
    const definition = bundleDefinitionSchema.parse({ title: 'Hearing bundle', letter: 'B', hearingOn: '2022-06-30', sections: [] });
    const suggested = suggestedName(definition, { ...defaultCaseDetails, title: 'Operation “Larkspur”: PC 1/2', reference: 'x' }, 2, usualFileName);
    expect(suggested).toBe('Operation Larkspur PC 1 2 Bundle B Supplement 2 2022-06-30.pdf');
    expect(isNamed('operation_larkspur_pc-1-2_bundle_b_supplement_2_2022-06-30.PDF', suggested)).toBe(true);
    expect(isNamed('final final.pdf', suggested)).toBe(false);
  });

  it('does not run away on drawing that is nonsense', async () => {
    const document = await PDFDocument.create();
    for (const content of ['q q q Q Q Q Q Q 1 0 0 cm /X Do', '(unclosed \\( string', '<4142', 'BI /W 1 /H 1 ID \u0000\u0001\u0002', '/'.repeat(5_000), '[ << >> ] ) } {', '1 2 3 4 5 6 7 8 cm '.repeat(2_000)]) {
      const drawn = document.addPage();
      drawn.node.set(PDFName.of('Contents'), document.context.register(document.context.stream(content)));
      expect(drawnPictures(drawn), content.slice(0, 20)).toEqual([]);
    }
  });
});
