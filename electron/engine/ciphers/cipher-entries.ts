/** Ciphers on disk: appending what is given or taken back under an action on people, and reading what stands. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CipherGround } from '../../../shared/domain/cipher.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';

export interface CipherWords { readonly cipher: string; readonly matched: string; readonly ground: CipherGround; readonly basis: string }

export function appendCipher(db: CaseDatabase, actionId: number, personId: PersonId, words: CipherWords): void {
  db.prepare('INSERT INTO cipher_entry (action_id, person_id, cipher, matched, ground, basis) VALUES (@actionId, @personId, @cipher, @matched, @ground, @basis)').run({ ...words, actionId, personId });
}

const columns = 'cipher, matched, ground, basis';

/** What stands as given to this very person, merged or not. */
export function cipherOf(db: CaseDatabase, personId: PersonId): CipherWords | null {
  return db.prepare<[number], CipherWords>(`SELECT ${columns.split(', ').map((column) => `cipher_entry.${column}`).join(', ')} FROM current_cipher JOIN cipher_entry USING (entry_id) WHERE current_cipher.person_id = ?`).get(personId) ?? null;
}

/** Last entry of a person before an action; null when the action made the first. */
function cipherBefore(db: CaseDatabase, personId: PersonId, actionId: number): CipherWords | null {
  return db.prepare<[number, number], CipherWords>(`SELECT ${columns} FROM cipher_entry WHERE person_id = ? AND action_id < ? ORDER BY entry_id DESC LIMIT 1`).get(personId, actionId) ?? null;
}

/** Puts back what stood before an action, under the action that undoes it. Returns the people touched. */
export function restoreCiphers(db: CaseDatabase, actionId: number, undone: number): PersonId[] {
  const touched = db.prepare<[number], PersonId>('SELECT DISTINCT person_id FROM cipher_entry WHERE action_id = ?').pluck().all(undone);
  for (const personId of touched) appendCipher(db, actionId, personId, cipherBefore(db, personId, undone) ?? { cipher: '', matched: '', ground: 'other', basis: '' });
  return touched;
}
