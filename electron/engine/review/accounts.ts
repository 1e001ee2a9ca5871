/** What people say of an item: the officer's account and other versions, each with its source. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { accountHolderInWords, accountHolderLabels, type Account, type AccountId, type AccountWords } from '../../../shared/domain/account.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { beginAction, countWords, requireItems, type Reviewer } from './review-actions.ts';

/** `accountId` null begins an account. Empty text takes one back. */
export interface AccountEntry { readonly itemId: ItemId; readonly accountId: AccountId | null; readonly words: AccountWords }

const wordColumns = 'whose, name, text, source, place, said_on AS saidOn';

export function appendAccounts(db: CaseDatabase, actionId: number, entries: readonly AccountEntry[]): void {
  const next = db.prepare<[], { id: number }>('SELECT coalesce(max(entry_id), 0) + 1 AS id FROM account_entry');
  const insert = db.prepare('INSERT INTO account_entry (entry_id, action_id, account_id, item_id, whose, name, text, source, place, said_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const { itemId, accountId, words } of entries) {
    const entryId = next.get()?.id ?? 1;
    insert.run(entryId, actionId, accountId ?? entryId, itemId, words.whose, words.name, words.text, words.source, words.place, words.saidOn);
  }
}

/** Accounts that stand, in the order in which they were said; those without a day last. */
export function accountsOfItems(db: CaseDatabase, itemIds: readonly ItemId[]): ReadonlyMap<ItemId, Account[]> {
  const rows = db.prepare<[string], Account & { itemId: ItemId }>(
    `SELECT item_id AS itemId, account_id AS id, ${wordColumns}, author, made_at AS madeAt FROM standing_account JOIN review_action USING (action_id)
     WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY said_on IS NULL, said_on, account_id`,
  ).all(JSON.stringify(itemIds));
  const accounts = new Map<ItemId, Account[]>();
  for (const { itemId, ...account } of rows) accounts.set(itemId, [...accounts.get(itemId) ?? [], account]);
  return accounts;
}

export function standingAccounts(db: CaseDatabase, itemId: ItemId): Account[] {
  return accountsOfItems(db, [itemId]).get(itemId) ?? [];
}

/** Every entry, newest first. */
export function accountHistory(db: CaseDatabase, itemId: ItemId): Account[] {
  return db.prepare<[string], Account>(
    `SELECT account_id AS id, ${wordColumns}, author, made_at AS madeAt FROM account_entry JOIN review_action USING (action_id) WHERE item_id = ? ORDER BY entry_id DESC`,
  ).all(itemId);
}

/** Recording a bare text as the officer's account: it changes the latest of the officer's that stands, or begins one. */
export function officersAccountChanges(db: CaseDatabase, itemIds: readonly ItemId[], text: string): AccountEntry[] {
  const said = text.trim();
  return itemIds.flatMap((itemId): AccountEntry[] => {
    const latest = standingAccounts(db, itemId).filter(({ whose }) => whose === 'officer').at(-1);
    if (said === (latest?.text ?? '')) return [];
    if (latest === undefined) return [{ itemId, accountId: null, words: { whose: 'officer', name: '', text: said, source: 'not-stated', place: '', saidOn: null } }];
    const { whose, name, source, place, saidOn } = latest;
    return [{ itemId, accountId: latest.id, words: { whose, name, text: said, source, place, saidOn } }];
  });
}

/** Records, changes or takes back an account. Durable when it returns. Throws `not_found`, `invalid_input`. */
export function recordAccount(reviewer: Reviewer, { itemIds, accountId, ...words }: CommandRequest<'review.account'>): ItemId[] {
  const { db } = reviewer;
  if (accountId === null && words.text === '') throw new PlumblineError('invalid_input', 'Write what is said.');
  if (accountId !== null && itemIds.length !== 1) throw new PlumblineError('invalid_input', 'An account is changed on one item at a time.');
  return db.transaction((): ItemId[] => {
    requireItems(db, itemIds);
    const [itemId] = itemIds;
    if (accountId !== null && itemId !== undefined) {
      const before = standingAccounts(db, itemId).find(({ id }) => id === accountId);
      if (before === undefined) throw new PlumblineError('not_found', `There is no such account of item ${itemId}.`);
      if ((Object.keys(words) as (keyof AccountWords)[]).every((word) => before[word] === words[word])) return [];
    }
    const done = accountId === null ? 'recorded on' : words.text === '' ? 'taken back on' : 'changed on';
    const summary = `${words.whose === 'officer' ? 'Officer’s account' : `Version of ${words.name === '' ? accountHolderLabels[words.whose].toLowerCase() : accountHolderInWords(words)}`} ${done} ${countWords(itemIds.length)}`;
    const actionId = beginAction(reviewer, summary);
    appendAccounts(db, actionId, itemIds.map((each) => ({ itemId: each, accountId, words })));
    reviewer.record({ action: 'review.account', summary, details: { actionId, itemIds, accountId, ...words } });
    return itemIds;
  }).immediate();
}

/** Accounts as they were before an action: what undoing it appends. */
export function accountsBefore(db: CaseDatabase, actionId: number): AccountEntry[] {
  const before = db.prepare<[number, number], AccountWords>(`SELECT ${wordColumns} FROM account_entry WHERE account_id = ? AND entry_id < ? ORDER BY entry_id DESC LIMIT 1`);
  return db.prepare<[number], AccountWords & { itemId: ItemId; accountId: AccountId; entryId: number }>(
    `SELECT item_id AS itemId, account_id AS accountId, entry_id AS entryId, ${wordColumns} FROM account_entry WHERE action_id = ?`,
  ).all(actionId).map(({ itemId, accountId, entryId, ...words }) => ({ itemId, accountId, words: before.get(accountId, entryId) ?? { ...words, text: '' } }));
}
