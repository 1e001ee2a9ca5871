/** Shapes of assessing: what is recorded of items, what is alleged, the tag set, bulk work, and the second reviewer. */
import { z } from 'zod';
import { accountIdSchema, accountWordsSchema } from '../domain/account.ts';
import { assessmentSchema, assessmentStateSchema } from '../domain/assessment.ts';
import { answerBasisSchema, checklistAnswerSchema, checklistQuestionSchema } from '../domain/checklist.ts';
import { chargeResultIdSchema, chargeResultSchema, chargeResultWordsSchema } from '../domain/charge-result.ts';
import { chargeIdSchema, chargeNumberSchema, chargeSchema } from '../domain/charge.ts';
import { handlingSchema, relevanceSchema } from '../domain/disclosure.ts';
import { itemIdSchema, sha256Schema } from '../domain/ids.ts';
import { standardCodeSchema } from '../domain/standard.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';
import { itemRowSchema } from './timeline.ts';

const itemIds = z.array(itemIdSchema).min(1).max(10_000);
const words = z.string().max(20_000);
const reason = z.string().trim().min(1).max(4000);

export const changedSchema = z.object({ changed: z.array(itemIdSchema) });

/** What an assessment says beside its state. Fields left out keep what the same reviewer said before. */
const assessmentWords = {
  reasons: words.optional(), innocentExplanation: words.optional(),
  charges: z.array(chargeIdSchema).max(500).optional(), standards: z.array(standardCodeSchema).max(10).optional(),
};
/** `officersAccount` is kept as an account of the officer whose source is not stated. */
export const assessInput = z.object({ itemIds, state: assessmentStateSchema, ...assessmentWords, officersAccount: words.optional() });
/** The reviewer's own assessment becomes what the first reviewer's is. */
export const agreeInput = z.object({ itemIds, reasons: words.optional() });

/** `accountId` null records another account on each item; otherwise that account is changed, and with empty text taken back. */
export const accountInput = accountWordsSchema.extend({ itemIds, accountId: accountIdSchema.nullable().default(null) });
/** Fields left out keep what stands. */
export const discloseInput = z.object({ itemIds, relevance: relevanceSchema.optional(), handling: handlingSchema.optional(), reason: words.optional() });

/** What one bulk action does to every item of a filter. */
export const bulkChangeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('assess'), state: assessmentStateSchema, ...assessmentWords,
    /** `keep` leaves every item that has an assessment as it is; `overwrite` adds a further entry of the reviewer's own. Another reviewer's is never overwritten. */
    existing: z.enum(['keep', 'overwrite']),
  }),
  z.object({ type: z.literal('tag'), tag: z.string(), on: z.boolean() }),
  z.object({ type: z.literal('disclose'), relevance: relevanceSchema.optional(), handling: handlingSchema.optional(), reason: words.optional(), existing: z.enum(['keep', 'overwrite']) }),
  /** Leaves items out of the review, or puts them back. Those left out already stay left out for the reason they have. */
  z.object({ type: z.literal('exclude'), excluded: z.boolean(), reason }),
]);
export type BulkChange = z.infer<typeof bulkChangeSchema>;

export const bulkPreviewSchema = z.object({
  /** Items inside the filter. */
  items: z.number().int(),
  /** Those that would change, those that say the very same already, and those kept as they are: together `items`. */
  changed: z.number().int(), same: z.number().int(), kept: z.number().int(),
  /** Of the items, those the reviewer has answered already, and those only another reviewer has. */
  own: z.number().int(), others: z.number().int(),
  filterInWords: z.string(),
  /** Stands for exactly these items and what is recorded of them; the action is refused once it no longer fits. */
  token: sha256Schema,
});
export type BulkPreview = z.infer<typeof bulkPreviewSchema>;
export const bulkPreviewInput = z.object({ filter: timelineFilterSchema, change: bulkChangeSchema });
export const bulkInput = bulkPreviewInput.extend({ token: sha256Schema });
export const bulkDoneSchema = bulkPreviewSchema.omit({ token: true });

/** `chargeId` null adds one; without a number it gets the next. */
export const chargeInput = z.object({ chargeId: chargeIdSchema.nullable().default(null), partOf: chargeIdSchema.nullable().default(null), number: chargeNumberSchema.optional(), text: z.string().trim().min(1).max(20_000) });
/** `in_use` when assessments are linked to it and `evenIfUsed` is not said; the links stay recorded with the assessments. */
export const removeChargeInput = z.object({ chargeId: chargeIdSchema, reason, evenIfUsed: z.boolean().default(false) });
/** With the items an assessment that stands links to it; those of an allegation include those of its particulars. */
export const listedChargeSchema = chargeSchema.extend({ items: z.number().int(), results: z.array(chargeResultSchema) });
export const chargeResultInput = chargeResultWordsSchema.safeExtend({ chargeId: chargeIdSchema });
export const withdrawResultInput = z.object({ resultId: chargeResultIdSchema, reason });
export type ListedCharge = z.infer<typeof listedChargeSchema>;

export const standardInput = z.object({ code: standardCodeSchema, title: z.string().trim().min(1).max(300), wording: z.string().trim().max(20_000), source: z.string().trim().min(1).max(1000) });

/** `code` null makes a tag, whose code comes from its name. A retired tag saved again is back in the set. */
export const saveTagInput = z.object({ code: z.string().nullable().default(null), name: z.string().trim().min(1).max(80), definition: z.string().trim().min(1).max(1000) });
/** Questions not named stay as they are; `not-answered` takes an answer back. A yes or a no says what it rests on. */
export const checklistInput = z.object({
  itemIds,
  answers: z.array(z.object({ question: checklistQuestionSchema, answer: checklistAnswerSchema, basis: answerBasisSchema.nullable().default(null), note: words.default('') })).min(1)
    .refine((answers) => new Set(answers.map(({ question }) => question)).size === answers.length, 'A question is answered twice.'),
});

/** `in_use` when items carry it and `evenIfUsed` is not said; they keep it either way. */
export const removeTagInput = z.object({ code: z.string(), reason, evenIfUsed: z.boolean().default(false) });

/** `place` counts from 1; one beyond the last is the last. */
export const moveTagInput = z.object({ code: z.string(), place: z.number().int().min(1).max(10_000) });

export const secondReviewInput = z.object({
  /** `waiting`: assessed, and no second reviewer yet. */
  listing: z.enum(['differs', 'agrees', 'waiting']).default('differs'),
  offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(500).default(200),
});
export const secondReviewSchema = z.object({
  /** Assessed items of the case, and how many of them are in each listing. */
  assessed: z.number().int(), differs: z.number().int(), agrees: z.number().int(), waiting: z.number().int(),
  total: z.number().int(),
  rows: z.array(z.object({ item: itemRowSchema, first: assessmentSchema, seconds: z.array(assessmentSchema) })),
});
export type SecondReview = z.infer<typeof secondReviewSchema>;
