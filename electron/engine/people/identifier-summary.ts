/**
 * What identifiers an import brought: how often, from when to when, in which written forms, and
 * which of them its rows link. Made once for each import; the database throws a summary away when
 * an item of its run comes or goes, and it is made again when next needed.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { describeLocator, type Identifier, type ItemDraft, type ItemKind, type Locator } from '../../../shared/domain/item.ts';
import { sameIdentifier } from '../store/item-context.ts';
import { linksOf, type ItemLink } from './item-links.ts';

/** One row, or `items` rows that carry the same identifiers; then the example is the first of them. */
interface Alike { readonly kind: ItemKind; readonly items: number; readonly firstMs: number | null; readonly lastMs: number | null; readonly identifiers: readonly Identifier[]; readonly fields: ItemDraft['fields']; readonly example: () => Example }
/** The same as the database has it. */
interface Row { row_id: number; kind: ItemKind; items: number; first_ms: number | null; last_ms: number | null; context_identifiers: string; rest: string | null }
interface Rest { readonly identifiers?: readonly Identifier[]; readonly fields?: ItemDraft['fields'] }
interface Use { readonly kind: string; readonly normal: string; items: number; authored: number; certain: number; firstMs: number | null; lastMs: number | null; readonly forms: Map<string, number> }
interface Example { readonly itemId: string; readonly place: string }
interface LinkUse extends Example { readonly link: ItemLink; items: number }

/** Row ids gone over at a time. */
const rowsAStep = 20_000;
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

  add(alike: Alike): void {
    const { kind, items, firstMs, lastMs, identifiers, fields } = alike;
    const seen = new Map<Use, { authored: boolean; readonly forms: string[] }>();
    for (const identifier of identifiers) {
      const use = this.#use(identifier);
      const here = seen.get(use) ?? { authored: false, forms: [] };
      if (kind === 'message' && identifier.role === 'from') here.authored = true;
      if (!here.forms.includes(identifier.written)) here.forms.push(identifier.written);
      if (identifier.certainty === 'certain') use.certain = 1;
      seen.set(use, here);
    }
    for (const [use, { authored, forms }] of seen) {
      use.items += items;
      if (authored) use.authored += items;
      for (const form of forms) this.#form(use, form, items);
      if (firstMs === null || lastMs === null) continue;
      use.firstMs = Math.min(use.firstMs ?? firstMs, firstMs);
      use.lastMs = Math.max(use.lastMs ?? lastMs, lastMs);
    }
    for (const link of linksOf(kind, identifiers, () => fields)) this.#link(link, alike);
  }

  #use({ kind, normal }: Identifier): Use {
    const key = `${kind}\n${normal}`;
    const known = this.uses.get(key);
    if (known !== undefined) return known;
    const use: Use = { kind, normal, items: 0, authored: 0, certain: 0, firstMs: null, lastMs: null, forms: new Map() };
    this.uses.set(key, use);
    return use;
  }

  #form(use: Use, written: string, items: number): void {
    if (!use.forms.has(written)) this.#forms += 1;
    use.forms.set(written, (use.forms.get(written) ?? 0) + items);
  }

  #link(link: ItemLink, { items, example }: Alike): void {
    const key = JSON.stringify([link.basis, link.a.kind, link.a.normal, link.b.kind, link.b.normal]);
    const known = this.links.get(key);
    if (known !== undefined) known.items += items;
    else this.links.set(key, { link, items, ...example() });
  }
}

/** Turns rows of the database into what is counted. */
function rowParser(example: (rowId: number) => Example): (row: Row) => Alike {
  /** The identifiers of the context last met: neighbouring rows are mostly of one. */
  let last: { readonly json: string; readonly identifiers: readonly Identifier[] } = { json: '[]', identifiers: [] };
  return (row) => {
    const rest = row.rest === null ? {} : (JSON.parse(row.rest) as Rest);
    if (row.context_identifiers !== last.json) last = { json: row.context_identifiers, identifiers: JSON.parse(row.context_identifiers) as Identifier[] };
    const identifiers = rest.identifiers === undefined ? last.identifiers : [...last.identifiers, ...rest.identifiers];
    return { kind: row.kind, items: row.items, firstMs: row.first_ms, lastMs: row.last_ms, identifiers, fields: rest.fields ?? [], example: () => example(row.row_id) };
  };
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

/** Finds the id and place of a row, for a link that is shown with the first row that states it. */
function exampleFinder(db: CaseDatabase): (rowId: number) => Example {
  const find = db.prepare<[number], { item_id: string; locator: string }>('SELECT item_id, locator FROM item WHERE row_id = ?');
  return (rowId) => {
    const row = find.get(rowId);
    if (row === undefined) throw new Error(`row ${rowId} went while its import was summarised`);
    return { itemId: row.item_id, place: describeLocator(JSON.parse(row.locator) as Locator) };
  };
}

/** Reads the rows of a run from one row id to another, in order; those that have nothing but what their context has are counted together. */
function rowReader(db: CaseDatabase, runId: number): (from: number, until: number) => Row[] {
  const ofRun = 'row_id BETWEEN @from AND @until AND +item_row.context_id IN (SELECT context_id FROM item_context WHERE run_id = @runId)';
  const earliest = 'CASE WHEN span_ms IS NULL THEN NULL ELSE sort_ms END';
  const alike = db.prepare<[{ from: number; until: number; runId: number }], Row>(
    `SELECT row_id, kind, alike.items AS items, CASE WHEN span_ms IS NULL THEN NULL ELSE alike.first END AS first_ms, CASE WHEN span_ms IS NULL THEN NULL ELSE alike.last END AS last_ms, identifiers AS context_identifiers, NULL AS rest
     FROM (SELECT context_id, min(row_id) AS row_id, count(*) AS items, min(sort_ms) AS first, max(sort_ms) AS last FROM item_row WHERE rest IS NULL AND ${ofRun} GROUP BY context_id) AS alike
     CROSS JOIN item_context USING (context_id)`,
  );
  const other = db.prepare<[{ from: number; until: number; runId: number }], Row>(
    `SELECT row_id, kind, 1 AS items, ${earliest} AS first_ms, ${earliest} AS last_ms, identifiers AS context_identifiers, rest
     FROM item_row CROSS JOIN item_context USING (context_id) WHERE rest IS NOT NULL AND ${ofRun}`,
  );
  return (from, until) => [...alike.all({ from, until, runId }), ...other.all({ from, until, runId })].sort((one, next) => one.row_id - next.row_id);
}

function beginSummary(db: CaseDatabase, runId: number): void {
  db.transaction(() => {
    db.prepare('DELETE FROM identifier_summary WHERE run_id = ?').run(runId);
    db.prepare('INSERT INTO identifier_summary (run_id, whole, stamp) VALUES (?, 0, lower(hex(randomblob(8))))').run(runId);
  }).immediate();
}

function settleSummary(db: CaseDatabase, runId: number): void {
  db.prepare('UPDATE identifier_summary SET whole = 1 WHERE run_id = ?').run(runId);
}

interface Group { readonly kind: ItemKind; readonly identifiers: readonly Identifier[]; readonly example: () => Example; items: number; firstMs: number | null; lastMs: number | null }
/** Neighbouring items are mostly of a few people, and then carry the same list. */
const recentGroups = 6;

function sameList(one: readonly Identifier[], other: readonly Identifier[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (!sameIdentifier(one[index] as Identifier, other[index] as Identifier)) return false; // within both
  return true;
}

/** Fields count for links to a plate only. */
const fieldsCount = (identifiers: readonly Identifier[], fields: ItemDraft['fields']): boolean => fields.length > 0 && identifiers.some(({ kind }) => kind === 'vrm');

/** The summary of a run, made while its items are read: reading them all once more from the database took a tenth of an import. */
export class RunningSummary {
  readonly #recent: Group[] = [];
  /** Null: it has grown too large to be kept, and is made from the rows. */
  #chunk: Chunk | null = new Chunk();

  add(item: ItemDraft, itemId: string): void {
    const { kind, identifiers, fields, locator, time: { earliestMs } } = item;
    if (this.#chunk === null || identifiers.length === 0) return;
    const alone = fieldsCount(identifiers, fields);
    if (!alone) for (const group of this.#recent) {
      if (group.kind !== kind || !sameList(group.identifiers, identifiers)) continue;
      group.items += 1;
      if (earliestMs === null) return;
      if (group.firstMs === null || earliestMs < group.firstMs) group.firstMs = earliestMs;
      if (group.lastMs === null || earliestMs > group.lastMs) group.lastMs = earliestMs;
      return;
    }
    const example = (): Example => ({ itemId, place: describeLocator(locator) });
    // The first is counted at once, so that what it links is shown with it and not with a later row.
    this.#chunk.add({ kind, items: 1, firstMs: earliestMs, lastMs: earliestMs, identifiers, fields, example });
    if (this.#chunk.size > countsHeld) this.#chunk = null;
    if (alone) return;
    this.#recent.unshift({ kind, identifiers, example, items: 0, firstMs: null, lastMs: null });
    if (this.#recent.length > recentGroups) this.#settle(this.#recent.pop() as Group); // longer than the limit just tested
  }

  #settle(group: Group): void {
    if (group.items > 0) this.#chunk?.add({ ...group, fields: [] });
  }

  /** Writes the summary, when all rows are stored. Returns false when it has to be made from them. */
  write(db: CaseDatabase, runId: number): boolean {
    for (const group of this.#recent.splice(0)) this.#settle(group);
    const chunk = this.#chunk;
    if (chunk === null) return false;
    db.transaction(() => {
      beginSummary(db, runId);
      chunkWriter(db, runId)(chunk);
      settleSummary(db, runId);
    }).immediate();
    return true;
  }
}

/** Summarises one run, step by step: each step is one small transaction, so that nobody waits long for the database. */
export function* summariseRun(db: CaseDatabase, runId: number): Generator<void, void, void> {
  const span = db.prepare<[number], { first: number | null; last: number | null }>(
    'SELECT min(row_id) AS first, max(row_id) AS last FROM item_row WHERE +context_id IN (SELECT context_id FROM item_context WHERE run_id = ?)',
  ).get(runId);
  const [first, last] = [span?.first ?? 0, span?.last ?? -1];
  const read = rowReader(db, runId);
  const write = chunkWriter(db, runId);
  const parse = rowParser(exampleFinder(db));
  beginSummary(db, runId);
  let chunk = new Chunk();
  const writeChunk = db.transaction(() => write(chunk));
  for (let from = first; from <= last; from += rowsAStep) {
    for (const row of read(from, Math.min(from + rowsAStep - 1, last))) chunk.add(parse(row));
    if (chunk.size > countsHeld) {
      writeChunk.immediate();
      chunk = new Chunk();
    }
    yield;
  }
  writeChunk.immediate();
  settleSummary(db, runId);
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
