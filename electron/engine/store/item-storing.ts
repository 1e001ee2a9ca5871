/** Puts encoded rows into the database, many at a time. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { Identifier } from '../../../shared/domain/item.ts';
import { textReadIn } from '../pictures/search-text.ts';
import { contextColumns, type Attached, type RowBatch, type StoredContext } from './item-encoding.ts';
import { ItemKeys } from './item-keys.ts';
import { RowInserter } from './row-inserting.ts';
import { WordIndex } from './word-index.ts';

export interface RunOfExhibit { readonly runId: number; readonly exhibitId: ExhibitId }

/** Ids entered at once; as many as are kept in memory meanwhile. */
const keysAtOnce = 2_000_000;
const marks = (count: number): string => `(${Array.from({ length: count }, () => '?').join(', ')})`;

/** Writes the rows of one run. Statements and identifiers are kept between calls; make one for each run. */
export class ItemStorage {
  readonly #run: RunOfExhibit;
  readonly #statements;
  readonly #textReadIn;
  /** Row id of each context, by its number in the import. */
  readonly #contexts: number[] = [];
  readonly #identifiers = new Map<string, number>();
  readonly #keys: ItemKeys;
  readonly #rows: RowInserter;
  readonly #words: WordIndex;
  /** Rows of each context that have still to be counted, by its number in the import. */
  #uncounted: number[] = [];

  constructor(db: CaseDatabase, run: RunOfExhibit) {
    this.#run = run;
    this.#textReadIn = textReadIn(db);
    this.#keys = new ItemKeys(db, run.runId);
    this.#rows = new RowInserter(db, (number) => this.#contextId(number));
    this.#words = new WordIndex(db);
    this.#statements = {
      context: db.prepare(`INSERT INTO item_context (run_id, exhibit_id, ${contextColumns.join(', ')}) VALUES ${marks(contextColumns.length + 2)}`),
      contextWords: db.prepare('INSERT INTO context_search (rowid, words) VALUES (?, ?)'),
      contextIdentifier: db.prepare('INSERT INTO context_identifier (context_id, identifier_id, role, certainty) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
      countItems: db.prepare('UPDATE item_context SET items = items + ? WHERE context_id = ?'),
      addIdentifier: db.prepare('INSERT INTO identifier (kind, normal, display) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
      findIdentifier: db.prepare<[string, string], { identifier_id: number }>('SELECT identifier_id FROM identifier WHERE kind = ? AND normal = ?'),
      rowIdentifier: db.prepare('INSERT INTO row_identifier (row_id, identifier_id, role, certainty) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
      file: db.prepare(`INSERT INTO item_attachment (row_id, attachment, run_id, exhibit_id, item_id, member, name, media_type, sha256)
        VALUES (@rowId, @attachment, @runId, @exhibitId, @itemId, @member, @name, @mediaType, coalesce(@sha256, CASE @member
          WHEN '' THEN (SELECT sha256 FROM exhibit WHERE exhibit_id = @exhibitId)
          ELSE (SELECT sha256 FROM member_hash WHERE exhibit_id = @exhibitId AND member = @member) END))`),
      setAside: db.prepare('INSERT INTO quarantined_row (run_id, exhibit_id, locator, code, reason, verbatim) VALUES (?, ?, ?, ?, ?, ?)'),
    };
  }

  #identifierId({ kind, normal, written }: Identifier): number {
    const key = `${kind}\n${normal}`;
    const known = this.#identifiers.get(key);
    if (known !== undefined) return known;
    this.#statements.addIdentifier.run(kind, normal, written);
    const row = this.#statements.findIdentifier.get(kind, normal);
    if (row === undefined) throw new Error(`identifier ${kind} was not stored`);
    this.#identifiers.set(key, row.identifier_id);
    return row.identifier_id;
  }

  #addContext({ values, identifiers, words }: StoredContext): void {
    const id = Number(this.#statements.context.run(this.#run.runId, this.#run.exhibitId, ...values).lastInsertRowid);
    this.#statements.contextWords.run(id, words);
    for (const identifier of identifiers) this.#statements.contextIdentifier.run(id, this.#identifierId(identifier), identifier.role, identifier.certainty);
    this.#contexts.push(id);
  }

  /** Counts a row of a context, and returns the database's id of it. */
  #contextId(number: number): number {
    const id = this.#contexts[number];
    if (id === undefined) throw new Error('a row names a context that was not given');
    this.#uncounted[number] = (this.#uncounted[number] ?? 0) + 1;
    return id;
  }

  #enterFiles(rowId: number, { itemId, attachments }: Attached): void {
    attachments.forEach(({ member, name, mediaType, sha256 }, attachment) => {
      if (member !== null) this.#statements.file.run({ ...this.#run, rowId, attachment, itemId, member, name, mediaType, sha256 });
    });
  }

  /** Imported again, an item is still found by what was read in its pictures. A row that has attachments always has words of its own. */
  #readInPictures(attached: readonly Attached[]): ReadonlyMap<number, string> {
    const pictured = attached.filter(({ attachments }) => attachments.some(({ member }) => member !== null));
    return new Map(pictured.map(({ row, itemId }) => [row, `\n${this.#textReadIn(itemId)}`]));
  }

  /** Stores a batch. Call inside a transaction, `index` before its end, and `enterKeys` after the last batch. */
  store(batch: RowBatch): void {
    for (const context of batch.contexts) this.#addContext(context);
    for (const { locator, code, reason, verbatim } of batch.setAside) {
      this.#statements.setAside.run(this.#run.runId, this.#run.exhibitId, JSON.stringify(locator), code, reason, verbatim);
    }
    const { count, ids } = batch.rows;
    if (count === 0) return;
    const from = this.#rows.insert(batch.rows);
    this.#words.add(from, batch.rows, this.#readInPictures(batch.attached));
    for (const attached of batch.attached) if (attached.bringsFiles) this.#enterFiles(from + attached.row, attached);
    for (const { row, identifier } of batch.identifiers) {
      this.#statements.rowIdentifier.run(from + row, this.#identifierId(identifier), identifier.role, identifier.certainty);
    }
    this.#keys.add(from, count, ids);
  }

  /** Counts and indexes the words of the rows stored since the last time; in the transaction that stored them, so that their row ids follow each other. */
  index(): void {
    this.#uncounted.forEach((count, number) => this.#statements.countItems.run(count, this.#contexts[number]));
    this.#uncounted = [];
    this.#words.write();
    if (this.#keys.pending >= keysAtOnce) this.enterKeys();
  }

  /** Enters the ids of rows stored since the last time, so that they can be found by id. Throws when two rows of the run have one id. */
  enterKeys(): void {
    this.#keys.enter();
  }
}
