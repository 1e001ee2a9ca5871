/** The chosen theme is a setting the engine keeps; the shell needs it to paint the window before the page. */
import { settingsSchema } from '../../../shared/contract/case-file.ts';
import type { Settings } from '../../../shared/contract/case-file.ts';
import type { CommandName } from '../../../shared/contract/contract.ts';

/** Calls `choose` when a command's answer tells the theme. */
export function followThemeChoice(command: CommandName, value: unknown, choose: (theme: Settings['theme']) => void): void {
  if (command !== 'settings.get' && command !== 'settings.update') return;
  const settings = settingsSchema.pick({ theme: true }).safeParse(value);
  if (settings.success) choose(settings.data.theme);
}
