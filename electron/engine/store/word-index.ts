/** Enters the words of stored rows into the search index. */
import type { CaseDatabase } from '../db/case-database.ts';
import { plainForSearch, wordsOf } from '../timeline/search-words.ts';
import { wordNumbersARow, type PackedRows } from './packed-rows.ts';

/** Rows whose words have still to be entered; `words` are those of rows found by more than their text, whose ids are in `rowIds`, in order. */
interface Waiting { readonly from: number; until: number; readonly rowIds: number[]; readonly words: Buffer[] }

/** Where words begin and how long they are, as one number: SQLite takes the two out of it quicker than out of an array. */
const lengthBits = 26;
const largest = 2 ** lengthBits - 1;

export class WordIndex {
  readonly #statements;
  #waiting: Waiting | null = null;

  constructor(db: CaseDatabase) {
    this.#statements = {
      plain: db.prepare(`INSERT INTO item_search (rowid, words) SELECT row_id, ${plainForSearch('text')} FROM item_row WHERE row_id BETWEEN @from AND @until`),
      // Materialised, and row ids as numbers, so that SQLite gives it an index: it would go through all the words for each row.
      some: db.prepare(`WITH own AS MATERIALIZED (SELECT CAST(key AS INTEGER) AS row, CAST(substr(@words, value >> ${lengthBits}, value & ${largest}) AS TEXT) AS words FROM json_each(@places))
        INSERT INTO item_search (rowid, words) SELECT row_id, coalesce(own.words, ${plainForSearch('text')})
        FROM item_row LEFT JOIN own ON own.row = row_id WHERE row_id BETWEEN @from AND @until ORDER BY row_id`),
      own: db.prepare('INSERT INTO item_search (rowid, words) VALUES (?, CAST(? AS TEXT))'),
      one: db.prepare(`INSERT INTO item_search (rowid, words) VALUES (@row, (SELECT ${plainForSearch('text')} FROM item_row WHERE row_id = @row))`),
    };
  }

  /** Rows stored from row id `from` on; those of one transaction follow each other. `also` has more of some rows' texts, by their place among them. */
  add(from: number, { count, words: { count: owns, numbers, bytes } }: PackedRows, also: ReadonlyMap<number, string>): void {
    this.#waiting ??= { from, until: from, rowIds: [], words: [] };
    const { rowIds, words } = this.#waiting;
    this.#waiting.until = from + count - 1;
    const texts = Buffer.from(bytes.buffer);
    let at = 0;
    for (let own = 0; own < owns * wordNumbersARow; own += wordNumbersARow) {
      const row = numbers[own] as number; // within the count
      const end = at + (numbers[own + 1] as number); // within the count
      const more = also.get(row) ?? '';
      rowIds.push(from + row);
      words.push(wordsOf(more === '' ? texts.subarray(at, end) : Buffer.concat([texts.subarray(at, end), Buffer.from(more)])));
      at = end;
    }
  }

  /**
   * Enters the words of the rows added since the last time. With a statement of many rows the index is written out at its end, so there
   * are few of those; where most rows have words of their own, binding each is quicker than joining them.
   */
  write(): void {
    const rows = this.#waiting;
    if (rows === null) return;
    this.#waiting = null;
    const { from, until, rowIds, words } = rows;
    if (rowIds.length === 0) this.#statements.plain.run({ from, until });
    else if (rowIds.length * 2 > until - from || words.reduce((sum, { length }) => sum + length, 0) >= largest) this.#writeEach(rows);
    else this.#writeTogether(rows);
  }

  #writeTogether({ from, until, rowIds, words }: Waiting): void {
    let start = 1; // as SQLite counts bytes
    const places: string[] = [];
    for (const [index, { length }] of words.entries()) {
      places.push(`"${rowIds[index] as number}":${start * (largest + 1) + length}`); // as many as words
      start += length;
    }
    // One byte more than the words: out of no bytes at all SQLite cuts NULL.
    this.#statements.some.run({ from, until, words: Buffer.concat([...words, Buffer.alloc(1)]), places: `{${places.join(',')}}` });
  }

  #writeEach({ from, until, rowIds, words }: Waiting): void {
    let next = 0;
    for (let row = from; row <= until; row += 1) {
      if (rowIds[next] !== row) { this.#statements.one.run({ row }); continue; }
      this.#statements.own.run(row, words[next]);
      next += 1;
    }
  }
}
