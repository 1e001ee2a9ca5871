/**
 * The transactions an import's rows are stored in. Large ones are cheaper: a page and a part of the
 * search index is written once for many rows. Small ones let a reviewer's key press in between.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { RowBatch } from './item-encoding.ts';
import { ItemStorage, type RunOfExhibit } from './item-storing.ts';

/** About a fifth of a second of storing. */
const rowsATransaction = 32_768;
/** A transaction waits this long for more rows before it is closed: nobody else can write meanwhile. */
const patienceMs = 50;

/** For a thread that does nothing else: a transaction stays open from one batch to the next. */
export class RowTransactions {
  readonly #db: CaseDatabase;
  readonly #storage: ItemStorage;
  #rows = 0;
  #open = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: CaseDatabase, run: RunOfExhibit) {
    this.#db = db;
    this.#storage = new ItemStorage(db, run);
  }

  #begin(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#open) return;
    this.#db.exec('BEGIN IMMEDIATE');
    this.#open = true;
    this.#rows = 0;
  }

  #commit(): void {
    this.#storage.index();
    this.#db.exec('COMMIT');
    this.#open = false;
  }

  /** Runs work that is undone as a whole when it fails. */
  #orRollBack(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Stores a batch; on disk for good only with the run's last transaction. `onFault` hears of a failure to close a transaction later. */
  store(batch: RowBatch, onFault: (error: unknown) => void): void {
    this.#orRollBack(() => {
      this.#begin();
      this.#storage.store(batch);
      this.#rows += batch.rows.count;
      if (this.#rows >= rowsATransaction) this.#commit();
    });
    if (!this.#open) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      try {
        this.#orRollBack(() => this.#commit());
      } catch (error) {
        onFault(error);
      }
    }, patienceMs);
  }

  /** Stores what is left, and enters the ids. */
  finish(): void {
    this.#orRollBack(() => {
      this.#begin();
      this.#commit();
      this.#begin();
      this.#storage.enterKeys();
      this.#commit();
    });
  }

  /** Undoes an unfinished transaction. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    // Some failures (a full disk) have ended the transaction already.
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
    this.#open = false;
  }
}
