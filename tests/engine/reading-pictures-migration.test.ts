import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closeCaseDatabase, createCaseDatabase, type CaseDatabase } from '../../electron/engine/db/case-database.ts';
import { deriveItemId } from '../../electron/engine/store/item-encoding.ts';
import { ItemWriter } from '../../electron/engine/store/items.ts';
import { undated } from '../../shared/domain/evidence-time.ts';
import { exhibitIdSchema, sha256Schema, type ExhibitId, type ItemId } from '../../shared/domain/ids.ts';
import type { ItemDraft } from '../../shared/domain/item.ts';
import { storeInWideTable, type OldRun } from '../fixtures/wide-table.ts';
import { caseOfFormat, expectAppendOnly } from './former-case.ts';
import { scratchFolder } from './harness.ts';

const exhibitHash = 'a'.repeat(64);
const fileHash = 'b'.repeat(64);

interface File { readonly attachment: number; readonly member: string; readonly sha256: string | null }

function addExhibit(db: CaseDatabase): void {
  db.prepare(`INSERT INTO exhibit (exhibit_id, reference, producer, description, device_owner, legal_basis, sha256, size_bytes, original_name, source_path, source_modified_at, media_type, added_at, added_by)
    VALUES (1, 'ABC/1', '', '', '', '', ?, 1, 'phone.zip', '', '', '', '', '')`).run(exhibitHash);
}

function addRun(db: CaseDatabase): OldRun & { readonly exhibitId: ExhibitId } {
  const runId = Number(db.prepare(`INSERT INTO import_run (exhibit_id, format, importer_version, answers, state, started_at, author) VALUES (1, 'picture', '1', '{}', 'complete', '', '')`).run().lastInsertRowid);
  return { runId, exhibitId: exhibitIdSchema.parse(1), sha256: sha256Schema.parse(exhibitHash) };
}

const picture = (name: string, attachments: ItemDraft['attachments'], locator: ItemDraft['locator'] = { type: 'file', file: name }): ItemDraft => ({
  kind: 'picture', time: undated(''), direction: 'none', from: '', to: [], thread: '', text: '', status: 'live', locator, verbatim: '', fields: [], attachments, identifiers: [], remarks: [],
});
const addItem = (db: CaseDatabase, draft: ItemDraft): ItemId => new ItemWriter(db, addRun(db)).write(draft);

const file = (member: string | null, sha256: string | null): ItemDraft['attachments'][number] =>
  ({ name: 'x.png', member, mediaType: 'image/png', sizeBytes: 1, sha256: sha256 === null ? null : sha256Schema.parse(sha256), state: member === null ? 'missing' : 'present' });
const filesOf = (db: CaseDatabase, itemId: ItemId): File[] => db.prepare<[string], File>('SELECT attachment, member, sha256 FROM item_attachment WHERE item_id = ? ORDER BY attachment').all(itemId);

function freshDatabase(): CaseDatabase {
  const db = createCaseDatabase(join(scratchFolder(), 'case.db'));
  onTestFinished(() => closeCaseDatabase(db));
  addExhibit(db);
  return db;
}

describe('the files of items', () => {
  it('are known by hash as soon as the item is: its own, the exhibit’s for the exhibit itself, none when nobody said', () => {
    const db = freshDatabase();
    const one = addItem(db, picture('one', [file('in/a.png', fileHash), file('', null), file(null, null), file('in/c.png', null)]));
    expect(filesOf(db, one)).toEqual([
      { attachment: 0, member: 'in/a.png', sha256: fileHash }, { attachment: 1, member: '', sha256: exhibitHash }, { attachment: 3, member: 'in/c.png', sha256: null },
    ]);
  });

  it('take a hash worked out later, for items there are and items to come', () => {
    const db = freshDatabase();
    const one = addItem(db, picture('one', [file('in/c.png', null)]));
    db.prepare('INSERT INTO member_hash (exhibit_id, member, sha256) VALUES (1, ?, ?)').run('in/c.png', fileHash);
    const two = addItem(db, picture('two', [file('in/c.png', null)]));
    expect([...filesOf(db, one), ...filesOf(db, two)].map(({ sha256 }) => sha256)).toEqual([fileHash, fileHash]);
  });

  it('go with their item, and are not taken from what a person wrote down of a picture', () => {
    const db = freshDatabase();
    const one = addItem(db, picture('one', [file('', null)]));
    const two = addItem(db, picture('two', [file('', null)], { type: 'region', file: '', entry: 1, x: 0, y: 0, width: 1, height: 1 }));
    expect([filesOf(db, one).length, filesOf(db, two)]).toEqual([1, []]);
    db.prepare('DELETE FROM item WHERE item_id = ?').run(one);
    expect(filesOf(db, one)).toEqual([]);
  });

  it.each([1, 2, 3])('of a case of format %i are there when it is opened, take hashes still to come, and go with their item', (version) => {
    const drafts = [picture('one', [file('in/a.png', fileHash), file('', null), file('in/c.png', null)]), picture('two', [])];
    const db = caseOfFormat(version, (before) => {
      addExhibit(before);
      storeInWideTable(before, addRun(before), drafts);
    });
    const [one, two] = drafts.map(({ locator }) => deriveItemId(sha256Schema.parse(exhibitHash), locator));
    if (one === undefined || two === undefined) throw new Error('two items were given');
    expect(filesOf(db, one).map(({ sha256 }) => sha256)).toEqual([fileHash, exhibitHash, null]);
    expect(filesOf(db, two)).toEqual([]);
    db.prepare('INSERT INTO member_hash (exhibit_id, member, sha256) VALUES (1, ?, ?)').run('in/c.png', fileHash);
    expect(filesOf(db, one)[2]?.sha256).toBe(fileHash);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.prepare('DELETE FROM item WHERE item_id = ?').run(one);
    expect(filesOf(db, one)).toEqual([]);
  });
});

describe('readings of pictures and what people made of them', () => {
  it('are only ever added: the database refuses to change or remove one', () => {
    const db = freshDatabase();
    db.exec(`INSERT INTO picture_text (item_id, attachment, sha256, engine, engine_version, words, text, remarks, made_at, author) VALUES ('one', 0, 'x', 'e', 'v', '[]', '', '[]', '', '');
      INSERT INTO picture_text_edit (item_id, attachment, deed, text, author, made_at) VALUES ('one', 0, 'edited', 'x', '', '')`);
    expectAppendOnly(db, [['picture_text', 'text'], ['picture_text_edit', 'text']]);
  });
});
