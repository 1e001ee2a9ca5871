/** What became of an allegation, particular or count, as somebody outside the case decided it. Stated by a person, never worked out. */
import { z } from 'zod';
import { isoDaySchema } from './typed-day.ts';

export const chargeOutcomes = ['gross-misconduct', 'misconduct', 'not-proved', 'withdrawn', 'guilty-plea', 'guilty-verdict', 'not-guilty', 'discontinued', 'other'] as const;
export const chargeOutcomeSchema = z.enum(chargeOutcomes);
export type ChargeOutcome = z.infer<typeof chargeOutcomeSchema>;
export const outcomeLabels: Readonly<Record<ChargeOutcome, { readonly full: string; readonly of: string }>> = {
  'gross-misconduct': { full: 'Proved: gross misconduct', of: 'misconduct proceedings' },
  misconduct: { full: 'Proved: misconduct', of: 'misconduct proceedings' },
  'not-proved': { full: 'Not proved', of: 'misconduct proceedings' },
  withdrawn: { full: 'Withdrawn', of: 'misconduct proceedings' },
  'guilty-plea': { full: 'Pleaded guilty', of: 'criminal proceedings' },
  'guilty-verdict': { full: 'Found guilty', of: 'criminal proceedings' },
  'not-guilty': { full: 'Found not guilty', of: 'criminal proceedings' },
  discontinued: { full: 'Discontinued', of: 'criminal proceedings' },
  other: { full: 'Other', of: 'in words' },
};

export const chargeResultIdSchema = z.number().int().positive().brand<'ChargeResultId'>();

/** `words`: what else is said of it, needed for `other`. `decidedBy`: the court or panel. `decidedOn`: an ISO day, null when it is not known. */
export const chargeResultWordsSchema = z.object({
  outcome: chargeOutcomeSchema, words: z.string().trim().max(4_000).default(''), decidedBy: z.string().trim().min(1).max(400), decidedOn: isoDaySchema.nullable().default(null),
}).refine(({ outcome, words }) => outcome !== 'other' || words !== '', 'Say in words what was decided.');

export const chargeResultSchema = z.object({
  id: chargeResultIdSchema, outcome: chargeOutcomeSchema, words: z.string(), decidedBy: z.string(), decidedOn: z.string().nullable(),
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type ChargeResult = z.infer<typeof chargeResultSchema>;
