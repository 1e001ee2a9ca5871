/** Shapes about conversations: what people said of channels and third parties, lanes of contact, what belongs to which bubble. */
import { z } from 'zod';
import { channelSchema, channelSubjectSchema, statedChannelSchema, threadStandingSchema } from '../domain/channel.ts';
import { evidenceTimeSchema } from '../domain/evidence-time.ts';
import { exhibitIdSchema, itemIdSchema } from '../domain/ids.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';

const reason = z.string().trim().min(1).max(4000);
const count = z.number().int().nonnegative();

/** Newest first; a null answer is one taken back. */
const historySchema = z.array(z.object({ summary: z.string(), reason: z.string(), author: z.string(), madeAt: z.string() }));

/** Something contact goes by, and what has been said of it. */
export const channelStatementSchema = z.object({
  subject: channelSubjectSchema,
  /** The subject in words, with the exhibit's reference. */
  inWords: z.string(),
  /** Null: nothing is said. */
  channel: statedChannelSchema.nullable(),
  reason: z.string(), author: z.string(), madeAt: z.string(),
  history: historySchema,
});
export type ChannelStatement = z.infer<typeof channelStatementSchema>;
/** `channel` null takes what was said back. */
export const stateChannelInput = z.object({ subject: channelSubjectSchema, channel: statedChannelSchema.nullable(), reason });

export const threadSchema = z.object({ exhibitId: exhibitIdSchema, thread: z.string().min(1) });
/** A third-party conversation, or one somebody said it of. */
export const thirdPartyThreadSchema = threadSchema.extend({
  exhibitReference: z.string(),
  items: count,
  /** Closed unless opened. False when a person has said that it is of interest. */
  thirdParty: z.boolean(),
  /** `stated`: a person said so. `people`: everyone who takes part is stated in People to be a third party. */
  because: z.enum(['stated', 'people']),
  /** The sentence for the reader: who said so and why. */
  inWords: z.string(),
  /** By the reviewer who asks. */
  openToYou: z.boolean(),
  /** Openings and closings, newest first, of every reviewer. */
  openings: z.array(z.object({ opened: z.boolean(), reason: z.string(), author: z.string(), madeAt: z.string() })),
  history: historySchema,
});
export type ThirdPartyThread = z.infer<typeof thirdPartyThreadSchema>;
/** `standing` null takes what was said back. */
export const stateThreadInput = threadSchema.extend({ standing: threadStandingSchema.nullable(), reason });
export const openThreadInput = threadSchema.extend({ reason });

/** What belongs to a row of a conversation beside the row itself. */
export const besideRowSchema = z.object({
  itemId: itemIdSchema,
  channel: channelSchema,
  /** On what that rests; '' when nothing is said. */
  because: z.string(),
  /** The source's own names of this row, by which another row may refer to it. */
  knownAs: z.array(z.string()),
  /** The name of the row this one reacts to, when the source says it; null otherwise. */
  reactsTo: z.string().nullable(),
  /** Reactions the source keeps with the message itself, as it writes them. */
  reactions: z.array(z.string()),
  /** Of a third-party conversation that the reviewer has not opened. */
  closed: z.boolean(),
});
export type BesideRow = z.infer<typeof besideRowSchema>;

const contactSchema = z.object({ itemId: itemIdSchema, time: evidenceTimeSchema });
export const laneSchema = z.object({
  channel: channelSchema,
  contacts: count,
  undated: count,
  first: contactSchema.nullable(),
  last: contactSchema.nullable(),
  /** The longest time surely without contact by this channel, and what happened by the other meanwhile. */
  longestGap: z.object({
    shortestMs: z.number(), longestMs: z.number(), from: contactSchema, to: contactSchema,
    /** Ends of what is certain: the first instant after the one, the first of the other. */
    fromMs: z.number().int(), untilMs: z.number().int(),
    /** Contacts of the opposite lane surely within it; null for lanes that have no opposite, or an empty one. */
    opposite: count.nullable(),
  }).nullable(),
  /** Contacts of the opposite lane surely after this lane's last; null for lanes that have no opposite, an empty one, or no contact. */
  oppositeAfterLast: z.object({ fromMs: z.number().int(), count }).nullable(),
});
export type Lane = z.infer<typeof laneSchema>;
/** All four lanes, also empty ones, in the order of the domain. */
export const lanesSchema = z.object({ filter: timelineFilterSchema, lanes: z.array(laneSchema) });
export type Lanes = z.infer<typeof lanesSchema>;
