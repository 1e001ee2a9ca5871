/** Shapes of redactions: what is asked, and what is suggested. */
import { z } from 'zod';
import { redactedFileSchema, redactedPageSchema, redactionIdSchema } from '../domain/redaction.ts';
import { regionSchema } from '../domain/region.ts';

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
