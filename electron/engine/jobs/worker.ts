/** The worker thread: serves long work to the engine's own thread. */
import { parentPort } from 'node:worker_threads';
import { refuseNetwork } from '../network-tripwire.ts';
import { serve } from '../rpc/server.ts';
import { runOrder, type WorkOrder } from './worker-handlers.ts';

const port = parentPort;
if (port === null) throw new Error('the worker is started by the engine, not by itself');
refuseNetwork();

serve({
  port: {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => { port.on('message', listener); },
  },
  dispatch: (command, input, call) => runOrder(command, input as WorkOrder, call),
  log: (ref, story) => port.postMessage({ type: 'event', name: 'log', payload: { ref, story } }),
  onShutdown: () => port.close(),
});
