/**
 * What an item is to the disclosure exercise: two answers, kept apart. Relevance says whether it has some bearing on
 * the case and whether it is relied on; handling says who may see it. Nothing is relevant or irrelevant until a person says so.
 */
import { z } from 'zod';

export const relevances = ['not-set', 'relevant', 'unused', 'not-relevant'] as const;
export const relevanceSchema = z.enum(relevances);
export type Relevance = z.infer<typeof relevanceSchema>;
export const relevanceLabels: Readonly<Record<Relevance, { readonly full: string; readonly short: string }>> = {
  'not-set': { full: 'Relevance not set', short: '' },
  relevant: { full: 'Relevant, included', short: 'Relevant' },
  unused: { full: 'Relevant, unused', short: 'Unused' },
  'not-relevant': { full: 'Not relevant', short: 'Not relevant' },
};

export const handlings = ['normal', 'sensitive', 'privileged'] as const;
export const handlingSchema = z.enum(handlings);
export type Handling = z.infer<typeof handlingSchema>;
export const handlingLabels: Readonly<Record<Handling, { readonly full: string; readonly short: string }>> = {
  normal: { full: 'Normal handling', short: '' },
  sensitive: { full: 'Sensitive', short: 'Sensitive' },
  privileged: { full: 'Privileged', short: 'Privileged' },
};

/** Whether the answers may stand without a reason. */
export function needsReason(relevance: Relevance, handling: Handling): boolean {
  return relevance === 'not-relevant' || handling !== 'normal';
}

export const disclosureSchema = z.object({
  relevance: relevanceSchema, handling: handlingSchema, reason: z.string(),
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type Disclosure = z.infer<typeof disclosureSchema>;
