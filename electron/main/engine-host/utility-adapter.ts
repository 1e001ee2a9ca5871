/** The product's engine process: a Chromium utility process with Electron's own Node. */
import { utilityProcess } from 'electron';
import type { EngineLaunch, EngineProcess } from './engine-process.ts';

/** The app must be ready. */
export function startUtilityEngine(launch: EngineLaunch): EngineProcess {
  const child = utilityProcess.fork(launch.entry, [], { env: { ...launch.env }, serviceName: 'Plumbline engine', stdio: 'pipe' });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => launch.log(data.toString('utf8')));
  return {
    kind: 'utility',
    post: (message) => { child.postMessage(message); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => { child.once('exit', (code) => listener(`exit code ${code}`)); },
    kill: () => { child.kill(); },
  };
}
