/**
 * The thread a text reader works in: tesseract's own worker script, started only after every way to
 * a network has been closed. The script looks for `fetch` when it loads; it finds one that refuses.
 */
import { createRequire } from 'node:module';
import { refuseNetwork } from '../network-tripwire.ts';

refuseNetwork();
Object.defineProperty(globalThis, 'fetch', {
  value: () => Promise.reject(new Error('Plumbline is offline: reading text in a picture asked for fetch')),
});
createRequire(import.meta.url)('tesseract.js/src/worker-script/node/index.js');
