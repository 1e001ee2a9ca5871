/**
 * Where an item is found by its id. Ids are in no order: a tree with an entry for each would be the dearest part
 * of storing a row. So the rows of a run are kept in buckets by the first digits of their ids, each bucket a text of
 * `|next digits=row id` entries; what is found there is held against the id the row itself has.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { idBytes } from './packed-rows.ts';

/** 16 bits: at a million rows a bucket holds about 16. */
const bucketDigits = 4;
const buckets = 1 << 16;
/** 48 bits, so that a key is a whole number too. */
const keyDigits = 12;
const digits = Buffer.from('0123456789abcdef');
const [bar, equals] = [0x7c, 0x3d];
/** Most bytes an entry takes: a bar, the key, an equals sign and a row id. */
const entryBytes = 1 + keyDigits + 1 + 16;

/** SQL for the rows of some items: `item_id`, `run_id`, `row_id`. `ids` is a SELECT of their `item_id`. Only one row of an item is of a complete run. */
export function rowsOfItems(ids: string): string {
  const place = `instr(entries, '|' || substr(sought.item_id, ${bucketDigits + 1}, ${keyDigits}) || '=')`;
  return `SELECT sought.item_id AS item_id, item_key.run_id AS run_id, item_row.row_id AS row_id FROM (${ids}) AS sought
    CROSS JOIN item_key ON item_key.bucket = substr(sought.item_id, 1, ${bucketDigits})
    CROSS JOIN item_row ON item_row.row_id = CAST(substr(entries, nullif(${place}, 0) + ${keyDigits + 2}, 16) AS INTEGER) AND item_row.id = unhex(sought.item_id)`;
}

/** SQL for the row ids of an item, bound as one value. */
export const rowsWithId = `SELECT row_id FROM (${rowsOfItems('SELECT ? AS item_id')})`;

interface Pending { readonly from: number; readonly count: number; readonly ids: Uint8Array }

/** Rows of a run, and the order that puts them bucket after bucket. */
interface Sorted { readonly ids: Buffer; readonly rows: Float64Array; readonly order: Uint32Array; readonly bucketOf: (row: number) => number }

function sortedByBucket(pending: readonly Pending[]): Sorted {
  const ids = Buffer.concat(pending.map(({ ids: own, count }) => own.subarray(0, count * idBytes)));
  const rows = new Float64Array(ids.length / idBytes);
  let filled = 0;
  for (const { from, count } of pending) for (let row = 0; row < count; row += 1, filled += 1) rows[filled] = from + row;
  const bucketOf = (row: number): number => ((ids[row * idBytes] as number) << 8) | (ids[row * idBytes + 1] as number); // callers stay within the rows
  const starts = new Uint32Array(buckets + 1);
  for (let row = 0; row < rows.length; row += 1) starts[bucketOf(row) + 1] = (starts[bucketOf(row) + 1] as number) + 1; // 16 bits
  for (let bucket = 0; bucket < buckets; bucket += 1) starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number); // one more than buckets
  const order = new Uint32Array(rows.length);
  for (let row = 0; row < rows.length; row += 1) {
    const bucket = bucketOf(row);
    const place = starts[bucket] as number; // 16 bits
    starts[bucket] = place + 1;
    order[place] = row;
  }
  return { ids, rows, order, bucketOf };
}

/** The entries of one bucket, written as they will stand in it. */
class BucketText {
  #bytes = Buffer.allocUnsafe(64 * entryBytes);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  /** Adds the entry of the row whose id stands in `ids` from `at` on. */
  add(ids: Buffer, at: number, rowId: number): void {
    if (this.#length + entryBytes + 1 > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    const bytes = this.#bytes;
    let end = this.#length;
    bytes[end++] = bar;
    for (let byte = at + bucketDigits / 2; byte < at + (bucketDigits + keyDigits) / 2; byte += 1) {
      const value = ids[byte] as number; // within the id
      bytes[end++] = digits[value >> 4] as number; // 4 bits
      bytes[end++] = digits[value & 15] as number; // 4 bits
    }
    bytes[end++] = equals;
    const written = String(rowId);
    for (let digit = 0; digit < written.length; digit += 1) bytes[end++] = written.charCodeAt(digit);
    this.#length = end;
  }

  /** The entries, with a bar after the last. */
  whole(): Buffer {
    this.#bytes[this.#length] = bar;
    return this.#bytes.subarray(0, this.#length + 1);
  }
}

function refuseTwice(itemId: string): never {
  throw new Error(`two rows of the import have the id ${itemId}, which must be UNIQUE`);
}

/** Enters the ids of one run's rows. */
export class ItemKeys {
  readonly #runId: number;
  readonly #statements;
  readonly #text = new BucketText();
  /** Where in the ids each entry of the bucket in hand comes from. */
  readonly #seen = new Map<number, number>();
  #pending: Pending[] = [];
  #count = 0;

  constructor(db: CaseDatabase, runId: number) {
    this.#runId = runId;
    this.#statements = {
      enter: db.prepare('INSERT INTO item_key (bucket, run_id, entries) VALUES (?, ?, CAST(? AS TEXT))'),
      rows: db.prepare<[number], { count: number }>('SELECT coalesce(sum(items), 0) AS count FROM item_context WHERE run_id = ?'),
      entries: db.prepare<[string, number], { entries: string }>('SELECT entries FROM item_key WHERE bucket = ? AND run_id = ?'),
      same: db.prepare<[string, number], { row_id: number }>(`SELECT row_id FROM (${rowsOfItems('SELECT ? AS item_id')}) WHERE run_id = ?`),
    };
  }

  /** How many rows have still to be entered. */
  get pending(): number {
    return this.#count;
  }

  /** Rows that are stored, with consecutive row ids; `ids` is kept until they are entered. */
  add(from: number, count: number, ids: Uint8Array): void {
    this.#pending.push({ from, count, ids });
    this.#count += count;
  }

  /** Throws when a row of the bucket has the id of one that was entered before. */
  #refuseEarlier({ ids, order }: Sorted, first: number, end: number): void {
    const idOf = (place: number): string => ids.toString('hex', (order[place] as number) * idBytes, ((order[place] as number) + 1) * idBytes); // of the order
    const earlier = this.#statements.entries.all(idOf(first).slice(0, bucketDigits), this.#runId).map(({ entries }) => entries).join('');
    if (earlier === '') return;
    for (let place = first; place < end; place += 1) {
      const itemId = idOf(place);
      const known = earlier.includes(`|${itemId.slice(bucketDigits, bucketDigits + keyDigits)}=`);
      if (known && this.#statements.same.get(itemId, this.#runId) !== undefined) refuseTwice(itemId);
    }
  }

  /** One text of a bucket never has an entry twice: a row whose entry is like another's is put into a text of its own. */
  #enterBucket(sorted: Sorted, first: number, end: number): void {
    const { ids, rows, order, bucketOf } = sorted;
    const bucket = bucketOf(order[first] as number).toString(16).padStart(bucketDigits, '0'); // of the order
    const put = (row: number): void => this.#text.add(ids, row * idBytes, rows[row] as number); // of the order
    const enter = (): void => {
      this.#statements.enter.run(bucket, this.#runId, this.#text.whole());
      this.#text.clear();
    };
    const seen = this.#seen;
    seen.clear();
    const apart: number[] = [];
    for (let place = first; place < end; place += 1) {
      const row = order[place] as number; // of the order
      const at = row * idBytes;
      const key = ids.readUInt32BE(at + 2) * 0x1_0000 + ids.readUInt16BE(at + 6);
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, at);
        put(row);
      } else if (ids.compare(ids, other, other + idBytes, at, at + idBytes) === 0) refuseTwice(ids.toString('hex', at, at + idBytes));
      else apart.push(row);
    }
    enter();
    for (const row of apart) {
      put(row);
      enter();
    }
  }

  /** Enters what has been added, inside a transaction. Throws when two rows of the run have one id. */
  enter(): void {
    if (this.#count === 0) return;
    const sorted = sortedByBucket(this.#pending);
    const { order, bucketOf } = sorted;
    // A run may have earlier rows, entered already.
    const again = (this.#statements.rows.get(this.#runId)?.count ?? 0) > this.#count;
    for (let first = 0, end = 0; first < order.length; first = end) {
      const bucket = bucketOf(order[first] as number); // of the order
      while (end < order.length && bucketOf(order[end] as number) === bucket) end += 1; // of the order
      if (again) this.#refuseEarlier(sorted, first, end);
      this.#enterBucket(sorted, first, end);
    }
    this.#pending = [];
    this.#count = 0;
  }
}
