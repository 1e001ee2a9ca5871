/** What building a case needs of the engine: its commands, whether called in this process or through the real window. */
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/contract.ts';

export interface EngineCalls {
  call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
}
