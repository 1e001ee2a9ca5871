/** Theme and size of text are settings the engine keeps; the shell needs them to paint the window before the page. */
import { settingsSchema } from '../../../shared/contract/case-file.ts';
import type { CommandName } from '../../../shared/contract/contract.ts';
import type { WindowLooks } from './main-window.ts';

/** Calls `choose` when a command's answer tells the settings. */
export function followChosenLooks(command: CommandName, value: unknown, choose: (looks: WindowLooks) => void): void {
  if (command !== 'settings.get' && command !== 'settings.update') return;
  const settings = settingsSchema.pick({ theme: true, textSize: true }).safeParse(value);
  if (settings.success) choose(settings.data);
}
