/** Every identifier seen in the case: its written forms, how often and when, and who is stated to hold it. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { SeenIdentifier } from '../../../shared/contract/people.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { IdentifierKind } from '../../../shared/domain/item.ts';
import { normalVrm } from '../importers/people/identifiers.ts';
import { settleSummaries, visibleSummaries } from './identifier-summary.ts';
import { holdersOf } from './person-store.ts';

const formsShown = 20;

interface UseRecord { identifierId: number; kind: IdentifierKind; normal: string; certain: number; items: number; firstMs: number | null; lastMs: number | null }

/** Any written form of a number, or part of one, finds it: its digits without what stands for abroad or for a trunk call. */
function digitsOf(typed: string): string | null {
  return /^[+\d\s().-]{3,}$/.test(typed) ? typed.replace(/\D/g, '').replace(/^0{1,2}/, '') : null;
}

function conditions({ matching, kinds, unheldOnly }: Pick<CommandRequest<'people.identifiers'>, 'matching' | 'kinds' | 'unheldOnly'>): { where: string; values: string[] } {
  const parts = [visibleSummaries('identifier_use')];
  const values: string[] = [];
  const typed = matching.trim();
  if (typed !== '') {
    const digits = digitsOf(typed);
    const ways = ['instr(lower(normal), ?) > 0', 'instr(normal, ?) > 0', 'identifier_id IN (SELECT identifier_id FROM identifier_form WHERE instr(lower(written), ?) > 0)'];
    values.push(typed.toLowerCase(), normalVrm(typed), typed.toLowerCase());
    if (digits !== null && digits !== '') {
      ways.push("(kind = 'phone' AND instr(normal, ?) > 0)");
      values.push(digits);
    }
    parts.push(`(${ways.join(' OR ')})`);
  }
  if (kinds.length > 0) {
    parts.push('kind IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(kinds));
  }
  if (unheldOnly) parts.push('(kind, normal) NOT IN (SELECT kind, normal FROM current_holding)');
  return { where: parts.join(' AND '), values };
}

function formsOf(db: CaseDatabase): (identifierId: number) => Pick<SeenIdentifier, 'forms' | 'formCount'> {
  const query = db.prepare<[number], { written: string; items: number; exhibits: string }>(
    `SELECT written, sum(items) AS items, json_group_array(DISTINCT reference) AS exhibits FROM identifier_form JOIN import_run USING (run_id) JOIN exhibit USING (exhibit_id)
     WHERE identifier_id = ? AND import_run.state = 'complete' GROUP BY written ORDER BY items DESC, written`,
  );
  return (identifierId) => {
    const forms = query.all(identifierId).map((form) => ({ ...form, exhibits: JSON.parse(form.exhibits) as string[] }));
    return { forms: forms.slice(0, formsShown), formCount: forms.length };
  };
}

/** A page of identifiers, those most often seen first. */
export function listIdentifiers(db: CaseDatabase, asked: CommandRequest<'people.identifiers'>): { readonly total: number; readonly identifiers: SeenIdentifier[] } {
  settleSummaries(db);
  const { where, values } = conditions(asked);
  const from = `FROM identifier_use JOIN identifier USING (identifier_id) WHERE ${where}`;
  const total = db.prepare<string[], { count: number }>(`SELECT count(DISTINCT identifier_id) AS count ${from}`).get(...values)?.count ?? 0;
  const rows = db.prepare<(string | number)[], UseRecord>(
    `SELECT identifier_id AS identifierId, kind, normal, max(certain) AS certain, sum(items) AS items, min(first_ms) AS firstMs, max(last_ms) AS lastMs
     ${from} GROUP BY identifier_id ORDER BY items DESC, identifier_id LIMIT ? OFFSET ?`,
  ).all(...values, asked.limit, asked.offset);
  const forms = formsOf(db);
  const exhibits = db.prepare<[number], { exhibitId: ExhibitId }>(
    `SELECT DISTINCT exhibit_id AS exhibitId FROM identifier_use JOIN import_run USING (run_id) WHERE identifier_id = ? AND import_run.state = 'complete' ORDER BY 1`,
  );
  return {
    total,
    identifiers: rows.map((row) => ({
      kind: row.kind, normal: row.normal, ...forms(row.identifierId), certainty: row.certain === 1 ? 'certain' : 'possible', items: row.items,
      exhibitIds: exhibits.all(row.identifierId).map(({ exhibitId }) => exhibitId), firstMs: row.firstMs, lastMs: row.lastMs,
      heldBy: holdersOf(db, row.kind, row.normal).map(({ ownerId, ownerName, validFrom, validUntil, shared }) => ({ personId: ownerId, name: ownerName, validFrom, validUntil, shared })),
    })),
  };
}
