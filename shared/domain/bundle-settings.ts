/**
 * The settings a bundle is made with: those of the profile it follows, and what a person set otherwise. An override has a reason, an
 * author and a time; the engine gives the last two when it keeps it. Nothing here says that a standard is met.
 */
import { z } from 'zod';
import { fileNamePatternSchema, usualFileName } from './bundle-file-name.ts';

/** `append`: at the end of the same file, numbering continued. `supplement`: a file of their own, numbered from 1. */
export const lateModes = ['append', 'supplement'] as const;
export const lateModeSchema = z.enum(lateModes);
export type LateMode = z.infer<typeof lateModeSchema>;

export const openingZooms = ['100', 'fit-width', 'fit-page'] as const;
export type OpeningZoom = (typeof openingZooms)[number];
export const stampCorners = ['right', 'centre', 'left'] as const;
/** `sections`: A1, A2, … B1, …; pages that list documents have i, ii, …. */
export const numberings = ['continuous', 'sections'] as const;
/** `plain`: the program’s own. The others are asked for first, with faces of the same widths behind them. */
export const faces = ['plain', 'arial', 'times'] as const;

export const dotsAnInchSchema = z.number().int().min(72).max(1_200);

/** Every setting with the values it can have. */
const values = {
  /** Where documents go that come after the bundle was served (B14). */
  late: lateModeSchema,
  /** Pictures finer than this are made coarser; none is ever made finer (B10). Dots an inch. */
  dpi: dotsAnInchSchema,
  /** A bundle larger than this gets a warning (B12); null: no ceiling. MB of a million bytes. */
  ceiling: z.number().positive().max(10_000).nullable(),
  /** How the file opens (B9); jumps always keep the reader’s zoom. */
  zoom: z.enum(openingZooms),
  /** Where at the foot the number is printed (B4). */
  corner: z.enum(stampCorners),
  /** Stands before every printed number (B4). */
  prefix: z.string().regex(/^[\p{L}\p{N}./-]{0,12}$/u, 'A prefix has at most 12 letters, digits, dots, strokes and hyphens.'),
  /** Of the printed number, in points (B4). */
  size: z.number().min(8).max(18),
  /** B2; by section B20. */
  numbering: z.enum(numberings),
  /** More pages than these get a warning (B20); null: no limit. */
  pages: z.number().int().positive().max(100_000).nullable(),
  /** `any`: the same file may stand in the bundle twice (B16). */
  copies: z.enum(['once', 'any']),
  /** `any`: documents of the section need not stand earliest first (B17). */
  order: z.enum(['date', 'any']),
  /** Of the pages the program sets itself (B20). */
  face: z.enum(faces),
  /** Smallest type of those pages, in points (B20); null: as the program sets them. */
  letters: z.number().min(8).max(16).nullable(),
  /** Of the file (B13): `{case}`, `{reference}`, `{bundle}` and `{hearing}` stand for what they name. */
  name: fileNamePatternSchema.default(usualFileName),
} as const;
export type Setting = keyof typeof values;
export const settings = Object.keys(values) as readonly Setting[]; // the keys just above

export const bundleSettingsSchema = z.object(values);
export type BundleSettings = z.infer<typeof bundleSettingsSchema>;

/** What goes with whatever a person sets otherwise. */
export const saidWhy = (without: string) => ({
  reason: z.string().trim().min(1, without).max(1_000),
  /** Given by the engine when it is kept; what is sent is not believed. */
  author: z.string().default(''),
  /** UTC, ISO 8601; given likewise. */
  madeAt: z.string().default(''),
});
const given = saidWhy('An override needs a reason.');
/** Written out, so that each setting has the values it can have and no other. */
export const overrideSchema = z.discriminatedUnion('setting', [
  z.object({ setting: z.literal('late'), value: values.late, ...given }), z.object({ setting: z.literal('dpi'), value: values.dpi, ...given }),
  z.object({ setting: z.literal('ceiling'), value: values.ceiling, ...given }), z.object({ setting: z.literal('zoom'), value: values.zoom, ...given }),
  z.object({ setting: z.literal('corner'), value: values.corner, ...given }), z.object({ setting: z.literal('prefix'), value: values.prefix, ...given }),
  z.object({ setting: z.literal('size'), value: values.size, ...given }), z.object({ setting: z.literal('numbering'), value: values.numbering, ...given }),
  z.object({ setting: z.literal('pages'), value: values.pages, ...given }), z.object({ setting: z.literal('copies'), value: values.copies, ...given }),
  z.object({ setting: z.literal('order'), /** Its title. */ section: z.string().trim().min(1).max(200), value: values.order, ...given }),
  z.object({ setting: z.literal('face'), value: values.face, ...given }), z.object({ setting: z.literal('letters'), value: values.letters, ...given }),
  z.object({ setting: z.literal('name'), value: fileNamePatternSchema, ...given }),
]);
export type Override = z.infer<typeof overrideSchema>;

/** What decides the numbers printed on pages, and how they look: once pages are served these stay. */
export const onServedPages = ['numbering', 'prefix', 'corner', 'size'] as const satisfies readonly Setting[];

/** What an override is of; two of the same cannot stand beside each other. */
export const overrideKey = (override: Override): string => (override.setting === 'order' ? `order ${override.section}` : override.setting);

/** The profile’s settings with what was set otherwise. The order within single sections is asked with `orderFree`. */
export function effectiveSettings(profile: BundleSettings, overrides: readonly Override[]): BundleSettings {
  return { ...profile, ...Object.fromEntries(overrides.flatMap((override) => (override.setting === 'order' ? [] : [[override.setting, override.value]]))) };
}

/** Whether documents of the section need not stand earliest first. */
export const orderFree = (profile: BundleSettings, overrides: readonly Override[], section: string): boolean =>
  (overrides.find((override) => override.setting === 'order' && override.section === section)?.value ?? profile.order) === 'any';

export const settingLabels: Readonly<Record<Setting, string>> = {
  late: 'Late documents', dpi: 'Finest picture', ceiling: 'Largest file', zoom: 'Opens', corner: 'Page number stands', prefix: 'Before the page number', size: 'Size of the page number', numbering: 'Pages are numbered',
  pages: 'Most pages', copies: 'Copies of a document', order: 'Order within a section', face: 'Typeface of our own pages', letters: 'Smallest type of our own pages', name: 'Name of the file',
};

const choiceWords: Readonly<Record<string, string>> = {
  append: 'at the end of the file', supplement: 'in a supplement', 100: 'at 100 %', 'fit-width': 'fitting the width', 'fit-page': 'fitting the page', right: 'at the foot, right', centre: 'at the foot, in the middle', left: 'at the foot, left',
  continuous: 'in one run', sections: 'by section (A1, A2, … B1)', once: 'one', date: 'earliest first', plain: 'the program’s own', arial: 'Arial', times: 'Times New Roman',
};

/** A value in words: `600 dots an inch`. */
export function valueWords(setting: Setting, value: Override['value']): string {
  if (value === null) return setting === 'letters' ? 'as the program sets them' : 'no limit';
  if (setting === 'prefix') return value === '' ? 'nothing' : `“${value}”`;
  if (setting === 'name') return `“${value}”`;
  if (value === 'any') return setting === 'copies' ? 'any number' : 'any order';
  const units: Partial<Record<Setting, string>> = { dpi: ' dots an inch', ceiling: ' MB', size: ' pt', letters: ' pt', pages: ' pages' };
  return typeof value === 'number' ? `${value.toLocaleString('en-GB')}${units[setting] ?? ''}` : choiceWords[value] ?? value;
}

/** `Finest picture: 600 dots an inch` */
export const overrideWords = (override: Override): string =>
  `${settingLabels[override.setting]}${override.setting === 'order' ? ` “${override.section}”` : ''}: ${valueWords(override.setting, override.value)}`;

/** Overrides that differ from the profile: what a cover has to say. */
export const departuresFrom = (profile: BundleSettings, overrides: readonly Override[]): Override[] => overrides.filter((override) => override.value !== profile[override.setting]);
