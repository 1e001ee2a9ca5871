/** Shapes for inspecting an exhibit, asking what only a person can answer, and certifying the import. */
import { z } from 'zod';
import { columnMappingSchema, dateOrderSchema } from '../domain/audit-row.ts';
import { epochSchema } from '../domain/epoch.ts';
import { zoneBasisSchema } from '../domain/evidence-time.ts';
import { exhibitIdSchema, sha256Schema } from '../domain/ids.ts';
import { itemKindSchema, quarantinedRowSchema } from '../domain/item.ts';

export const formatIds = [
  'whatsapp-export', 'tabular', 'picture', 'package', 'app-database',
  'cellebrite-report', 'cellebrite-table', 'xry-report', 'axiom-report', 'leapp-report',
  'meta-download', 'snapchat-download', 'telegram-export', 'signal-export', 'sms-backup',
  'plaso-timeline', 'timesketch-timeline', 'case-uco', 'icalendar', 'duty-roster', 'location-track',
  'document', 'audio-video', 'plumbline-export',
] as const;
export const formatIdSchema = z.enum(formatIds);
export type FormatId = z.infer<typeof formatIdSchema>;

/** Facts an importer may not guess. */
export const importAnswersSchema = z.object({
  /** IANA zone or fixed offset in which zone-less times were written. */
  zone: z.string().optional(),
  zoneBasis: zoneBasisSchema.optional(),
  /** Who or what the zone basis rests on ("handset settings page, statement of J. Marsh"). */
  zoneBasisBy: z.string().optional(),
  dateOrder: dateOrderSchema.optional(),
  /** The author in the file who owns the device; decides direction. Empty string = deliberately left unknown. */
  deviceOwner: z.string().optional(),
  mapping: columnMappingSchema.optional(),
  /** Text encoding chosen by a person, e.g. `windows-1252`. */
  encoding: z.string().optional(),
  /** How bare numbers in a table's time column count; a mapping may say so too. */
  epoch: epochSchema.optional(),
  /** Sources inside the exhibit to read, by name; left out = every recognised one that needs no mapping. */
  parts: z.array(z.string()).optional(),
});
export type ImportAnswers = z.infer<typeof importAnswersSchema>;

export const questionSchema = z.object({
  /** Which answer is wanted. */
  answer: z.enum(['zone', 'dateOrder', 'deviceOwner', 'mapping', 'encoding', 'epoch']),
  /** True when the import cannot start without it. */
  required: z.boolean(),
  /** Why the file itself cannot say, with its evidence. */
  why: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string(), evidence: z.string() })),
});
export type Question = z.infer<typeof questionSchema>;

export const tablePreviewSchema = z.object({
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headerRow: z.number().int(),
  headings: z.array(z.string()),
  /** Up to ten rows as they stand in the file. */
  rows: z.array(z.array(z.string())),
  /** Our reading of the headings, for the person to correct. */
  suggested: columnMappingSchema,
  encoding: z.string(),
});
export type TablePreview = z.infer<typeof tablePreviewSchema>;

/** Ten rows before and after they are read with a mapping and answers. */
export const previewedTableSchema = z.object({
  table: tablePreviewSchema,
  after: z.array(z.object({
    row: z.number().int(), at: z.string().nullable(), shownAs: z.string(), from: z.string(), to: z.string(), text: z.string(), setAside: z.string().nullable(),
  })),
  dateFormat: z.string(),
});

/** One source inside an exhibit that holds several (an extraction, a backup, a report folder). */
export const offeredPartSchema = z.object({
  /** Path inside the exhibit. */
  name: z.string(),
  format: formatIdSchema,
  formatLabel: z.string(),
  recognisedBy: z.string(),
  sizeBytes: z.number().int(),
  /** Files this source is made of (a database and its journals; one for most). */
  files: z.number().int(),
  chosen: z.boolean(),
  /** Why it is not read unless a person asks; '' when it is. */
  why: z.string(),
});
export type OfferedPart = z.infer<typeof offeredPartSchema>;

export const inspectionSchema = z.object({
  format: formatIdSchema,
  formatLabel: z.string(),
  /** What in the content was recognised. */
  recognisedBy: z.string(),
  questions: z.array(questionSchema),
  /** Facts already decided by the file, in words ("Day first: line 6 says 20/01/19"). */
  findings: z.array(z.string()),
  table: tablePreviewSchema.nullable(),
  /** Sources inside the exhibit; empty when it is one source itself. */
  parts: z.array(offeredPartSchema).default([]),
});
export type Inspection = z.infer<typeof inspectionSchema>;
/** As an importer gives it: an importer of one source leaves `parts` out. */
export type InspectionDraft = z.input<typeof inspectionSchema>;

/** What one source inside an exhibit gave. */
export const importedPartSchema = z.object({
  name: z.string(),
  format: formatIdSchema,
  importer: z.string(),
  importerVersion: z.string(),
  recognisedBy: z.string(),
  /** Tool and version that made it, in its own words; null when it does not say. */
  madeBy: z.string().nullable(),
  rowsIn: z.number().int(),
  items: z.number().int(),
  itemsByKind: z.partialRecord(itemKindSchema, z.number().int()),
  quarantined: z.number().int(),
  earliest: z.string().nullable(),
  latest: z.string().nullable(),
  notes: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type ImportedPart = z.infer<typeof importedPartSchema>;

export const importCertificateSchema = z.object({
  exhibitId: exhibitIdSchema,
  exhibit: z.string(),
  sha256: sha256Schema,
  originalName: z.string(),
  format: formatIdSchema,
  importer: z.string(),
  importerVersion: z.string(),
  /** Rows or records found in the source. Always items + quarantined + folded. */
  rowsIn: z.number().int(),
  items: z.number().int(),
  itemsByKind: z.partialRecord(itemKindSchema, z.number().int()),
  quarantined: z.number().int(),
  /** Rows that are further lines of an item: rows in = items + set aside + these. */
  folded: z.number().int().default(0),
  /** At most the first 200; the rest are in the case. */
  quarantinedRows: z.array(quarantinedRowSchema),
  /** UTC, ISO 8601; null when nothing is dated. */
  earliest: z.string().nullable(),
  latest: z.string().nullable(),
  undated: z.number().int(),
  zone: z.string().nullable(),
  basis: zoneBasisSchema,
  basisBy: z.string(),
  dateOrder: dateOrderSchema.nullable(),
  dateOrderBasis: z.string(),
  encoding: z.string().nullable(),
  threads: z.number().int(),
  /** Attachments named in the source, by what became of them. */
  attachments: z.object({ present: z.number().int(), missing: z.number().int(), omitted: z.number().int(), damaged: z.number().int() }),
  mapping: columnMappingSchema.nullable(),
  /** Tool and version that made the exhibit, in its own words; null when it does not say. */
  madeBy: z.string().nullable().default(null),
  /** Source by source, when the exhibit held several. */
  parts: z.array(importedPartSchema).default([]),
  /** How it was read, for the record; nothing to worry about. */
  notes: z.array(z.string()).default([]),
  warnings: z.array(z.string()),
  startedAt: z.string(),
  finishedAt: z.string(),
  author: z.string(),
  plumblineVersion: z.string(),
  /** True when an identical import already stood and nothing was changed. */
  unchanged: z.boolean(),
});
export type ImportCertificate = z.infer<typeof importCertificateSchema>;
