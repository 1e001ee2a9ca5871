/**
 * What identifiers an import brought: how often, from when to when, in which written forms, and
 * which of them its rows link. Made once for each import; the database throws a summary away when
 * an item of its run comes or goes, and it is made again when next needed.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { describeLocator, type Identifier, type ItemDraft, type ItemKind, type Locator } from '../../../shared/domain/item.ts';
import { linksOf, type ItemLink } from './item-links.ts';

interface Row { row_id: number; item_id: string; kind: ItemKind; earliest_ms: number | null; identifiers: string; fields: string; locator: string }
interface Use { readonly kind: string; readonly normal: string; items: number; authored: number; certain: number; firstMs: number | null; lastMs: number | null; readonly forms: Map<string, number> }
interface LinkUse { readonly link: ItemLink; items: number; readonly itemId: string; readonly place: string }

/** Rows read at a time. */
const rowsAStep = 4_000;
/** Counts held before they are written: most rows repeat the identifiers of others, and writing each step anew took a fifth of an import. */
const countsHeld = 50_000;

class Chunk {
  readonly uses = new Map<string, Use>();
  readonly links = new Map<string, LinkUse>();
  #forms = 0;

  /** How many counts are held. */
  get size(): number {
    return this.uses.size + this.links.size + this.#forms;
  }

  add(row: Row): void {
    const identifiers = JSON.parse(row.identifiers) as Identifier[];
    const seen = new Map<Use, { authored: boolean; readonly forms: string[] }>();
    for (const identifier of identifiers) {
      const use = this.#use(identifier);
      const here = seen.get(use) ?? { authored: false, forms: [] };
      if (row.kind === 'message' && identifier.role === 'from') here.authored = true;
      if (!here.forms.includes(identifier.written)) here.forms.push(identifier.written);
      if (identifier.certainty === 'certain') use.certain = 1;
      seen.set(use, here);
    }
    for (const [use, { authored, forms }] of seen) {
      use.items += 1;
      if (authored) use.authored += 1;
      for (const form of forms) this.#form(use, form);
      if (row.earliest_ms === null) continue;
      use.firstMs = Math.min(use.firstMs ?? row.earliest_ms, row.earliest_ms);
      use.lastMs = Math.max(use.lastMs ?? row.earliest_ms, row.earliest_ms);
    }
    for (const link of linksOf(row.kind, identifiers, () => JSON.parse(row.fields) as ItemDraft['fields'])) this.#link(link, row);
  }

  #use({ kind, normal }: Identifier): Use {
    const key = `${kind}\n${normal}`;
    const known = this.uses.get(key);
    if (known !== undefined) return known;
    const use: Use = { kind, normal, items: 0, authored: 0, certain: 0, firstMs: null, lastMs: null, forms: new Map() };
    this.uses.set(key, use);
    return use;
  }

  #form(use: Use, written: string): void {
    if (!use.forms.has(written)) this.#forms += 1;
    use.forms.set(written, (use.forms.get(written) ?? 0) + 1);
  }

  #link(link: ItemLink, row: Row): void {
    const key = JSON.stringify([link.basis, link.a.kind, link.a.normal, link.b.kind, link.b.normal]);
    const known = this.links.get(key);
    if (known !== undefined) known.items += 1;
    else this.links.set(key, { link, items: 1, itemId: row.item_id, place: describeLocator(JSON.parse(row.locator) as Locator) });
  }
}

function chunkWriter(db: CaseDatabase, runId: number): (chunk: Chunk) => void {
  const find = db.prepare<[string, string], { identifier_id: number }>('SELECT identifier_id FROM identifier WHERE kind = ? AND normal = ?');
  const use = db.prepare(`INSERT INTO identifier_use (identifier_id, run_id, items, authored, certain, first_ms, last_ms) VALUES (@id, @runId, @items, @authored, @certain, @firstMs, @lastMs)
    ON CONFLICT DO UPDATE SET items = items + excluded.items, authored = authored + excluded.authored, certain = max(certain, excluded.certain),
      first_ms = min(coalesce(first_ms, excluded.first_ms), coalesce(excluded.first_ms, first_ms)), last_ms = max(coalesce(last_ms, excluded.last_ms), coalesce(excluded.last_ms, last_ms))`);
  const form = db.prepare(`INSERT INTO identifier_form (identifier_id, run_id, written, items) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET items = items + excluded.items`);
  const link = db.prepare(`INSERT INTO identifier_link (run_id, basis, kind_a, normal_a, kind_b, normal_b, written_a, written_b, items, item_id, place, detail)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET items = items + excluded.items`);
  return (chunk) => {
    for (const { kind, normal, forms, ...counts } of chunk.uses.values()) {
      const id = find.get(kind, normal)?.identifier_id;
      if (id === undefined) throw new Error(`an item carries a ${kind} that was not stored`);
      use.run({ id, runId, ...counts });
      for (const [written, items] of forms) form.run(id, runId, written, items);
    }
    for (const { link: { basis, a, b, detail }, items, itemId, place } of chunk.links.values()) {
      link.run(runId, basis, a.kind, a.normal, b.kind, b.normal, a.written, b.written, items, itemId, place, detail);
    }
  };
}

/** Summarises one run, step by step: each step is one small transaction, so that nobody waits long for the database. */
export function* summariseRun(db: CaseDatabase, runId: number): Generator<void, void, void> {
  const span = db.prepare<[number], { first: number | null; last: number | null }>('SELECT min(row_id) AS first, max(row_id) AS last FROM item WHERE run_id = ?').get(runId);
  const read = db.prepare<[number, number, number, number], Row>(
    `SELECT row_id, item_id, kind, earliest_ms, identifiers, fields, locator FROM item WHERE row_id > ? AND row_id <= ? AND +run_id = ? ORDER BY row_id LIMIT ?`,
  );
  const write = chunkWriter(db, runId);
  db.transaction(() => {
    db.prepare('DELETE FROM identifier_summary WHERE run_id = ?').run(runId);
    db.prepare('INSERT INTO identifier_summary (run_id, whole, stamp) VALUES (?, 0, lower(hex(randomblob(8))))').run(runId);
  }).immediate();
  let chunk = new Chunk();
  const writeChunk = db.transaction(() => write(chunk));
  for (let after = (span?.first ?? 0) - 1; ;) {
    const rows = read.all(after, span?.last ?? 0, runId, rowsAStep);
    for (const row of rows) chunk.add(row);
    const last = rows.at(-1);
    const ended = last === undefined || rows.length < rowsAStep;
    if (ended || chunk.size > countsHeld) {
      writeChunk.immediate();
      chunk = new Chunk();
    }
    if (ended) break;
    after = last.row_id;
    yield;
  }
  db.prepare('UPDATE identifier_summary SET whole = 1 WHERE run_id = ?').run(runId);
}

/** Makes whatever summaries of the case's rows are missing. Nothing to do is the rule: imports bring their own. */
export function settleSummaries(db: CaseDatabase): void {
  const missing = db.prepare<[], { run_id: number }>(
    `SELECT run_id FROM import_run WHERE state = 'complete' AND run_id NOT IN (SELECT run_id FROM identifier_summary WHERE whole = 1)`,
  ).all();
  for (const { run_id: runId } of missing) for (const _step of summariseRun(db, runId)) continue;
}

/** Changes whenever what the summaries of the case's rows say may have changed. */
export function summariesStamp(db: CaseDatabase): string {
  return db.prepare<[], { stamp: string | null }>(
    `SELECT group_concat(stamp) AS stamp FROM (SELECT stamp FROM identifier_summary WHERE ${visibleSummaries('identifier_summary')} ORDER BY run_id)`,
  ).get()?.stamp ?? '';
}

/** SQL that is true for a summary's rows of the case. `alias` is the summary table's name in the query. */
export function visibleSummaries(alias: string): string {
  return `${alias}.run_id IN (SELECT run_id FROM import_run WHERE state = 'complete')`;
}
