/** The preflight report of a bundle: what was checked, what was found, and what a reader must know of the file. */
import { z } from 'zod';
import { bundleSettingsSchema } from '../domain/bundle-settings.ts';
import { pageLabelSchema } from '../domain/page-labels.ts';

const settingValue = z.union([z.string(), z.number(), z.null()]);
const pages = z.array(z.number().int());
export const preflightSchema = z.object({
  /** UTC, ISO 8601. */
  madeAt: z.string(), author: z.string(),
  writer: z.string(), checkers: z.array(z.string()),
  case: z.object({ title: z.string(), reference: z.string(), marking: z.string() }),
  bundle: z.object({ title: z.string(), letter: z.string(), hearingOn: z.string().nullable(), version: z.number().int(), kind: z.string() }),
  /** What the cover says was followed; nothing here says that a standard is met. */
  profile: z.object({ id: z.string(), name: z.string(), followed: z.string(), settings: bundleSettingsSchema }),
  /** Settings that are otherwise than the profile says, by whom, when and why. `section`: of which alone; null: of the whole bundle. */
  overrides: z.array(z.object({ rule: z.string(), setting: z.string(), section: z.string().nullable(), value: settingValue, profileValue: settingValue, inWords: z.string(), author: z.string(), madeAt: z.string(), reason: z.string() })),
  /** Numbers printed on the pages, where they are not the places of the pages. Every page in this report is a place, counted from 1. */
  labels: z.array(pageLabelSchema),
  /** What persons said of single pages or documents that a rule asks about. `page`: place in the file; `printed`: the numbers printed there. */
  remarks: z.array(z.object({ rule: z.string(), title: z.string(), page: z.number().int(), printed: z.string(), inWords: z.string(), author: z.string(), madeAt: z.string(), reason: z.string() })),
  /** Documents a person withheld. */
  withheld: z.array(z.object({ title: z.string(), page: z.number().int(), reason: z.string(), author: z.string(), madeAt: z.string() })),
  file: z.object({ name: z.string(), sizeBytes: z.number().int(), sha256: z.string(), suggestedName: z.string() }),
  totals: z.object({ pages: z.number().int(), entries: z.number().int(), bookmarks: z.number().int(), links: z.number().int() }),
  rules: z.array(z.object({ rule: z.string(), outcome: z.enum(['pass', 'warn', 'fail', 'not-applicable']), found: z.string(), pages, /** By an override; `found` says which. */ overridden: z.boolean() })),
  /** What was found when names were looked for in the finished files, or that nobody looked. */
  selfTest: z.string(),
  /** Pages without text of their own, and why. */
  withoutText: z.array(z.object({ page: z.number().int(), why: z.string() })),
  /** Pictures finer than the profile's limit, dots an inch. */
  fineImages: z.array(z.object({ page: z.number().int(), dpi: z.number().int() })),
  largestPages: z.array(z.object({ page: z.number().int(), bytes: z.number().int() })),
  repeatedImages: z.array(z.object({ pages, copies: z.number().int(), bytes: z.number().int() })),
  /** Documents whose pages are not here, and why. */
  leftOut: z.array(z.object({ title: z.string(), page: z.number().int(), why: z.string() })),
  /** Sounds and films that stand as a page: what to supply beside the bundle. */
  besideTheBundle: z.array(z.object({ title: z.string(), page: z.number().int(), sha256: z.string() })),
});
export type Preflight = z.infer<typeof preflightSchema>;
