/** Checks one call from the window before anything acts on it. */
import { z } from 'zod';
import { contract, isCommandName } from '../../../shared/contract/contract.ts';
import type { CommandName } from '../../../shared/contract/contract.ts';
import type { PlumblineErrorShape } from '../../../shared/contract/errors.ts';

export const callIdSchema = z.string().min(1).max(100);
const callSchema = z.tuple([callIdSchema, z.string(), z.unknown()]);

export type CheckedCall =
  | { readonly ok: true; readonly id: string; readonly command: CommandName; readonly input: unknown }
  | { readonly ok: false; readonly error: PlumblineErrorShape };

/** @param args what arrived on the call channel. `input` of the result has the contract's defaults filled in. */
export function checkCall(args: readonly unknown[]): CheckedCall {
  const call = callSchema.safeParse(args);
  if (!call.success) return refused('The window sent something that is not a call.');
  const [id, command, input] = call.data;
  if (!isCommandName(command)) return refused(`There is no command called “${command.slice(0, 60)}”.`);
  const read = contract.commands[command].input.safeParse(input);
  if (!read.success) return refused(`${command} was given something it cannot use.\n${z.prettifyError(read.error)}`);
  return { ok: true, id, command, input: read.data };
}

function refused(message: string): CheckedCall {
  return { ok: false, error: { code: 'invalid_input', message } };
}
