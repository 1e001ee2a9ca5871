/** How much of a case has been read: by exhibit, by person, by search term. Read means: somebody had it before them. */
import { z } from 'zod';
import { exhibitIdSchema, personIdSchema } from '../domain/ids.ts';

const countsSchema = z.object({ items: z.number().int(), seen: z.number().int(), unseen: z.number().int() });

export const coverageSchema = z.object({
  whole: countsSchema,
  exhibits: z.array(countsSchema.extend({ exhibitId: exhibitIdSchema, reference: z.string(), description: z.string(), setAside: z.number().int() })),
  people: z.array(countsSchema.extend({ personId: personIdSchema, name: z.string() })),
  /** In the order in which they were listed. */
  terms: z.array(countsSchema.extend({
    term: z.string(), author: z.string(), listedAt: z.string(),
    /** Why the term cannot be searched for; null when it can. */
    fault: z.string().nullable(),
  })),
});
export type Coverage = z.infer<typeof coverageSchema>;
