/**
 * What somebody says about an item: the officer's account and any other version, each with its source. Versions
 * stand side by side in the same words; which is to be believed is not for this program.
 */
import { z } from 'zod';
import { isoDaySchema, writtenDay } from './typed-day.ts';

export const accountIdSchema = z.number().int().positive().brand<'AccountId'>();
export type AccountId = z.infer<typeof accountIdSchema>;

export const accountHolders = ['officer', 'complainant', 'witness', 'other'] as const;
export const accountHolderSchema = z.enum(accountHolders);
export type AccountHolder = z.infer<typeof accountHolderSchema>;
export const accountHolderLabels: Readonly<Record<AccountHolder, string>> = { officer: 'The officer', complainant: 'The complainant', witness: 'A witness', other: 'Another source' };

export const accountSources = ['not-stated', 'interview', 'statement', 'response', 'notebook', 'other'] as const;
export const accountSourceSchema = z.enum(accountSources);
export type AccountSource = z.infer<typeof accountSourceSchema>;
export const accountSourceLabels: Readonly<Record<AccountSource, string>> = {
  'not-stated': 'Source not stated', interview: 'Interview', statement: 'Statement', response: 'Response to the notice', notebook: 'Pocket notebook', other: 'Other document',
};

/** What can be said of an account; the ends of every text are trimmed. */
export const accountWordsSchema = z.object({
  whose: accountHolderSchema,
  /** Who that is; '' says no more than `whose`. */
  name: z.string().trim().max(300),
  text: z.string().trim().max(20_000),
  source: accountSourceSchema,
  /** Page, paragraph or time in the source; may be ''. */
  place: z.string().trim().max(300),
  /** The day it was said or signed; null when not known. */
  saidOn: isoDaySchema.nullable(),
});
export type AccountWords = z.infer<typeof accountWordsSchema>;

export const accountSchema = accountWordsSchema.extend({
  id: accountIdSchema,
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type Account = z.infer<typeof accountSchema>;

/** Who says it: “The officer”, “Ms A (the complainant)”. */
export function accountHolderInWords({ whose, name }: Pick<Account, 'whose' | 'name'>): string {
  const role = accountHolderLabels[whose];
  return name === '' ? role : `${name} (${role.toLowerCase()})`;
}

/** Where it is said: “interview, page 14, 02/03/2022”. */
export function accountSourceInWords({ source, place, saidOn }: Pick<Account, 'source' | 'place' | 'saidOn'>): string {
  const day = saidOn === null ? 'day not stated' : writtenDay(saidOn);
  return [accountSourceLabels[source].toLowerCase(), place, day].filter((part) => part !== '').join(', ');
}
