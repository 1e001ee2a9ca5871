/**
 * An assessment: an investigator's reasoned view of one item's purpose. It is a view; findings
 * belong to the panel. Assessments are appended, never overwritten.
 */
import { z } from 'zod';
import { chargeIdSchema } from './charge.ts';
import { itemIdSchema } from './ids.ts';
import { standardCodeSchema } from './standard.ts';

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
  /** Allegations and particulars it bears on. */
  charges: z.array(chargeIdSchema),
  /** Standards it bears on. */
  standards: z.array(standardCodeSchema),
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
  /** True when this entry was appended by undoing a later one. */
  byUndo: z.boolean(),
});
export type Assessment = z.infer<typeof assessmentSchema>;

/** How a second reviewer's assessment stands to the first. `none`: there is no second, or no first that stands. */
export const secondViews = ['none', 'agrees', 'differs'] as const;
export const secondViewSchema = z.enum(secondViews);
export type SecondView = z.infer<typeof secondViewSchema>;
export const secondViewLabels: Readonly<Record<SecondView, string>> = { none: 'No second reviewer yet', agrees: 'Second reviewer agrees', differs: 'Second reviewer differs' };

export function secondViewOf(first: Pick<Assessment, 'state'> | null, seconds: readonly Pick<Assessment, 'state'>[]): SecondView {
  if (first === null || seconds.length === 0) return 'none';
  return seconds.some(({ state }) => state !== first.state) ? 'differs' : 'agrees';
}
