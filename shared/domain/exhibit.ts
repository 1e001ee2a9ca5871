/** An exhibit: an item produced by a named person under a reference that is unique and never reissued. */
import { z } from 'zod';
import { exhibitIdSchema, sha256Schema } from './ids.ts';

export const exhibitDetailsSchema = z.object({
  /** Producer's initials and number, e.g. `ABC/1`. Free text, unique in the case, fixed once given. */
  reference: z.string().trim().min(1, 'An exhibit needs a reference such as ABC/1').max(60),
  producer: z.string().trim(),
  description: z.string().trim(),
  /** Who owns the device the material came from. */
  deviceOwner: z.string().trim(),
  /** Power or agreement under which it was obtained, and its limits. */
  legalBasis: z.string().trim(),
});
export type ExhibitDetails = z.infer<typeof exhibitDetailsSchema>;

export const exhibitSchema = exhibitDetailsSchema.extend({
  id: exhibitIdSchema,
  sha256: sha256Schema,
  sizeBytes: z.number().int().nonnegative(),
  originalName: z.string(),
  sourcePath: z.string(),
  /** Modification time of the source file as supplied (ISO UTC): a fact about the copy, not about the content. */
  sourceModifiedAt: z.string(),
  mediaType: z.string(),
  addedAt: z.string(),
  addedBy: z.string(),
  /** Items currently on the timeline from this exhibit, and rows set aside. */
  itemCount: z.number().int(),
  quarantinedCount: z.number().int(),
  importState: z.enum(['not-imported', 'imported', 'interrupted']),
  format: z.string().nullable(),
});
export type Exhibit = z.infer<typeof exhibitSchema>;
