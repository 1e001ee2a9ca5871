import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casePaths } from '../../electron/engine/case/case-folder.ts';
import { closeCaseDatabase, openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { ExhibitStore } from '../../electron/engine/exhibits/exhibit-store.ts';
import { hashFiles } from '../../electron/engine/pictures/hash-files.ts';
import { pdf } from '../fixtures/documents.ts';
import { wav } from '../fixtures/recordings.ts';
import { addAndImport, freshCase, type Bench } from './harness.ts';

/** Two folders with the same letter of two pages; each with a recording of its own. No importer hashes these. */
async function twoFolders(): Promise<Bench> {
  const bench = await freshCase();
  const letter = await pdf([{ lines: [[72, 760, 'Statement of service']] }, { lines: [[72, 760, 'Second page']] }]);
  for (const [index, name] of ['Handset', 'Laptop'].entries()) {
    const folder = join(bench.folder, name);
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data', index === 0 ? 'letter.pdf' : 'copy of the letter.pdf'), letter);
    writeFileSync(join(folder, 'data', 'voice.wav'), wav(0.5 + index));
    writeFileSync(join(folder, 'data', 'chat.txt'), '28/09/2021, 15:31 - Rowan Ashdown: hello');
    await addAndImport(bench, folder, `ABC/${index + 1}`, { zone: 'Europe/London', zoneBasis: 'stated' });
  }
  return bench;
}

describe('files whose import did not hash them', () => {
  it('are counted, each once however many items carry it, and said of them is nothing', async () => {
    const { engine } = await twoFolders();
    expect(await engine.call('exhibits.duplicates', {})).toEqual({ total: 0, notHashed: 4, groups: [] });
  });

  it('once hashed are found wherever else they are, and the log says so', async () => {
    const { engine } = await twoFolders();
    expect(await engine.call('exhibits.hashFiles', {})).toEqual({ asked: 4, hashed: 4, failed: 0, failures: [] });
    const { total, notHashed, groups } = await engine.call('exhibits.duplicates', {});
    expect({ total, notHashed }).toEqual({ total: 1, notHashed: 0 });
    expect(groups).toMatchObject([{ mediaType: 'application/pdf', exhibits: 2, count: 4 }]);
    const log = await engine.call('continuity.page', { limit: 1 });
    expect(log.entries).toMatchObject([{ action: 'file.hashed', summary: 'SHA-256 worked out of 4 files of items, to find the same file elsewhere' }]);
    expect((await engine.call('cases.verify', {})).ok).toBe(true);
  });

  it('are not hashed again, and nothing done leaves no entry', async () => {
    const { engine } = await twoFolders();
    await engine.call('exhibits.hashFiles', {});
    const { total } = await engine.call('continuity.page', { limit: 1 });
    expect(await engine.call('exhibits.hashFiles', {})).toMatchObject({ asked: 0, hashed: 0 });
    expect((await engine.call('continuity.page', { limit: 1 })).total).toBe(total);
  });

  it('that cannot be opened are named with the reason, and do not stop the rest', async () => {
    const { engine, caseFolder } = await twoFolders();
    // A folder's files are kept by their hash.
    rmSync(join(caseFolder, 'exhibits', createHash('sha256').update(wav(1.5)).digest('hex')), { force: true });
    const done = await engine.call('exhibits.hashFiles', {});
    expect(done).toMatchObject({ asked: 4, hashed: 3, failed: 1, failures: [{ exhibit: 'ABC/2' }] });
    expect(done.failures[0]?.reason).not.toBe('');
    expect(await engine.call('exhibits.duplicates', {})).toMatchObject({ total: 1, notHashed: 1 });
  });

  it('can be left for later: what was hashed before the stop is kept', async () => {
    const { engine, caseFolder } = await twoFolders();
    const paths = casePaths(caseFolder);
    const db = openCaseDatabase(paths.database);
    const controller = new AbortController();
    const call = { signal: controller.signal, report: () => controller.abort(), host: () => { throw new Error('nobody is asked'); } };
    const work = { db, store: new ExhibitStore(paths), author: 'R. Reviewer', record: () => undefined };
    await expect(hashFiles(work, {}, call)).rejects.toMatchObject({ code: 'cancelled', message: expect.stringMatching(/^Stopped after 1 of 4 files/) as string });
    closeCaseDatabase(db);
    expect(await engine.call('exhibits.duplicates', {})).toMatchObject({ notHashed: 3 });
    await engine.call('exhibits.hashFiles', {});
    expect(await engine.call('exhibits.duplicates', {})).toMatchObject({ total: 1, notHashed: 0 });
  });
});
