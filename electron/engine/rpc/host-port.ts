/** The port to whoever started the engine: Electron's utility process, or a parent Node or Electron process. */
import type { WirePort } from '../../../shared/contract/wire.ts';

/** Electron's `process.parentPort`, described here so that the engine needs nothing of Electron's. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

function electronPort(): ParentPort | null {
  const found: unknown = Reflect.get(process, 'parentPort');
  // Only Electron's utility process has this property; its shape is Electron's documented one.
  return found === undefined || found === null ? null : (found as ParentPort);
}

/** Throws when nobody is there to talk to. When the parent goes, so does the engine. */
export function hostPort(): WirePort {
  const utility = electronPort();
  if (utility !== null) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => { utility.on('message', (event) => listener(event.data)); },
    };
  }
  if (process.send === undefined) throw new Error('the engine is started by Plumbline, not by itself');
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => { process.send?.(message); },
    onMessage: (listener) => { process.on('message', listener); },
  };
}
