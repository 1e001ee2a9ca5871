/** What a command is given. It returns the exit code. */
import type { CallContext } from '../../engine/rpc/handler.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Invocation } from '../options.ts';
import type { Printer } from '../output.ts';

export interface CommandContext {
  readonly engine: Engine;
  readonly invocation: Invocation;
  readonly printer: Printer;
  /** Cancel by Ctrl+C, progress to a terminal. */
  readonly watch: Pick<CallContext, 'signal' | 'report'>;
}
export type Command = (context: CommandContext) => Promise<number>;
