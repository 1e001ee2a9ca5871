/** Starts, watches and stops the worker thread. When it dies, whoever waits for it is told, and a new one is started on the next order. */
import { Worker } from 'node:worker_threads';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ErrorLog } from '../rpc/failure.ts';
import { connect, type RpcClient } from '../rpc/client.ts';
import type { CallContext, HostCall } from '../rpc/handler.ts';
import type { WorkOrder } from './worker-handlers.ts';

/** More memory than this in the worker means an input is not what it seems: the worker is stopped, not the engine. */
const workerMemoryMiB = 1_536;
/** Objects of a row die young: with half of this a fifth of a chat's was moved to the old ones first, which cost a few per cent of an import (measured). */
const workerYoungMiB = 48;

function workerFile(): URL {
  const built = !import.meta.url.endsWith('.ts');
  return new URL(built ? './worker.cjs' : './worker.ts', import.meta.url);
}

export class WorkerHost {
  #worker: Worker | null = null;
  #client: RpcClient | null = null;
  readonly #running = new Set<Promise<unknown>>();
  readonly #log: ErrorLog;
  readonly #host: HostCall;

  constructor(log: ErrorLog, host: HostCall) {
    this.#log = log;
    this.#host = host;
  }

  #start(): RpcClient {
    const worker = new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: workerMemoryMiB, maxYoungGenerationSizeMb: workerYoungMiB } });
    const listeners: ((message: unknown) => void)[] = [];
    worker.on('message', (message: { type?: unknown; name?: unknown; payload?: { ref: string; story: string } }) => {
      if (message.type === 'event' && message.name === 'log' && message.payload !== undefined) this.#log(message.payload.ref, message.payload.story);
      else for (const listener of listeners) listener(message);
    });
    const client = connect({ post: (message) => worker.postMessage(message), onMessage: (listener) => { listeners.push(listener); } }, this.#log, this.#host);
    const gone = (why: string): void => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#client = null;
      client.rejectAll(new PlumblineError('worker_gone', `The work stopped: ${why}. What it had not finished was not kept; the case is safe. Try again, and if it stops again keep the file and report it.`));
    };
    worker.on('error', (error) => {
      this.#log('worker', error.stack ?? error.message);
      gone('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? `the file needed more than ${workerMemoryMiB} MiB of memory` : error.message);
    });
    worker.on('exit', (code) => gone(`the worker ended with code ${code}`));
    this.#worker = worker;
    this.#client = client;
    return client;
  }

  /** Runs an order in the worker; rejects with `worker_gone` when the worker dies. */
  run(command: string, order: WorkOrder, call: CallContext): Promise<unknown> {
    const client = this.#client ?? this.#start();
    const work = client.call(command, order, { signal: call.signal, onProgress: call.report });
    this.#running.add(work);
    const forget = (): void => { this.#running.delete(work); };
    work.then(forget, forget);
    return work;
  }

  /** Settles when no order is running. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#client?.rejectAll(new PlumblineError('cancelled', 'Plumbline is closing.'));
    this.#client = null;
    await worker?.terminate();
  }
}
