/** Shapes of the timeline: a view is a frozen order of lines; a window is a slice of it. */
import { channelStatementSchema, thirdPartyThreadSchema } from './conversations.ts';
import { regionSchema } from '../domain/region.ts';
import { mediaCountsSchema } from './welfare.ts';
import { z } from 'zod';
import { accountSchema } from '../domain/account.ts';
import { anchorKindSchema } from '../domain/anchor.ts';
import { assessmentSchema, assessmentStateSchema, secondViewSchema } from '../domain/assessment.ts';
import { chargeIdSchema } from '../domain/charge.ts';
import { checklistEntrySchema } from '../domain/checklist.ts';
import { disclosureSchema, handlingSchema, relevanceSchema } from '../domain/disclosure.ts';
import { exhibitSchema } from '../domain/exhibit.ts';
import { dutyStateSchema } from '../domain/duty.ts';
import { anchorIdSchema, itemIdSchema, exhibitIdSchema, personIdSchema } from '../domain/ids.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';
import { evidenceTimeSchema, precisionSchema, zoneBasisSchema } from '../domain/evidence-time.ts';
import { relationshipSchema } from '../domain/person.ts';
import { standardCodeSchema } from '../domain/standard.ts';
import { attachmentSchema, directionSchema, identifierSchema, itemKindSchema, itemSchema, itemStatusSchema, locatorSchema, fieldSchema } from '../domain/item.ts';

/** What the grid shows of an item: short enough to send hundreds at a time. */
export const itemRowSchema = itemSchema.pick({
  id: true, kind: true, time: true, direction: true, from: true, to: true, thread: true, text: true, status: true, exhibitId: true, exhibitReference: true,
}).extend({
  /** `text` is at most 400 characters; true when there is more. */
  textCut: z.boolean(),
  attachments: z.array(attachmentSchema.pick({ name: true, mediaType: true, state: true })),
  tags: z.array(z.string()),
  assessment: assessmentStateSchema,
  hasReasons: z.boolean(),
  second: secondViewSchema,
  relevance: relevanceSchema,
  handling: handlingSchema,
  /** The latest of what the officer says of it, at most 300 characters; '' when nothing is recorded. */
  officersAccount: z.string(),
});
export type ItemRow = z.infer<typeof itemRowSchema>;

export const timelineLineSchema = z.discriminatedUnion('type', [
  /** A local day begins. `clockChange` names a change of the clocks since the line above. */
  z.object({ type: z.literal('day'), startMs: z.number(), zone: z.string(), clockChange: z.string().nullable() }),
  /** Quiet time between two items on the same day. */
  z.object({ type: z.literal('gap'), shortestMs: z.number(), longestMs: z.number() }),
  z.object({ type: z.literal('undated') }),
  /** A dated fact of the case, stated by somebody; no row of evidence. */
  z.object({ type: z.literal('anchor'), anchorId: anchorIdSchema, kind: anchorKindSchema, title: z.string(), time: evidenceTimeSchema, personName: z.string().nullable() }),
  /** `duty`: of the officer under investigation, by the rosters in the case. */
  z.object({ type: z.literal('item'), itemIndex: z.number().int(), simultaneous: z.boolean(), item: itemRowSchema, duty: dutyStateSchema,
    /** Set for a picture that others of its day look like: how many they are, and which this is, from 1. Closed, only the first has a line. */
    stack: z.object({ leadId: itemIdSchema, count: z.number().int(), position: z.number().int(), open: z.boolean() }).nullable(),
  }),
]);
export type TimelineLine = z.infer<typeof timelineLineSchema>;

export const timelineViewSchema = z.object({
  viewId: z.string(),
  lineCount: z.number().int(),
  /** Items in this view, all items in the case, and those outside the view: shown + outside = total. */
  shown: z.number().int(),
  /** Of those shown, in closed stacks under another and without a line of their own: shown − folded have lines. */
  folded: z.number().int(),
  /** When stacks were asked for: pictures of the case not compared yet, which stand by themselves. */
  notCompared: z.number().int(),
  outside: z.number().int(),
  total: z.number().int(),
  undated: z.number().int(),
  /** Of those shown: what they say is shown to nobody, and no export has them. */
  privileged: z.number().int(),
  /** Rows set aside in the whole case: items + set aside = rows in. */
  setAside: z.number().int(),
  earliestMs: z.number().nullable(),
  latestMs: z.number().nullable(),
  filterInWords: z.string(),
  /** Words and phrases the search looks for, to be marked where they stand. */
  marks: z.array(z.string()),
  /** Whether any roster in the case says when the officer was on duty. */
  dutyKnown: z.boolean(),
});
export type TimelineView = z.infer<typeof timelineViewSchema>;

export const histogramSchema = z.object({
  fromMs: z.number(),
  untilMs: z.number(),
  bucketMs: z.number(),
  /** Counts a bucket, by what the bars distinguish. */
  buckets: z.array(z.object({ startMs: z.number(), access: z.number().int(), contact: z.number().int(), other: z.number().int() })),
});
export type Histogram = z.infer<typeof histogramSchema>;

export const facetsSchema = z.object({
  kinds: z.array(z.object({ kind: itemKindSchema, count: z.number().int() })),
  exhibits: z.array(z.object({ exhibitId: exhibitIdSchema, reference: z.string(), description: z.string(), count: z.number().int(), kind: itemKindSchema.nullable() })),
  people: z.array(z.object({ name: z.string(), count: z.number().int() })),
  /** People of the case, by name; not counted here, since a count reads every row of theirs. */
  persons: z.array(z.object({ id: personIdSchema, name: z.string(), relationship: relationshipSchema })),
  tags: z.array(z.object({ code: z.string(), name: z.string(), definition: z.string(), count: z.number().int() })),
  assessments: z.array(z.object({ state: assessmentStateSchema, count: z.number().int() })),
  seconds: z.array(z.object({ second: secondViewSchema, count: z.number().int() })),
  relevances: z.array(z.object({ relevance: relevanceSchema, count: z.number().int() })),
  handlings: z.array(z.object({ handling: handlingSchema, count: z.number().int() })),
  /** Items of which what the officer says is recorded. */
  officersAccounts: z.number().int(),
  /** Items left out of the review. */
  excluded: z.number().int(),
  /** Only what any assessment is linked to. */
  charges: z.array(z.object({ id: chargeIdSchema, label: z.string(), text: z.string(), count: z.number().int() })),
  standards: z.array(z.object({ code: standardCodeSchema, title: z.string(), count: z.number().int() })),
});
export type Facets = z.infer<typeof facetsSchema>;

/** An entry a person wrote down off one picture of an item. */
const transcriptionSchema = z.object({
  itemId: itemIdSchema, attachment: z.number().int().nonnegative(), kind: itemKindSchema,
  /** At most 200 characters; '' when it is shown to nobody. */
  text: z.string(),
  written: z.string(),
  /** Fractions (0 to 1) of the width and height of the picture held upright. */
  region: regionSchema,
});
export type Transcription = z.infer<typeof transcriptionSchema>;

export const itemDetailSchema = itemSchema.extend({
  exhibit: exhibitSchema,
  tags: z.array(z.string()),
  /** The first reviewer's. */
  assessment: assessmentSchema.nullable(),
  /** What stands of other reviewers, by name. */
  secondAssessments: z.array(assessmentSchema),
  /** What people say of the item, in the order in which they said it; those without a day last. */
  accounts: z.array(accountSchema),
  /** Every account ever recorded, newest first; empty text is an account taken back. */
  accountHistory: z.array(accountSchema),
  /** Answers that stand, in the order of the questions. */
  checklist: z.array(checklistEntrySchema),
  /** Every answer ever given, newest first. */
  checklistHistory: z.array(checklistEntrySchema),
  disclosure: disclosureSchema.nullable(),
  /** Newest first. */
  disclosureHistory: z.array(disclosureSchema),
  /** Of all reviewers, newest first. */
  assessmentHistory: z.array(assessmentSchema),
  tagHistory: z.array(z.object({ code: z.string(), added: z.boolean(), author: z.string(), madeAt: z.string() })),
  duty: dutyStateSchema,
  /** What people wrote down off the pictures of the item, in order of time. */
  transcriptions: z.array(transcriptionSchema),
  /** The picture an entry of a person was read off; null for every other item. */
  readOff: z.object({ itemId: itemIdSchema, attachment: z.number().int().nonnegative() }).nullable(),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;

/** A filter under a name. */
export const savedViewSchema = z.object({ name: z.string(), filter: timelineFilterSchema, inWords: z.string(), author: z.string(), madeAt: z.string() });
export type SavedView = z.infer<typeof savedViewSchema>;

/** The conversation an item is of, and the people who take part in it or whom it is about. */
export const conversationSchema = z.object({
  itemId: itemIdSchema,
  exhibitId: exhibitIdSchema,
  exhibitReference: z.string(),
  exhibitDescription: z.string(),
  /** Its name in the exhibit; '' when the row belongs to none. */
  thread: z.string(),
  /** Items of it. */
  items: z.number().int(),
  /** Who holds an identifier of the item at its time, then who holds one of its conversation's parties while that lasts; the officer left out. */
  people: z.array(z.object({ id: personIdSchema, name: z.string(), relationship: relationshipSchema })),
  /** Names and numbers the officer is stated to go by, as rows show senders: what the officer wrote stands on the right. */
  officerNames: z.array(z.string()),
  /** Files of the conversation that can be opened; nothing when the row belongs to none. */
  media: mediaCountsSchema,
  /** What its channel can be stated of, and what is: the exhibit, the conversation, the identifiers of the item's parties. */
  channels: z.array(channelStatementSchema),
  /** Null: nobody has said, and People does not say, that it is between third parties. */
  thirdParty: thirdPartyThreadSchema.nullable(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** One line of `items --jsonl`: a stable contract, one object a line. */
export const itemLineSchema = z.object({
  id: itemIdSchema,
  kind: itemKindSchema,
  /** UTC, ISO 8601; null when undated. First instant the source can mean. */
  at: z.string().nullable(),
  /** First instant after the span the source can mean. */
  until: z.string().nullable(),
  written: z.string(),
  zone: z.string().nullable(),
  zoneBasis: zoneBasisSchema,
  precision: precisionSchema,
  timeFlags: evidenceTimeSchema.shape.flags,
  direction: directionSchema,
  from: z.string(),
  to: z.array(z.string()),
  thread: z.string(),
  text: z.string(),
  attachments: z.array(attachmentSchema),
  status: itemStatusSchema,
  exhibit: z.string(),
  locator: locatorSchema,
  place: z.string(),
  fields: z.array(fieldSchema),
  identifiers: z.array(identifierSchema),
  remarks: z.array(z.string()),
  tags: z.array(z.string()),
  assessment: z.object({
    state: assessmentStateSchema, reasons: z.string(), innocentExplanation: z.string(), author: z.string(), madeAt: z.string(),
    /** Labels of allegations and particulars, such as `1(a)`, and codes of Standards. */
    charges: z.array(z.string()), standards: z.array(standardCodeSchema),
  }).nullable(),
  secondAssessments: z.array(z.object({ state: assessmentStateSchema, agrees: z.boolean(), reasons: z.string(), innocentExplanation: z.string(), author: z.string(), madeAt: z.string() })),
  accounts: z.array(accountSchema),
  relevance: relevanceSchema,
  handling: handlingSchema,
  disclosureReason: z.string(),
});
export type ItemLine = z.infer<typeof itemLineSchema>;
