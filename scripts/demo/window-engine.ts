/** The engine as the real window reaches it: every command goes through the preload's bridge and the shell's checks. */
import type { Page } from 'playwright';
import type { BridgeReply } from '../../shared/contract/bridge.ts';
import { contract, type CommandName, type CommandOutput } from '../../shared/contract/contract.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { EngineCalls } from './engine-calls.ts';

/** The page's own `window`, as the preload leaves it. */
interface BridgedWindow { readonly plumbline: { call(id: string, command: string, input: unknown): Promise<BridgeReply> } }

export function engineThroughWindow(page: Page): EngineCalls {
  let count = 0;
  return {
    async call<N extends CommandName>(name: N, input: unknown): Promise<CommandOutput<N>> {
      count += 1;
      const reply = await page.evaluate(
        // Runs in the page, where globalThis is the window the preload has given its bridge.
        ([id, command, given]) => (globalThis as unknown as BridgedWindow).plumbline.call(id, command, given),
        [`demo-${count}`, name as string, input] as const,
      );
      if (!reply.ok) throw new PlumblineError(reply.error.code, reply.error.message, reply.error.details);
      return contract.commands[name].output.parse(JSON.parse(reply.json)) as CommandOutput<N>;
    },
  };
}
