/** Remembers which case folder the engine has open, from what passes by, so that a crash can say which it was. */
import { caseSummarySchema } from '../../../shared/contract/case-file.ts';
import type { CommandName } from '../../../shared/contract/contract.ts';

/** @returns the folder open after a command has succeeded. */
export function openCaseAfterCommand(current: string | null, command: CommandName, value: unknown): string | null {
  switch (command) {
    case 'cases.create': case 'cases.open': {
      const summary = caseSummarySchema.safeParse(value);
      return summary.success ? summary.data.folder : current;
    }
    case 'cases.close': return null;
    default: return current;
  }
}

/** @returns the folder open after an event. */
export function openCaseAfterEvent(current: string | null, event: string): string | null {
  return event === 'case.closed' ? null : current;
}
