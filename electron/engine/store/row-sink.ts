/** Where an import's rows go: into the database on this thread, or for long imports on a thread of their own. */
import { Worker } from 'node:worker_threads';
import type { CaseDatabase } from '../db/case-database.ts';
import { usualWrites, fasterWrites } from './import-runs.ts';
import type { RowBatch } from './item-encoding.ts';
import { ItemStorage, type RunOfExhibit } from './item-storing.ts';
import { buffersOf } from './packed-rows.ts';
import type { FromWriter, ToWriter, WritingOrder } from './writing-thread.ts';

export interface RowSink {
  /** Stores a batch, now or soon, and takes its packed rows for good; resolves when more may come. Rejects when storing this or an earlier one failed. */
  put(batch: RowBatch): Promise<void>;
  /** Resolves when everything is stored. */
  finish(): Promise<void>;
  /** Ends the sink, finished or not; what was put but not stored is dropped. Always call it. */
  end(): Promise<void>;
}

/** Batches on their way to the thread: enough that it never waits, few enough that memory stays small. */
const batchesAhead = 8;
/** Rows of an import take little memory in the writing thread; more than this means a fault. */
const threadMemoryMiB = 512;
const threadYoungMiB = 24;

function writerFile(): URL {
  const built = !import.meta.url.endsWith('.ts');
  return new URL(built ? './writing-thread.cjs' : './writing-thread.ts', import.meta.url);
}

/** Stores on the calling thread. */
export function rowsHere(db: CaseDatabase, run: RunOfExhibit): RowSink {
  const storage = new ItemStorage(db, run);
  const store = db.transaction((batch: RowBatch) => {
    storage.store(batch);
    storage.index();
  });
  fasterWrites(db);
  return {
    put: (batch) => {
      store.immediate(batch);
      return Promise.resolve();
    },
    finish: () => {
      db.transaction(() => storage.enterKeys()).immediate();
      return Promise.resolve();
    },
    end: () => {
      usualWrites(db);
      return Promise.resolve();
    },
  };
}

/** Stores on a thread of its own, with its own connection. */
export function rowsOnAThread(db: CaseDatabase, run: RunOfExhibit): RowSink {
  const order: WritingOrder = { ...run, database: db.name };
  const thread = new Worker(writerFile(), { workerData: order, resourceLimits: { maxOldGenerationSizeMb: threadMemoryMiB, maxYoungGenerationSizeMb: threadYoungMiB } });
  const gone = new Promise<void>((settle) => { thread.on('exit', () => settle()); });
  let outstanding = 0;
  let fault: Error | null = null;
  let wake: () => void = () => undefined;
  const fail = (error: Error): void => {
    fault ??= error;
    wake();
  };
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('the writing thread has ended')));
  thread.on('message', (message: FromWriter) => {
    outstanding -= 1;
    if (message.type === 'failed') fail(Object.assign(new Error(message.message), { stack: message.stack, code: message.code }));
    else wake();
  });
  const send = (message: ToWriter): void => thread.postMessage(message, message.type === 'batch' ? buffersOf(message.batch.rows) : []);
  /** Resolves when no more than `limit` batches are on their way. */
  const until = async (limit: number): Promise<void> => {
    for (;;) {
      if (fault !== null) throw fault;
      if (outstanding <= limit) return;
      await new Promise<void>((settle) => { wake = settle; });
    }
  };
  return {
    put: async (batch) => {
      outstanding += 1;
      send({ type: 'batch', batch });
      await until(batchesAhead);
    },
    finish: async () => {
      outstanding += 1;
      send({ type: 'finish' });
      await until(0);
    },
    end: async () => {
      send({ type: 'end' });
      await gone;
    },
  };
}
