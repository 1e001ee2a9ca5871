/** A case of the format before conversations had statements. */
import { expect, it } from 'vitest';
import { saidOfChannels, state } from '../../electron/engine/conversations/statements.ts';
import { expectAppendOnly, formerCase } from './former-case.ts';

it('opens with nothing said of anything, and from then on refuses to alter or remove what is', () => {
  const db = formerCase('conversations', (old) => { old.exec(`INSERT INTO exhibit VALUES (1, 'ABC/1', '', '', '', '', '${'0'.repeat(64)}', 1, '', '', '', '', '', '')`); });
  expect(saidOfChannels(db)).toEqual([]);
  state({ db, author: 'R. Reviewer', record: () => undefined }, 'channel', { type: 'identifier', kind: 'phone', normal: '+447700900417' }, 'personal', 'Handset settings page');
  db.exec(`INSERT INTO thread_opening VALUES (1, 1, 'a', 1, 'b', 'R', '')`);
  expect(saidOfChannels(db)).toMatchObject([{ answer: 'personal', history: [{ summary: 'Channel: telephone number +447700900417 is personal' }] }]);
  expectAppendOnly(db, [['conversation_statement', 'statement_id'], ['thread_opening', 'opening_id']]);
});
