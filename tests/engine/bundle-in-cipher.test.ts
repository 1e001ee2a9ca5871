/** A bundle in cipher: the pages of the bundle that names people, with nobody named on any of them, read by qpdf and poppler. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import type { BundleDefinition, BundleId } from '../../shared/domain/bundle.ts';
import type { ExhibitId } from '../../shared/domain/ids.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, caseForAll, codeOf, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
const namesHer = /imogen|vale(?!n)|900 ?417/iu;

let bench: Bench;
let bundleId: BundleId;
let named: CommandOutput<'bundles.build'>;
let statementId: ExhibitId;
let pictureId: ExhibitId;

async function statement(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of [['Statement of A. B. Carrow', 'Page one names nobody.'], ['On 28 September I saw Imogen Vale.', 'She gave me 07700 900417.'], ['That is all.']]) {
    const page = document.addPage([595, 842]);
    lines.forEach((line, index) => page.drawText(line, { x: 60, y: 720 - index * 60, size: 12, font }));
  }
  return document.save();
}

const picture = (): Promise<Buffer> => sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="500"><rect width="100%" height="100%" fill="#fff"/><text x="40" y="120" font-family="DejaVu Sans, Noto Sans" font-size="44">Profile seen today</text><text x="40" y="300" font-family="DejaVu Sans, Noto Sans" font-size="44">Imogen Vale</text></svg>')).png().toBuffer();

async function add(name: string, bytes: Uint8Array, reference: string): Promise<ExhibitId> {
  const { id } = await bench.engine.call('exhibits.add', { sourcePath: writeEvidence(bench.folder, name, bytes), details: { reference, producer: '', description: 'Shows Imogen Vale', deviceOwner: '', legalBasis: '' } });
  await bench.engine.call('imports.start', { exhibitId: id, answers: {} });
  return id;
}

beforeAll(async () => {
  typesetter = await startTypesetter();
  bench = await caseForAll(host);
  statementId = await add('statement of imogen vale.pdf', await statement(), 'PDF/1');
  pictureId = await add('profile.png', await picture(), 'PIC/1');
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', smallChat), 'ABC/1', londonAnswers);
  const { id: personId } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
  await bench.engine.call('people.holdIdentifier', { personId, kind: 'phone', value: '07700 900417', basis: 'Statement' });
  await bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992' });
  const of = (id: string, title: string, source: BundleDefinition['sections'][number]['documents'][number]['source']) => ({ id, title, dated: null, turn: 0 as const, source });
  const definition: BundleDefinition = {
    title: 'Hearing about Imogen Vale', letter: 'A', hearingOn: '2022-06-30', profile: 'judiciary-2021', overrides: [],
    sections: [
      { title: 'Statements about Ms Vale', documents: [of('statement', 'Statement on Imogen', { type: 'exhibit', exhibitId: statementId }), of('profile', 'Profile', { type: 'exhibit', exhibitId: pictureId })] },
      { title: 'Schedules', documents: [of('chronology', 'Chronology', { type: 'document', ask: { kind: 'chronology', zone: 'Europe/London', filter: everything, bundlePages: true, nameEmoji: false, order: 'earliest', leaveOut: [] } }), of('timeline', 'Timeline', { type: 'timeline', filter: everything, zone: 'Europe/London' })] },
    ],
  };
  ({ bundleId } = await bench.engine.call('bundles.save', { definition }));
  named = await bench.engine.call('bundles.build', { bundleId, destination: join(bench.folder, 'named.pdf') });
}, 300_000);
afterAll(() => typesetter.stop());

/** Takes over what is suggested. */
async function redact(exhibitId: ExhibitId): Promise<void> {
  const file = { type: 'exhibit' as const, exhibitId };
  const { suggestions } = await bench.engine.call('redactions.suggest', { file });
  expect(suggestions.length).toBeGreaterThan(0);
  for (const { page, region } of suggestions) await bench.engine.call('redactions.add', { file, page, region, reason: 'Section 1 of the 1992 Act' });
}

const inCipher = (name: string) => bench.engine.call('bundles.buildInCipher', { bundleId, destination: join(bench.folder, name) });
const textOf = (path: string, page?: number): string => tool('pdftotext', '-layout', ...(page === undefined ? [] : ['-f', String(page), '-l', String(page)]), path, '-');

describe('a bundle in cipher, of “the woman, who can’t be named”', () => {
  it('is refused, with the pages that still name her, until they are redacted; nothing is left of it', async () => {
    const before = readdirSync(bench.folder);
    const statementPage = (named.documents[0]?.firstPage ?? 0) + 1;
    const call = inCipher('public.pdf');
    await expect(call).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringContaining(`the text of page ${statementPage} (Ms A: `) });
    await expect(call).rejects.toMatchObject({ message: expect.stringContaining(`the picture of page ${named.documents[1]?.firstPage} (Ms A`) });
    expect(readdirSync(bench.folder)).toEqual(before);
  }, 120_000);

  it('has the same pages, the same numbers and the same order as the one that names people, and names nobody', async () => {
    for (const exhibitId of [statementId, pictureId]) await redact(exhibitId);
    const done = await inCipher('public.pdf');
    const path = join(bench.folder, 'public.pdf');
    expect(done.documents.map(({ id, firstPage, lastPage }) => [id, firstPage, lastPage])).toEqual(named.documents.map(({ id, firstPage, lastPage }) => [id, firstPage, lastPage]));
    expect(tool('pdfinfo', path)).toMatch(new RegExp(`Pages:\\s+${named.pages}\\b`, 'u'));
    expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
    for (let page = 1; page <= named.pages; page += 1) expect(textOf(path, page).trimEnd().split(/\s+/u).at(-1), `page ${page}`).toBe(String(page));
    const everywhere = `${textOf(path)}${tool('pdfinfo', '-meta', path)}${tool('pdfinfo', path)}${tool('qpdf', '--json', path)}`;
    expect(everywhere).not.toMatch(namesHer);
    expect(textOf(path, 1)).toContain('Hearing about [Ms A]');
    expect(textOf(path, 1)).toContain('IN CIPHER: [ ] STANDS FOR A NAME');
    expect(textOf(join(bench.folder, 'named.pdf'), 1)).not.toContain('IN CIPHER');
    expect(everywhere).toContain('Statement on [Ms A]');
  }, 180_000);

  it('keeps what is not redacted: the words of pages that name nobody, and the rest of the page that does, as points with the words a machine reads in them', async () => {
    const path = join(bench.folder, 'public.pdf');
    const first = named.documents[0]?.firstPage ?? 0;
    expect(textOf(path, first)).toContain('Page one names nobody.');
    expect(textOf(path, first + 1)).toContain('September');
    // Where they are seen, so that what is found is marked in the right place: as in the version that names people.
    const placeIn = (file: string): number[] => (/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>September</u.exec(tool('pdftotext', '-bbox', '-f', String(first + 1), '-l', String(first + 1), file, '-')) ?? []).slice(1).map(Number);
    const wanted = placeIn(join(bench.folder, 'named.pdf'));
    expect([wanted.length, placeIn(path).length]).toEqual([2, 2]);
    for (const [index, at] of placeIn(path).entries()) expect(Math.abs(at - (wanted[index] ?? 0))).toBeLessThan(6);
    const [drawn] = execFileSync('pdftoppm', ['-r', '100', '-gray', '-png', '-f', String(first + 1), '-l', String(first + 1), path, join(bench.folder, 'drawn')], { encoding: 'utf8' }) === '' ? readdirSync(bench.folder).filter((name) => name.startsWith('drawn') && name.endsWith('.png')) : [];
    const { data, info } = await sharp(readFileSync(join(bench.folder, drawn ?? ''))).raw().toBuffer({ resolveWithObject: true });
    // 595 × 842 points stand on A4 in less room, over the strip for the number. A row of dark points is the box; there is other ink too.
    const dark = Array.from({ length: info.height }, (_, y) => data.subarray(y * info.width * info.channels, (y + 1) * info.width * info.channels).filter((value) => value < 60).length);
    expect(Math.max(...dark)).toBeGreaterThan(60);
    expect(dark.filter((count) => count > 0).length).toBeGreaterThan(20);
    const images = tool('pdfimages', '-list', '-f', String(first + 1), '-l', String(first + 1), path).trim().split('\n').slice(2);
    expect(images.map((line) => Number(line.trim().split(/\s+/u)[12])).every((dpi) => dpi <= 300)).toBe(true);
  }, 60_000);

  it('has a report beside it that names nobody, says that it was searched, and is of the very file', async () => {
    const report = readFileSync(join(bench.folder, 'public.preflight.json'), 'utf8');
    expect(`${report}${textOf(join(bench.folder, 'public.preflight.pdf'))}`).not.toMatch(namesHer);
    const sha256 = tool('sha256sum', join(bench.folder, 'public.pdf')).slice(0, 64);
    expect(JSON.parse(report)).toMatchObject({ file: { name: 'public.pdf', sha256, suggestedName: expect.stringContaining(' in cipher') }, selfTest: expect.stringContaining('none of the protected strings was found') });
    const [entry] = (await bench.engine.call('continuity.page', { limit: 1 })).entries;
    expect(entry).toMatchObject({ action: 'bundle.exported-in-cipher', details: { sha256, pages: named.pages } });
  });

  it('keeps its page numbers after late documents were added, with the page that lists them', async () => {
    await bench.engine.call('bundles.serve', { bundleId, versionId: named.versionId, recipients: ['The panel'], servedOn: '2022-05-01', acknowledged: named.checks.filter(({ outcome }) => outcome === 'warn').map(({ rule }) => rule) });
    const late = await add('late.pdf', await statement(), 'PDF/2');
    await redact(late);
    const [bundle] = await bench.engine.call('bundles.list', {});
    if (bundle === undefined) throw new Error('the bundle is missing');
    const definition = { ...bundle.definition, sections: [...bundle.definition.sections, { title: 'Late', documents: [{ id: 'late', title: 'Late statement on Imogen', dated: null, turn: 0 as const, source: { type: 'exhibit' as const, exhibitId: late } }] }] };
    await bench.engine.call('bundles.save', { bundleId, definition });
    const second = await bench.engine.call('bundles.build', { bundleId, destination: join(bench.folder, 'second.pdf') });
    const done = await bench.engine.call('bundles.buildInCipher', { bundleId, versionId: second.versionId, destination: join(bench.folder, 'second-public.pdf') });
    expect(done.pages).toBe(second.pages);
    expect(done.documents.map(({ firstPage }) => firstPage)).toEqual(second.documents.map(({ firstPage }) => firstPage));
    const text = textOf(join(bench.folder, 'second-public.pdf'));
    expect(text).not.toMatch(namesHer);
    expect(text).toContain('Late statement on [Ms A]');
    expect(text).toContain('Added on');
    // What was made in cipher before stays as it was, page for page.
    for (let page = 1; page <= named.pages; page += 1) expect(textOf(join(bench.folder, 'second-public.pdf'), page), `page ${page}`).toBe(textOf(join(bench.folder, 'public.pdf'), page));
    const { checks, ok } = await bench.engine.call('cases.verify', {});
    expect(ok).toBe(true);
    expect(checks.filter(({ name }) => name.startsWith('Bundle in cipher'))).toHaveLength(2);
    // What was redacted since would still be seen on pages that stay as they are.
    await bench.engine.call('redactions.add', { file: { type: 'exhibit', exhibitId: pictureId }, page: 1, region: { x: 0.8, y: 0.8, width: 0.1, height: 0.1 }, reason: 'A face' });
    await expect(bench.engine.call('bundles.buildInCipher', { bundleId, versionId: second.versionId, destination: join(bench.folder, 'third-public.pdf') })).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringContaining('redactions have changed') });
  }, 180_000);

  it('is not made of a bundle that was never built, or whose schedules list other rows now', async () => {
    const { bundleId: other } = await bench.engine.call('bundles.save', { definition: { title: 'Other', letter: 'B', sections: [] } });
    expect(await codeOf(bench.engine.call('bundles.buildInCipher', { bundleId: other, destination: join(bench.folder, 'other.pdf') }))).toBe('not_found');
    await addAndImport(bench, writeEvidence(bench.folder, 'more.txt', smallChat.replaceAll('2021', '2022')), 'ABC/2', londonAnswers);
    await expect(bench.engine.call('bundles.buildInCipher', { bundleId, destination: join(bench.folder, 'changed.pdf'), fresh: true })).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringContaining('lists other rows now than in version') });
    expect(existsSync(join(bench.folder, 'changed.pdf'))).toBe(false);
  }, 60_000);
});
