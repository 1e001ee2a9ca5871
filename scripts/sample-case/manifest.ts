/** What the sample case says about itself: every file, what a person would answer about it, and the review that was done. */
import { z } from 'zod';
import { contract } from '../../shared/contract/contract.ts';
import { importAnswersSchema } from '../../shared/contract/importing.ts';
import { assessmentStateSchema } from '../../shared/domain/assessment.ts';
import { caseDetailsSchema } from '../../shared/domain/case-details.ts';
import { exhibitDetailsSchema } from '../../shared/domain/exhibit.ts';
import { itemKindSchema } from '../../shared/domain/item.ts';

const sampleExhibitSchema = exhibitDetailsSchema.extend({
  /** Name of the file in the sample folder. */
  file: z.string(),
  /** False for a file no importer reads: it is kept as an exhibit and nothing more. */
  read: z.boolean(),
  answers: importAnswersSchema,
  /** Rows that are damaged on purpose and have to be set aside. */
  setAside: z.number().int().nonnegative(),
});
export type SampleExhibit = z.infer<typeof sampleExhibitSchema>;

/** An entry of `pictures.transcribe`; the picture is found by its exhibit's reference. */
const sampleTranscriptionSchema = contract.commands['pictures.transcribe'].input.omit({ itemId: true }).extend({ exhibit: z.string() });
export type SampleTranscription = z.input<typeof sampleTranscriptionSchema>;

/** What a reviewer noted on every item of an exhibit that is of this kind and contains this text. */
const sampleReviewSchema = z.object({
  exhibit: z.string(),
  /** Null = any kind. */
  kind: itemKindSchema.nullable(),
  /** Part of the item's text or of one of its named values; '' = any. */
  fragment: z.string(),
  tags: z.array(z.string()),
  /** Null = tags only. */
  assessment: z.object({
    state: assessmentStateSchema, reasons: z.string(), innocentExplanation: z.string(), officersAccount: z.string(),
  }).nullable(),
});
export type SampleReview = z.infer<typeof sampleReviewSchema>;

/** A person of the case with what they are stated to hold: `people.create`, then `people.holdIdentifier`. */
const samplePersonSchema = contract.commands['people.create'].input.extend({
  holdings: z.array(contract.commands['people.holdIdentifier'].input.omit({ personId: true, holdingId: true, shared: true })),
});
export type SamplePerson = z.input<typeof samplePersonSchema>;

export const sampleManifestSchema = z.object({
  version: z.literal(1),
  seed: z.number().int(),
  caseDetails: caseDetailsSchema,
  exhibits: z.array(sampleExhibitSchema),
  transcriptions: z.array(sampleTranscriptionSchema),
  reviews: z.array(sampleReviewSchema),
  people: z.array(samplePersonSchema),
});
export type SampleManifest = z.infer<typeof sampleManifestSchema>;
