/** The system accesses of a case with whom and what each was about. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Identifier } from '../../../shared/domain/item.ts';
import type { Precision } from '../../../shared/domain/evidence-time.ts';
import { visibleRows } from '../store/import-runs.ts';

export interface Access {
  readonly rowId: number; readonly itemId: ItemId;
  readonly earliestMs: number; readonly latestMs: number; readonly precision: Precision;
  /** Identifiers of its subject, and those its search terms and other columns mention; each once, subjects first. */
  readonly subjects: readonly Identifier[];
}

interface AccessRecord { row_id: number; item_id: ItemId; earliest_ms: number; latest_ms: number; precision: Precision; context_identifiers: string; rest: string | null }

function subjectsOf({ context_identifiers: shared, rest }: AccessRecord): Identifier[] {
  const own = rest === null ? [] : (JSON.parse(rest) as { identifiers?: Identifier[] }).identifiers ?? [];
  const about = [...JSON.parse(shared) as Identifier[], ...own].filter(({ role }) => role === 'subject' || role === 'mentioned');
  const unique = new Map<string, Identifier>();
  for (const role of ['subject', 'mentioned']) {
    for (const identifier of about) if (identifier.role === role && !unique.has(`${identifier.kind} ${identifier.normal}`)) unique.set(`${identifier.kind} ${identifier.normal}`, identifier);
  }
  return [...unique.values()];
}

/** Every dated access in order of time, and how many are undated. */
export function readAccesses(db: CaseDatabase): { readonly accesses: readonly Access[]; readonly undated: number } {
  const records = db.prepare<[], AccessRecord>(
    `SELECT row_id, item_id, earliest_ms, latest_ms, precision, context_identifiers, rest FROM item
     WHERE kind = 'access' AND status <> 'superseded' AND earliest_ms IS NOT NULL AND ${visibleRows()} ORDER BY sort_ms, row_id`,
  ).all();
  const undated = db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM item WHERE kind = 'access' AND earliest_ms IS NULL AND ${visibleRows()}`).get()?.count ?? 0;
  return {
    undated,
    accesses: records.map((record) => ({
      rowId: record.row_id, itemId: record.item_id, earliestMs: record.earliest_ms, latestMs: record.latest_ms, precision: record.precision, subjects: subjectsOf(record),
    })),
  };
}
