/** The allegations and particulars of a case. Changed and removed by further entries. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { nextChargeNumber, type Charge, type ChargeId } from '../../../shared/domain/charge.ts';
import { countLinks } from './links.ts';
import type { Reviewer } from './review-actions.ts';

/** Charges of one parent, by number as people count: 2 before 10, b before aa. */
function inOrder<T extends { readonly number: string }>(beside: readonly T[]): T[] {
  return [...beside].sort(({ number: one }, { number: other }) => (/^\d/.test(one) || one.length === other.length ? one.localeCompare(other, 'en', { numeric: true }) : one.length - other.length));
}

/** Those that stand: each allegation, followed by its particulars. */
export function standingCharges(db: CaseDatabase): Charge[] {
  const rows = db.prepare<[], Omit<Charge, 'label'>>(
    `SELECT charge_id AS id, part_of AS partOf, number, text, author, made_at AS madeAt FROM charge_entry
     WHERE removed = 0 AND entry_id IN (SELECT max(entry_id) FROM charge_entry GROUP BY charge_id)`,
  ).all();
  return inOrder(rows.filter(({ partOf }) => partOf === null)).flatMap((allegation) => [
    { ...allegation, label: allegation.number },
    ...inOrder(rows.filter(({ partOf }) => partOf === allegation.id)).map((particular) => ({ ...particular, label: `${allegation.number}(${particular.number})` })),
  ]);
}

/** Items an assessment that stands links to any of some charges, or to a particular of an allegation among them. Their ids are a JSON list, bound as one value. */
export const itemsOfCharges = `SELECT item_id FROM standing_link WHERE charges <> '[]' AND EXISTS (SELECT 1 FROM json_each(charges) AS link
  WHERE link.value IN (SELECT charge_id FROM charge_entry JOIN json_each(?) AS asked ON asked.value IN (charge_id, part_of)))`;

/** Those that stand, each with how many items are linked to it. */
export function listCharges(db: CaseDatabase): (Charge & { readonly items: number })[] {
  const standing = standingCharges(db);
  if (standing.length === 0) return [];
  const parents = new Map(standing.map(({ id, partOf }) => [id, partOf]));
  const { charges: counts } = countLinks(db, ({ charges }) => charges.flatMap((id) => [id, parents.get(id) ?? id]));
  return standing.map((charge) => ({ ...charge, items: counts.get(charge.id) ?? 0 }));
}

/** Throws `not_found` for a charge that does not stand. */
export function requireCharges(db: CaseDatabase, ids: readonly ChargeId[]): void {
  if (ids.length === 0) return;
  const standing = new Set(standingCharges(db).map(({ id }) => id));
  for (const id of ids) if (!standing.has(id)) throw new PlumblineError('not_found', `There is no allegation or particular number ${id} in this case, or it has been removed.`);
}

interface Entry { readonly id: ChargeId | null; readonly partOf: ChargeId | null; readonly number: string; readonly text: string; readonly removed: boolean; readonly reason: string }

function append({ db, author }: Reviewer, { id, partOf, number, text, removed, reason }: Entry): void {
  const entryId = db.prepare<[], { id: number }>('SELECT coalesce(max(entry_id), 0) + 1 AS id FROM charge_entry').get()?.id ?? 1;
  db.prepare('INSERT INTO charge_entry (entry_id, charge_id, part_of, number, text, removed, reason, author, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(entryId, id ?? entryId, partOf, number, text, removed ? 1 : 0, reason, author, new Date().toISOString());
}

function required(all: readonly Charge[], id: ChargeId): Charge {
  const charge = all.find((candidate) => candidate.id === id);
  if (charge === undefined) throw new PlumblineError('not_found', `There is no allegation or particular number ${id} in this case, or it has been removed.`);
  return charge;
}

/** Adds an allegation or particular, or changes the number or words of one. Throws `not_found`, `already_exists` for a number taken. */
export function saveCharge(reviewer: Reviewer, { chargeId, partOf, number, text }: CommandRequest<'charges.save'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const all = standingCharges(db);
    const before = chargeId === null ? null : required(all, chargeId);
    const parent = before === null ? (partOf === null ? null : required(all, partOf)) : before.partOf === null ? null : required(all, before.partOf);
    if (parent?.partOf != null) throw new PlumblineError('invalid_input', `${parent.label} is a particular; a particular has no parts of its own.`);
    const beside = all.filter((charge) => charge.partOf === (parent?.id ?? null) && charge.id !== chargeId);
    const given = number ?? before?.number ?? nextChargeNumber(beside.map((charge) => charge.number), parent !== null);
    const label = parent === null ? given : `${parent.number}(${given})`;
    if (beside.some((charge) => charge.number.toLowerCase() === given.toLowerCase())) throw new PlumblineError('already_exists', `There is a ${label} already. Give another number.`);
    if (before?.number === given && before.text === text) return;
    append(reviewer, { id: chargeId, partOf: parent?.id ?? null, number: given, text, removed: false, reason: '' });
    const what = parent === null ? 'Allegation' : 'Particular';
    reviewer.record({
      action: before === null ? 'charge.added' : 'charge.changed', summary: `${what} ${label} ${before === null ? 'added' : 'changed'}`,
      details: { label, text, ...(before === null ? {} : { before: { label: before.label, text: before.text } }) },
    });
  }).immediate();
}

/** Removes a charge, and of an allegation its particulars. Throws `not_found`, and `in_use` while assessments are linked to it. */
export function removeCharge(reviewer: Reviewer, { chargeId, reason, evenIfUsed }: CommandRequest<'charges.remove'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const all = listCharges(db);
    const charge = required(all, chargeId);
    const items = all.find(({ id }) => id === chargeId)?.items ?? 0;
    if (items > 0 && !evenIfUsed) throw new PlumblineError('in_use', `${items === 1 ? '1 item is' : `${items} items are`} linked to ${charge.label}. Remove it all the same, or unlink them first.`, { items });
    for (const gone of all.filter(({ id, partOf }) => id === chargeId || partOf === chargeId)) append(reviewer, { id: gone.id, partOf: gone.partOf, number: gone.number, text: gone.text, removed: true, reason });
    reviewer.record({ action: 'charge.removed', summary: `${charge.partOf === null ? 'Allegation' : 'Particular'} ${charge.label} removed: ${reason}`, details: { label: charge.label, text: charge.text, reason, items } });
  }).immediate();
}
