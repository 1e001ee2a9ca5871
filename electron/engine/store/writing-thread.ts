/**
 * The thread that stores an import's rows while the worker goes on reading: reading and storing cost
 * about the same, so two cores do the work in little more than half the time of one.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openCaseDatabase } from '../db/case-database.ts';
import { refuseNetwork } from '../network-tripwire.ts';
import { fasterWrites } from './import-runs.ts';
import type { RowBatch } from './item-encoding.ts';
import type { RunOfExhibit } from './item-storing.ts';
import { RowTransactions } from './row-transactions.ts';

/** What the thread is told when it starts. */
export interface WritingOrder extends RunOfExhibit { readonly database: string }

/** `finish` enters what is left and is answered when all is stored; `end` stops the thread. */
export type ToWriter = { readonly type: 'batch'; readonly batch: RowBatch } | { readonly type: 'finish' } | { readonly type: 'end' };
/** Each batch and the finish are answered once; after `failed` nothing more is stored. */
export type FromWriter = { readonly type: 'stored' } | { readonly type: 'failed'; readonly message: string; readonly stack: string; readonly code: string };

const port = parentPort;
if (port === null) throw new Error('the writing thread is started by an import, not by itself');
refuseNetwork();

const order = workerData as WritingOrder;
const db = openCaseDatabase(order.database);
fasterWrites(db);
const rows = new RowTransactions(db, order);
let failed = false;

function fail(error: unknown): void {
  failed = true;
  const { message, stack = '', code = '' } = error as { message: string; stack?: string; code?: string }; // what SQLite and the engine throw are errors
  port?.postMessage({ type: 'failed', message, stack, code } satisfies FromWriter);
}

function answer(work: () => void): void {
  try {
    work();
    port?.postMessage({ type: 'stored' } satisfies FromWriter);
  } catch (error) {
    fail(error);
  }
}

port.on('message', (message: ToWriter) => {
  if (message.type === 'end') {
    rows.end();
    // Tidying the journal is left to the worker's own connection, which closes last.
    db.close();
    port.close();
  } else if (!failed) answer(() => { if (message.type === 'batch') rows.store(message.batch, fail); else rows.finish(); });
});
