import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts, degrees } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExhibitId, ItemId } from '../../shared/domain/ids.ts';
import type { RedactedFile } from '../../shared/domain/redaction.ts';
import type { Region } from '../../shared/domain/region.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, caseForAll, codeOf, londonAnswers, writeEvidence, type Bench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await caseForAll();
  const { id } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
  await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'phone', value: '07700 900417', basis: 'Statement' });
  await bench.engine.call('ciphers.give', { personId: id, cipher: 'Ms A', ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992' });
}, 60_000);

let number = 0;
async function exhibit(name: string, bytes: Uint8Array): Promise<ExhibitId> {
  number += 1;
  const { id } = await bench.engine.call('exhibits.add', { sourcePath: writeEvidence(bench.folder, `${number}-${name}`, bytes), details: { reference: `RED/${number}`, producer: '', description: '', deviceOwner: '', legalBasis: '' } });
  await bench.engine.call('imports.start', { exhibitId: id, answers: {} });
  return id;
}

const size = { width: 595, height: 842 };
/** Lines of 12 points at 50 points from the left, each 100 points below the last. */
async function statement(lines: readonly string[], turn = 0): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([size.width, size.height]);
  page.setRotation(degrees(turn));
  const font = await document.embedFont(StandardFonts.Helvetica);
  lines.forEach((line, index) => page.drawText(line, { x: 50, y: 700 - index * 100, size: 12, font }));
  return document.save();
}

function idOf(items: readonly { readonly id: ItemId }[]): ItemId {
  const [first] = items;
  if (first === undefined) throw new Error('the exhibit has no item');
  return first.id;
}

const covers = (region: Region, x: number, y: number): boolean => x >= region.x && x <= region.x + region.width && y >= region.y && y <= region.y + region.height;
const suggestions = async (file: RedactedFile) => (await bench.engine.call('redactions.suggest', { file })).suggestions;

describe('suggested redactions', () => {
  it('lie over the name and the number on a page, and over nothing else of the line', async () => {
    const file: RedactedFile = { type: 'exhibit', exhibitId: await exhibit('statement.pdf', await statement(['I met Imogen Vale in June', 'She rang on 07700 900 417 that day', 'Nobody else was there'])) };
    const found = await suggestions(file);
    expect(found.map(({ page, cipher }) => [page, cipher])).toEqual([[1, 'Ms A'], [1, 'Ms A']]);
    const [name, phone] = found.map(({ region }) => region);
    if (name === undefined || phone === undefined) throw new Error('nothing was suggested');
    // “I met ” is about 30 points wide in Helvetica of 12, and “Imogen Vale” about 66.
    expect(covers(name, (50 + 60) / size.width, 1 - 704 / size.height)).toBe(true);
    expect(covers(name, 52 / size.width, 1 - 704 / size.height)).toBe(false);
    expect(covers(name, (50 + 135) / size.width, 1 - 704 / size.height)).toBe(false);
    expect(covers(phone, (50 + 120) / size.width, 1 - 604 / size.height)).toBe(true);
    expect(await bench.engine.call('redactions.list', { file })).toEqual([]);
  });

  it('lie over both parts of a name that a line ends in, and do not read the ends of lines that have nothing to do with each other as one', async () => {
    const found = await suggestions({ type: 'exhibit', exhibitId: await exhibit('ends.pdf', await statement(['I was told by Imogen', 'Vale that it rained', 'as she said. Imo', 'genuine it was'])) });
    expect(found.map(({ cipher }) => cipher)).toEqual(['Ms A', 'Ms A']);
    expect(covers(found[0]?.region as Region, (50 + 95) / size.width, 1 - 704 / size.height)).toBe(true);
    expect(covers(found[1]?.region as Region, (50 + 10) / size.width, 1 - 604 / size.height)).toBe(true);
    expect(covers(found[0]?.region as Region, (50 + 20) / size.width, 1 - 704 / size.height)).toBe(false);
  });

  it('lie where the name is seen on a page that is turned', async () => {
    const found = await suggestions({ type: 'exhibit', exhibitId: await exhibit('turned.pdf', await statement(['Imogen Vale'], 90)) });
    const [{ region }] = found as [(typeof found)[number]];
    // Turned clockwise, what stood at the upper left is seen at the upper right.
    expect(covers(region, 704 / size.height, 80 / size.width)).toBe(true);
    expect(region.height).toBeGreaterThan(region.width);
  });

  it('lie over a name that a machine reads in a picture', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="400"><rect width="100%" height="100%" fill="#fff"/><text x="40" y="100" font-family="DejaVu Sans, Noto Sans" font-size="40">Seen today:</text><text x="40" y="250" font-family="DejaVu Sans, Noto Sans" font-size="40">Imogen Vale</text></svg>';
    const found = await suggestions({ type: 'exhibit', exhibitId: await exhibit('picture.png', await sharp(Buffer.from(svg)).png().toBuffer()) });
    expect(found.length).toBeGreaterThan(0);
    expect(found.some(({ region }) => covers(region, 90 / 900, 236 / 400))).toBe(true);
    expect(found.some(({ region }) => covers(region, 90 / 900, 86 / 400))).toBe(false);
  }, 60_000);

  it('say which pages could not be read', async () => {
    const document = await PDFDocument.create();
    document.addPage([200, 200]);
    expect(await bench.engine.call('redactions.suggest', { file: { type: 'exhibit', exhibitId: await exhibit('white.pdf', await document.save()) } })).toEqual({ suggestions: [], unread: [1] });
  });
});

describe('a redaction', () => {
  const region = { x: 0.1, y: 0.1, width: 0.3, height: 0.05 };

  it('has a reason and an author, holds for the same bytes in another exhibit, and is withdrawn with a reason', async () => {
    const bytes = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#777' } }).png().toBuffer();
    const own: RedactedFile = { type: 'exhibit', exhibitId: await exhibit('a.png', bytes) };
    const { items } = await bench.engine.call('items.page', { filter: { ...everything, exhibitIds: [own.exhibitId] } });
    const made = await bench.engine.call('redactions.add', { file: own, page: 1, region, reason: 'Section 1 of the 1992 Act' });
    expect(made).toMatchObject([{ page: 1, region, reason: 'Section 1 of the 1992 Act', author: 'R. Reviewer' }]);
    const attachment: RedactedFile = { type: 'attachment', itemId: idOf(items), attachment: 0 };
    expect(await bench.engine.call('redactions.list', { file: attachment })).toEqual(made);
    const [first] = made;
    expect(await bench.engine.call('redactions.withdraw', { file: attachment, redactionId: first?.id ?? 0, reason: 'Wrong picture' })).toEqual([]);
    expect(await codeOf(bench.engine.call('redactions.withdraw', { file: own, redactionId: first?.id ?? 0, reason: 'Again' }))).toBe('not_found');
    const { entries } = await bench.engine.call('continuity.page', { limit: 2 });
    expect(entries.map(({ action }) => action)).toEqual(['redaction.withdrawn', 'redaction.made']);
  });

  it('holds for the same bytes also when nobody had worked out their hash while it was made', async () => {
    const bytes = await statement(['Imogen Vale']);
    const ids: ItemId[] = [];
    for (const name of ['Handset', 'Laptop']) {
      const folder = join(bench.folder, name);
      mkdirSync(join(folder, 'data'), { recursive: true });
      writeFileSync(join(folder, 'data', 'letter.pdf'), bytes);
      writeFileSync(join(folder, 'data', 'note.txt'), `A note of ${name}`);
      const { exhibitId } = await addAndImport(bench, folder, `FOL/${name}`, londonAnswers);
      const { items } = await bench.engine.call('items.page', { filter: { ...everything, exhibitIds: [exhibitId] } });
      ids.push(idOf(items.filter(({ attachments }) => attachments.some((attachment) => attachment.name.endsWith('.pdf')))));
    }
    const [handset, laptop] = ids.map((itemId): RedactedFile => ({ type: 'attachment', itemId, attachment: 0 }));
    if (handset === undefined || laptop === undefined) throw new Error('a letter is missing');
    const made = await bench.engine.call('redactions.add', { file: handset, page: 1, region, reason: 'Section 1 of the 1992 Act' });
    await bench.engine.call('exhibits.hashFiles', {});
    expect(await bench.engine.call('redactions.list', { file: laptop })).toEqual(made);
  });

  it('is refused of a page the file does not have, and says how many there are', async () => {
    const document = await PDFDocument.create();
    for (let page = 0; page < 3; page += 1) document.addPage([200, 200]);
    const file: RedactedFile = { type: 'exhibit', exhibitId: await exhibit('three.pdf', await document.save()) };
    await expect(bench.engine.call('redactions.add', { file, page: 7, region, reason: 'r' })).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringMatching(/no page 7.*3 pages/) });
    expect(await bench.engine.call('redactions.list', { file })).toEqual([]);
    expect(await bench.engine.call('redactions.add', { file, page: 3, region, reason: 'r' })).toMatchObject([{ page: 3 }]);
    expect(await bench.engine.call('redactions.open', { file })).toMatchObject({ mediaType: 'application/pdf', pages: 3, redactions: [{ page: 3 }] });
  });

  it('is made of a protected file, whose pages nobody can count without its password', async () => {
    const document = await PDFDocument.create();
    document.addPage([200, 200]);
    document.encrypt({ userPassword: 'larkspur', ownerPassword: 'larkspur', permissions: {} });
    const { id: exhibitId } = await bench.engine.call('exhibits.add', { sourcePath: writeEvidence(bench.folder, 'locked.pdf', await document.save()), details: { reference: 'RED/L', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
    const file: RedactedFile = { type: 'exhibit', exhibitId };
    expect(await bench.engine.call('redactions.open', { file })).toMatchObject({ pages: null, held: null });
    expect(await bench.engine.call('redactions.add', { file, page: 2, region, reason: 'r' })).toMatchObject([{ page: 2 }]);
  });

  it('is refused of a file withheld because an item of its exhibit is privileged; nothing of it is opened or listed', async () => {
    const file: RedactedFile = { type: 'exhibit', exhibitId: await exhibit('advice.pdf', await statement(['Advice of counsel', 'to Imogen Vale'])) };
    const { items } = await bench.engine.call('items.page', { filter: { ...everything, exhibitIds: [file.exhibitId] } });
    expect(await bench.engine.call('redactions.open', { file })).toMatchObject({ held: { itemId: idOf(items), attachment: 0 } });
    await bench.engine.call('review.disclose', { itemIds: [idOf(items)], handling: 'privileged', reason: 'Advice' });
    for (const call of [bench.engine.call('redactions.open', { file }), bench.engine.call('redactions.add', { file, page: 1, region, reason: 'r' }), bench.engine.call('redactions.suggest', { file })]) expect(await codeOf(call)).toBe('permission_denied');
  });

  it('is refused of a file without pages, of a second page of a picture, and of a file that is stopped', async () => {
    const table: RedactedFile = { type: 'exhibit', exhibitId: (await bench.engine.call('exhibits.add', { sourcePath: writeEvidence(bench.folder, 't.csv', 'a,b\n1,2\n'), details: { reference: 'RED/T', producer: '', description: '', deviceOwner: '', legalBasis: '' } })).id };
    expect(await codeOf(bench.engine.call('redactions.add', { file: table, page: 1, region, reason: 'r' }))).toBe('refused_input');
    const picture: RedactedFile = { type: 'exhibit', exhibitId: await exhibit('b.png', await sharp({ create: { width: 31, height: 30, channels: 3, background: '#777' } }).png().toBuffer()) };
    expect(await codeOf(bench.engine.call('redactions.add', { file: picture, page: 2, region, reason: 'r' }))).toBe('invalid_input');
    const { items } = await bench.engine.call('items.page', { filter: { ...everything, exhibitIds: [picture.exhibitId] } });
    await bench.engine.call('files.stop', { itemId: idOf(items), attachment: 0 });
    expect(await codeOf(bench.engine.call('redactions.add', { file: picture, page: 1, region, reason: 'r' }))).toBe('stopped');
  });
});
