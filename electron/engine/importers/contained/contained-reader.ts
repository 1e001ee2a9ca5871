/**
 * Reads hostile files in a thread of their own. A parser that loops without end, recurses without
 * end or asks for all the memory there is cannot be stopped from inside; its thread can.
 */
import { Worker } from 'node:worker_threads';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { OrderFault, OrderName, Orders, ThreadReply } from './orders.ts';

/** Growth of the whole process while the thread works: buffers of a parser lie outside the thread's own heap. */
const memoryGrowthBytes = 700 * 2 ** 20;
const heapMiB = 512;
/** Of it, for what is young: left to itself it takes three times as much, and a page needs little of it. */
const youngMiB = 16;
const watchEveryMs = 100;
/** Loading the parser, on a slow and busy machine. */
const startLimitMs = 60_000;
/** A thread that is done waits this long for the next file: an extraction holds thousands of recordings. */
const idleMs = 20_000;
/** Then a new one is started, so that nothing a parser leaves behind adds up. */
const maxUses = 200;

/** The order was refused by the parser; the thread lives and takes another. */
export class OrderFailed extends Error {
  readonly fault: OrderFault;
  constructor(fault: OrderFault, message: string) {
    super(message);
    this.name = 'OrderFailed';
    this.fault = fault;
  }
}

/** The thread was ended: it took too long, too much memory, or died. Start another to go on. */
export class ReaderEnded extends Error {
  readonly why: 'time' | 'memory' | 'died';
  constructor(why: ReaderEnded['why'], message: string) {
    super(message);
    this.name = 'ReaderEnded';
    this.why = why;
  }
}

function threadFile(): URL {
  const built = !import.meta.url.endsWith('.ts');
  return new URL(built ? './reading-thread.cjs' : './reading-thread.ts', import.meta.url);
}

interface Waiting { readonly settle: (reply: ThreadReply) => void; readonly fail: (error: Error) => void }

class ContainedReader {
  readonly #worker: Worker;
  #about = '';
  #signal: AbortSignal = new AbortController().signal;
  #uses = 0;
  #started = false;
  #idle: NodeJS.Timeout | null = null;
  #waiting: Waiting | null = null;
  #ended: Error | null = null;
  readonly #ready: Promise<unknown>;

  constructor() {
    this.#worker = new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: youngMiB }, stdout: true, stderr: true });
    this.#worker.on('message', (reply: ThreadReply) => {
      this.#started = true;
      if (this.#ended === null) this.#waiting?.settle(reply);
      else this.#leave().catch(() => undefined);
    });
    this.#worker.on('error', (error) => {
      const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#end(memory ? new ReaderEnded('memory', 'it needs more memory than a file of its kind may take') : new ReaderEnded('died', error.message));
    });
    this.#worker.on('exit', () => this.#end(new ReaderEnded('died', 'the reader ended by itself')));
    this.#ready = this.#wait(startLimitMs, () => undefined);
    // Whoever asks first is told; nobody may ever ask.
    this.#ready.catch(() => undefined);
  }

  /**
   * Carries out one order, one at a time. Rejects with OrderFailed (the thread lives), ReaderEnded
   * (it does not), or PlumblineError `cancelled`.
   */
  async ask<N extends OrderName>(name: N, input: Orders[N]['input'], limitMs: number): Promise<Orders[N]['output']> {
    await this.#ready;
    if (this.#signal.aborted) throw this.#cancelled();
    const reply = await this.#wait(limitMs, () => this.#worker.postMessage({ name, input }));
    if (reply.type === 'failed') throw new OrderFailed(reply.fault, reply.message);
    return (reply.type === 'done' ? reply.value : undefined) as Orders[N]['output']; // the thread answers an order with that order's output
  }

  /** Takes the thread for one file. @param about the file's name, for messages. */
  take(about: string, signal: AbortSignal): this {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    this.#worker.ref();
    this.#about = about;
    this.#signal = signal;
    this.#uses += 1;
    return this;
  }

  /** Whether it can wait for another file; ends by itself when none comes. */
  wait(): boolean {
    if (this.#ended !== null || this.#waiting !== null || this.#uses >= maxUses) return false;
    this.#worker.unref();
    this.#idle = setTimeout(() => { this.stop().catch(() => undefined); }, idleMs).unref();
    return true;
  }

  get alive(): boolean {
    return this.#ended === null;
  }

  async stop(): Promise<void> {
    this.#ended ??= new ReaderEnded('died', 'the reader was stopped');
    await this.#leave();
  }

  /** A thread that is still loading is left to finish that: ending it half loaded can take the process with it. */
  async #leave(): Promise<void> {
    if (this.#started) await this.#worker.terminate();
    else this.#worker.unref();
  }

  #cancelled(): PlumblineError {
    return new PlumblineError('cancelled', `Reading ${this.#about} was stopped. Nothing was imported.`);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#waiting?.fail(this.#ended);
  }

  #wait(limitMs: number, begin: () => void): Promise<ThreadReply> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const startBytes = process.memoryUsage.rss();
      const startedAt = performance.now();
      const watch = setInterval(() => this.#check(startBytes, startedAt, limitMs), watchEveryMs);
      const settled = <T>(then: (value: T) => void) => (value: T): void => {
        clearInterval(watch);
        this.#waiting = null;
        then(value);
      };
      this.#waiting = { settle: settled(resolve), fail: settled(reject) };
      begin();
    });
  }

  #check(startBytes: number, startedAt: number, limitMs: number): void {
    const error = this.#signal.aborted ? this.#cancelled()
      : performance.now() - startedAt > limitMs ? new ReaderEnded('time', `reading it took longer than ${limitMs / 1000} seconds`)
        : process.memoryUsage.rss() - startBytes > memoryGrowthBytes ? new ReaderEnded('memory', 'it needs more memory than a file of its kind may take')
          : null;
    if (error === null) return;
    this.#end(error);
    // The end is awaited by nobody: what the thread was doing no longer matters.
    this.#leave().catch(() => undefined);
  }
}

let spare: ContainedReader | null = null;

/** A reading thread for one file; give it back when done, whatever happened. */
export function borrowReader(about: string, signal: AbortSignal): ContainedReader {
  const waiting = spare;
  spare = null;
  return (waiting?.alive === true ? waiting : new ContainedReader()).take(about, signal);
}

/** Ends the thread, or keeps it for the next file when it is sound and no other waits. */
export async function giveBack(reader: ContainedReader): Promise<void> {
  if (spare?.alive !== true && reader.wait()) spare = reader;
  else await reader.stop();
}
export type { ContainedReader };
