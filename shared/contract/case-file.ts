/** Shapes about a case as a whole: summary, verification, continuity. */
import { z } from 'zod';
import { caseDetailsSchema } from '../domain/case-details.ts';

export const recentCaseSchema = z.object({
  folder: z.string(), title: z.string(), reference: z.string(), openedAt: z.string(), exists: z.boolean(),
});
export type RecentCase = z.infer<typeof recentCaseSchema>;

export const caseSummarySchema = z.object({
  folder: z.string(),
  details: caseDetailsSchema,
  exhibitCount: z.number().int(),
  itemCount: z.number().int(),
  setAside: z.number().int(),
  /** Hash of the newest entry of the continuity log. */
  logHead: z.string(),
  logHeadAt: z.string(),
  /** What opening found and put right, in words for the window. */
  notices: z.array(z.string()),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const continuityEntrySchema = z.object({
  sequence: z.number().int(),
  at: z.string(),
  author: z.string(),
  action: z.string(),
  /** One sentence for a reader. */
  summary: z.string(),
  details: z.json(),
  hash: z.string(),
});
export type ContinuityEntry = z.infer<typeof continuityEntrySchema>;

export const verificationSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), found: z.string() })),
});
export type Verification = z.infer<typeof verificationSchema>;

export const progressSchema = z.object({
  /** What is being done, for the reader: “Copying and hashing”. */
  stage: z.string(),
  done: z.number(),
  /** Null while the whole is not known. */
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'rows', 'pages', 'files', 'pictures']),
});
export type Progress = z.infer<typeof progressSchema>;

/** Size of everything in the window, in percent of its ordinary size. */
export const textSizes = [90, 100, 110, 125, 150, 175, 200] as const;
/** How narrow and wide the side panes may be made, in CSS pixels. */
export const paneLimits = { sidebar: { least: 170, most: 420 }, item: { least: 270, most: 760 } } as const;

const paneWidth = ({ least, most }: { readonly least: number; readonly most: number }): z.ZodNumber => z.number().int().min(least).max(most);

export const settingsSchema = z.object({
  /** Name recorded beside every action. */
  reviewer: z.string().trim().min(1),
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'more']),
  textSize: z.literal(textSizes),
  /** Whether long reading without a break is pointed out. */
  breakReminder: z.boolean(),
  displayZoneMode: z.enum(['utc', 'local', 'written']),
  /** Whether the window shows ciphers in place of the names of those who have one. */
  showCiphers: z.boolean(),
  panes: z.object({ sidebar: paneWidth(paneLimits.sidebar), item: paneWidth(paneLimits.item), sidebarShown: z.boolean() }),
});
export type Settings = z.infer<typeof settingsSchema>;
