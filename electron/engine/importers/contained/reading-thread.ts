/** The thread in which hostile files are parsed. It takes one order at a time and answers each once. */
import { parentPort } from 'node:worker_threads';
import { refuseNetwork } from '../../network-tripwire.ts';
import type { OrderFault, OrderName, Orders, ThreadReply } from './orders.ts';

const port = parentPort;
if (port === null) throw new Error('the reading thread is started by a reader, not by itself');
refuseNetwork();

type Doing = { readonly [N in OrderName]: (input: Orders[N]['input']) => Promise<Orders[N]['output']> };

/** Parsers are loaded when first needed: a film does not wait for the PDF reader. */
const doing: Doing = {
  'pdf.open': async (input) => (await import('../document/pdf/open-pdf.ts')).openPdf(input.path, input.repair, input.beyond === true),
  'pdf.openMade': async (input) => (await import('../document/pdf/open-pdf.ts')).openMade(input.path),
  'pdf.page': async (input) => (await import('../document/pdf/open-pdf.ts')).readPage(input.page),
  'pdf.places': async (input) => (await import('../document/pdf/open-pdf.ts')).placesOn(input.page),
  'pdf.draw': async (input) => (await import('../document/pdf/draw-page.ts')).drawPage(input.path, input.page, input.dpi),
  'media.read': async (input) => (await import('../audio-video/read-media.ts')).readMedia(input.path, input.mediaType),
};

function failure(error: unknown): ThreadReply {
  const message = error instanceof Error ? error.message : String(error);
  const fault: OrderFault = error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged';
  return { type: 'failed', fault, message };
}

const answer = (reply: ThreadReply): void => port.postMessage(reply);

port.on('message', (order: { readonly name: OrderName; readonly input: never }) => {
  doing[order.name](order.input).then((value) => answer({ type: 'done', value }), (error: unknown) => answer(failure(error)));
});
answer({ type: 'ready' });
