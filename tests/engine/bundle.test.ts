/** The hearing bundle, held against the bundle rules by qpdf and poppler: nothing here shares code with the builder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import type { BundleDefinition } from '../../shared/domain/bundle.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { cutShort, mixedSizes, protectedBy, withFormAndLink } from '../fixtures/odd-pdfs.ts';
import { addAndImport, caseForAll, codeOf, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
/** What a tool prints that is no text. */
const bytesOf = (name: string, ...args: readonly string[]): Buffer => execFileSync(name, args, { maxBuffer: 2 ** 28 });

interface Json { readonly outlines: readonly Outline[]; readonly encrypt: { readonly encrypted: boolean }; readonly pages: readonly { readonly pageposfrom1: number }[]; readonly qpdf: readonly unknown[] }
interface Outline { readonly title: string; readonly destpageposfrom1: number; readonly kids: readonly Outline[] }
const flat = (outlines: readonly Outline[]): Outline[] => outlines.flatMap((outline) => [outline, ...flat(outline.kids)]);

let bench: Bench;
let built: CommandOutput<'bundles.build'>;
let path: string;

async function add(name: string, bytes: Uint8Array | string, reference: string): Promise<number> {
  const file = join(bench.folder, name);
  writeFileSync(file, bytes);
  return (await bench.engine.call('exhibits.add', { sourcePath: file, details: { reference, producer: 'A. B. Carrow', description: name, deviceOwner: '', legalBasis: '' } })).id;
}

beforeAll(async () => {
  typesetter = await startTypesetter();
  bench = await caseForAll(host);
  const ids = {
    mixed: await add('mixed.pdf', await mixedSizes(), 'PDF/1'), form: await add('form.pdf', await withFormAndLink(), 'PDF/2'),
    locked: await add('locked.pdf', await protectedBy('wren'), 'PDF/3'), cut: await add('cut.pdf', await cutShort(), 'PDF/4'),
    shot: await add('shot.png', await sharp({ create: { width: 1_080, height: 2_340, channels: 3, background: '#3060a0' } }).png().toBuffer(), 'PIC/1'),
    photo: await add('photo.jpg', await sharp({ create: { width: 5_000, height: 3_000, channels: 3, background: '#a06030' } }).withExif({ IFD0: { Artist: 'R. Maker' } }).jpeg().toBuffer(), 'PIC/2'),
    upright: await add('upright.jpg', await sharp({ create: { width: 1_200, height: 600, channels: 3, background: '#60a030' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer(), 'PIC/3'),
    sound: await add('call.mp3', Buffer.from('ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000'), 'SND/1'),
  };
  const note = await addAndImport(bench, writeEvidence(bench.folder, 'Policy.txt', 'Policy 118: systems are used for policing purposes only. 🔥'), 'DOC/1', {});
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', smallChat), 'ABC/1', londonAnswers);
  const exhibit = (id: string, title: string, exhibitId: number, dated: string | null = null, turn: 0 | 90 = 0) => ({ id, title, dated, turn, source: { type: 'exhibit' as const, exhibitId: exhibitId as never } });
  const definition: BundleDefinition = {
    title: 'Hearing bundle', letter: 'A', hearingOn: '2022-06-30', profile: 'judiciary-2021', overrides: [],
    sections: [
      { title: 'Statements', documents: [exhibit('mixed', 'Pages of all sizes', ids.mixed, '2021-09-13'), exhibit('form', 'A form, filled in 🔥', ids.form, '2021-10-01'), exhibit('locked', 'A protected statement', ids.locked), exhibit('cut', 'A damaged statement', ids.cut)] },
      { title: 'Exhibits', documents: [exhibit('shot', 'Screenshot', ids.shot), exhibit('photo', 'Photograph', ids.photo, null, 90), exhibit('upright', 'Photograph taken upright', ids.upright), exhibit('sound', 'Recording', ids.sound), exhibit('policy', 'Policy 118', note.exhibitId)] },
      { title: 'Schedules', documents: [{ id: 'timeline', title: 'Timeline', dated: null, turn: 0, source: { type: 'timeline', filter: everything, zone: 'Europe/London' } }] },
    ],
  };
  const { bundleId } = await bench.engine.call('bundles.save', { definition });
  path = join(mkdtempSync(join(tmpdir(), 'plumbline-bundle-')), 'bundle.pdf');
  built = await bench.engine.call('bundles.build', { bundleId, destination: path, passwords: { locked: 'wren' } });
}, 600_000);
afterAll(() => typesetter.stop());

const json = (): Json => JSON.parse(tool('qpdf', '--json=2', '--json-key=outlines', '--json-key=encrypt', '--json-key=pages', path)) as Json;
/** Words of a page with their boxes, in points from the top left as the page is seen. */
function words(page: number): { text: string; xMin: number; yMin: number; xMax: number; yMax: number }[] {
  return [...tool('pdftotext', '-bbox', '-f', String(page), '-l', String(page), path, '-').matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)]
    .map(([, xMin, yMin, xMax, yMax, text = '']) => ({ text, xMin: Number(xMin), yMin: Number(yMin), xMax: Number(xMax), yMax: Number(yMax) }));
}
const sizes = (): { width: number; height: number; turned: number }[] => {
  const lines = tool('pdfinfo', '-f', '1', '-l', String(built.pages), path).split('\n');
  const ofPage = (what: string): string[] => lines.filter((line) => new RegExp(`^Page +\\d+ ${what}`).test(line));
  const turns = ofPage('rot').map((line) => Number(line.split(':')[1]));
  return ofPage('size').map((line, index) => {
    const [, width = '', height = ''] = /:\s+([\d.]+) x ([\d.]+)/.exec(line) ?? [];
    const turned = turns[index] ?? 0;
    return turned % 180 === 0 ? { width: Number(width), height: Number(height), turned } : { width: Number(height), height: Number(width), turned };
  });
};
const foot = 14 * 72 / 25.4;

describe('the hearing bundle', () => {
  it('B1: is one sound PDF that anybody can open', () => {
    expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    expect(json().encrypt.encrypted).toBe(false);
    expect(json().pages).toHaveLength(built.pages);
  });

  it('B2, B4: every page has its own number at the bottom right, and nothing else stands in the strip', () => {
    sizes().forEach(({ width, height }, index) => {
      const strip = words(index + 1).filter(({ yMax }) => yMax > height - foot + 1);
      expect(strip.map(({ text }) => text), `page ${index + 1}`).toEqual([String(index + 1)]);
      expect(strip[0]?.xMax).toBeGreaterThan(width - 45);
      expect(strip[0]?.xMax).toBeLessThan(width - 20);
    });
  });

  it('B5, B6: index and bookmarks lead to every document, by the numbers they print', () => {
    const outlines = flat(json().outlines);
    for (const { title, firstPage } of built.documents) expect(outlines.find((outline) => outline.title === `${title}, page ${firstPage}`)?.destpageposfrom1, title).toBe(firstPage);
    expect(outlines.slice(0, 2).map(({ title }) => title)).toEqual(['Index, page 2', `Statements, page ${built.documents[0]?.firstPage}`]);
    const index = tool('pdftotext', '-layout', '-f', '2', '-l', String(built.frontPages), path, '-');
    for (const { title, firstPage, lastPage } of built.documents) {
      const row = index.split('\n').find((line) => line.includes(title.replace(' 🔥', ''))) ?? '';
      expect(row.trim().split(/\s+/).at(-1), title).toBe(firstPage === lastPage ? String(firstPage) : `${firstPage}–${lastPage}`);
    }
    const qdf = tool('qpdf', '--qdf', '--object-streams=disable', '--pages', path, '1-2', '--', path, '-');
    expect(qdf.match(/\/Subtype \/Link/g)?.length ?? 0).toBeGreaterThanOrEqual(built.documents.length * 2);
    expect(qdf).not.toContain('plumbline:');
  });

  it('B8: pages lie as they are seen, none upside down, all of them A4', () => {
    const { firstPage = 0 } = built.documents[0] ?? {};
    const seen = sizes();
    for (const { width, height } of seen) expect([Math.min(width, height), Math.max(width, height)].map(Math.round)).toEqual([595, 842]);
    const ofPicture = (id: string): string => { const { width = 0, height = 0 } = seen[(built.documents.find((document) => document.id === id)?.firstPage ?? 0) - 1] ?? {}; return width > height ? 'lying' : 'standing'; };
    expect(['shot', 'photo', 'upright'].map(ofPicture)).toEqual(['standing', 'standing', 'standing']);
    const pages = seen.slice(firstPage - 1, firstPage + 6);
    expect(pages.map(({ turned }) => turned)).toEqual([0, 0, 90, 180, 270, 0, 0]);
    expect(pages.map(({ width, height }) => (width > height ? 'lying' : 'standing'))).toEqual(['standing', 'lying', 'lying', 'standing', 'lying', 'standing', 'standing']);
  });

  it('B9: opens on the first page at 100 %, and every jump keeps the zoom', () => {
    const qdf = bytesOf('qpdf', '--qdf', '--object-streams=disable', path, '-').toString('latin1');
    expect(qdf).toMatch(/\/OpenAction \[\s+\d+ 0 R\s+\/XYZ\s+null\s+null\s+1\s+\]/);
    const jumps = [...qdf.matchAll(/\/Dest \[\s+\d+ 0 R\s+\/(\w+)\s+[\d.-]+\s+[\d.-]+\s+(\w+)\s+\]/g)];
    expect(jumps.length).toBeGreaterThanOrEqual(built.documents.length * 2);
    expect(new Set(jumps.map(([, kind, zoom]) => `${kind} ${zoom}`))).toEqual(new Set(['XYZ null']));
  });

  it('B10: no picture is finer than 300 dots an inch, and what was made coarser is said', () => {
    const images = tool('pdfimages', '-list', path).trim().split('\n').slice(2).map((line) => line.trim().split(/\s+/));
    expect(images).toHaveLength(3);
    for (const image of images) for (const dpi of [Number(image[12]), Number(image[13])]) expect(dpi).toBeLessThanOrEqual(301);
    expect(built.documents.find(({ id }) => id === 'photo')?.notes.join(' ')).toContain('was made 300');
  });

  it('keeps what can be seen of a form and takes off what acts, links or names its maker', () => {
    const form = built.documents.find(({ id }) => id === 'form');
    expect(tool('pdftotext', '-f', String(form?.firstPage), '-l', String(form?.lastPage), path, '-')).toContain('form 1');
    const png = bytesOf('pdftoppm', '-r', '40', '-png', '-f', String(form?.firstPage), '-l', String(form?.firstPage), path);
    expect(png.length).toBeGreaterThan(500);
    const whole = bytesOf('qpdf', '--qdf', '--object-streams=disable', path, '-').toString('latin1');
    for (const gone of ['/AcroForm', '/JavaScript', '/Widget', 'R. Maker', 'Secret subject']) expect(whole, gone).not.toContain(gone);
    expect(whole).toContain('/Stamp');
  });

  it('gives what has no pages a page that says so, and text that was converted its honest name', () => {
    const textOf = (id: string): string => {
      const { firstPage = 1, lastPage = 1 } = built.documents.find((document) => document.id === id) ?? {};
      return tool('pdftotext', '-f', String(firstPage), '-l', String(lastPage), path, '-').replace(/\s+/g, ' ');
    };
    expect(textOf('locked')).toContain('protected 1');
    expect(textOf('cut')).toContain('Its pages are not here: the file is damaged');
    expect(textOf('sound')).toContain('This is a sound. It is supplied beside the bundle.');
    expect(textOf('policy')).toContain('Text as read from DOC/1');
    expect(textOf('policy')).toContain('Policy 118: systems are used for policing purposes only.');
    expect(textOf('timeline')).toContain('outside this selection 0');
  });

  it('B7: says which pages have no text, and passes every rule it can test itself', () => {
    expect(built.checks.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual(['B1 pass', 'B2 pass', 'B3 pass', 'B4 pass', 'B5 pass', 'B6 pass', 'B7 warn', 'B8 warn', 'B9 pass', 'B10 pass', 'B11 pass', 'B12 not-applicable', 'B13 warn', 'B14 not-applicable', 'B15 pass', 'B16 pass', 'B17 pass', 'B18 not-applicable', 'B19 not-applicable', 'B20 not-applicable', 'B21 pass', 'C1 not-applicable', 'C2 not-applicable', 'C3 not-applicable', 'C4 not-applicable', 'C5 not-applicable']);
    const pictures = built.documents.filter(({ id }) => ['shot', 'photo', 'upright'].includes(id)).map(({ firstPage }) => firstPage);
    expect(built.checks.find(({ rule }) => rule === 'B7')).toMatchObject({ found: expect.stringContaining(`on pages ${pictures.join(', ')}`), pages: pictures });
  });

  it('is recorded with its hash, and is not written over unasked', async () => {
    const { entries: [entry] } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'bundle.exported', details: { sha256: built.sha256, pages: built.pages } });
    expect(tool('sha256sum', path).slice(0, 64)).toBe(built.sha256);
    const [bundle] = await bench.engine.call('bundles.list', {});
    if (bundle === undefined) throw new Error('the bundle is missing');
    expect(await codeOf(bench.engine.call('bundles.build', { bundleId: bundle.id, destination: path }))).toBe('already_exists');
    const stopped = new AbortController();
    const elsewhere = `${path}.second.pdf`;
    const making = bench.engine.call('bundles.build', { bundleId: bundle.id, destination: elsewhere }, { signal: stopped.signal, report: () => stopped.abort() });
    expect(await codeOf(making)).toBe('cancelled');
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('never shows a picture that is stopped, though what was written down from it comes first', async () => {
    const exhibit = await bench.engine.call('exhibits.add', { sourcePath: writeEvidence(bench.folder, 'stop.jpg', await sharp({ create: { width: 300, height: 500, channels: 3, background: '#707070' } }).withExif({ IFD2: { DateTimeOriginal: '2021:10:02 09:00:00', OffsetTimeOriginal: '+00:00' } }).jpeg().toBuffer()), details: { reference: 'PIC/9', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: {} });
    const { items: [picture] } = await bench.engine.call('items.page', { filter: { ...everything, exhibitIds: [exhibit.id] } });
    if (picture === undefined) throw new Error('the picture is missing');
    await bench.engine.call('events.write', {
      exhibitId: exhibit.id, page: null, kind: 'note', date: '2021-09-28', clock: '15:31', written: '15:31', precision: 'minute', zone: 'Europe/London', zoneBasis: 'assumed', zoneBasisBy: '', from: 'Imogen Vale', to: [], thread: '', text: 'What it shows',
    });
    await bench.engine.call('files.stop', { itemId: picture.id, attachment: 0 });
    const document = { id: 'stopped', title: 'A picture', dated: null, turn: 0 as const, source: { type: 'exhibit' as const, exhibitId: exhibit.id } };
    const { bundleId } = await bench.engine.call('bundles.save', { definition: { title: 'Stopped', sections: [{ title: 'One', documents: [document] }] } });
    const destination = `${path}.stopped.pdf`;
    const done = await bench.engine.call('bundles.build', { bundleId, destination });
    expect(done.documents[0]).toMatchObject({ picture: false, notes: ['Withheld: nobody may open this file.'] });
    expect(tool('pdfimages', '-list', destination).trim().split('\n')).toHaveLength(2);
  });

  it('says that a document is protected when no password is given, and never stores one that is', async () => {
    const [bundle] = await bench.engine.call('bundles.list', {});
    if (bundle === undefined) throw new Error('the bundle is missing');
    const only = { ...bundle.definition, sections: [{ title: 'Statements', documents: bundle.definition.sections[0]?.documents.filter(({ id }) => id === 'locked') ?? [] }] };
    const { bundleId } = await bench.engine.call('bundles.save', { definition: only });
    const destination = `${path}.locked.pdf`;
    const done = await bench.engine.call('bundles.build', { bundleId, destination });
    expect(done.documents[0]?.notes).toEqual(['Its pages are not here: it is protected with a password.']);
    expect(readFileSync(join(bench.caseFolder, 'case.db')).includes('wren')).toBe(false);
  });

  it('is refused while it has no documents, kept by whole versions, and removed with a reason', async () => {
    const { bundleId } = await bench.engine.call('bundles.save', { definition: { title: 'Empty', sections: [] } });
    expect(await codeOf(bench.engine.call('bundles.build', { bundleId, destination: `${path}.empty.pdf` }))).toBe('invalid_input');
    const left = await bench.engine.call('bundles.remove', { bundleId, reason: 'Not needed' });
    expect(left.some(({ id }) => id === bundleId)).toBe(false);
    expect(await codeOf(bench.engine.call('bundles.remove', { bundleId, reason: 'Again' }))).toBe('not_found');
    expect(await bench.engine.call('cases.verify', {})).toMatchObject({ ok: true });
  });
});
