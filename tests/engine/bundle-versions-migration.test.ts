/** A case of the format before versions of bundles. */
import { expect, it } from 'vitest';
import { listBundles } from '../../electron/engine/bundle/bundle-store.ts';
import { listVersions } from '../../electron/engine/bundle/version-store.ts';
import { bundleIdSchema } from '../../shared/domain/bundle.ts';
import { expectAppendOnly, formerCase } from './former-case.ts';

const definition = JSON.stringify({ title: 'Hearing bundle', letter: 'A', hearingOn: null, profile: 'judiciary-2021', sections: [{ title: 'Schedules', documents: [{ id: 'one', title: 'List', dated: null, turn: 0, source: { type: 'exhibit', exhibitId: 1 } }] }] });

const opened = (): ReturnType<typeof formerCase> => formerCase('bundle versions', (old) => {
  old.prepare(`INSERT INTO bundle_entry VALUES (1, 1, ?, 0, '', 'R. Reviewer', '2026-01-01T10:00:00.000Z')`).run(definition);
});

it('bundles stay as they were kept, built and served never', () => {
  const db = opened();
  expect(listBundles(db)).toMatchObject([{ id: 1, author: 'R. Reviewer', definition: { title: 'Hearing bundle', sections: [{ title: 'Schedules' }] } }]);
  expect(listVersions(db, bundleIdSchema.parse(1))).toEqual([]);
});

it('versions, their rows and their services can be appended and neither altered nor removed', () => {
  const db = opened();
  db.exec(`INSERT INTO bundle_version VALUES (1, 1, NULL, 'whole', '{}', '{}', '[]', 'R', ''); INSERT INTO bundle_row VALUES (1, 3, 'one', 1, NULL, 1); INSERT INTO bundle_service VALUES (1, 1, '2026-01-02', '[]', '[]', '', 'R', '')`);
  expectAppendOnly(db, [['bundle_version', 'author'], ['bundle_row', 'page'], ['bundle_service', 'author']]);
  expect(() => db.exec(`INSERT INTO bundle_version VALUES (2, 1, 7, 'append', '{}', '{}', '[]', 'R', '')`)).toThrow('FOREIGN KEY');
});
