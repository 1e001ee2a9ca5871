/** The key to the ciphers: the one place that says whom each stands for. Reading it is recorded. */
import type { CipherKey } from '../../../shared/contract/ciphers.ts';
import type { CipherGround } from '../../../shared/domain/cipher.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { readPeople, type Author } from '../people/person-store.ts';

interface Entry { readonly personId: PersonId; readonly cipher: string; readonly ground: CipherGround; readonly basis: string; readonly author: string; readonly madeAt: string; readonly byUndo: number }

const entry = 'cipher, ground, basis, author, made_at AS madeAt, undoes IS NOT NULL AS byUndo FROM cipher_entry JOIN person_action USING (action_id)';

/** Reads the key, and records that it was read, for what, and how many people it names; the record names nobody. */
export function readCipherKey(by: Author, purpose: string): CipherKey {
  const { db } = by;
  return db.transaction(() => {
    const standing = db.prepare<[], { personId: PersonId; cipher: string }>('SELECT person_id AS personId, cipher FROM standing_cipher ORDER BY cipher').all();
    const people = new Map(readPeople(db, standing.map(({ personId }) => personId)).map((person) => [person.id, person]));
    const history = db.prepare<[number], Entry>(`SELECT owner_id AS personId, ${entry} JOIN person_owner USING (person_id) WHERE owner_id = ? ORDER BY entry_id DESC`);
    const others = db.prepare<[number, string], string>('SELECT cipher FROM current_cipher JOIN person_owner USING (person_id) WHERE owner_id = ? AND cipher <> ? ORDER BY cipher').pluck();
    const entries = standing.flatMap(({ personId, cipher }) => {
      const person = people.get(personId);
      if (person === undefined) return [];
      const all = history.all(personId).map(({ byUndo, personId: _whose, ...said }) => ({ ...said, byUndo: byUndo === 1 }));
      const given = all.find((said) => said.cipher === cipher);
      return [{
        cipher, personId, name: person.name, role: person.role, ground: given?.ground ?? ('other' as const), basis: given?.basis ?? '', author: given?.author ?? '', madeAt: given?.madeAt ?? '',
        otherNames: person.mergedFrom.map(({ name }) => name), otherCiphers: others.all(personId, cipher),
        identifiers: person.holdings.map(({ kind, written, normal, validFrom, validUntil }) => ({ kind, written, normal, validFrom, validUntil })), history: all,
      }];
    });
    by.record({ action: 'cipher.key-read', summary: `The key to the ciphers was read (${entries.length === 1 ? '1 person' : `${entries.length} people`}): ${purpose}`, details: { purpose, ciphers: entries.map(({ cipher }) => cipher) } });
    return { readBy: by.author, readAt: new Date().toISOString(), purpose, entries };
  }).immediate();
}
