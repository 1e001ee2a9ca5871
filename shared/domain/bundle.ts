/**
 * A hearing bundle: sections of documents in an order a person chose, and what its pages follow. The profile is a set of
 * published rules (bundle rules, section 1); no published standard binds a misconduct panel, and nothing here says “compliant”.
 */
import { z } from 'zod';
import { usualFileName } from './bundle-file-name.ts';
import { bundleSettingsSchema, overrideKey, overrideSchema, type BundleSettings } from './bundle-settings.ts';
import { documentAskSchema } from './document-ask.ts';
import { remarkKey, remarkSchema } from './document-remarks.ts';
import { exhibitIdSchema, itemIdSchema } from './ids.ts';
import { timelineFilterSchema } from './timeline-filter.ts';
import { isoDaySchema } from './typed-day.ts';

export const bundleProfiles = ['judiciary-2021', 'uksc', 'utiac', 'pd-27a'] as const;
export const bundleProfileSchema = z.enum(bundleProfiles);
export type BundleProfile = z.infer<typeof bundleProfileSchema>;

/** A profile as it is followed: data, copied into what is kept of every version, so that a later program does not change what was followed. */
export const followedSchema = z.object({
  profile: z.string(), name: z.string(),
  /** What the cover may say of it. */
  followed: z.string(),
  settings: bundleSettingsSchema,
});
export type Followed = z.infer<typeof followedSchema>;

const judiciary: BundleSettings = {
  late: 'append', dpi: 300, ceiling: null, zoom: '100', corner: 'right', prefix: '', size: 12, numbering: 'continuous', pages: null, copies: 'once', order: 'date', face: 'plain', letters: null, name: usualFileName,
};
export const profileRules: Readonly<Record<BundleProfile, Omit<Followed, 'profile'>>> = {
  'judiciary-2021': { name: 'Judiciary 2021', followed: 'the judiciary’s general guidance on electronic court bundles (29 November 2021)', settings: judiciary },
  uksc: { name: 'Supreme Court', followed: 'the UKSC and JCPC electronic bundle guidelines', settings: { ...judiciary, late: 'supplement' } },
  utiac: { name: 'Upper Tribunal (UTIAC)', followed: 'the UTIAC practice direction on CE-File (31 August 2023)', settings: { ...judiciary, ceiling: 50 } },
  'pd-27a': { name: 'PD 27A 2026', followed: 'Family Procedure Rules Practice Direction 27A (in force 2 March 2026)', settings: { ...judiciary, numbering: 'sections', pages: 350, face: 'arial', letters: 12 } },
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
  /** A person says that its pages are not to be here: one page stands for them. Not said: they are. Author and time are given by the engine; what is sent is not believed. */
  withheld: z.object({ reason: z.string().trim().min(1, 'To withhold a document needs a reason.').max(1_000), author: z.string().default(''), madeAt: z.string().default('') }).optional(),
  /** What a person says of it that a rule asks about. Not said: nothing. */
  remarks: z.array(remarkSchema).max(500).optional(),
}).refine(({ remarks = [] }) => new Set(remarks.map(remarkKey)).size === remarks.length, 'The same is said of a document twice.')
  .refine(({ source, remarks = [] }) => source.type === 'exhibit' || source.type === 'attachment' || remarks.every(({ kind }) => kind === 'bookmark'), 'Of a document the case makes only the bookmark can be worded otherwise; the rest is said of files.')
  .refine(({ source, withheld }) => withheld === undefined || source.type === 'exhibit' || source.type === 'attachment', 'Only a file of the case can be withheld. Take a document the case makes out of the bundle instead.');
export type BundleDocument = z.infer<typeof bundleDocumentSchema>;

export const bundleDefinitionSchema = z.object({
  /** `Hearing bundle` */
  title: z.string().trim().min(1).max(200),
  /** A letter or number that tells it from other bundles of the case. */
  letter: z.string().trim().regex(/^[A-Z0-9]{1,3}$/, 'A bundle’s letter is one to three capitals or digits.').default('A'),
  hearingOn: isoDaySchema.nullable().default(null),
  profile: bundleProfileSchema.default('judiciary-2021'),
  sections: z.array(z.object({ title: z.string().trim().min(1).max(200), documents: z.array(bundleDocumentSchema).max(5_000) })).max(100),
  /** What is set otherwise than the profile says. */
  overrides: z.array(overrideSchema).max(200).default([]),
}).refine(({ sections }) => {
  const ids = sections.flatMap(({ documents }) => documents.map(({ id }) => id));
  return new Set(ids).size === ids.length;
}, 'Two documents of the bundle have the same id.')
  .refine(({ overrides }) => new Set(overrides.map(overrideKey)).size === overrides.length, 'A setting of the bundle is overridden twice.')
  .refine(({ overrides, sections }) => overrides.every((override) => override.setting !== 'order' || sections.some(({ title }) => title === override.section)), 'An override names a section that is not in the bundle.')
  .refine(({ sections }) => {
    const documents = sections.flatMap((section) => section.documents);
    const withheld = new Set(documents.filter((document) => document.withheld !== undefined).map(({ source }) => JSON.stringify(source)));
    return documents.every((document) => document.withheld !== undefined || !withheld.has(JSON.stringify(document.source)));
  }, 'A document that is withheld stands in the bundle a second time, and not withheld.');
export type BundleDefinition = z.infer<typeof bundleDefinitionSchema>;

export const listedBundleSchema = z.object({
  id: bundleIdSchema, definition: bundleDefinitionSchema,
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type ListedBundle = z.infer<typeof listedBundleSchema>;
