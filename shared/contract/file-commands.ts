/** Commands about pictures and files of evidence: reading what they show, showing them, and what is said of them. */
import { z } from 'zod';
import { precisionSchema, zoneBasisSchema } from '../domain/evidence-time.ts';
import { exhibitIdSchema, grantIdSchema, itemIdSchema } from '../domain/ids.ts';
import { itemKindSchema } from '../domain/item.ts';
import { alsoInSchema, pictureSizeSchema, pictureTextSchema, readTextResultSchema, similarResultSchema } from './pictures.ts';
import { regionSchema } from '../domain/region.ts';
import { fileNotesSchema, fileOfSchema, revealsSchema } from './welfare.ts';
import { long, nothing, quick } from './command-kinds.ts';

/** What a person writes down: a time as it can be read, on whose word its zone rests, the parties and the words. */
const writtenDownSchema = z.object({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), clock: z.string().regex(/^(?:\d{2}:\d{2}(?::\d{2})?)?$/),
  written: z.string(), precision: precisionSchema, zone: z.string(), zoneBasis: zoneBasisSchema, zoneBasisBy: z.string(),
  from: z.string(), to: z.array(z.string()), thread: z.string(), text: z.string(),
});

export const fileCommands = {
  /** A person states what a picture shows, and when: of a picture that is an item, or that is attached to one. Makes an item whose locator is the region. */
  'pictures.transcribe': quick(writtenDownSchema.extend({
    itemId: itemIdSchema, kind: itemKindSchema, attachment: z.number().int().nonnegative().default(0), region: regionSchema,
  }), z.object({ itemId: itemIdSchema })),
  /** How many pixels a picture of an item has, without showing it. Throws `damaged_input` when nothing can be made of it. */
  'pictures.size': quick(z.object({ itemId: itemIdSchema, attachment: z.number().int().nonnegative() }), pictureSizeSchema),
  /** An event a person reads out of an exhibit (a statement, an interview, a policy): an item of its own, with its page. */
  'events.write': quick(writtenDownSchema.extend({
    exhibitId: exhibitIdSchema, page: z.number().int().positive().nullable(), kind: z.enum(['event', 'account', 'note', 'message', 'call', 'access']),
  }), z.object({ itemId: itemIdSchema })),
  /** Takes an item that a person wrote down off the timeline; the log keeps what it said and why it went. */
  'pictures.withdraw': quick(z.object({ itemId: itemIdSchema, reason: z.string().trim().min(1) }), nothing),

  /**
   * A machine reads the text of the pictures of some items, or, with none named, of all that have not been
   * read. `again` reads anew what has. A picture that cannot be read is listed and stops nothing.
   */
  'pictures.readText': long(z.object({ itemIds: z.array(itemIdSchema).max(100_000).default([]), again: z.boolean().default(false) }), readTextResultSchema),
  /** The text of each picture of an item: words, boxes, corrections, sign-off. */
  'pictures.text': quick(z.object({ itemId: itemIdSchema }), z.array(pictureTextSchema)),
  /** A person corrects the text; with `text` null the latest correction or sign-off is taken back, by a further entry. */
  'pictures.editText': quick(z.object({ itemId: itemIdSchema, attachment: z.number().int().nonnegative(), text: z.string().max(200_000).nullable() }), pictureTextSchema),
  /** `text` is what the person has in front of them: refused when it is not what stands. */
  'pictures.signOffText': quick(z.object({ itemId: itemIdSchema, attachment: z.number().int().nonnegative(), text: z.string() }), pictureTextSchema),
  /** Compares every picture of the case by fingerprint, making those that are missing; then the groups that look alike, of one item or of the case. */
  'pictures.similar': long(z.object({ itemId: itemIdSchema.nullable().default(null) }), similarResultSchema),
  /** Where else the files of an item are, and pictures like them, as far as compared. */
  'pictures.alsoIn': quick(z.object({ itemId: itemIdSchema }), alsoInSchema),

  /** Leave to read bytes of evidence until revoked. Every grant of an original is logged as a reveal. */
  'evidence.grant': quick(
    z.object({ itemId: itemIdSchema, attachment: z.number().int().nonnegative(), variant: z.enum(['thumbnail', 'original']) }),
    z.object({ grantId: grantIdSchema, mediaType: z.string(), sizeBytes: z.number().int() }),
  ),
  'evidence.read': quick(
    z.object({ grantId: grantIdSchema, start: z.number().int().nonnegative(), length: z.number().int().min(1).max(4_194_304) }),
    z.object({ base64: z.string(), mediaType: z.string(), sizeBytes: z.number().int() }),
  ),
  'evidence.revoke': quick(z.object({ grantId: grantIdSchema }), nothing),

  /** What is said of the files of an item. */
  'files.notes': quick(z.object({ itemId: itemIdSchema }), z.array(fileNotesSchema)),
  /** Says what a file shows, once for the same file anywhere; '' takes it back. */
  'files.describe': quick(fileOfSchema.extend({ text: z.string().max(4_000) }), z.array(fileNotesSchema)),
  /** A file that may show a person under 18: nobody can open it until it is released. */
  'files.stop': quick(fileOfSchema.extend({ reason: z.string().max(4_000).default('') }), z.array(fileNotesSchema)),
  'files.release': quick(fileOfSchema.extend({ reason: z.string().trim().min(1).max(4_000) }), z.array(fileNotesSchema)),
  /** Showings of files, newest first, before an entry of the continuity log. */
  'welfare.reveals': quick(z.object({ before: z.number().int().nullable().default(null), limit: z.number().int().min(1).max(1_000).default(200) }), revealsSchema),
} as const;
