/**
 * The only door between the window and everything else, and the only file that may import ipcMain.
 * Sender, command and input are checked here; every call gets an answer.
 */
import { ipcMain } from 'electron';
import type { WebContents, WebFrameMain } from 'electron';
import { bridgeChannels } from '../../../shared/contract/bridge.ts';
import type { BridgeMessage, BridgeReply, CallReply } from '../../../shared/contract/bridge.ts';
import type { CommandName } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { EngineHost } from '../engine-host/supervisor.ts';
import { isOwnPage } from '../security/own-page.ts';
import { logLine } from '../shell-log.ts';
import { callIdSchema, checkCall } from './check-call.ts';
import { isShellCommand } from './shell-commands.ts';
import type { ShellCommands } from './shell-commands.ts';

export interface WindowCallParts {
  readonly engine: EngineHost;
  readonly shellCommands: ShellCommands;
  /** Told of every command that succeeded, after its answer is known. */
  readonly observe: (command: CommandName, value: unknown) => void;
}

export function answerWindowCalls(parts: WindowCallParts): void {
  ipcMain.handle(bridgeChannels.call, async (event, ...args: unknown[]): Promise<BridgeReply> => {
    try {
      if (!isTrustedFrame(event.senderFrame)) return failure(new PlumblineError('invalid_input', 'Only Plumbline’s own window may call.'));
      return await answer(parts, event.sender, args);
    } catch (error) {
      return failure(error);
    }
  });
  ipcMain.on(bridgeChannels.cancel, (event, id: unknown) => {
    const read = callIdSchema.safeParse(id);
    if (read.success && isTrustedFrame(event.senderFrame)) parts.engine.cancel(engineCallId(event.sender, read.data));
  });
}

/** Sends one message to a window's page; a window that has gone is not told. */
export function tellWindow(contents: WebContents, message: BridgeMessage): void {
  if (!contents.isDestroyed()) contents.send(bridgeChannels.message, message);
}

async function answer(parts: WindowCallParts, sender: WebContents, args: readonly unknown[]): Promise<BridgeReply> {
  const call = checkCall(args);
  if (!call.ok) return call;
  const reply: CallReply = isShellCommand(call.command)
    ? { ok: true, value: await parts.shellCommands.run(call.command, call.input) }
    : await parts.engine.call(call.command, call.input, {
      id: engineCallId(sender, call.id),
      onProgress: (progress) => tellWindow(sender, { type: 'progress', id: call.id, progress }),
    });
  if (!reply.ok) return reply;
  const sealed: BridgeReply = { ok: true, json: JSON.stringify(reply.value) };
  parts.observe(call.command, reply.value);
  return sealed;
}

/** Ids are the window's own; this keeps those of two windows, and the shell's, apart. */
function engineCallId(sender: WebContents, id: string): string {
  return `window-${sender.id}:${id}`;
}

/** The page itself, not a frame inside it, and from our own origin. */
function isTrustedFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOwnPage(frame.url);
}

function failure(error: unknown): BridgeReply {
  if (error instanceof PlumblineError) return { ok: false, error: { code: error.code, message: error.message } };
  logLine(`A call from the window failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { ok: false, error: { code: 'internal', message: 'Something in Plumbline itself went wrong. The details are in its log.' } };
}
