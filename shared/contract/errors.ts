/** The closed set of errors that cross a process border. Stacks stay in the engine's log under `ref`. */
import { z } from 'zod';

export const errorCodes = [
  'invalid_input', 'not_found', 'no_case_open', 'case_locked', 'case_damaged', 'case_too_new', 'already_exists', 'in_use',
  'cancelled', 'needs_answers', 'unrecognised_format', 'damaged_input', 'refused_input', 'duplicate_exhibit', 'reference_taken',
  'disk_full', 'file_vanished', 'not_a_file', 'empty_file', 'permission_denied', 'exhibit_altered', 'stopped',
  'engine_gone', 'worker_gone', 'runtime_unsupported', 'typesetting_failed', 'rule_broken', 'internal',
] as const;
export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const plumblineErrorSchema = z.object({
  code: errorCodeSchema,
  /** One or two sentences for the investigator: what happened, where, what to do. */
  message: z.string(),
  /** JSON-safe facts a client may act on (questions to answer, where a duplicate is). */
  details: z.record(z.string(), z.json()).optional(),
  /** Where in the engine's log the full story is. */
  ref: z.string().optional(),
});
export type PlumblineErrorShape = z.infer<typeof plumblineErrorSchema>;

/** An error with a code from the closed set. Throw this for everything a person could cause or act on. */
export class PlumblineError extends Error {
  readonly code: ErrorCode;
  readonly details: PlumblineErrorShape['details'];
  constructor(code: ErrorCode, message: string, details?: PlumblineErrorShape['details'], options?: ErrorOptions) {
    super(message, options);
    this.name = 'PlumblineError';
    this.code = code;
    this.details = details;
  }
}
