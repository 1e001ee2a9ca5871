/** Shapes of redactions: what is asked, and what is suggested. */
import { z } from 'zod';
import { itemIdSchema } from '../domain/ids.ts';
import { redactedFileSchema, redactedPageSchema, redactionIdSchema, redactionSchema } from '../domain/redaction.ts';
import { regionSchema } from '../domain/region.ts';

/** What is known of a file before any of it is shown. */
export const fileToRedactSchema = z.object({
  reference: z.string(), name: z.string(), mediaType: z.string(),
  /** Null when they cannot be counted: the file is protected, damaged or very large. */
  pages: z.number().int().nullable(),
  /** An item that brings the file, by which it can be shown; null while the exhibit has not been read. */
  held: z.object({ itemId: itemIdSchema, attachment: z.number().int().nonnegative() }).nullable(),
  redactions: z.array(redactionSchema),
});
export type FileToRedact = z.infer<typeof fileToRedactSchema>;

export const listRedactionsInput = z.object({ file: redactedFileSchema });
export const addRedactionInput = z.object({
  file: redactedFileSchema, page: redactedPageSchema, region: regionSchema.nullable(),
  /** Why it is taken out: in whose protection, by what direction. */
  reason: z.string().trim().min(1).max(4_000),
});
export const withdrawRedactionInput = z.object({ file: redactedFileSchema, redactionId: redactionIdSchema, reason: z.string().trim().min(1).max(4_000) });
export const suggestRedactionsInput = z.object({
  file: redactedFileSchema, ordinaryWords: z.array(z.string().trim().min(1).max(100)).max(200).default([]),
  /** Of a protected PDF; used and never kept. */
  password: z.string().optional(),
});

/** Where a protected string can be seen, and whose it is. Looking changes nothing. */
export const suggestedRedactionSchema = z.object({ page: redactedPageSchema, region: regionSchema, cipher: z.string() });
export type SuggestedRedaction = z.infer<typeof suggestedRedactionSchema>;
