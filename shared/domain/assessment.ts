/**
 * An assessment: an investigator's reasoned view of one item's purpose. It is a view; findings
 * belong to the panel. Assessments are appended, never overwritten.
 */
import { z } from 'zod';
import { itemIdSchema } from './ids.ts';

export const assessmentStates = ['not-assessed', 'policing-purpose', 'no-policing-purpose', 'unclear', 'account-needed'] as const;
export const assessmentStateSchema = z.enum(assessmentStates);
export type AssessmentState = z.infer<typeof assessmentStateSchema>;

/** Full words, the short form for a row, and the review key. */
export const assessmentLabels: Readonly<Record<AssessmentState, { readonly full: string; readonly short: string; readonly key: string }>> = {
  'not-assessed': { full: 'Not assessed', short: '', key: '' },
  'policing-purpose': { full: 'Policing purpose', short: 'Policing', key: 'p' },
  'no-policing-purpose': { full: 'No policing purpose apparent', short: 'NPP', key: 'n' },
  unclear: { full: 'Unclear', short: 'Unclear', key: 'u' },
  'account-needed': { full: "Officer's account needed", short: 'Account', key: 'o' },
};

export const assessmentSchema = z.object({
  itemId: itemIdSchema,
  state: assessmentStateSchema,
  reasons: z.string(),
  /** The innocent explanation that was weighed. */
  innocentExplanation: z.string(),
  /** What the officer says about this item, and where it was said. */
  officersAccount: z.string(),
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
  /** True when this entry was appended by undoing a later one. */
  byUndo: z.boolean(),
});
export type Assessment = z.infer<typeof assessmentSchema>;
