/** Exhibits of many files: folders, databases with their journals, extraction zips, backups. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { messageStore } from '../fixtures/extraction.ts';
import { zipOf } from '../fixtures/whatsapp/chat-source.ts';
import { png } from '../fixtures/pictures.ts';
import { addAndImport, addExhibit, allItems, codeOf, freshCase, smallChat, writeEvidence } from './harness.ts';

/** Every file of a folder with its bytes and its time of change. */
const stateOf = (folder: string): readonly string[] => readdirSync(folder).sort().map((name) => `${name} ${hashOf(join(folder, name))} ${statSync(join(folder, name)).mtimeMs}`);
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('a database with a journal beside it', () => {
  it('is taken in with its journal, read with and without it, and never changed', async () => {
    const bench = await freshCase();
    const path = messageStore(bench.folder);
    const before = [hashOf(path), hashOf(`${path}-wal`)];
    const exhibit = await addExhibit(bench, path);
    const originals = stateOf(join(bench.caseFolder, 'exhibits'));
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: {} });
    expect(stateOf(join(bench.caseFolder, 'exhibits'))).toEqual(originals);
    expect(certificate).toMatchObject({ format: 'package', items: 3, quarantined: 0 });
    const items = await allItems(bench);
    expect(items.map(({ text, status, direction }) => [text, status, direction])).toEqual([
      ['in the main file', 'live', 'incoming'], ['expired later', 'superseded', 'outgoing'], ['only in the log', 'live', 'incoming'],
    ]);
    expect(items[1]?.place).toBe('mmssms.db table sms, row id 2');
    expect([hashOf(path), hashOf(`${path}-wal`)]).toEqual(before);
    const verified = await bench.engine.call('cases.verify', {});
    expect(verified.ok).toBe(true);
  });

  it('without the journal is one file, and says so by showing what the main file shows', async () => {
    const bench = await freshCase();
    const path = messageStore(bench.folder);
    const alone = join(bench.folder, 'alone.db');
    cpSync(path, alone);
    const certificate = await addAndImport(bench, alone, 'ABC/1');
    expect(certificate).toMatchObject({ format: 'app-database', items: 2 });
  });
});

describe('a folder', () => {
  async function folderOf(bench: Awaited<ReturnType<typeof freshCase>>): Promise<string> {
    const folder = join(bench.folder, 'Extraction');
    mkdirSync(join(folder, 'data', 'com.android.providers.telephony'), { recursive: true });
    messageStore(join(folder, 'data', 'com.android.providers.telephony'));
    writeEvidence(folder, 'chat.txt', smallChat);
    writeFileSync(join(folder, 'data', 'photo.png'), await png());
    writeFileSync(join(folder, 'data', 'unknown.bin'), Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0, 0]));
    symlinkSync('/etc/hostname', join(folder, 'data', 'link'));
    return folder;
  }

  it('becomes one exhibit: every source in it is offered, the chosen are read, the rest is named', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, await folderOf(bench));
    const inspection = await bench.engine.call('imports.inspect', { exhibitId: exhibit.id, answers: {} });
    expect(inspection.parts.map(({ name, format }) => [name, format])).toEqual(expect.arrayContaining([['chat.txt', 'whatsapp-export'], ['data/com.android.providers.telephony/mmssms.db', 'app-database'], ['[pictures]', 'picture']]));
    expect(inspection.questions.filter(({ required }) => required).map(({ answer }) => answer)).toEqual(['zone']);
    expect(inspection.findings.join(' ')).toContain('“data/link” is a symbolic link: listed, never followed');
    expect(inspection.findings.join(' ')).toContain('data/unknown.bin');

    expect(await codeOf(bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: {} }))).toBe('needs_answers');
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'Europe/London', zoneBasis: 'assumed' } });
    expect(certificate.parts.map(({ name, items }) => [name, items])).toEqual(expect.arrayContaining([['chat.txt', 7], ['[pictures]', 1]]));
    expect(certificate.rowsIn).toBe(certificate.items + certificate.quarantined);
  });

  it('reads only the sources a person chooses, and says which it left', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, await folderOf(bench));
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { parts: ['[pictures]'] } });
    expect(certificate.itemsByKind).toEqual({ picture: 1 });
    expect(certificate.warnings.join(' ')).toContain('Not read: chat.txt');
    expect(await codeOf(bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { parts: ['nothing'] } }))).toBe('invalid_input');
  });

  it('lends the bytes of a picture inside it, and notices when one of its files was altered', async () => {
    const bench = await freshCase();
    await addAndImport(bench, await folderOf(bench), 'ABC/1', { parts: ['[pictures]'] });
    const picture = (await allItems(bench))[0];
    if (picture === undefined) throw new Error('no picture');
    const grant = await bench.engine.call('evidence.grant', { itemId: picture.id, attachment: 0, variant: 'original' });
    expect(grant).toMatchObject({ mediaType: 'image/png' });
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });

  it('is not added twice, and an empty one not at all', async () => {
    const bench = await freshCase();
    const folder = await folderOf(bench);
    await addExhibit(bench, folder);
    expect(await codeOf(addExhibit(bench, folder, 'ABC/2'))).toBe('duplicate_exhibit');
    mkdirSync(join(bench.folder, 'Empty'));
    expect(await codeOf(addExhibit(bench, join(bench.folder, 'Empty'), 'ABC/3'))).toBe('empty_file');
  });
});

describe('an extraction zip', () => {
  it('is walked, archives inside it too, and absolute names stay inside', async () => {
    const bench = await freshCase();
    const store = messageStore(bench.folder);
    const inner = readFileSync(await zipOf([{ name: 'export/chat.txt', content: smallChat }], 'inner.zip'));
    const zip = await zipOf([
      { name: 'private/var/mobile/Library/SMS/mmssms.db', content: readFileSync(store) },
      { name: 'private/var/mobile/Library/SMS/mmssms.db-wal', content: readFileSync(`${store}-wal`) },
      { name: 'nested/inner.zip', content: inner },
    ], 'extraction.zip');
    const certificate = await addAndImport(bench, zip, 'ABC/1', { zone: 'UTC' });
    expect(certificate.itemsByKind['message']).toBe(3 + 6);
    const places = (await allItems(bench)).map(({ place }) => place);
    expect(places).toContain('private/var/mobile/Library/SMS/mmssms.db table sms, row id 3');
    expect(places.some((place) => place.startsWith('nested/inner.zip/export/chat.txt line'))).toBe(true);
  });
});

describe('an iPhone backup', () => {
  it('is read under the names its files had on the phone', async () => {
    const bench = await freshCase();
    const folder = join(bench.folder, 'Backup');
    mkdirSync(folder);
    const id = createHash('sha1').update('HomeDomain-Library/SMS/sms.db').digest('hex');
    mkdirSync(join(folder, id.slice(0, 2)));
    const store = messageStore(bench.folder, 'plain.db');
    cpSync(store, join(folder, id.slice(0, 2), id));
    const manifest = new Database(join(folder, 'Manifest.db'));
    manifest.exec('CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)');
    manifest.prepare('INSERT INTO Files VALUES (?, ?, ?, 1, NULL)').run(id, 'HomeDomain', 'Library/SMS/sms.db');
    manifest.prepare('INSERT INTO Files VALUES (?, ?, ?, 1, NULL)').run('ff'.repeat(20), 'HomeDomain', 'Library/absent.db');
    manifest.close();
    const certificate = await addAndImport(bench, folder, 'ABC/1');
    expect(certificate.notes.join(' ')).toContain('Manifest.db lists 2 files, 1 of them are here');
    expect(certificate.notes.join(' ')).toContain('HomeDomain/Library/absent.db');
    expect((await allItems(bench)).map(({ locator }) => ('file' in locator ? locator.file : ''))).toContain(`${id.slice(0, 2)}/${id}`);
  });
});

describe('what is known and cannot be read as it is', () => {
  it('is refused by name, with what to ask for, and stays an exhibit', async () => {
    const bench = await freshCase();
    const backup = await addExhibit(bench, writeEvidence(bench.folder, 'phone.ab', 'ANDROID BACKUP\n5\n1\nAES-256\nA1B2\n\x00\x01\x02'));
    await expect(bench.engine.call('imports.start', { exhibitId: backup.id, answers: {} })).rejects.toMatchObject({ code: 'refused_input', message: expect.stringContaining('encrypted Android backup (.ab, AES-256)') as string });
    const database = await addExhibit(bench, writeEvidence(bench.folder, 'msgstore.db.crypt14', Uint8Array.from({ length: 4_000 }, (_, index) => (index * 197) % 256)), 'ABC/2');
    await expect(bench.engine.call('imports.start', { exhibitId: database.id, answers: {} })).rejects.toMatchObject({ code: 'refused_input', message: expect.stringContaining('decrypted msgstore.db') as string });
    expect((await bench.engine.call('exhibits.list', {})).map(({ importState }) => importState)).toEqual(['not-imported', 'not-imported']);
  });
});
