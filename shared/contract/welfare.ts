/** Looking after those who look: what a file shows, said once; work on a file stopped; who looked at what, and how long. */
import { z } from 'zod';
import { itemIdSchema } from '../domain/ids.ts';

const saidSchema = z.object({ text: z.string(), author: z.string(), madeAt: z.string() });

/** What stands of one attachment of an item; it holds for the same file wherever it is. */
export const fileNotesSchema = z.object({
  attachment: z.number().int(),
  /** What the file shows, in somebody's words; null when nobody has said it. */
  description: saidSchema.nullable(),
  /** Work on the file has stopped: it may show a person under 18. Nobody can open it in the case until it is released. `text` may be ''. */
  stop: saidSchema.nullable(),
});
export type FileNotes = z.infer<typeof fileNotesSchema>;

/** One showing of a file, from the continuity log. */
export const revealSchema = z.object({
  /** Number of its entry in the continuity log. */
  sequence: z.number().int(), at: z.string(), author: z.string(),
  /** Small is grey and small, or the page of a document; full is the file itself. */
  size: z.enum(['small', 'full']),
  itemId: itemIdSchema, attachment: z.number().int(), exhibit: z.string(),
  /** Seconds until it was put away; null when that is not in the log (the app ended, or an earlier version made the entry). */
  seconds: z.number().nullable(),
});
export const revealsSchema = z.object({ total: z.number().int(), reveals: z.array(revealSchema) });
export type Reveals = z.infer<typeof revealsSchema>;

/** Files of a conversation that can be opened, by what they are, counted before anybody opens it. */
export const mediaCountsSchema = z.object({
  pictures: z.number().int(), films: z.number().int(), sounds: z.number().int(), others: z.number().int(),
  /** Of all these. */
  described: z.number().int(), stopped: z.number().int(),
});
export type MediaCounts = z.infer<typeof mediaCountsSchema>;

export const fileOfSchema = z.object({ itemId: itemIdSchema, attachment: z.number().int().nonnegative() });
