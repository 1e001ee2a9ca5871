import { PlumblineError } from '../../../../shared/contract/errors.ts';

/** Throws `cancelled` when the person has stopped the work. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the table was stopped. Nothing was imported.');
}
