/** A case of the format before ciphers, kinds of relationship and rows left out of the review. */
import { expect, it } from 'vitest';
import { readPeople } from '../../electron/engine/people/person-store.ts';
import { personIdSchema } from '../../shared/domain/ids.ts';
import { expectAppendOnly, formerCase } from './former-case.ts';

const opened = (): ReturnType<typeof formerCase> => formerCase('persons', (old) => old.exec(`INSERT INTO person_action VALUES (1, 'create', 'a', '', 'R. Reviewer', '2026-01-01T10:00:00.000Z', NULL);
  INSERT INTO person VALUES (1, 1); INSERT INTO person_version VALUES (1, 1, 1, 'Marnie Ashdown', 'third-party', 'family', 'The officer’s wife', NULL, 0)`));

it('people stay who they were, of a relationship whose kind nobody has said, without a cipher', () => {
  const db = opened();
  expect(readPeople(db, [personIdSchema.parse(1)])).toMatchObject([{ name: 'Marnie Ashdown', relationship: 'family', relationshipKind: '', notes: 'The officer’s wife' }]);
  expect(db.prepare('SELECT count(*) AS count FROM standing_cipher').get()).toEqual({ count: 0 });
  expect(db.prepare('SELECT count(*) AS count FROM current_exclusion').get()).toEqual({ count: 0 });
});

it('the new statements can be appended and neither altered nor removed', () => {
  const db = opened();
  db.exec(`INSERT INTO cipher_entry VALUES (1, 1, 1, 'Ms A', 'ms a', 'policy', 'p'); INSERT INTO review_action VALUES (1, 'a', 'R', '', NULL); INSERT INTO exclusion_entry VALUES (1, 1, 'x', 1, 'r'); INSERT INTO duty_spell_change VALUES (1, 1, NULL, 's', '', 'R', '', NULL)`);
  expectAppendOnly(db, [['cipher_entry', 'entry_id'], ['exclusion_entry', 'entry_id'], ['duty_spell_change', 'change_id']]);
  expect(() => db.exec(`INSERT INTO person VALUES (2, 1); INSERT INTO cipher_entry VALUES (2, 1, 2, 'MS A', 'ms a', 'policy', 'p')`)).toThrow('UNIQUE');
});
