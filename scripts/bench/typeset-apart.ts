/** Sets pages for a measurement in a process of its own, since building the app to start it takes more memory than what is measured. */
import { fork } from 'node:child_process';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';

interface Asked { readonly id: number; readonly request: Parameters<HostCall>[0]; readonly input: Parameters<HostCall>[1] }
interface Answer { readonly id: number; readonly value?: unknown; readonly fault?: string }

/** Runs in the process apart: answers until whoever started it has gone. */
async function serve(): Promise<void> {
  const typesetter = await startTypesetter();
  // Started by its first page: what is measured is setting pages, and the app has its first typesetter from the start.
  await typesetter.call('host.typeset', { html: '<p>ready', landscape: false, headerHtml: '', footerHtml: '', marginsMm: { top: 10, right: 10, bottom: 10, left: 10 } });
  const answer = (words: Answer): void => { process.send?.(words); };
  process.on('message', (asked) => {
    const { id, request, input } = asked as Asked; // sent by `startApart` alone
    typesetter.call(request, input).then((value) => answer({ id, value }), (error: unknown) => answer({ id, fault: String(error) }));
  });
  process.once('disconnect', () => { void typesetter.stop().finally(() => process.exit()); });
  answer({ id: 0 });
}

/** Rejects when the process ends before it is ready. */
export async function startApart(): Promise<{ readonly call: HostCall; readonly stop: () => Promise<void> }> {
  const child = fork(import.meta.filename, ['serve']);
  const waiting = new Map<number, (answer: Answer) => void>();
  const gone = new Promise<void>((settle) => { child.once('exit', () => settle()); });
  const ready = new Promise<void>((settle) => { waiting.set(0, () => settle()); });
  child.on('message', (message) => {
    const answer = message as Answer; // sent by `serve` alone
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  await Promise.race([ready, gone.then(() => { throw new Error('the page setter ended before it was ready'); })]);
  let next = 1;
  const call = ((request, input) => new Promise((settle, refuse) => {
    const id = next;
    next += 1;
    waiting.set(id, ({ value, fault }) => { if (fault === undefined) settle(value as never); else refuse(new Error(fault)); });
    child.send({ id, request, input });
  })) as HostCall; // the value is what the request promises: it was read by the typesetter's own schema
  return { call, stop: async () => {
    child.disconnect();
    await gone;
  } };
}

if (process.argv[2] === 'serve' && process.argv[1] === import.meta.filename) await serve();
