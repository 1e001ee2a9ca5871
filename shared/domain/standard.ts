/**
 * The ten Standards of Professional Behaviour. The code is what is stored; the wording is what the case's regime
 * uses, and a person may state it. The titles are those of the schedule to SI 2008/2864.
 */
import { z } from 'zod';
import { regimeLabels, type Regime } from './case-details.ts';

export const standardCodes = ['HON', 'AUT', 'EQU', 'FOR', 'ORD', 'DUT', 'CON', 'FIT', 'DIS', 'CHA'] as const;
export const standardCodeSchema = z.enum(standardCodes);
export type StandardCode = z.infer<typeof standardCodeSchema>;

export const standardTitles: Readonly<Record<StandardCode, string>> = {
  HON: 'Honesty and Integrity', AUT: 'Authority, Respect and Courtesy', EQU: 'Equality and Diversity', FOR: 'Use of Force', ORD: 'Orders and Instructions',
  DUT: 'Duties and Responsibilities', CON: 'Confidentiality', FIT: 'Fitness for Duty', DIS: 'Discreditable Conduct', CHA: 'Challenging and Reporting Improper Conduct',
};

const schedule = 'Title as in the schedule to SI 2008/2864';
const police: ReadonlySet<Regime> = new Set(['2012-regulations', '2020-regulations', '2020-as-amended']);

/** Where a title nobody has changed comes from, and how far it can be relied on. */
export function standardSource(regime: Regime): string {
  return police.has(regime)
    ? `${schedule}, which the ${regimeLabels[regime]} are taken to carry over; check it against the Regulations in force`
    : `${schedule}, which is for police officers; state the wording that applies here`;
}

export const standardSchema = z.object({
  code: standardCodeSchema,
  title: z.string(),
  /** The text of the Standard in this case; '' when nobody has stated it. */
  wording: z.string(),
  source: z.string(),
  /** Who stated the wording and when; null while title and source are as supplied. */
  stated: z.object({ author: z.string(), madeAt: z.string() }).nullable(),
});
export type Standard = z.infer<typeof standardSchema>;
