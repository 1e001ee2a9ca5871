/** Errors on their way across a border: coded, worded, with the stack left behind in the log. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PlumblineError, type PlumblineErrorShape } from '../../../shared/contract/errors.ts';

/** Where full stories of errors go. */
export type ErrorLog = (ref: string, story: string) => void;

function issueText(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.length === 0 ? 'input' : issue.path.map(String).join('.')}: ${issue.message}`).join('; ');
}

/** The error as it crosses the wire. Anything unforeseen becomes `internal` with a reference into the log. */
export function toFailure(error: unknown, log: ErrorLog): PlumblineErrorShape {
  if (error instanceof PlumblineError) {
    return { code: error.code, message: error.message, ...(error.details === undefined ? {} : { details: error.details }) };
  }
  if (error instanceof z.ZodError) return { code: 'invalid_input', message: issueText(error) };
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled', message: 'Cancelled.' };
  const ref = randomUUID().slice(0, 8);
  log(ref, error instanceof Error ? (error.stack ?? error.message) : String(error));
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something went wrong that Plumbline did not foresee: ${what}. Nothing half-done was kept. Reference ${ref} in the engine's log has the details.`, ref };
}

/** A failure from the wire as an error to throw. */
export function fromFailure(failure: PlumblineErrorShape): PlumblineError {
  return new PlumblineError(failure.code, failure.message, failure.details);
}
