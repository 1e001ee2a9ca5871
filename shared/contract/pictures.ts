/** Shapes for text a machine read in pictures, what people made of it, and pictures found in more than one place. */
import { z } from 'zod';
import { exhibitIdSchema, itemIdSchema, sha256Schema } from '../domain/ids.ts';

/** Below this the machine itself is not sure of a word; it is shown marked. Of 100. */
export const lowConfidence = 70;

/** A word in a picture. The box is in fractions (0 to 1) of the width and height of the picture held upright. */
export const pictureWordSchema = z.object({
  text: z.string(),
  /** The machine's own estimate, 0 to 100. */
  confidence: z.number(),
  /** Lines count from 0, from the top. */
  line: z.number().int().nonnegative(),
  x: z.number(), y: z.number(), width: z.number(), height: z.number(),
});
export type PictureWord = z.infer<typeof pictureWordSchema>;

/** The picture's own pixels, held upright. */
export const pictureSizeSchema = z.object({ width: z.number().int().positive(), height: z.number().int().positive() });
export type PictureSize = z.infer<typeof pictureSizeSchema>;

/** What a machine read in one picture. Never the picture's own text: a person has to check it. */
export const pictureReadingSchema = z.object({
  /** Program, language data and preparation: the same bytes read by the same give the same words. */
  engine: z.string(),
  engineVersion: z.string(),
  /** SHA-256 of the bytes that were read. */
  sha256: sha256Schema,
  words: z.array(pictureWordSchema),
  text: z.string(),
  /** How the picture was read ("at half its size"). */
  remarks: z.array(z.string()),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type PictureReading = z.infer<typeof pictureReadingSchema>;

/** One entry of the history of a text: a correction, a sign-off, or the taking back of either. Entries are only ever added. */
export const pictureTextEntrySchema = z.object({
  deed: z.enum(['edited', 'signed-off', 'undone']),
  /** The text as it stood after this; null = as the machine read it. */
  text: z.string().nullable(),
  author: z.string(),
  madeAt: z.string(),
  /** When the text as it then stood was signed off; null when it was not. */
  signedOffAt: z.string().nullable(),
  signedOffBy: z.string().nullable(),
});
export type PictureTextEntry = z.infer<typeof pictureTextEntrySchema>;

export const pictureTextSchema = z.object({
  itemId: itemIdSchema,
  attachment: z.number().int().nonnegative(),
  name: z.string(),
  /** Of a PDF, counted from 1, when what is read is a page that has no text of its own; null: a picture. */
  page: z.number().int().positive().nullable(),
  /** Null until the picture has been read. */
  reading: pictureReadingSchema.nullable(),
  /** The text as it stands: a person's when there is one, otherwise the machine's; '' before either. */
  text: z.string(),
  origin: z.enum(['none', 'machine', 'person']),
  signedOffAt: z.string().nullable(),
  signedOffBy: z.string().nullable(),
  /** Newest first. */
  history: z.array(pictureTextEntrySchema),
});
export type PictureText = z.infer<typeof pictureTextSchema>;

/** A picture that could not be read or compared, and why. */
export const pictureFailureSchema = z.object({
  itemId: itemIdSchema,
  attachment: z.number().int().nonnegative(),
  exhibit: z.string(),
  name: z.string(),
  reason: z.string(),
});
export type PictureFailure = z.infer<typeof pictureFailureSchema>;

export const readTextResultSchema = z.object({
  /** Pictures asked for = read + alreadyRead + failed. */
  asked: z.number().int(),
  read: z.number().int(),
  alreadyRead: z.number().int(),
  failed: z.number().int(),
  /** Of those read: without a single word. */
  withoutWords: z.number().int(),
  words: z.number().int(),
  /** At most the first 500. */
  failures: z.array(pictureFailureSchema),
});
export type ReadTextResult = z.infer<typeof readTextResultSchema>;

/** Somewhere a file is found: an attachment of an item, or an exhibit as a whole (`itemId` null). */
export const filePlaceSchema = z.object({
  exhibitId: exhibitIdSchema,
  exhibit: z.string(),
  itemId: itemIdSchema.nullable(),
  attachment: z.number().int().nonnegative().nullable(),
  name: z.string(),
});
export type FilePlace = z.infer<typeof filePlaceSchema>;

/** What a file is by its media type, as far as a list of files is narrowed by it. */
export const fileKinds = ['picture', 'film', 'sound', 'other'] as const;
export const fileKindSchema = z.enum(fileKinds);
export type FileKind = z.infer<typeof fileKindSchema>;

export const hashFilesResultSchema = z.object({
  /** Files without a hash = hashed + failed; one that several items carry counts once. */
  asked: z.number().int(),
  hashed: z.number().int(),
  failed: z.number().int(),
  /** At most the first 500. */
  failures: z.array(pictureFailureSchema),
});
export type HashFilesResult = z.infer<typeof hashFilesResultSchema>;

/** Files with the very same bytes. */
export const duplicateGroupSchema = z.object({
  sha256: sha256Schema,
  mediaType: z.string(),
  exhibits: z.number().int(),
  /** All places there are; `places` holds at most the first 200. */
  count: z.number().int(),
  places: z.array(filePlaceSchema),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;

/**
 * A picture that looks like another. `distance` is the number of differing bits of 64; 0 to 8 counts as
 * alike. It says nothing of what the pictures show: a person looks.
 */
export const similarPictureSchema = z.object({
  sha256: sha256Schema,
  distance: z.number().int(),
  count: z.number().int(),
  /** At most the first 200 of `count`. */
  places: z.array(filePlaceSchema),
});
export type SimilarPicture = z.infer<typeof similarPictureSchema>;

/**
 * Pictures that look alike. Of one item: its own picture first, at distance 0, the others measured from
 * it, nearest first. Of the case: in order of appearance, each measured from the nearest other of its group.
 */
export const similarGroupSchema = z.object({ pictures: z.array(similarPictureSchema) });
export type SimilarGroup = z.infer<typeof similarGroupSchema>;

export const similarResultSchema = z.object({
  /** At most the first 500 of `groupCount`. */
  groups: z.array(similarGroupSchema),
  groupCount: z.number().int(),
  /** Different pictures (by SHA-256) that were compared. */
  compared: z.number().int(),
  /** Pictures with so little in them (one colour) that nothing can be said. */
  tooPlain: z.number().int(),
  failed: z.number().int(),
  /** At most the first 500. */
  failures: z.array(pictureFailureSchema),
});

export type SimilarResult = z.infer<typeof similarResultSchema>;

/** Where else an item's files and pictures are, as far as is known without further work. */
export const alsoInSchema = z.object({
  /** The very same bytes elsewhere, one entry for each of the item's files that is. */
  duplicates: z.array(duplicateGroupSchema),
  alike: z.array(similarPictureSchema),
  /** Pictures of the case not compared yet, so that nobody takes silence for an answer. */
  notCompared: z.number().int(),
});
export type AlsoIn = z.infer<typeof alsoInSchema>;
