/** What was ever said of a person, and by whom. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { PersonHistory } from '../../../shared/contract/people.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { requirePerson } from './person-store.ts';

/** Of a person who stands, and of those merged into them; newest first. Throws `not_found`. */
export function personHistory(db: CaseDatabase, personId: PersonId): PersonHistory {
  requirePerson(db, personId);
  return db.prepare<[number], { summary: string; reason: string; author: string; madeAt: string; undone: number }>(
    `WITH own AS (SELECT person_id FROM person_owner WHERE owner_id = ?)
     SELECT summary, reason, author, made_at AS madeAt, action_id IN (SELECT undoes FROM person_action WHERE undoes IS NOT NULL) AS undone FROM person_action
     WHERE action_id IN (
       SELECT action_id FROM person_version JOIN own USING (person_id) UNION SELECT action_id FROM holding_version JOIN own USING (person_id)
       UNION SELECT action_id FROM cipher_entry JOIN own USING (person_id)
     ) ORDER BY action_id DESC`,
  ).all(personId).map((entry) => ({ ...entry, undone: entry.undone === 1 }));
}
