/** Shapes of rows exported in formats other programs read. */
import { z } from 'zod';
import { sha256Schema } from '../domain/ids.ts';
import type { ItemKind } from '../domain/item.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';
import { hidingAsked } from './hiding.ts';

export const rowFormats = ['csv', 'xlsx', 'timesketch-csv', 'timesketch-jsonl', 'opensearch', 'case', 'rsmf', 'html'] as const;
export const rowFormatSchema = z.enum(rowFormats);
export type RowFormat = z.infer<typeof rowFormatSchema>;

/** What each is called, what it is for, how its file ends. */
export const rowFormatFacts: Readonly<Record<RowFormat, { readonly label: string; readonly about: string; readonly extension: string; /** Whether our own import reads it back. */ readonly comesBack: boolean; /** The only kinds it has a place for; all others are left out and counted. */ readonly kinds?: readonly ItemKind[] }>> = {
  csv: { label: 'CSV table', about: 'every column, for any spreadsheet or program; can be imported again', extension: '.csv', comesBack: true },
  xlsx: { label: 'Excel workbook', about: 'dates as dates, filters, links to the exhibits; can be imported again', extension: '.xlsx', comesBack: true },
  'timesketch-csv': { label: 'Timesketch CSV', about: 'for teams that work in Timesketch; can be imported again', extension: '.csv', comesBack: true },
  'timesketch-jsonl': { label: 'Timesketch JSON lines', about: 'for teams that work in Timesketch; can be imported again', extension: '.jsonl', comesBack: true },
  opensearch: { label: 'OpenSearch bulk lines', about: 'for an OpenSearch index of your own', extension: '.ndjson', comesBack: true },
  case: { label: 'CASE/UCO (JSON-LD)', about: 'for forensic programs that exchange cases; can be imported again', extension: '.jsonld', comesBack: true },
  rsmf: { label: 'Relativity short messages (RSMF 2.0)', about: 'messages and calls for an e-disclosure review; everything else is left out and counted', extension: '.rsmf', comesBack: false, kinds: ['message', 'call'] },
  html: { label: 'Review copy (HTML)', about: 'one file to read, find and filter in any browser, offline', extension: '.html', comesBack: false },
};

export const exportRowsInput = z.object({
  filter: timelineFilterSchema,
  /** Zone the column of shown times is in. */
  zone: z.string(),
  format: rowFormatSchema,
  destination: z.string(),
  overwrite: z.boolean().default(false),
  /** Whether CSV begins with a byte-order mark, by which Excel knows UTF-8. Means nothing for other formats. */
  mark: z.boolean().default(true),
  ...hidingAsked,
});

/** rows + withheld + leftOut = total. */
export const exportRowsSchema = z.object({
  path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), format: rowFormatSchema,
  rows: z.number().int(), leftOut: z.number().int(), /** Privileged, and in the selection. */ withheld: z.number().int(), total: z.number().int(),
  /** Of the rows: without a time; of third-party conversations. */
  undated: z.number().int(), thirdParty: z.number().int(),
  filterInWords: z.string(),
});
