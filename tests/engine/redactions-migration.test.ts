/** A case of the format before redactions and bundles in cipher. */
import { expect, it } from 'vitest';
import { standingRedactions } from '../../electron/engine/redaction/redaction-store.ts';
import { exhibitIdSchema } from '../../shared/domain/ids.ts';
import { expectAppendOnly, formerCase } from './former-case.ts';

it('has nothing redacted, and what is redacted from then on is neither altered nor removed', () => {
  const db = formerCase('redactions', (old) => {
    old.exec(`INSERT INTO exhibit VALUES (1, 'ABC/1', '', '', '', '', '${'0'.repeat(64)}', 1, '', '', '', '', '', '')`);
    old.exec(`INSERT INTO bundle_version VALUES (1, 1, NULL, 'whole', '{}', '{}', '[]', 'R', '')`);
  });
  const file = { exhibitId: exhibitIdSchema.parse(1), member: '', sha256: null };
  expect(standingRedactions(db, file)).toEqual([]);
  db.exec(`INSERT INTO redaction_entry VALUES (1, 1, '', NULL, 2, NULL, NULL, 'r', 'R', ''); INSERT INTO bundle_in_cipher VALUES (1, 1, 'x', '[]', 'R', '')`);
  expect(standingRedactions(db, file)).toMatchObject([{ page: 2, region: null, reason: 'r' }]);
  expectAppendOnly(db, [['redaction_entry', 'page'], ['bundle_in_cipher', 'author']]);
  expect(() => db.exec(`INSERT INTO bundle_in_cipher VALUES (2, 7, 'x', '[]', 'R', '')`)).toThrow('FOREIGN KEY');
});
