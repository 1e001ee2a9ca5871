/** Row ids that are absent between the first and the last: something was removed. What it was, nobody can say (formats reference, rule 16). */
import type { AppDatabase } from '../sqlite/open-database.ts';

const listed = 20;

export class RowGaps {
  #last: number | null = null;
  #highest = 0;
  #absent = 0;
  readonly #examples: string[] = [];

  /** Call with the row ids in rising order. */
  add(rowid: string): void {
    const id = Number(rowid);
    if (rowid === '' || !Number.isSafeInteger(id)) return;
    if (this.#last !== null && id > this.#last + 1) {
      const count = id - this.#last - 1;
      this.#absent += count;
      if (this.#examples.length < listed) this.#examples.push(count === 1 ? String(this.#last + 1) : `${this.#last + 1} to ${id - 1}`);
    }
    this.#last = id;
    this.#highest = Math.max(this.#highest, id);
  }

  /** What is known of absent row ids of this table. */
  warnings(table: string, database: AppDatabase): string[] {
    const found: string[] = [];
    if (this.#absent > 0) {
      found.push(`${table}: ${this.#absent.toLocaleString('en-GB')} row ${this.#absent === 1 ? 'id is' : 'ids are'} absent between the first and the last (${this.#examples.join(', ')}${this.#examples.length === listed ? ', …' : ''}). Rows were removed; what they held is not known.`);
    }
    const ever = this.#highestEver(table, database);
    if (ever !== null && ever > this.#highest) found.push(`${table}: the database has given out row ids up to ${ever}; the last row present is ${this.#highest === 0 ? 'none' : this.#highest}. Rows at the end were removed.`);
    return found;
  }

  #highestEver(table: string, database: AppDatabase): number | null {
    const ask = (sql: string): number | null => {
      const value = database.all(sql, table)[0]?.['highest'];
      return typeof value === 'number' ? value : null;
    };
    // sqlite_sequence is SQLite's own table: it is not in the list of a database's tables on every version.
    if (database.tables.has('sqlite_sequence')) return ask('SELECT seq AS highest FROM sqlite_sequence WHERE name = ? COLLATE NOCASE');
    return null;
  }
}
