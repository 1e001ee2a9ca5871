/** What a document is asked for with, and what is said of it when it is made. */
import { z } from 'zod';
import { documentFormats } from '../domain/document-kind.ts';
import { documentAskSchema } from '../domain/document-ask.ts';
import { sha256Schema } from '../domain/ids.ts';
import { hidingAsked } from './hiding.ts';

export const exportDocumentInput = documentAskSchema.and(z.object({
  destination: z.string(), overwrite: z.boolean().default(false),
  /** `patterns` is a PDF alone. */
  format: z.enum(documentFormats).default('pdf'),
  ...hidingAsked,
}));

/** rows + withheld + leftOut = total: items of the case, or exhibits of it. */
export const exportDocumentSchema = z.object({
  path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), format: z.enum(documentFormats), /** Null for a Word document, whose pages are made where it is opened. */ pages: z.number().int().nullable(),
  rows: z.number().int(), /** Privileged, and otherwise in the document. */ withheld: z.number().int(), leftOut: z.number().int(), total: z.number().int(),
  /** What a person should read over before the document is used; nothing of it is on the pages. At most 100. */
  warnings: z.array(z.string()),
});
