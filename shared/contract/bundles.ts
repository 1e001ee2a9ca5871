/** Shapes of hearing bundles: what is kept of them, what making one answers, and what has been served. */
import { z } from 'zod';
import { bundleDefinitionSchema, bundleIdSchema, bundleVersionIdSchema, followedSchema } from '../domain/bundle.ts';
import { lateModeSchema } from '../domain/bundle-settings.ts';
import { exhibitIdSchema, itemIdSchema, sha256Schema } from '../domain/ids.ts';
import { pageLabelSchema } from '../domain/page-labels.ts';
import { hidingAsked } from './hiding.ts';
import { preflightSchema } from './preflight.ts';
import { isoDaySchema } from '../domain/typed-day.ts';

/** `bundleId` null makes a new one; otherwise the whole definition is replaced. */
export const saveBundleInput = z.object({ bundleId: bundleIdSchema.nullable().default(null), definition: bundleDefinitionSchema });
export const removeBundleInput = z.object({ bundleId: bundleIdSchema, reason: z.string().trim().min(1).max(4_000) });

/** `passwords`: of protected PDFs, by the id of the document. They are used and never kept. */
export const buildBundleInput = z.object({
  bundleId: bundleIdSchema, passwords: z.record(z.string(), z.string()).default({}), destination: z.string(), overwrite: z.boolean().default(false),
  /** Where documents go that came after the bundle was served; null: as its profile says. */
  late: lateModeSchema.nullable().default(null),
  /** The day late documents are said to be added on; null: today. */
  addedOn: isoDaySchema.nullable().default(null),
});

/** The same documents on the same pages, with ciphers and redactions. `versionId` null: the version served last, or, before any is, the one built last. */
export const buildInCipherInput = z.object({
  bundleId: bundleIdSchema, versionId: bundleVersionIdSchema.nullable().default(null), passwords: z.record(z.string(), z.string()).default({}), destination: z.string(), overwrite: z.boolean().default(false),
  ordinaryWords: hidingAsked.ordinaryWords,
  /** Makes the pages anew that were made in cipher before; without it they stay as they are and only what came later is added. */
  fresh: z.boolean().default(false),
});

export const bundleCheckSchema = z.object({
  /** Of the bundle rules: `B2`. */
  rule: z.string(),
  outcome: z.enum(['pass', 'warn', 'fail', 'not-applicable']),
  /** What was found, in a sentence. */
  found: z.string(),
  /** Pages it was found on, at most 1,000. */
  pages: z.array(z.number().int()).default([]),
  /** What the rule asks was set otherwise by a person; `found` says what, why, by whom and when. */
  overridden: z.boolean().default(false),
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
  /** `pages`: its source's own, one for one. `text`: what was read from it. `placeholder`: a page that says why they are not here. `beside`: a page for a sound or film. `case`: made by the case. */
  as: z.enum(['pages', 'picture', 'text', 'placeholder', 'beside', 'case']).default('pages'),
  /** A picture behind which lie the words a machine read in it. */
  worded: z.boolean().default(false),
  /** Its pages are not here because it is protected and no password given opens it. */
  locked: z.boolean().default(false),
  /** Hash of the file it was made from; null for what the case makes itself. */
  sha256: sha256Schema.nullable().default(null),
  /** Words of its bookmark, the page apart; null: as its title. */
  bookmark: z.string().nullable().default(null),
});
export type BuiltDocument = z.infer<typeof builtDocumentSchema>;

/** A bundle as a file. */
export const bundleFileSchema = z.object({
  path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), pages: z.number().int(),
  /** Pages of cover and index, before the first document. */
  frontPages: z.number().int(),
  /** Pages that list documents: the front index, and those that stand before late documents. */
  indexPages: z.array(z.number().int()),
  /** Late documents of this file, in the order in which they were added, each time with the page that lists them. */
  additions: z.array(z.object({ addedOn: z.string(), page: z.number().int(), documents: z.array(z.string()) })),
  /** Which supplement it is, from 1; 0 for the bundle itself. */
  supplement: z.number().int(),
  documents: z.array(builtDocumentSchema),
  checks: z.array(bundleCheckSchema),
  /** Numbers that are printed, where they are not the places of the pages; links and every other page here are places, counted from 1. */
  labels: z.array(pageLabelSchema).default([]),
  /** The profile as it was when the version was made; null for versions made before it was copied. */
  follows: followedSchema.nullable().default(null),
});
export type BundleFile = z.infer<typeof bundleFileSchema>;

export const builtBundleSchema = bundleFileSchema.extend({
  versionId: bundleVersionIdSchema,
  preflight: z.object({ jsonPath: z.string(), pdfPath: z.string(), report: preflightSchema }),
});

export const serveBundleInput = z.object({
  bundleId: bundleIdSchema, versionId: bundleVersionIdSchema,
  recipients: z.array(z.string().trim().min(1).max(300)).min(1).max(100),
  servedOn: isoDaySchema,
  /** Rules whose warnings were weighed: `B7`. Every one that warns must be among them. */
  acknowledged: z.array(z.string().max(10)).max(50).default([]),
  note: z.string().trim().max(4_000).default(''),
  /** Where the file is now, when it is no longer where it was saved. */
  path: z.string().nullable().default(null),
});

/** Writes the file of a served version again, as the case keeps it. */
export const copyBundleInput = z.object({ bundleId: bundleIdSchema, versionId: bundleVersionIdSchema, destination: z.string(), overwrite: z.boolean().default(false) });
/** Parts of a finished version as files of their own, each of whole documents as far as they fit: `name volume 1 of 3.pdf`. */
export const splitBundleInput = z.object({
  bundleId: bundleIdSchema, versionId: bundleVersionIdSchema, destination: z.string(), overwrite: z.boolean().default(false),
  mostPages: z.number().int().min(1).max(100_000), reason: z.string().trim().min(1, 'To split a bundle needs a reason.').max(1_000),
  /** Of the file made in cipher last. */
  inCipher: z.boolean().default(false), ordinaryWords: hidingAsked.ordinaryWords,
});
export const splitBundleSchema = z.object({
  /** `printed`: the numbers printed on its pages, which are those of the whole bundle. `pages` counts its sheet too. */
  volumes: z.array(z.object({ path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), pages: z.number().int(), printed: z.string(), documents: z.number().int() })),
});
export const copiedBundleSchema = bundleFileSchema.pick({ path: true, sha256: true, sizeBytes: true });

const serviceSchema = z.object({
  servedOn: z.string(), recipients: z.array(z.string()), acknowledged: z.array(z.string()), note: z.string(), author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export const bundleVersionSchema = z.object({
  id: bundleVersionIdSchema, bundleId: bundleIdSchema,
  /** Counts the versions of its bundle from 1. */
  number: z.number().int(),
  kind: z.enum(['whole', 'append', 'supplement']),
  /** The served version it continues. */
  basisId: bundleVersionIdSchema.nullable(),
  file: bundleFileSchema, definition: bundleDefinitionSchema,
  author: z.string(), madeAt: z.string(),
  /** Oldest first; empty: not served. */
  services: z.array(serviceSchema),
});
export type BundleVersion = z.infer<typeof bundleVersionSchema>;

const placedSchema = builtDocumentSchema.pick({ id: true, section: true, title: true, firstPage: true, lastPage: true }).extend({ /** The numbers printed on its pages: `12–14`, `A3–A5`. */ printed: z.string() });
export const compareBundlesInput = z.object({ bundleId: bundleIdSchema, earlier: bundleVersionIdSchema, later: bundleVersionIdSchema });
export const comparedBundlesSchema = z.object({
  added: z.array(placedSchema), removed: z.array(placedSchema),
  /** On other pages than before. */
  moved: z.array(z.object({ before: placedSchema, after: placedSchema })),
  /** Pages both have whose text or pictures differ, at most 1,000. */
  changedPages: z.array(z.number().int()),
  /** Whether the later has every page of the earlier unchanged. A supplement is a file of its own, beside an earlier one that stays as it is. */
  onlyAdds: z.boolean(),
});
export type ComparedBundles = z.infer<typeof comparedBundlesSchema>;

/** `versionId` null: the version served last, or, before any is, the one built last. */
export const pageOfInput = z.object({ bundleId: bundleIdSchema, versionId: bundleVersionIdSchema.nullable().default(null), itemId: itemIdSchema });
const standsSchema = z.object({ versionId: bundleVersionIdSchema, documentId: z.string(), title: z.string(), /** The numbers printed on the pages. */ printed: z.string() });
export const pageOfSchema = z.object({
  versionId: bundleVersionIdSchema,
  /** Where its exhibit and files stand; one page where the very page is known. */
  pages: z.array(standsSchema.extend({ as: z.enum(['exhibit', 'attachment']), firstPage: z.number().int(), lastPage: z.number().int() })),
  /** Where documents of the case list it. */
  rows: z.array(standsSchema.extend({ number: z.number().int(), page: z.number().int() })),
});
export type PageOf = z.infer<typeof pageOfSchema>;

/** `page`: its place in the file, counted from 1; or, as text, the number printed on it. */
export const itemsOnInput = z.object({ bundleId: bundleIdSchema, versionId: bundleVersionIdSchema.nullable().default(null), page: z.union([z.number().int().positive(), z.string().trim().min(1).max(40)]) });
export const itemsOnSchema = z.object({
  versionId: bundleVersionIdSchema,
  /** Its place in the file, and the number printed on it. */
  page: z.number().int(), printed: z.string(),
  /** Null for cover and index. */
  document: placedSchema.nullable(),
  exhibitId: exhibitIdSchema.nullable(),
  attachment: z.object({ itemId: itemIdSchema, attachment: z.number().int() }).nullable(),
  /** Items whose exhibit, file or very page this is, in timeline order, at most 500; never privileged ones. */
  items: z.array(itemIdSchema),
  /** How many there are. */
  itemCount: z.number().int(),
  /** Rows of a document of the case that begin on the page. */
  rows: z.array(z.object({ number: z.number().int(), itemId: itemIdSchema.nullable(), exhibitId: exhibitIdSchema.nullable() })),
});
export type ItemsOn = z.infer<typeof itemsOnSchema>;
