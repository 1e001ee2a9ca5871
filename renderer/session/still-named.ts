/** What was found in a file in cipher that was not let out. */
import { z } from 'zod';
import { PlumblineError } from '../../shared/contract/errors.ts';

const stillNamedSchema = z.object({
  findings: z.array(z.object({ where: z.string(), cipher: z.string(), what: z.string(), word: z.string() })).min(1),
  /** Single words of names among them, of which a person may say that they are ordinary words here. */
  words: z.array(z.string()),
});
export type StillNamed = z.infer<typeof stillNamedSchema>;

/** Null for any other error. */
export function stillNamedIn(error: unknown): StillNamed | null {
  if (!(error instanceof PlumblineError) || error.code !== 'rule_broken') return null;
  return stillNamedSchema.safeParse(error.details).data ?? null;
}
