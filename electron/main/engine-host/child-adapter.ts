/** The development engine process: the toolchain's Node, for an Electron whose own is too old for the database addon. */
import { fork } from 'node:child_process';
import type { EngineLaunch, EngineProcess } from './engine-process.ts';

/** @param nodeExecutable a Node of version 24. */
export function startChildEngine(launch: EngineLaunch, nodeExecutable: string): EngineProcess {
  const child = fork(launch.entry, [], {
    execPath: nodeExecutable, execArgv: [], env: { ...launch.env }, serialization: 'json', stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', launch.log);
  const exitListeners: ((how: string) => void)[] = [];
  let gone = false;
  const exited = (how: string): void => {
    if (gone) return;
    gone = true;
    for (const listener of exitListeners) listener(how);
  };
  child.once('exit', (code, signal) => exited(signal === null ? `exit code ${String(code)}` : `signal ${signal}`));
  // A process that cannot be started reports an error and never an exit.
  child.on('error', (error) => { if (child.pid === undefined) exited(error.message); });
  return {
    kind: 'child',
    post: (message) => {
      // When the channel has closed the exit that follows rejects every pending call, so here it is only logged.
      child.send(message, (error) => { if (error !== null) launch.log(`engine channel: ${error.message}`); });
    },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => { exitListeners.push(listener); },
    kill: () => { child.kill('SIGKILL'); },
  };
}
