/** The summary of identifiers made while rows are read is the one made of the stored rows. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { RunningSummary, summariseRun } from '../../electron/engine/people/identifier-summary.ts';
import { insertExhibit } from '../../electron/engine/store/exhibits.ts';
import { beginRun } from '../../electron/engine/store/import-runs.ts';
import { ItemWriter } from '../../electron/engine/store/items.ts';
import { sha256Schema } from '../../shared/domain/ids.ts';
import { describeLocator } from '../../shared/domain/item.ts';
import { itemDrafts } from '../fixtures/item-drafts.ts';
import { scratchFolder } from './harness.ts';

const sha256 = sha256Schema.parse('ef'.repeat(32));

it('a summary made on the way says what one made of the rows says', () => {
  const db = createCaseDatabase(join(scratchFolder(), 'case.db'));
  const exhibitId = insertExhibit(db, {
    reference: 'ABC/1', producer: '', description: '', deviceOwner: '', legalBasis: '', sha256, sizeBytes: 1, originalName: 'chat.txt', sourcePath: '', sourceModifiedAt: '', mediaType: '', addedAt: '', addedBy: '',
  });
  const listed = (runId: number): unknown[] => [['identifier_use', 2], ['identifier_form', 3], ['identifier_link', 6]].map(([table, keys]) =>
    db.prepare(`SELECT * FROM ${table} WHERE run_id = ? ORDER BY ${Array.from({ length: Number(keys) }, (_, column) => column + 1).join(', ')}`).all(runId));
  const drafts = fc.uniqueArray(itemDrafts, { minLength: 1, maxLength: 20, selector: ({ locator }) => `${locator.type} ${describeLocator(locator)}` });
  // Neighbours that carry the very same list, as the messages of one author do, or one like it, as the records of a report do.
  fc.assert(fc.property(drafts, fc.array(fc.constantFrom('own', 'same', 'like'), { minLength: 20, maxLength: 20 }), (items, repeats) => {
    const runId = beginRun(db, { exhibitId, format: 'test', importerVersion: '1', answers: '{}', startedAt: '', author: '' });
    const writer = new ItemWriter(db, { runId, exhibitId, sha256 });
    const summary = new RunningSummary();
    items.forEach((item, index) => {
      const first = items[0]?.identifiers ?? [];
      const draft = repeats[index] === 'same' ? { ...item, identifiers: first, fields: [] } : repeats[index] === 'like' ? { ...item, identifiers: structuredClone(first) } : item;
      summary.add(draft, writer.write(draft));
    });
    expect(summary.write(db, runId)).toBe(true);
    const onTheWay = listed(runId);
    for (const _step of summariseRun(db, runId)) continue;
    expect(onTheWay).toEqual(listed(runId));
  }), { numRuns: 40 });
  db.close();
});
