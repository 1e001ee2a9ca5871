/** The transcript of a picture: the picture on a page, and on the next what people wrote down from it, read back by poppler. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import type { CommandInput, CommandOutput } from '../../shared/contract/contract.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, caseForAll, codeOf, freshCase, londonAnswers, scratchFolder, writeEvidence, type Bench } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
beforeAll(async () => { typesetter = await startTypesetter(); }, 300_000);
afterAll(() => typesetter.stop());

const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
const textOf = (path: string, page?: number): string => tool('pdftotext', '-raw', ...(page === undefined ? [] : ['-f', String(page), '-l', String(page)]), path, '-').replace(/\s+/g, ' ').trim();
const sizeOf = (path: string, page: number): number[] => /Page +\d+ size: +([\d.]+) x ([\d.]+)/.exec(tool('pdfinfo', '-f', String(page), '-l', String(page), path))?.slice(1).map((side) => Math.round(Number(side))) ?? [];
/** Pages that pictures are on, with their width and height in dots and dots an inch. */
const picturesOf = (path: string): number[][] => tool('pdfimages', '-list', path).split('\n').slice(2).filter((line) => / image /.test(line)).map((line) => {
  const cells = line.trim().split(/\s+/);
  return [cells[0], cells[3], cells[4], cells[12]].map(Number);
});

/** A telephone's screen with three messages, as tall as it is. */
const screenshot = (): Promise<Buffer> => sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="540" height="960"><rect width="100%" height="100%" fill="#fff"/>
  <g font-family="DejaVu Sans, Noto Sans" font-size="30"><text x="30" y="120">15:31 hello</text><text x="30" y="330">Imogen Vale</text><text x="30" y="560">15:58 call me tomorrow</text></g></svg>`)).png().toBuffer();

const entries = [
  { clock: '15:31', written: '15:31', from: 'Rowan Ashdown', to: ['Imogen Vale'], text: 'hello 🔥😍, are you  there?' }, { clock: '15:58', written: 'Today 15:58', from: 'Imogen Vale', to: ['Rowan Ashdown'], text: 'call me tomorrow\non 07700 900417' },
] as const;

interface Shot { readonly bench: Bench; readonly picture: ItemId; readonly entryIds: readonly ItemId[]; readonly sha256: string }

async function shotIn(bench: Bench): Promise<Shot> {
  const { exhibitId } = await addAndImport(bench, writeEvidence(bench.folder, 'screenshot.png', await screenshot()), 'DEF/2');
  const exhibit = (await bench.engine.call('exhibits.list', {})).find(({ id }) => id === exhibitId);
  const [picture] = await allItems(bench, { kinds: ['picture'] });
  if (picture === undefined || exhibit === undefined) throw new Error('the picture is an item');
  const entryIds: ItemId[] = [];
  for (const { to, ...entry } of entries) {
    const { itemId } = await bench.engine.call('pictures.transcribe', {
      ...entry, to: [...to], itemId: picture.id, attachment: 0, kind: 'message', date: '2021-09-28', precision: 'minute', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'Statement of A. B. Carver', thread: '', region: { x: 0, y: 0, width: 1, height: 0.5 },
    });
    entryIds.push(itemId);
  }
  return { bench, picture: picture.id, entryIds, sha256: exhibit.sha256 };
}
const freshShot = async (): Promise<Shot> => shotIn(await freshCase(scratchFolder(), host));

interface Made { readonly done: CommandOutput<'exports.document'>; readonly path: string }
async function make({ bench, picture }: Shot, name: string, own: object = {}): Promise<Made> {
  const path = join(bench.folder, name);
  const asked: CommandInput<'exports.document'> = { kind: 'transcript', zone: 'Europe/London', itemId: picture, destination: path };
  return { path, done: await bench.engine.call('exports.document', { ...asked, ...own }) };
}

describe('the transcript of a picture, as a file of its own', () => {
  it('begins with the picture on a page that stands as it does, and has every entry word for word on the next', async () => {
    const shot = await freshShot();
    const { path, done } = await make(shot, 'transcript.pdf');
    expect(done).toMatchObject({ pages: 2, rows: 2, withheld: 0, leftOut: 0, total: 2 });
    expect([sizeOf(path, 1), sizeOf(path, 2)]).toEqual([[595, 842], [842, 595]]);
    expect(picturesOf(path)).toEqual([[1, 540, 960, expect.any(Number)]]);
    const [first, second] = [textOf(path, 1), textOf(path, 2)];
    for (const words of ['Exhibit DEF/2: screenshot.png', `SHA-256 ${shot.sha256}`, 'Its transcript begins on the next page.', 'Page 1 of 2', 'OFFICIAL-SENSITIVE']) expect(first).toContain(words);
    for (const words of [
      'Transcript of a picture', 'Picture: Exhibit DEF/2: screenshot.png.', `SHA-256 ${shot.sha256}`, 'hello 🔥😍, are you there?', 'call me tomorrow on 07700 900417', 'Today 15:58', 'Europe/London, stated: Statement of A. B. Carver',
      'Tue 28/09/2021', '15:58 BST', 'R. Reviewer', 'Entries listed 2 + not listed 0 = 2 entries written down from this picture.', 'Page 2 of 2',
    ]) expect(second).toContain(words);
    expect(second.indexOf('hello')).toBeLessThan(second.indexOf('call me'));
    // Nobody has had it read, so there is nothing of a machine’s to be taken for a person’s.
    expect(second).not.toContain('by a machine');
    expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
    const { entries: [entry] } = await shot.bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'document.exported', details: { kind: 'transcript', rows: 2, selection: `Exhibit DEF/2: screenshot.png, SHA-256 ${shot.sha256}` } });
  }, 120_000);

  it('lists no note and no event of the exhibit that nobody read off the picture, and counts them', async () => {
    const shot = await freshShot();
    const [exhibit] = await shot.bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('the exhibit is missing');
    await shot.bench.engine.call('events.write', { exhibitId: exhibit.id, page: null, kind: 'note', date: '2021-09-28', clock: '', written: '', precision: 'day', zone: 'Europe/London', zoneBasis: 'assumed', zoneBasisBy: '', from: '', to: [], thread: '', text: 'Ask her for the original' });
    const { path, done } = await make(shot, 'noted.pdf');
    expect(done).toMatchObject({ rows: 2, leftOut: 1, total: 3 });
    expect(textOf(path, 2)).toContain('Entries listed 2 + not listed, notes and events about it 1 = 3 entries');
    expect(textOf(path)).not.toContain('the original');
  }, 120_000);

  it('is the same asked of an entry, and as a Word file has the same words without the picture', async () => {
    const shot = await freshShot();
    const { path } = await make(shot, 'of-entry.pdf', { itemId: shot.entryIds[0] });
    expect(textOf(path, 2)).toContain('Entries listed 2 + not listed 0 = 2 entries');
    const word = await make(shot, 'transcript.docx', { format: 'docx' });
    expect(word.done).toMatchObject({ rows: 2, pages: null, total: 2 });
    const xml = tool('unzip', '-p', word.path, 'word/document.xml').replace(/<[^>]+>/g, '');
    for (const words of ['hello 🔥😍, are you  there?', shot.sha256]) expect(xml).toContain(words);
    expect(tool('unzip', '-l', word.path)).not.toMatch(/media|\.png|\.jpe?g/);
  }, 120_000);

  it('is of a picture that came with a message, too, with the hash of its very bytes', async () => {
    const bench = await freshCase(scratchFolder(), host);
    const bytes = await screenshot();
    const zip = await zipOf([{ name: '_chat.txt', bytes: Buffer.from('28/09/2021, 15:31 - Rowan Ashdown: IMG-20210928-WA0001.png (file attached)\n28/09/2021, 15:32 - Imogen Vale: thanks') }, { name: 'IMG-20210928-WA0001.png', bytes }]);
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', zip), 'ABC/1', londonAnswers);
    const [message, thanks] = await allItems(bench);
    if (message === undefined || thanks === undefined) throw new Error('two messages were read');
    await bench.engine.call('pictures.transcribe', {
      from: '', to: [], text: 'hello, as sent', written: '', clock: '', date: '2021-09-28', itemId: message.id, attachment: 0, kind: 'event', precision: 'unknown', zone: 'Europe/London', zoneBasis: 'none', zoneBasisBy: '', thread: '', region: { x: 0, y: 0, width: 1, height: 1 },
    });
    const { path, done } = await make({ bench, picture: message.id, entryIds: [], sha256: '' }, 'attached.pdf');
    expect(done).toMatchObject({ pages: 2, rows: 1, total: 1 });
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(textOf(path, 1)).toContain(`Exhibit ABC/1: IMG-20210928-WA0001.png SHA-256 ${hash}`);
    expect(textOf(path, 2)).toContain('No time stated — these items borrow no time from others 1 no time none stated');
    expect(await codeOf(make({ bench, picture: thanks.id, entryIds: [], sha256: '' }, 'never.pdf'))).toBe('invalid_input');
  }, 120_000);

  it('has a turned picture upright, as large as the page has room for, no finer than 300 dots an inch and without what its file says', async () => {
    const bench = await freshCase(scratchFolder(), host);
    const wide = await sharp({ create: { width: 6000, height: 4000, channels: 3, background: '#d0e0d0' } }).withExif({ IFD0: { Orientation: '6', ImageDescription: 'taken by 07700 900777' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    await addAndImport(bench, writeEvidence(bench.folder, 'turned.jpg', wide), 'DEF/3');
    const [picture] = await allItems(bench, { kinds: ['picture'] });
    if (picture === undefined) throw new Error('the picture is an item');
    const { path, done } = await make({ bench, picture: picture.id, entryIds: [], sha256: '' }, 'turned.pdf');
    expect(done).toMatchObject({ pages: 2, rows: 0, total: 0 });
    const [[page = 0, width = 0, height = 0, dpi = 0] = []] = picturesOf(path);
    expect([page, height > width]).toEqual([1, true]);
    expect(dpi).toBeLessThanOrEqual(300);
    expect(dpi).toBeGreaterThan(290);
    // Most of the page’s width: 186 of 210 mm at the most.
    expect(width / dpi * 25.4).toBeGreaterThan(150);
    expect(tool('qpdf', '--qdf', '--object-streams=disable', path, '-').includes('900777')).toBe(false);
    expect(textOf(path, 2)).toContain('Nobody has written down anything from this picture.');
  }, 120_000);

  it('has what a machine read apart from the entries and says what that is worth, until a person has settled it', async () => {
    const shot = await freshShot();
    await shot.bench.engine.call('pictures.readText', { itemIds: [shot.picture] });
    const read = textOf((await make(shot, 'read.pdf')).path, 2);
    expect(read).toMatch(/= 2 entries written down from this picture\..*Read in the picture by a machine Read by .*No person has checked it\..*the picture is the evidence\..*15:58 call me tomorrow/);
    await shot.bench.engine.call('pictures.editText', { itemId: shot.picture, attachment: 0, text: 'As a person reads it' });
    const settled = textOf((await make(shot, 'settled.pdf')).path, 2);
    expect(settled).toMatch(/Text of the picture, corrected or confirmed by a person .*last R\. Reviewer.*As a person reads it/);
    expect(settled).not.toContain('by a machine');
  }, 180_000);

  it('is refused of what has no picture, is privileged or may not be opened, and leaves nothing behind', async () => {
    const shot = await freshShot();
    const { bench, picture, entryIds: [first, second] } = shot;
    if (first === undefined || second === undefined) throw new Error('two entries were written down');
    const { exhibitId } = await addAndImport(bench, writeEvidence(bench.folder, 'statement.txt', 'Statement.\nI asked him to stop.'), 'ABC/2');
    const [text] = await allItems(bench, { exhibitIds: [exhibitId] });
    expect(await codeOf(make(shot, 'never.pdf', { itemId: text?.id }))).toBe('invalid_input');
    expect(await codeOf(make(shot, 'never.pdf', { attachment: 4 }))).toBe('not_found');
    await bench.engine.call('review.disclose', { itemIds: [second], handling: 'privileged', reason: 'To her solicitor' });
    expect(await codeOf(make(shot, 'never.pdf', { itemId: second }))).toBe('permission_denied');
    // The picture shows what the entry says, so it is not shown either.
    await bench.engine.call('pictures.readText', { itemIds: [picture] });
    const { path, done } = await make(shot, 'withheld.pdf');
    expect(done).toMatchObject({ pages: 1, rows: 1, withheld: 1, leftOut: 0, total: 2 });
    expect(picturesOf(path)).toEqual([]);
    expect(textOf(path)).toContain('Entries listed 1 + privileged and withheld 1 + not listed 0 = 2 entries');
    expect(textOf(path)).toContain('are not shown: what it shows is privileged');
    expect(textOf(path)).not.toContain('tomorrow');
    await bench.engine.call('files.stop', { itemId: picture, attachment: 0 });
    expect(await codeOf(make(shot, 'never.pdf'))).toBe('stopped');
    expect(await codeOf(make(shot, 'never.docx', { format: 'docx' }))).toBe('stopped');
    expect([existsSync(join(bench.folder, 'never.pdf')), existsSync(join(bench.folder, 'never.docx'))]).toEqual([false, false]);
  }, 180_000);
});

describe('the transcript of a picture, in cipher', () => {
  it('is refused while the picture names her, and made when what names her is painted over', async () => {
    const shot = await shotIn(await caseForAll(host));
    const { bench, picture } = shot;
    const { id: personId } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
    await bench.engine.call('people.holdIdentifier', { personId, kind: 'phone', value: '07700 900417', basis: 'Statement' });
    await bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992' });
    await bench.engine.call('pictures.readText', { itemIds: [picture] });
    await expect(make(shot, 'cipher.pdf', { ciphers: true })).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringContaining('Ms A') });
    expect(existsSync(join(bench.folder, 'cipher.pdf'))).toBe(false);
    const file = { type: 'attachment', itemId: picture, attachment: 0 } as const;
    await bench.engine.call('redactions.add', { file, page: 1, region: { x: 0, y: 0.28, width: 1, height: 0.1 }, reason: 'Section 1 of the 1992 Act' });
    const { path } = await make(shot, 'cipher.pdf', { ciphers: true });
    expect(textOf(path, 1)).toContain('The picture is redacted. Its transcript begins on the next page.');
    expect(textOf(path)).toContain('[Ms A]');
    expect(textOf(path)).toContain('IN CIPHER: [ ] STANDS FOR A NAME');
    expect(`${textOf(path)}${tool('qpdf', '--json', path)}`).not.toMatch(/imogen|vale(?!n)|900 ?417/iu);
    // What a machine read is left out: a name it misread would not be found.
    expect(textOf(path)).toContain('is left out where people are hidden');
    expect(textOf(path)).not.toContain('Read in the picture by a machine');
    tool('pdfimages', '-png', '-f', '1', '-l', '1', path, join(bench.folder, 'shown'));
    const { data, info } = await sharp(join(bench.folder, 'shown-000.png')).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const band = data.subarray(Math.ceil(info.height * 0.29) * info.width * info.channels, Math.floor(info.height * 0.37) * info.width * info.channels);
    expect(new Set(band)).toEqual(new Set([17]));
    // A file that names people is not redacted.
    expect(textOf((await make(shot, 'named.pdf')).path, 1)).not.toContain('redacted');
    // In a bundle it has the same pages in both versions, and what a machine read is in neither of those in cipher.
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('the exhibit is missing');
    const documents = [{ id: 'shot', title: 'Screen', source: { type: 'exhibit' as const, exhibitId: exhibit.id } }, { id: 'words', title: 'Transcript of Screen', source: { type: 'document' as const, ask: { kind: 'transcript' as const, zone: 'Europe/London', itemId: picture } } }];
    const { bundleId } = await bench.engine.call('bundles.save', { definition: { title: 'Hearing bundle', sections: [{ title: 'Documents', documents }] } });
    const both = await bench.engine.call('bundles.build', { bundleId, destination: join(bench.folder, 'bundle.pdf') });
    const hidden = await bench.engine.call('bundles.buildInCipher', { bundleId, destination: join(bench.folder, 'bundle in cipher.pdf') });
    expect(hidden.pages).toBe(both.pages);
    expect(textOf(join(bench.folder, 'bundle.pdf'))).toContain('Read in the picture by a machine');
    expect(textOf(hidden.path)).toContain('Entries listed 2 + not listed 0 = 2 entries');
    expect(`${textOf(hidden.path)}${tool('qpdf', '--json', hidden.path)}`).not.toMatch(/imogen|vale(?!n)|900 ?417|by a machine/iu);
  }, 240_000);
});

describe('the transcript of a picture, in a bundle', () => {
  it('has no second picture, stands for it as rule B18 asks, lists its rows, and is cited where the picture is not there', async () => {
    const shot = await freshShot();
    const { bench, picture, entryIds: [, second] } = shot;
    const exhibitId = (await bench.engine.call('exhibits.list', {}))[0]?.id;
    if (exhibitId === undefined || second === undefined) throw new Error('the exhibit is missing');
    const of = (id: string, title: string, source: object, more: object = {}) => ({ id, title, dated: null, turn: 0 as const, source, ...more });
    const transcript = of('transcript', 'Transcript of the screenshot', { type: 'document', ask: { kind: 'transcript', zone: 'Europe/London', itemId: picture } });
    const chronology = of('chronology', 'Chronology', { type: 'document', ask: { kind: 'chronology', zone: 'Europe/London', filter: { ...everything, kinds: ['message'] } } });
    const shown = of('shot', 'The screenshot', { type: 'exhibit', exhibitId }, { remarks: [{ kind: 'hard-to-read', page: null, reason: 'Small print' }] });
    const build = async (name: string, documents: readonly object[]) => {
      const { bundleId } = await bench.engine.call('bundles.save', { definition: { title: 'Hearing bundle', sections: [{ title: 'Documents', documents }] } } as CommandInput<'bundles.save'>);
      const path = join(bench.folder, name);
      return { path, bundleId, built: await bench.engine.call('bundles.build', { bundleId, destination: path }) };
    };
    const both = await build('both.pdf', [shown, transcript, chronology]);
    const [, listed, cites] = both.built.documents;
    expect(picturesOf(both.path).map(([page]) => page)).toEqual([both.built.documents[0]?.firstPage]);
    expect(textOf(both.path, listed?.firstPage)).toContain('hello 🔥😍, are you there?');
    expect(both.built.checks.find(({ rule }) => rule === 'B18')).toMatchObject({ outcome: 'pass' });
    const found = await bench.engine.call('bundles.pageOf', { bundleId: both.bundleId, itemId: second });
    expect(JSON.stringify(found)).toContain('"transcript"');
    expect(cites?.firstPage).toBe((listed?.lastPage ?? 0) + 1);
    const alone = await build('alone.pdf', [transcript, chronology]);
    const [own, citing] = alone.built.documents;
    expect(textOf(alone.path, citing?.firstPage)).toMatch(new RegExp(`call me tomorrow on 07700 900417.*\\b${own?.firstPage}\\b`));
  }, 240_000);
});
