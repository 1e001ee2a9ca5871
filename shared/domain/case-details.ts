/** What identifies a case to the people who work on it. */
import { z } from 'zod';

export const regimes = ['2012-regulations', '2020-regulations', '2020-as-amended', 'police-staff', 'criminal', 'other'] as const;
export const regimeSchema = z.enum(regimes);
export type Regime = z.infer<typeof regimeSchema>;

export const regimeLabels: Readonly<Record<Regime, string>> = {
  '2012-regulations': '2012 Regulations',
  '2020-regulations': '2020 Regulations',
  '2020-as-amended': '2020 Regulations as amended',
  'police-staff': 'Police staff',
  criminal: 'Criminal',
  other: 'Other',
};

export const caseDetailsSchema = z.object({
  /** Operation or case name shown in the title. */
  title: z.string().trim().min(1, 'A case needs a title'),
  /** The force's or IOPC's own reference. */
  reference: z.string().trim().min(1, 'A case needs a reference'),
  force: z.string().trim(),
  regime: regimeSchema,
  /** The officer or staff member under investigation. */
  officer: z.string().trim(),
  /** Zone in which times are shown to the reader; never used to interpret a source silently. */
  displayZone: z.string(),
  protectiveMarking: z.string().trim(),
});
export type CaseDetails = z.infer<typeof caseDetailsSchema>;

export const defaultCaseDetails: CaseDetails = {
  title: '', reference: '', force: '', regime: '2020-regulations', officer: '',
  displayZone: 'Europe/London', protectiveMarking: 'OFFICIAL-SENSITIVE',
};
