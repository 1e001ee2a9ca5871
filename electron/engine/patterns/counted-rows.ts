/**
 * The contacts and accesses of a filter in order of time, a few numbers a row: what many rows share is
 * read once, by context. Nothing is held but those contexts.
 */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { contactKinds, type Direction, type ItemKind } from '../../../shared/domain/item.ts';
import { patternOf, type Pattern } from '../../../shared/domain/pattern.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { CallContext } from '../rpc/handler.ts';
import { countItems, filterConditions } from '../timeline/filter-sql.ts';
import { countedSql } from '../timeline/pattern-sql.ts';

export type Counted = Pattern['counted'];
export interface Both { contacts: number; accesses: number }
export const noneOfBoth = (): Both => ({ contacts: 0, accesses: 0 });

export interface RowContext {
  readonly counted: Counted; readonly kind: ItemKind; readonly direction: Direction; readonly from: string; readonly thread: string;
  /** Exhibit, format and, where one exhibit holds many sources, the file: as JSON. */
  readonly source: string;
}
export interface CountedRow { readonly rowId: number; readonly earliestMs: number; readonly latestMs: number; readonly context: RowContext }

function contextsOf(db: CaseDatabase): Map<number, RowContext> {
  const contexts = db.prepare<[], Omit<RowContext, 'counted' | 'source'> & { id: number; exhibitId: ExhibitId; format: string; file: string }>(
    `SELECT context_id AS id, kind, direction, from_name AS "from", thread, item_context.exhibit_id AS exhibitId, format, file FROM item_context JOIN import_run USING (run_id)
     WHERE kind IN ('message', 'call', 'event', 'access') AND state = 'complete'`,
  ).all();
  return new Map(contexts.map(({ id, exhibitId, format, file, ...context }) => [id, {
    ...context, counted: context.kind === 'access' ? 'accesses' : 'contacts', source: JSON.stringify([exhibitId, format, format === 'package' ? file : null]),
  }]));
}

/** Rows between two looks at whether the work was stopped. */
const rowsALook = 20_000;

/** Hands over every dated row in order of its earliest instant. Throws `cancelled`. */
export async function eachCountedRow(db: CaseDatabase, filter: TimelineFilter, call: CallContext, take: (row: CountedRow) => void): Promise<void> {
  const contexts = contextsOf(db);
  const { where, values } = filterConditions(db, { ...filter, pattern: null, includeUndated: false });
  const rows = db.prepare<(string | number)[], [number, number, number, number]>(
    `SELECT row_id, sort_ms, latest_ms, context_id FROM item WHERE ${where} AND (${countedSql.contacts} OR ${countedSql.accesses}) ORDER BY sort_ms, row_id`,
  ).raw();
  let done = 0;
  for (const [rowId, earliestMs, latestMs, contextId] of rows.iterate(...values)) {
    const context = contexts.get(contextId);
    if (context === undefined) throw new Error(`row ${rowId} has no context`);
    take({ rowId, earliestMs, latestMs, context });
    done += 1;
    if (done % rowsALook !== 0) continue;
    await new Promise((resolve) => { setImmediate(resolve); });
    if (call.signal.aborted) throw new PlumblineError('cancelled', 'Counting was stopped.');
    call.report({ stage: 'Counting contacts and accesses', done, total: null, unit: 'rows' });
  }
}

/** Rows of each kind that state no time. A filter with an end of time takes none of them in. */
export function undatedOf(db: CaseDatabase, filter: TimelineFilter): Both {
  const any = db.prepare('SELECT 1 FROM item_context WHERE span_ms IS NULL AND kind = ? LIMIT 1');
  const of = (counted: Counted, kinds: readonly ItemKind[]): number => (kinds.some((kind) => any.get(kind) !== undefined) ? countItems(db, { ...filter, pattern: patternOf({ counted, undated: true }) }) : 0);
  return { contacts: of('contacts', contactKinds), accesses: of('accesses', ['access']) };
}

/** Sums by a key, as a list in no order. */
export class Tally<Key> {
  readonly #counts = new Map<Key, number>();
  add(key: Key, more = 1): void {
    this.#counts.set(key, this.get(key) + more);
  }
  get(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }
  /** Most first. */
  list(): (readonly [Key, number])[] {
    return [...this.#counts].sort(([, one], [, other]) => other - one);
  }
}
