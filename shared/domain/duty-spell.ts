/**
 * Duty as a person types it from a source (a duty statement, a pocket notebook): from when to when the officer was on
 * or off duty. A statement of whoever typed it; rosters are rows of evidence and stand beside it.
 */
import { z } from 'zod';
import { zoneBasisSchema } from './evidence-time.ts';
import { dutySpellIdSchema } from './ids.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Give the day as year-month-day, such as 2021-09-28.');
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Give the time as hh:mm, 24-hour.');

export const dutySpellStatementSchema = z.object({
  state: z.enum(['on', 'off']),
  fromDate: day, fromClock: clock,
  /** The minute in which it ended. */
  untilDate: day, untilClock: clock,
  zone: z.string().min(1),
  zoneBasis: zoneBasisSchema.exclude(['none']),
  /** Who stated, assumed or confirmed the zone. */
  zoneBasisBy: z.string().max(500).default(''),
  /** Where it stands: `duty statement, MG11 p.2`. */
  source: z.string().trim().min(1).max(2000),
  note: z.string().max(10_000).default(''),
});
export type DutySpellStatement = z.infer<typeof dutySpellStatementSchema>;

export const dutySpellSchema = dutySpellStatementSchema.extend({
  id: dutySpellIdSchema,
  fromMs: z.number().int(), untilMs: z.number().int(),
  /** A roster, or another spell, says otherwise of some of the time: duty is then not known there. */
  contradicted: z.boolean(),
  author: z.string(), madeAt: z.string(),
  /** Everything that was done to it, newest first. */
  history: z.array(z.object({ summary: z.string(), reason: z.string(), author: z.string(), madeAt: z.string() })),
});
export type DutySpell = z.infer<typeof dutySpellSchema>;
export const dutySpellsSchema = z.array(dutySpellSchema);
