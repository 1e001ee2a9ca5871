/**
 * The engine's process. It runs the same under Electron's utility process, under a plain Node
 * child process, and on a runtime too old for the database addon, where it says so instead of
 * being killed by it.
 */
import { version } from './version.ts';
import { contract } from '../../shared/contract/contract.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { openErrorLog } from './error-log.ts';
import { refuseNetwork } from './network-tripwire.ts';
import { hostPort } from './rpc/host-port.ts';
import { serve } from './rpc/server.ts';

/** The database addon aborts the process below this, without an error that could be caught. */
const nodeApiNeeded = 10;

const settingsFolder = process.env['PLUMBLINE_SETTINGS'];
if (settingsFolder === undefined || settingsFolder === '') throw new Error('PLUMBLINE_SETTINGS must name the settings folder');
const log = openErrorLog(settingsFolder);
const port = hostPort();
refuseNetwork();

const nodeApi = Number(process.versions.napi);
if (nodeApi < nodeApiNeeded) sayTooOld();
else serveCases(settingsFolder);

function sayTooOld(): void {
  const reason = `This runtime's Node-API is ${nodeApi}; the case database needs ${nodeApiNeeded}. Plumbline runs the engine on its own Node instead.`;
  serve({
    port, log, onShutdown: () => process.exit(0),
    dispatch: (name) => {
      if (name !== 'engine.status') return Promise.reject(new PlumblineError('runtime_unsupported', reason));
      return Promise.resolve(contract.commands['engine.status'].output.parse({
        ready: false, reason, version, node: process.versions.node, nodeApi, host: `electron ${process.versions.electron ?? ''}`,
      }));
    },
  });
}

function serveCases(folder: string): void {
  const logFault = (ref: string) => (error: unknown): void => log(ref, error instanceof Error ? (error.stack ?? error.message) : String(error));
  const { host } = serve({
    port, log,
    dispatch: async (name, input, call) => (await engine).dispatch(name, input, call),
    onShutdown: () => {
      engine.then((opened) => opened.close()).then(() => process.exit(0), (error: unknown) => {
        logFault('shutdown')(error);
        process.exit(1);
      });
    },
  });
  // Loaded only now: importing it loads the addon. Requests that come meanwhile wait for it.
  const engine = import('./engine.ts').then(({ Engine }) => {
    const opened = new Engine({ settingsFolder: folder, host, log });
    opened.onEvent((name, payload) => port.post({ type: 'event', name, payload }));
    return opened;
  });
  engine.catch(logFault('start'));
}
