/** Inserts packed rows, some dozens with each statement: a call into SQLite costs about as much as a row. */
import type { CaseDatabase } from '../db/case-database.ts';
import { idBytes, noPart, numberOf, numbersARow, ownNumberOf, ownNumbersARow, type PackedRows } from './packed-rows.ts';

const rowsAStatement = 40;

type Bound = number | null;

/** A text cut out of one of the bound buffers: where it begins, as SQLite counts bytes, and how many there are; NULL of them make NULL. */
const cut = (buffer: string): string => `CAST(substr(${buffer}, ?, ?) AS TEXT)`;

/** Columns of a row, and how each is bound or cut out of the packed rows. Rows that have nothing of their own are bound with fewer values. */
const rowParts = (row: number, own: boolean): readonly (readonly [column: string, sql: string])[] => [
  ['context_id', '?'], ['sort_ms', '?'], ['written', cut('@texts')], ['text', cut('@texts')], ['byte', '?'], ['id', `substr(@ids, ${row * idBytes + 1}, ${idBytes})`],
  ...(own ? [['place', `coalesce(?, ${cut('@own')})`], ['verbatim', cut('@own')], ['rest', cut('@own')]] as const : [['place', '?']] as const),
];
const insertRows = (rows: number, own: boolean): string => `INSERT INTO item_row (${rowParts(0, own).map(([column]) => column).join(', ')})
  VALUES ${Array.from({ length: rows }, (_, row) => `(${rowParts(row, own).map(([, sql]) => sql).join(', ')})`).join(', ')}`;

/** Where reading of the packed texts has come to. */
interface Place { texts: number; own: number; ownRow: number }

export class RowInserter {
  readonly #contextId: (number: number) => number;
  readonly #statements;

  /** `contextId` gives the database's id of a context by its number in the import, once for each row. */
  constructor(db: CaseDatabase, contextId: (number: number) => number) {
    this.#contextId = contextId;
    this.#statements = {
      many: db.prepare(insertRows(rowsAStatement, false)), one: db.prepare(insertRows(1, false)),
      manyOwn: db.prepare(insertRows(rowsAStatement, true)), oneOwn: db.prepare(insertRows(1, true)),
    };
  }

  /**
   * Inserts the rows; their row ids follow each other. Returns the first. Numbers are bound and everything else is cut out of the packed
   * rows by SQLite: binding a string costs several times as much (measured).
   */
  insert(rows: PackedRows): number {
    const { count, ids, texts, own } = rows;
    const place: Place = { texts: 0, own: 0, ownRow: 0 };
    let last = 0;
    for (let from = 0; from < count;) {
      const many = count - from >= rowsAStatement;
      const until = many ? from + rowsAStatement : from + 1;
      const [textsFrom, ownFrom] = [place.texts, place.own];
      const withOwn = place.ownRow < own.count && (own.numbers[place.ownRow * ownNumbersARow] as number) < until; // within the count
      const bound = this.#bind(rows, from, until, place, withOwn);
      // One byte more than the texts: out of no bytes at all SQLite cuts NULL.
      const packed = { ids: ids.subarray(from * idBytes, until * idBytes), texts: texts.subarray(textsFrom, place.texts + 1) };
      const { many: manyRows, one, manyOwn, oneOwn } = this.#statements;
      last = Number((withOwn
        ? (many ? manyOwn : oneOwn).run({ ...packed, own: own.bytes.subarray(ownFrom, place.own + 1) }, ...bound)
        : (many ? manyRows : one).run(packed, ...bound)).lastInsertRowid);
      from = until;
    }
    return last - count + 1;
  }

  /** The values of some rows, in the order of the statement. */
  #bind({ numbers, own }: PackedRows, from: number, until: number, place: Place, withOwn: boolean): Bound[] {
    const bound: Bound[] = [];
    const texts = place.texts - 1; // SQLite counts from one
    const parts = place.own - 1;
    for (let row = from, at = from * numbersARow; row < until; row += 1, at += numbersARow) {
      const written = numbers[at + numberOf.writtenBytes] as number; // as are those below: there are as many as rows
      const text = numbers[at + numberOf.textBytes] as number;
      const byte = numbers[at + numberOf.byte] as number;
      const number = numbers[at + numberOf.place] as number;
      bound.push(
        this.#contextId(numbers[at + numberOf.context] as number), numbers[at + numberOf.sortMs] as number, place.texts - texts, written, place.texts - texts + written, text,
        Number.isNaN(byte) ? null : byte, Number.isNaN(number) ? null : number,
      );
      place.texts += written + text;
      if (withOwn) this.#bindOwn(bound, own.numbers, own.count, row, place, parts);
    }
    return bound;
  }

  /** Where the parts of a row's own begin and how long they are; NULL for those it has not. */
  #bindOwn(bound: Bound[], numbers: Int32Array, count: number, row: number, place: Place, before: number): void {
    const at = place.ownRow * ownNumbersARow;
    const has = place.ownRow < count && numbers[at] === row;
    for (const part of [ownNumberOf.place, ownNumberOf.verbatim, ownNumberOf.rest]) {
      const bytes = has ? numbers[at + part] as number : noPart; // within the count
      bound.push(place.own - before, bytes === noPart ? null : bytes);
      if (bytes > 0) place.own += bytes;
    }
    if (has) place.ownRow += 1;
  }
}
