import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closeCaseDatabase, createCaseDatabase, openCaseDatabase, type CaseDatabase } from '../../electron/engine/db/case-database.ts';
import { theFirstHouse } from '../../electron/engine/db/migrations/0001-the-first-house.ts';
import { scratchFolder } from './harness.ts';

const exhibitHash = 'a'.repeat(64);
const fileHash = 'b'.repeat(64);

interface File { readonly attachment: number; readonly member: string; readonly sha256: string | null }

function addExhibit(db: CaseDatabase): void {
  db.prepare(`INSERT INTO exhibit (exhibit_id, reference, producer, description, device_owner, legal_basis, sha256, size_bytes, original_name, source_path, source_modified_at, media_type, added_at, added_by)
    VALUES (1, 'ABC/1', '', '', '', '', ?, 1, 'phone.zip', '', '', '', '', '')`).run(exhibitHash);
}

function addItem(db: CaseDatabase, itemId: string, attachments: readonly object[], locator: object = { type: 'file', file: '' }): void {
  const runId = Number(db.prepare(`INSERT INTO import_run (exhibit_id, format, importer_version, answers, state, started_at, author) VALUES (1, 'picture', '1', '{}', 'complete', '', '')`).run().lastInsertRowid);
  db.prepare(`INSERT INTO item (run_id, exhibit_id, item_id, kind, written, sort_ms, precision, zone_basis, zone_basis_by, time_flags, direction, from_name, to_names, thread, text, status, locator, verbatim, fields, attachments, identifiers, remarks)
    VALUES (?, 1, ?, 'picture', '', 0, 'unknown', 'none', '', '[]', 'none', '', '[]', '', '', 'live', ?, '', '[]', ?, '[]', '[]')`).run(runId, itemId, JSON.stringify(locator), JSON.stringify(attachments));
}

const file = (member: string | null, sha256: string | null) => ({ name: 'x.png', member, mediaType: 'image/png', sizeBytes: 1, sha256, state: member === null ? 'missing' : 'present' });
const filesOf = (db: CaseDatabase, itemId: string): File[] => db.prepare<[string], File>('SELECT attachment, member, sha256 FROM item_attachment WHERE item_id = ? ORDER BY attachment').all(itemId);

function freshDatabase(): CaseDatabase {
  const db = createCaseDatabase(join(scratchFolder(), 'case.db'));
  onTestFinished(() => closeCaseDatabase(db));
  addExhibit(db);
  return db;
}

describe('the files of items', () => {
  it('are known by hash as soon as the item is: its own, the exhibit’s for the exhibit itself, none when nobody said', () => {
    const db = freshDatabase();
    addItem(db, 'one', [file('in/a.png', fileHash), file('', null), file(null, null), file('in/c.png', null)]);
    expect(filesOf(db, 'one')).toEqual([
      { attachment: 0, member: 'in/a.png', sha256: fileHash }, { attachment: 1, member: '', sha256: exhibitHash }, { attachment: 3, member: 'in/c.png', sha256: null },
    ]);
  });

  it('take a hash worked out later, for items there are and items to come', () => {
    const db = freshDatabase();
    addItem(db, 'one', [file('in/c.png', null)]);
    db.prepare('INSERT INTO member_hash (exhibit_id, member, sha256) VALUES (1, ?, ?)').run('in/c.png', fileHash);
    addItem(db, 'two', [file('in/c.png', null)]);
    expect([...filesOf(db, 'one'), ...filesOf(db, 'two')].map(({ sha256 }) => sha256)).toEqual([fileHash, fileHash]);
  });

  it('go with their item, and are not taken from what a person wrote down of a picture', () => {
    const db = freshDatabase();
    addItem(db, 'one', [file('', null)]);
    addItem(db, 'two', [file('', null)], { type: 'region', file: '', entry: 1, x: 0, y: 0, width: 1, height: 1 });
    expect(filesOf(db, 'two')).toEqual([]);
    db.prepare(`DELETE FROM item WHERE item_id = 'one'`).run();
    expect(filesOf(db, 'one')).toEqual([]);
  });

  it('of a case made before there was such a list are filled in when it is opened', () => {
    const path = join(scratchFolder(), 'case.db');
    const before = new Database(path);
    before.pragma('application_id = 1347177794');
    theFirstHouse.apply(before);
    before.pragma('user_version = 1');
    addExhibit(before);
    addItem(before, 'one', [file('in/a.png', fileHash), file('', null)]);
    addItem(before, 'two', []);
    before.close();
    const db = openCaseDatabase(path);
    onTestFinished(() => closeCaseDatabase(db));
    expect(filesOf(db, 'one').map(({ sha256 }) => sha256)).toEqual([fileHash, exhibitHash]);
    expect(filesOf(db, 'two')).toEqual([]);
  });
});

describe('readings of pictures and what people made of them', () => {
  it('are only ever added: the database refuses to change or remove one', () => {
    const db = freshDatabase();
    db.exec(`INSERT INTO picture_text (item_id, attachment, sha256, engine, engine_version, words, text, remarks, made_at, author) VALUES ('one', 0, 'x', 'e', 'v', '[]', '', '[]', '', '');
      INSERT INTO picture_text_edit (item_id, attachment, deed, text, author, made_at) VALUES ('one', 0, 'edited', 'x', '', '')`);
    for (const table of ['picture_text', 'picture_text_edit']) {
      expect(() => db.exec(`UPDATE ${table} SET text = 'y'`)).toThrow('append-only');
      expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('append-only');
    }
  });
});
