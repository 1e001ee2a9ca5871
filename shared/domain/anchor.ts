/**
 * An anchor: a dated fact of the case that contact is measured against (case opened, complaint
 * withdrawn …). Somebody states it from a source; it is no row of evidence.
 */
import { z } from 'zod';
import { evidenceTimeSchema, zoneBasisSchema } from './evidence-time.ts';
import { anchorIdSchema, personIdSchema } from './ids.ts';

export const anchorKinds = ['case-opened', 'statement-taken', 'complaint-withdrawn', 'case-closed', 'referral', 'other'] as const;
export const anchorKindSchema = z.enum(anchorKinds);
export type AnchorKind = z.infer<typeof anchorKindSchema>;
export const anchorKindLabels: Readonly<Record<AnchorKind, string>> = {
  'case-opened': 'Case opened', 'statement-taken': 'Statement taken', 'complaint-withdrawn': 'Complaint withdrawn', 'case-closed': 'Case closed', referral: 'Referral', other: 'Other',
};

/** What a person states. The zone and its basis are always asked for: a whole day too has midnights. */
export const anchorStatementSchema = z.object({
  kind: anchorKindSchema,
  title: z.string().trim().min(1).max(200),
  /** Day, `2021-09-28`. */
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Give the day as year-month-day, such as 2021-09-28.'),
  /** Minute, `15:24`; '' when only the day is known. */
  clock: z.string().regex(/^(?:\d{2}:\d{2})?$/, 'Give the time as hh:mm, 24-hour, or leave it out.'),
  zone: z.string().min(1),
  zoneBasis: zoneBasisSchema.exclude(['none']),
  /** Who stated, assumed or confirmed the zone. */
  zoneBasisBy: z.string().max(500).default(''),
  /** Where it stands: the document, log entry or statement. */
  source: z.string().trim().min(1).max(2000),
  note: z.string().max(10_000).default(''),
  /** Whom it is about; null when it is about the case. */
  personId: personIdSchema.nullable().default(null),
});
export type AnchorStatement = z.infer<typeof anchorStatementSchema>;

export const anchorSchema = anchorStatementSchema.extend({
  id: anchorIdSchema,
  time: evidenceTimeSchema,
  /** Whom it is about now: people may have been merged since. */
  personName: z.string().nullable(),
  author: z.string(),
  madeAt: z.string(),
  /** Everything that was done to it, newest first. */
  history: z.array(z.object({ summary: z.string(), reason: z.string(), author: z.string(), madeAt: z.string() })),
});
export type Anchor = z.infer<typeof anchorSchema>;

/** An anchor's instants; every anchor has them. */
export function anchorSpan({ time, title }: Pick<Anchor, 'time' | 'title'>): { readonly fromMs: number; readonly untilMs: number } {
  if (time.earliestMs === null || time.latestMs === null) throw new Error(`the anchor “${title}” has no time`);
  return { fromMs: time.earliestMs, untilMs: time.latestMs };
}
