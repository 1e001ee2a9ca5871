/** Runs a program to its end, with its output kept for the error message. */
import { spawn } from 'node:child_process';

export interface CommandResult {
  /** Null when it could not be started or was stopped by a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param timeoutMs the program is killed after this long; the result then says so in `stderr`. */
export function runCommand(
  program: string, args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly timeoutMs: number },
): Promise<CommandResult> {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'], timeout: options.timeoutMs, killSignal: 'SIGKILL',
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }), env: options.env ?? process.env,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    child.once('error', (error) => settle({ exitCode: null, stdout, stderr: `${program}: ${error.message}` }));
    child.once('close', (exitCode, signal) => {
      settle({ exitCode, stdout, stderr: signal === null ? stderr : `${stderr}${program} was stopped (${signal}) after at most ${options.timeoutMs / 1000} s` });
    });
  });
}
