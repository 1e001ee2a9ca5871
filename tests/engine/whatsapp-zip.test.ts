/** A WhatsApp export as a zip: the text, its media, and what happens to members that are damaged, hostile or never mentioned. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspect, newFolder, readAll, recognise, removeFolders, renameInside, sourceAt, zipOf, zipSource } from '../fixtures/whatsapp/chat-source.ts';

afterAll(removeFolders);

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('an invented picture '.repeat(20))]);
const chat = [
  '[30/12/21, 09:05:00] Alex: ‎<attached: 00000001-PHOTO.jpg>', '[30/12/21, 09:06:00] Sam: ‎<attached: 00000002-GONE.jpg>', '[30/12/21, 09:07:00] Alex: bye', '',
].join('\r\n');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('a WhatsApp zip', () => {
  it('is recognised by the text inside, whatever that text is called', async () => {
    const source = await zipSource([{ name: 'folder/anything.txt', content: chat }], 'download.zip');
    expect(await recognise(source)).toContain('folder/anything.txt');
    expect(await recognise(await zipSource([{ name: 'notes.txt', content: 'nothing dated\n' }]))).toBeNull();
  });

  it('links media that is there, names media that is not, and keeps media nobody mentions', async () => {
    const extra = Buffer.from('%PDF-1.7 invented');
    const { items, quarantined, facts } = await readAll(await zipSource([
      { name: '00000001-PHOTO.jpg', content: jpeg, compress: false }, { name: '_chat.txt', content: chat }, { name: 'statement.pdf', content: extra },
    ]));
    expect(quarantined).toEqual([]);
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'message', 'message', 'document']);
    expect(items[0]?.attachments).toEqual([{ name: '00000001-PHOTO.jpg', member: '00000001-PHOTO.jpg', mediaType: 'image/jpeg', sizeBytes: jpeg.length, sha256: sha256(jpeg), state: 'present' }]);
    expect(items[1]?.attachments).toMatchObject([{ name: '00000002-GONE.jpg', state: 'missing' }]);
    expect(items[0]?.locator).toEqual({ type: 'line', file: '_chat.txt', line: 1, byte: 0 });
    expect(items[3]).toMatchObject({
      locator: { type: 'file', file: 'statement.pdf' }, remarks: ['in the archive, not mentioned by any message'], time: { precision: 'unknown' },
      attachments: [{ mediaType: 'application/pdf', sha256: sha256(extra), state: 'present' }],
    });
    expect(items[0]?.thread).toBe('Sam');
    expect(facts.warnings).toEqual([]);
  });

  it('marks media with a wrong checksum as damaged and sets the member aside, and keeps the rest', async () => {
    const path = await zipOf([{ name: '00000001-PHOTO.jpg', content: jpeg, compress: false }, { name: '_chat.txt', content: chat }]);
    const bytes = await readFile(path);
    bytes.write('INVENTED', bytes.indexOf('invented'), 'latin1');
    await writeFile(path, bytes);
    const { items, quarantined } = await readAll(await sourceAt(path));
    expect(items).toHaveLength(3);
    expect(items[0]?.attachments).toMatchObject([{ state: 'damaged', sha256: null, member: '00000001-PHOTO.jpg' }]);
    expect(items[0]?.remarks[0]).toContain('checksum');
    expect(quarantined).toMatchObject([{ code: 'unreadable-member', locator: { type: 'file', file: '00000001-PHOTO.jpg' } }]);
  });

  it('never follows a link, and sets it aside by name', async () => {
    const { quarantined } = await readAll(await zipSource([{ name: '_chat.txt', content: chat }, { name: 'shadow', content: '/etc/passwd', mode: 0o120777 }]));
    expect(quarantined).toMatchObject([{ code: 'refused-member', verbatim: 'shadow' }]);
    expect(quarantined[0]?.reason).toContain('symbolic link');
  });

  it('contains names that point outside and warns, naming them', async () => {
    const path = await zipOf([{ name: '_chat.txt', content: chat }, { name: 'XX/XX/outside.bin', content: 'x' }, { name: 'Qabsolute.bin', content: 'y' }]);
    await renameInside(path, 'XX/XX/outside.bin', '../../outside.bin');
    await renameInside(path, 'Qabsolute.bin', '/absolute.bin');
    const { items, facts } = await readAll(await sourceAt(path));
    expect(items.slice(3).map(({ locator }) => locator.file)).toEqual(['outside.bin', 'absolute.bin']);
    expect(facts.warnings.join()).toMatch(/2 member\(s\) have recorded names that point outside.*“..\/..\/outside.bin”, “\/absolute.bin”/);
  });

  it('says a zip that is cut off is cut off', async () => {
    const bytes = await readFile(await zipOf([{ name: '_chat.txt', content: chat }]));
    const path = join(await newFolder(), 'WhatsApp Chat - Sam.zip');
    await writeFile(path, bytes.subarray(0, 60));
    await expect(recognise(await sourceAt(path))).rejects.toMatchObject({ code: 'damaged_input', message: expect.stringMatching(/looks cut off \(60 bytes found\)/) as string });
  });

  it('keeps the rows of a damaged text, and says where it is damaged', async () => {
    const path = await zipOf([{ name: '_chat.txt', content: chat, compress: false }]);
    const bytes = await readFile(path);
    bytes.write('BYE', bytes.indexOf('bye'), 'latin1');
    await writeFile(path, bytes);
    const { items, quarantined, facts } = await readAll(await sourceAt(path));
    expect(items).toHaveLength(3);
    expect(quarantined).toMatchObject([{ code: 'unreadable-member', locator: { file: '_chat.txt' } }]);
    expect(facts.warnings.join()).toContain('The chat text is damaged');
  });

  it('refuses an archive of several chats, naming them', async () => {
    const source = await zipSource([{ name: 'a.txt', content: chat }, { name: 'b.txt', content: chat }]);
    await expect(inspect(source)).rejects.toMatchObject({ code: 'refused_input', message: expect.stringMatching(/2 WhatsApp chats \(a.txt, b.txt\)/) as string });
  });

  it('accounts for every member and record', async () => {
    const { rowsIn } = await readAll(await zipSource([
      { name: '_chat.txt', content: chat }, { name: '00000001-PHOTO.jpg', content: jpeg }, { name: 'a.bin', content: 'a' }, { name: '__MACOSX/._a.bin', content: 'm' }, { name: 'A.BIN', content: 'b' },
    ]));
    expect(rowsIn).toBe(3 + 3);
  });
});
