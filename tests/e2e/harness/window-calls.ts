/** Calls through `window.plumbline`, as the page makes them. */
import type { Page } from 'playwright/test';
import type { BridgeMessage, BridgeReply, PlumblineBridge } from '../../../shared/contract/bridge.ts';
import { contract } from '../../../shared/contract/contract.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/contract/contract.ts';

declare global {
  interface Window { plumblineTestMessages?: BridgeMessage[] }
}

let nextId = 1;

/** The reply as it stands, an error included. Takes any name, so that wrong ones can be tried. */
export function replyTo(page: Page, command: string, input: unknown): Promise<BridgeReply> {
  return page.evaluate(
    ([id, name, given]) => (window as unknown as { plumbline: PlumblineBridge }).plumbline.call(id, name, given),
    [`test-${nextId++}`, command, input] as const,
  );
}

/** The value a command answers; throws with the error's message when it fails. */
export async function callFrom<N extends CommandName>(page: Page, command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const reply = await replyTo(page, command, input);
  if (!reply.ok) throw new Error(`${command}: ${reply.error.code}: ${reply.error.message}`);
  return contract.commands[command].output.parse(JSON.parse(reply.json)) as CommandOutput<N>;
}

/** Starts keeping the messages the shell sends to the page. */
export async function keepMessages(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept: BridgeMessage[] = [];
    window.plumblineTestMessages = kept;
    (window as unknown as { plumbline: PlumblineBridge }).plumbline.onMessage((message) => { kept.push(message); });
  });
}

/** Payloads of the events of one name since `keepMessages`. */
export async function keptEvents(page: Page, name: string): Promise<unknown[]> {
  const messages = await page.evaluate(() => window.plumblineTestMessages ?? []);
  return messages.flatMap((message) => (message.type === 'event' && message.name === name ? [message.payload] : []));
}
