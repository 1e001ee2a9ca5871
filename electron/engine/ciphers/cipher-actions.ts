/**
 * Ciphers given and taken back. The continuity log and the history of a person say which number of person got which
 * cipher and never whom it names: only the key says that.
 */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { GivenCipher } from '../../../shared/contract/ciphers.ts';
import { cipherMatched } from '../../../shared/domain/cipher.ts';
import { hider } from '../../../shared/domain/protected-text.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { beginAction, requirePerson, type Author } from '../people/person-store.ts';
import { appendCipher, cipherOf } from './cipher-entries.ts';
import { stringsOf } from './protected-strings.ts';

/** Who may not have a cipher because another has, or had, it: a cipher once given is that person's for the life of the case, unless the giving itself was undone. */
function takenBy(db: CaseDatabase, matched: string, personId: PersonId): PersonId | undefined {
  return db.prepare<[string, number], PersonId>(
    `SELECT person_id FROM cipher_entry JOIN person_action USING (action_id) WHERE matched = ? AND person_id <> ? AND undoes IS NULL
     AND action_id NOT IN (SELECT undoes FROM person_action WHERE undoes IS NOT NULL) LIMIT 1`,
  ).pluck().get(matched, personId);
}

function refuseTelling(db: CaseDatabase, personId: PersonId, cipher: string): void {
  const names = stringsOf(db, [personId]).map((person) => ({ ...person, cipher: '\u0000' }));
  if (hider(names)(cipher) !== cipher) throw new PlumblineError('invalid_input', 'This cipher holds part of what names the person. Choose one that says nothing of them, such as Ms A.');
}

/** Gives a person a cipher, or another in place of the one they have. Throws `already_exists` when it is or was another’s, `invalid_input` when it tells who they are. */
export function giveCipher(by: Author, { personId, cipher, ground, basis }: CommandRequest<'ciphers.give'>): GivenCipher[] {
  const { db } = by;
  return db.transaction(() => {
    requirePerson(db, personId);
    const matched = cipherMatched(cipher);
    const holder = takenBy(db, matched, personId);
    if (holder !== undefined) throw new PlumblineError('already_exists', `“${cipher}” is, or was, the cipher of person ${holder}. A cipher stands for one person for the life of the case: choose another.`, { personId: holder });
    refuseTelling(db, personId, cipher);
    const before = cipherOf(db, personId);
    if (before === null || before.cipher !== cipher || before.ground !== ground || before.basis !== basis) {
      const summary = before === null ? `Cipher “${cipher}” given to person ${personId}` : before.cipher === cipher ? `Ground of the cipher “${cipher}” (person ${personId}) changed` : `Cipher of person ${personId} changed from “${before.cipher}” to “${cipher}”`;
      const actionId = beginAction(by, 'cipher', summary, basis);
      appendCipher(db, actionId, personId, { cipher, matched, ground, basis });
      by.record({ action: 'cipher.given', summary, details: { actionId, personId, before: before === null ? null : { ...before }, cipher, ground, basis } });
    }
    return listCiphers(db);
  }).immediate();
}

/** Takes a cipher back; it stays kept for the same person. Throws `not_found`. */
export function withdrawCipher(by: Author, { personId, reason }: CommandRequest<'ciphers.withdraw'>): GivenCipher[] {
  const { db } = by;
  return db.transaction(() => {
    requirePerson(db, personId);
    const before = cipherOf(db, personId);
    if (before === null) throw new PlumblineError('not_found', `Person ${personId} has no cipher of their own.`);
    const summary = `Cipher “${before.cipher}” taken back from person ${personId}`;
    const actionId = beginAction(by, 'cipher', summary, reason);
    appendCipher(db, actionId, personId, { ...before, cipher: '', matched: '' });
    by.record({ action: 'cipher.withdrawn', summary: `${summary}: ${reason}`, details: { actionId, personId, reason, before: { ...before } } });
    return listCiphers(db);
  }).immediate();
}

/** Who has which cipher, by number of person and without a name. */
export function listCiphers(db: CaseDatabase): GivenCipher[] {
  return db.prepare<[], GivenCipher>(
    `SELECT standing_cipher.person_id AS personId, standing_cipher.cipher, ground, basis, author, made_at AS madeAt
     FROM standing_cipher JOIN cipher_entry USING (entry_id) JOIN person_action USING (action_id) ORDER BY standing_cipher.cipher`,
  ).all();
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** `A` to `Z`, then `AA`, `AB` … */
const letterAt = (index: number): string => (index < letters.length ? letters.charAt(index) : `${letterAt(Math.floor(index / letters.length) - 1)}${letters.charAt(index % letters.length)}`);

/** The next cipher with these words before its letter that nobody has or had. The letter is nobody’s yet with any words, so that Ms A and Mr A are not confused. */
export function suggestCipher(db: CaseDatabase, prefix: string): string {
  const used = new Set(db.prepare<[], string>(`SELECT DISTINCT matched FROM cipher_entry WHERE matched <> ''`).pluck().all().map((matched) => matched.split(' ').at(-1) ?? ''));
  let index = 0;
  while (used.has(letterAt(index).toLowerCase())) index += 1;
  return `${prefix.trim()} ${letterAt(index)}`.trim();
}
