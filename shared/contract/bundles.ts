/** Shapes of hearing bundles: what is kept of them, and what making one answers. */
import { z } from 'zod';
import { bundleDefinitionSchema, bundleIdSchema } from '../domain/bundle.ts';
import { sha256Schema } from '../domain/ids.ts';

/** `bundleId` null makes a new one; otherwise the whole definition is replaced. */
export const saveBundleInput = z.object({ bundleId: bundleIdSchema.nullable().default(null), definition: bundleDefinitionSchema });
export const removeBundleInput = z.object({ bundleId: bundleIdSchema, reason: z.string().trim().min(1).max(4_000) });

/** `passwords`: of protected PDFs, by the id of the document. They are used and never kept. */
export const buildBundleInput = z.object({
  bundleId: bundleIdSchema, passwords: z.record(z.string(), z.string()).default({}), destination: z.string(), overwrite: z.boolean().default(false),
});

export const bundleCheckSchema = z.object({
  /** Of the bundle rules: `B2`. */
  rule: z.string(),
  outcome: z.enum(['pass', 'warn', 'fail']),
  /** What was found, in a sentence. */
  found: z.string(),
});
export type BundleCheck = z.infer<typeof bundleCheckSchema>;

export const builtDocumentSchema = z.object({
  id: z.string(), section: z.string(), title: z.string(), dated: z.string().nullable(),
  /** Pages of the bundle, counted from 1. */
  firstPage: z.number().int(), lastPage: z.number().int(),
  /** A picture: its page has no text but the line that says what it is. */
  picture: z.boolean(),
  /** What a reader of the bundle must know of it: a page that could not be taken over, a picture made coarser. */
  notes: z.array(z.string()),
});
export type BuiltDocument = z.infer<typeof builtDocumentSchema>;

export const builtBundleSchema = z.object({
  path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), pages: z.number().int(),
  /** Pages of cover and index, before the first document. */
  frontPages: z.number().int(),
  documents: z.array(builtDocumentSchema),
  checks: z.array(bundleCheckSchema),
});
