/**
 * How much of a case has been read: by exhibit, by person, by search term. Read means: somebody had it before them. Left
 * out means: for a reason nobody means to read it, and nobody has. Of every line, items = read + not read + left out.
 */
import { z } from 'zod';
import { exhibitIdSchema, personIdSchema, sha256Schema } from '../domain/ids.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';
import { hidingAsked } from './hiding.ts';

const countsSchema = z.object({
  items: z.number().int(), seen: z.number().int(), unseen: z.number().int(), excluded: z.number().int(),
  /** Of those left out: why, most first. */
  because: z.array(z.object({ reason: z.string(), items: z.number().int() })),
});
export type CoverageCounts = z.infer<typeof countsSchema>;

const termSchema = countsSchema.extend({
  term: z.string(), author: z.string(), listedAt: z.string(),
  /** Why the term cannot be searched for; null when it can. */
  fault: z.string().nullable(),
});

export const coverageSchema = z.object({
  whole: countsSchema,
  exhibits: z.array(countsSchema.extend({ exhibitId: exhibitIdSchema, reference: z.string(), description: z.string(), setAside: z.number().int() })),
  people: z.array(countsSchema.extend({ personId: personIdSchema, name: z.string() })),
  /** In the order in which they were listed. */
  terms: z.array(termSchema),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** What a case was searched by: terms on the list, saved views, and terms taken off it. */
export const termScheduleSchema = z.object({
  terms: z.array(termSchema),
  views: z.array(countsSchema.extend({ name: z.string(), inWords: z.string(), filter: timelineFilterSchema, author: z.string(), madeAt: z.string(), fault: z.string().nullable() })),
  dropped: z.array(z.object({ term: z.string(), reason: z.string(), author: z.string(), madeAt: z.string() })),
  /** Items any listed term hits, each once; items none hits; together the whole. */
  any: countsSchema, none: countsSchema, whole: countsSchema,
});
export type TermSchedule = z.infer<typeof termScheduleSchema>;

export const exportTermsInput = z.object({
  format: z.enum(['csv', 'pdf']), destination: z.string(), overwrite: z.boolean().default(false),
  ...hidingAsked,
});
export const exportTermsSchema = z.object({
  path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), /** Null for CSV. */ pages: z.number().int().nullable(), terms: z.number().int(), views: z.number().int(),
});
