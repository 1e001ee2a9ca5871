/**
 * `--typesetter`: no window and no engine. Sets pages for the process that started us, over the
 * channel it opened (wire messages), and ends when that channel closes.
 */
import { app } from 'electron';
import { wireMessageSchema } from '../../../shared/contract/wire.ts';
import { answerHostRequest } from '../engine-host/host-requests.ts';
import { logLine } from '../shell-log.ts';
import { createTypesetter } from './typesetter.ts';

/** The app must be ready. */
export function serveTypesetting(): void {
  // Each hidden window that closes is the last one; that must not end the app.
  app.on('window-all-closed', () => undefined);
  if (process.send === undefined) {
    logLine('--typesetter works only for a process that opens a channel to it.');
    app.exit(2);
    return;
  }
  const typesetter = createTypesetter();
  const handlers = { 'host.typeset': typesetter.typeset };
  process.on('message', (raw: unknown) => {
    const read = wireMessageSchema.safeParse(raw);
    if (!read.success || (read.data.type !== 'hostRequest' && read.data.type !== 'shutdown')) {
      logLine('The typesetter was sent something that is neither a request nor the end.');
      return;
    }
    if (read.data.type === 'shutdown') app.exit(0);
    else void answerHostRequest(read.data, handlers).then((answer) => { process.send?.(answer); });
  });
  process.once('disconnect', () => app.exit(0));
  // Tells the other side that requests may come: what is sent before the listener stands is lost.
  process.send({ type: 'event', name: 'typesetter.ready', payload: {} });
}
