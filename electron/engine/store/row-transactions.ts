/**
 * The transactions an import's rows are stored in. Large ones are cheaper: a page and a part of the
 * search index is written once for many rows. Small ones let a reviewer's key press in between.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { RowBatch } from './item-encoding.ts';
import { ItemStorage, type RunOfExhibit } from './item-storing.ts';
import { bytesOf } from './packed-rows.ts';

/** About a fifth of a second of storing, and of memory. */
const rowsATransaction = 32_768;
const bytesATransaction = 8_000_000;
/** Rows wait this long for more, outside a transaction: nobody is kept from writing meanwhile. */
const patienceMs = 300;

/** For a thread that does nothing else: batches are gathered until a transaction is worth it. */
export class RowTransactions {
  readonly #db: CaseDatabase;
  readonly #storage: ItemStorage;
  #waiting: RowBatch[] = [];
  #rows = 0;
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: CaseDatabase, run: RunOfExhibit) {
    this.#db = db;
    this.#storage = new ItemStorage(db, run);
  }

  /** Does work as one transaction, which is undone as a whole when it fails. */
  #transact(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  #rollBack(): void {
    // Some failures (a full disk) have ended the transaction already.
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
  }

  #stopWaiting(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #storeWaiting(): void {
    this.#stopWaiting();
    const batches = this.#waiting;
    this.#waiting = [];
    this.#rows = 0;
    this.#bytes = 0;
    if (batches.length === 0) return;
    this.#transact(() => {
      for (const batch of batches) this.#storage.store(batch);
      this.#storage.index();
    });
  }

  /** Stores a batch, now or soon; on disk for good only with the run's last transaction. `onFault` hears of a failure to store it later. */
  store(batch: RowBatch, onFault: (error: unknown) => void): void {
    this.#waiting.push(batch);
    this.#rows += batch.rows.count + batch.setAside.length;
    this.#bytes += bytesOf(batch.rows);
    if (this.#rows >= rowsATransaction || this.#bytes >= bytesATransaction) this.#storeWaiting();
    else this.#timer ??= setTimeout(() => {
      try {
        this.#storeWaiting();
      } catch (error) {
        onFault(error);
      }
    }, patienceMs);
  }

  /** Stores what is left, and enters the ids. */
  finish(): void {
    this.#storeWaiting();
    this.#transact(() => this.#storage.enterKeys());
  }

  /** Drops what has not been stored. */
  end(): void {
    this.#stopWaiting();
    this.#waiting = [];
    this.#rollBack();
  }
}
