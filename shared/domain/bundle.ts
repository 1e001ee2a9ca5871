/**
 * A hearing bundle: sections of documents in an order a person chose, and what its pages follow. The profile is a set of
 * published rules (bundle rules, section 1); no published standard binds a misconduct panel, and nothing here says “compliant”.
 */
import { z } from 'zod';
import { documentAskSchema } from './document-ask.ts';
import { exhibitIdSchema, itemIdSchema } from './ids.ts';
import { timelineFilterSchema } from './timeline-filter.ts';
import { isoDaySchema } from './typed-day.ts';

export const bundleProfiles = ['judiciary-2021', 'uksc', 'utiac'] as const;
export const bundleProfileSchema = z.enum(bundleProfiles);
export type BundleProfile = z.infer<typeof bundleProfileSchema>;

/** `append`: at the end of the same file, numbering continued. `supplement`: a file of their own, numbered from 1. */
export const lateModes = ['append', 'supplement'] as const;
export const lateModeSchema = z.enum(lateModes);
export type LateMode = z.infer<typeof lateModeSchema>;

interface ProfileRules {
  readonly name: string;
  /** What the cover may say of it. */
  readonly followed: string;
  /** Pictures finer than this are made coarser; none is ever made finer. Dots an inch. */
  readonly mostDpi: number;
  /** A bundle larger than this gets a warning; null: no ceiling is stated. Bytes. */
  readonly ceilingBytes: number | null;
  /** Where documents go that come after the bundle was served. */
  readonly late: LateMode;
}
export const profileRules: Readonly<Record<BundleProfile, ProfileRules>> = {
  'judiciary-2021': { name: 'Judiciary 2021', followed: 'the judiciary’s general guidance on electronic court bundles (29 November 2021)', mostDpi: 300, ceilingBytes: null, late: 'append' },
  uksc: { name: 'Supreme Court', followed: 'the UKSC and JCPC electronic bundle guidelines', mostDpi: 300, ceilingBytes: null, late: 'supplement' },
  utiac: { name: 'Upper Tribunal (UTIAC)', followed: 'the UTIAC practice direction on CE-File (31 August 2023)', mostDpi: 300, ceilingBytes: 50_000_000, late: 'append' },
};

export const bundleIdSchema = z.number().int().positive().brand<'BundleId'>();
export type BundleId = z.infer<typeof bundleIdSchema>;

/** Number of one bundle as it was built; never given to another. */
export const bundleVersionIdSchema = z.number().int().positive().brand<'BundleVersionId'>();
export type BundleVersionId = z.infer<typeof bundleVersionIdSchema>;

export const bundleSourceSchema = z.discriminatedUnion('type', [
  /** A whole exhibit: its pages, its picture, or the text read from it. */
  z.object({ type: z.literal('exhibit'), exhibitId: exhibitIdSchema }),
  /** A file an item brings; counts from 0. */
  z.object({ type: z.literal('attachment'), itemId: itemIdSchema, attachment: z.number().int().nonnegative() }),
  /** The timeline of a selection, set when the bundle is made. */
  z.object({ type: z.literal('timeline'), filter: timelineFilterSchema, zone: z.string() }),
  /** Any other document of the case, set when the bundle is made. */
  z.object({ type: z.literal('document'), ask: documentAskSchema }),
]);
export type BundleSource = z.infer<typeof bundleSourceSchema>;

export const bundleDocumentSchema = z.object({
  /** Unique in the bundle; kept when the document is moved or renamed. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().trim().min(1).max(300),
  /** The day of the document, as a person states it; null: undated. */
  dated: isoDaySchema.nullable().default(null),
  /** Degrees its pages are turned clockwise beside what the file says. */
  turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).default(0),
  source: bundleSourceSchema,
});
export type BundleDocument = z.infer<typeof bundleDocumentSchema>;

export const bundleDefinitionSchema = z.object({
  /** `Hearing bundle` */
  title: z.string().trim().min(1).max(200),
  /** A letter or number that tells it from other bundles of the case. */
  letter: z.string().trim().regex(/^[A-Z0-9]{1,3}$/, 'A bundle’s letter is one to three capitals or digits.').default('A'),
  hearingOn: isoDaySchema.nullable().default(null),
  profile: bundleProfileSchema.default('judiciary-2021'),
  sections: z.array(z.object({ title: z.string().trim().min(1).max(200), documents: z.array(bundleDocumentSchema).max(5_000) })).max(100),
}).refine(({ sections }) => {
  const ids = sections.flatMap(({ documents }) => documents.map(({ id }) => id));
  return new Set(ids).size === ids.length;
}, 'Two documents of the bundle have the same id.');
export type BundleDefinition = z.infer<typeof bundleDefinitionSchema>;

export const listedBundleSchema = z.object({
  id: bundleIdSchema, definition: bundleDefinitionSchema,
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type ListedBundle = z.infer<typeof listedBundleSchema>;
