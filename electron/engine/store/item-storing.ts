/** Puts encoded rows into the database, many at a time. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { Identifier } from '../../../shared/domain/item.ts';
import { textReadIn } from '../pictures/search-text.ts';
import { normaliseForSearch, plainForSearch } from '../timeline/search-words.ts';
import { contextColumns, type Attached, type OwnParts, type RowBatch, type StoredContext } from './item-encoding.ts';
import { ItemKeys } from './item-keys.ts';
import { idBytes, numberOf, numbersARow } from './packed-rows.ts';

export interface RunOfExhibit { readonly runId: number; readonly exhibitId: ExhibitId }

/** Rows a statement: each call into SQLite costs about as much as a row. */
const rowsAStatement = 40;
/** Ids entered at once; as many as are kept in memory meanwhile. */
const keysAtOnce = 2_000_000;
const marks = (count: number): string => `(${Array.from({ length: count }, () => '?').join(', ')})`;

/** Columns of a row, and how each is bound or cut out of the packed rows. */
const rowParts = (row: number): readonly (readonly [column: string, sql: string])[] => [
  ['context_id', '?'], ['sort_ms', '?'], ['written', 'CAST(substr(@texts, ?, ?) AS TEXT)'], ['text', 'CAST(substr(@texts, ?, ?) AS TEXT)'],
  ['verbatim', '?'], ['place', '?'], ['byte', '?'], ['rest', '?'], ['id', `substr(@ids, ${row * idBytes + 1}, ${idBytes})`],
];
const insertRows = (rows: number): string => `INSERT INTO item_row (${rowParts(0).map(([column]) => column).join(', ')})
  VALUES ${Array.from({ length: rows }, (_, row) => `(${rowParts(row).map(([, sql]) => sql).join(', ')})`).join(', ')}`;
const nothingOwn: Omit<OwnParts, 'row'> = { place: null, verbatim: null, rest: null };

/** Rows whose words have still to be indexed. */
interface Unindexed { readonly from: number; until: number; readonly words: string[] }

/** Writes the rows of one run. Statements and identifiers are kept between calls; make one for each run. */
export class ItemStorage {
  readonly #run: RunOfExhibit;
  readonly #statements;
  readonly #textReadIn;
  /** Row id of each context, by its number in the import. */
  readonly #contexts: number[] = [];
  readonly #identifiers = new Map<string, number>();
  readonly #keys: ItemKeys;
  /** Rows of each context that have still to be counted, by its number in the import. */
  #uncounted: number[] = [];
  #unindexed: Unindexed | null = null;

  constructor(db: CaseDatabase, run: RunOfExhibit) {
    this.#run = run;
    this.#textReadIn = textReadIn(db);
    this.#keys = new ItemKeys(db, run.runId);
    this.#statements = {
      context: db.prepare(`INSERT INTO item_context (run_id, exhibit_id, ${contextColumns.join(', ')}) VALUES ${marks(contextColumns.length + 2)}`),
      contextWords: db.prepare('INSERT INTO context_search (rowid, words) VALUES (?, ?)'),
      contextIdentifier: db.prepare('INSERT INTO context_identifier (context_id, identifier_id, role, certainty) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
      countItems: db.prepare('UPDATE item_context SET items = items + ? WHERE context_id = ?'),
      rows: db.prepare(insertRows(rowsAStatement)),
      row: db.prepare(insertRows(1)),
      plainWords: db.prepare(`INSERT INTO item_search (rowid, words) SELECT row_id, ${plainForSearch('text')} FROM item_row WHERE row_id BETWEEN @from AND @until`),
      // Materialised, so that SQLite gives it an index: it would go through all the words for each row.
      words: db.prepare(`WITH own AS MATERIALIZED (SELECT CAST(key AS INTEGER) AS row, value FROM json_each(@words))
        INSERT INTO item_search (rowid, words) SELECT row_id, coalesce(own.value, ${plainForSearch('text')})
        FROM item_row LEFT JOIN own ON own.row = row_id WHERE row_id BETWEEN @from AND @until ORDER BY row_id`),
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

  /**
   * Inserts the rows; their row ids follow each other. Returns the first. Numbers are bound and everything else is cut out of the packed
   * rows by SQLite: binding a string costs several times as much (measured).
   */
  #insertRows({ rows: { count, numbers, ids, texts }, own }: RowBatch): number {
    let last = 0;
    let textAt = 0;
    let nextOwn = 0;
    for (let from = 0; from < count;) {
      const many = count - from >= rowsAStatement;
      const until = many ? from + rowsAStatement : from + 1;
      const bound: (string | number | null)[] = [];
      let start = 1; // as SQLite counts bytes
      for (let at = from * numbersARow; at < until * numbersARow; at += numbersARow) {
        const place = numbers[at + numberOf.place] as number; // as are those below: there are as many as rows
        const byte = numbers[at + numberOf.byte] as number;
        const written = numbers[at + numberOf.writtenBytes] as number;
        const text = numbers[at + numberOf.textBytes] as number;
        const parts = nextOwn < own.length && (own[nextOwn] as OwnParts).row * numbersARow === at ? (own[nextOwn] as OwnParts) : nothingOwn; // within the length
        if (parts !== nothingOwn) nextOwn += 1;
        bound.push(
          this.#contextId(numbers[at + numberOf.context] as number), numbers[at + numberOf.sortMs] as number, start, written, start + written, text,
          parts.verbatim, Number.isNaN(place) ? parts.place : place, Number.isNaN(byte) ? null : byte, parts.rest,
        );
        start += written + text;
      }
      // One byte more than the texts: out of no bytes at all SQLite cuts NULL.
      const packed = { ids: ids.subarray(from * idBytes, until * idBytes), texts: texts.subarray(textAt, textAt + start) };
      last = Number((many ? this.#statements.rows : this.#statements.row).run(packed, ...bound).lastInsertRowid);
      textAt += start - 1;
      from = until;
    }
    return last - count + 1;
  }

  #enterFiles(rowId: number, { itemId, attachments }: Attached): void {
    attachments.forEach(({ member, name, mediaType, sha256 }, attachment) => {
      if (member !== null) this.#statements.file.run({ ...this.#run, rowId, attachment, itemId, member, name, mediaType, sha256 });
    });
  }

  /** Imported again, an item is still found by what was read in its pictures. A row that has attachments always has words of its own. */
  #readInPictures(attached: readonly Attached[]): ReadonlyMap<number, string> {
    const pictured = attached.filter(({ attachments }) => attachments.some(({ member }) => member !== null));
    return new Map(pictured.map(({ row, itemId }) => [row, `\n${normaliseForSearch(this.#textReadIn(itemId))}`]));
  }

  /** Stores a batch. Call inside a transaction, `index` before its end, and `enterKeys` after the last batch. */
  store(batch: RowBatch): void {
    for (const context of batch.contexts) this.#addContext(context);
    for (const { locator, code, reason, verbatim } of batch.setAside) {
      this.#statements.setAside.run(this.#run.runId, this.#run.exhibitId, JSON.stringify(locator), code, reason, verbatim);
    }
    const { count, ids } = batch.rows;
    if (count === 0) return;
    const from = this.#insertRows(batch);
    const until = from + count - 1;
    this.#unindexed ??= { from, until, words: [] };
    this.#unindexed.until = until;
    const read = this.#readInPictures(batch.attached);
    for (const [row, words] of batch.words) this.#unindexed.words.push(`"${from + row}":${JSON.stringify(`${words}${read.get(row) ?? ''}`)}`);
    for (const attached of batch.attached) if (attached.bringsFiles) this.#enterFiles(from + attached.row, attached);
    for (const { row, identifier } of batch.identifiers) {
      this.#statements.rowIdentifier.run(from + row, this.#identifierId(identifier), identifier.role, identifier.certainty);
    }
    this.#keys.add(from, count, ids);
  }

  /**
   * Counts and indexes the words of the rows stored since the last time; in the transaction that stored them, so that their row
   * ids follow each other. The index is written out with each statement: many rows at once make a small one.
   */
  index(): void {
    const rows = this.#unindexed;
    if (rows === null) return;
    this.#uncounted.forEach((count, number) => this.#statements.countItems.run(count, this.#contexts[number]));
    this.#uncounted = [];
    this.#unindexed = null;
    const { from, until } = rows;
    if (rows.words.length === 0) this.#statements.plainWords.run({ from, until });
    else this.#statements.words.run({ from, until, words: `{${rows.words.join(',')}}` });
    if (this.#keys.pending >= keysAtOnce) this.enterKeys();
  }

  /** Enters the ids of rows stored since the last time, so that they can be found by id. Throws when two rows of the run have one id. */
  enterKeys(): void {
    this.#keys.enter();
  }
}
