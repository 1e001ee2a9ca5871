/** Assessments of the eighth format, in which the latest reviewer's stood alone. */
import { expect, it } from 'vitest';
import { assess } from '../../electron/engine/review/assessments.ts';
import { accountHistory, standingAccounts } from '../../electron/engine/review/accounts.ts';
import { firstAssessments, secondAssessments } from '../../electron/engine/timeline/read-rows.ts';
import { itemIdSchema } from '../../shared/domain/ids.ts';
import { expectAppendOnly, formerCase } from './former-case.ts';

const [one, two] = [itemIdSchema.parse('1'.repeat(32)), itemIdSchema.parse('2'.repeat(32))];

const eighthFormat = (): ReturnType<typeof formerCase> => formerCase('assessing', (old) => old.exec(`INSERT INTO review_action VALUES (1, 'a', 'R. Reviewer', '2026-01-01T10:00:00.000Z', NULL), (2, 'b', 'S. Second', '2026-01-02T10:00:00.000Z', NULL), (3, 'c', 'S. Second', '2026-01-03T10:00:00.000Z', NULL);
  INSERT INTO assessment VALUES (1, 1, '${one}', 'unclear', 'Early', 'Chance', 'He says so'), (2, 1, '${two}', 'policing-purpose', '', '', ''), (3, 2, '${one}', 'no-policing-purpose', 'Late', '', 'He says so'),
    (4, 3, '${one}', 'no-policing-purpose', 'Late', '', 'He says otherwise')`));

it('a case of the eighth format keeps what stood, who made it, and what the officer says with author and time', () => {
  const db = eighthFormat();
  expect(firstAssessments(db, [one, two])).toEqual(new Map([
    [one, { itemId: one, state: 'no-policing-purpose', reasons: 'Late', innocentExplanation: '', charges: [], standards: [], author: 'S. Second', madeAt: '2026-01-03T10:00:00.000Z', byUndo: false }],
    [two, { itemId: two, state: 'policing-purpose', reasons: '', innocentExplanation: '', charges: [], standards: [], author: 'R. Reviewer', madeAt: '2026-01-01T10:00:00.000Z', byUndo: false }],
  ]));
  expect(secondAssessments(db, [one, two]).size).toBe(0);
  expect(standingAccounts(db, one)).toEqual([{ id: 1, whose: 'officer', name: '', text: 'He says otherwise', source: 'not-stated', place: '', saidOn: null, author: 'S. Second', madeAt: '2026-01-03T10:00:00.000Z' }]);
  expect(accountHistory(db, one).map(({ text, author }) => [text, author])).toEqual([['He says otherwise', 'S. Second'], ['He says so', 'R. Reviewer']]);
  expect(standingAccounts(db, two)).toEqual([]);
});

it('nothing that was appended can be altered or removed, in any of the new tables', () => {
  const db = eighthFormat();
  db.exec(`INSERT INTO disclosure_entry VALUES (1, 1, '${one}', 'unused', 'normal', '');
    INSERT INTO charge_entry VALUES (1, 1, NULL, '1', 'x', 0, '', 'R', ''); INSERT INTO standard_entry VALUES (1, 'CON', 'x', '', '', 'R', '')`);
  expectAppendOnly(db, ['account_entry', 'disclosure_entry', 'charge_entry', 'standard_entry'].map((table) => [table, 'entry_id']));
  expect(() => assess({ db, author: 'R', record: () => undefined }, { itemIds: [one], state: 'unclear' })).toThrow('There is no item');
});
