/** Shapes of the Patterns view: counts of contacts and accesses by clock, duty, direction, source, and around anchors. Each number opens its rows by a `pattern` in the filter. */
import { z } from 'zod';
import { anchorIdSchema, exhibitIdSchema, itemIdSchema, personIdSchema } from '../domain/ids.ts';
import { dutyStateSchema } from '../domain/duty.ts';
import { evidenceTimeSchema } from '../domain/evidence-time.ts';
import { directionSchema, itemKindSchema } from '../domain/item.ts';
import { periodSchema, silenceMsSchema } from '../domain/pattern.ts';
import { relationshipSchema } from '../domain/person.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';

const count = z.number().int().nonnegative();
const bothSchema = z.object({ contacts: count, accesses: count });

export const patternsInput = z.object({
  /** What is counted in; its own pattern is left out. */
  filter: timelineFilterSchema,
  /** Zone whose clock hours, days and weeks are of. */
  zone: z.string(),
  per: periodSchema,
  silenceMs: silenceMsSchema,
});

/** Of one kind of row: every row with a time is in exactly one cell, or among those that can lie in several hours. */
const clockTableSchema = z.object({
  cells: z.array(z.object({ weekday: z.number().int(), hour: z.number().int(), count })),
  unplaced: count,
});
const dutySplitSchema = z.record(dutyStateSchema, count);

const contactSchema = z.object({ itemId: itemIdSchema, time: evidenceTimeSchema });

export const patternsSchema = z.object({
  /** The filter without a pattern: a number opens its rows by this and its own pattern. */
  filter: timelineFilterSchema,
  zone: z.string(),
  /** Zone night is reckoned in: the case's own. */
  localZone: z.string(),
  per: z.enum(['day', 'week']),
  silenceMs: z.number().int(),
  dated: bothSchema,
  undated: bothSchema,
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  /** Days or weeks with anything in them, in order; `untilMs` is the first instant of the next. */
  buckets: z.array(bothSchema.extend({ startMs: z.number().int(), untilMs: z.number().int() })),
  /** Rows that can lie in more than one day or week. */
  unbucketed: bothSchema,
  clock: z.object({ contacts: clockTableSchema, accesses: clockTableSchema }),
  /** Of each hour of the week, how long the rosters speak of it between the first and last row, and how long of that the officer was on duty. */
  dutyHours: z.array(z.object({ weekday: z.number().int(), hour: z.number().int(), onMs: z.number(), knownMs: z.number() })),
  duty: z.object({ contacts: dutySplitSchema, accesses: dutySplitSchema }),
  /** By the clock of `localZone`; `unplaced` can lie in more than one hour there. */
  night: z.object({ contacts: z.object({ night: count, day: count, unplaced: count }), accesses: z.object({ night: count, day: count, unplaced: count }) }),
  /** Of contacts with a time. */
  kinds: z.array(z.object({ kind: itemKindSchema, count })),
  directions: z.array(z.object({ direction: directionSchema, count })),
  /** `file` is given where one exhibit holds many sources. */
  sources: z.array(z.object({ exhibitId: exhibitIdSchema, reference: z.string(), description: z.string(), readAs: z.string(), file: z.string().nullable(), count })),
  official: z.object({ official: count, other: count }),
  starts: z.object({
    total: count,
    /** Messages and calls silence could not be measured for. */
    unordered: count,
    /** Whoever the sources show as sender; `person` when all of it is stated to be one person's. */
    senders: z.array(z.object({ senders: z.array(z.string()), person: z.object({ id: personIdSchema, name: z.string(), relationship: relationshipSchema }).nullable(), starts: count, messages: count })),
  }),
  /** The contact that can be earliest and the one that can be latest; null when none has a time. */
  ends: z.object({ first: contactSchema, last: contactSchema }).nullable(),
  /** The longest time surely without contact, and the rows at its ends. */
  longestGap: z.object({ shortestMs: z.number(), longestMs: z.number(), from: contactSchema, to: contactSchema }).nullable(),
});
export type Patterns = z.infer<typeof patternsSchema>;

export const aroundAnchorsInput = patternsInput.pick({ filter: true }).extend({ perPerson: z.boolean().default(false) });

/** A row is before when no instant it can mean is at or after the anchor's first, after when none is before the anchor's end; open otherwise. */
const sidesSchema = z.object({ before: bothSchema, after: bothSchema, open: bothSchema });
export type AnchorSides = z.infer<typeof sidesSchema>;
export const aroundAnchorsSchema = z.object({
  filter: timelineFilterSchema,
  dated: bothSchema,
  anchors: z.array(sidesSchema.extend({ anchorId: anchorIdSchema })),
  /** Before the first, between neighbours, after the last. Anchors that can be at the same time are one end. */
  stretches: z.array(bothSchema.extend({ fromMs: z.number().int().nullable(), untilMs: z.number().int().nullable(), after: z.array(anchorIdSchema), before: z.array(anchorIdSchema) })),
  /** Rows in no stretch, since they can be on either side of an anchor. */
  open: bothSchema,
  /** The same for each person apart; empty unless asked for. */
  people: z.array(z.object({ personId: personIdSchema, name: z.string(), dated: bothSchema, anchors: z.array(sidesSchema.extend({ anchorId: anchorIdSchema })) })),
});
export type AroundAnchors = z.infer<typeof aroundAnchorsSchema>;
