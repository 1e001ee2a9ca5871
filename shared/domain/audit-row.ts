/**
 * The canonical row of a police-system audit (domain reference, section 8). No force's column
 * layout is publicly known, so a person maps columns to these fields; unmapped columns stay verbatim.
 */
import { z } from 'zod';
import { epochSchema } from './epoch.ts';

export const auditFields = [
  'date-time', 'date', 'time', 'system', 'user-id', 'user-name', 'rank', 'collar', 'force', 'terminal',
  'action', 'search-terms', 'record-type', 'record-reference', 'subject', 'fields-opened',
  'reason-code', 'reason', 'requested-by', 'result', 'from', 'to', 'text',
] as const;
export const auditFieldSchema = z.enum(auditFields);
export type AuditField = z.infer<typeof auditFieldSchema>;

export const auditFieldLabels: Readonly<Record<AuditField, string>> = {
  'date-time': 'Date and time', date: 'Date', time: 'Time', system: 'System', 'user-id': 'User ID (keyed by)',
  'user-name': 'User name', rank: 'Rank', collar: 'Collar number', force: 'Force or organisation', terminal: 'Terminal or device',
  action: 'Action', 'search-terms': 'Search terms as typed', 'record-type': 'Record type', 'record-reference': 'Record reference',
  subject: 'Subject', 'fields-opened': 'Fields opened', 'reason-code': 'Reason code', reason: 'Reason or originator text',
  'requested-by': 'Requested by', result: 'Result or hit count', from: 'From', to: 'To', text: 'Text',
};

/** Date patterns a person can choose. Tokens: dd MM yyyy yy HH hh mm ss SSS a. Optional seconds are tried automatically. */
export const dateOrders = ['dmy', 'mdy', 'ymd'] as const;
export const dateOrderSchema = z.enum(dateOrders);
export type DateOrder = z.infer<typeof dateOrderSchema>;
export const dateOrderLabels: Readonly<Record<DateOrder, string>> = {
  dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year/month/day',
};

/** How one tabular layout is read. Saved by name and reused for the same force and system. */
export const columnMappingSchema = z.object({
  name: z.string().trim().min(1).max(100),
  /** Kind of item each row becomes. */
  kind: z.enum(['access', 'message', 'call', 'event', 'account', 'note']),
  force: z.string().trim(),
  /** System named by the file as a whole, used when no column gives it. */
  system: z.string().trim(),
  /** Sheet of a workbook; null = the first visible one, or not a workbook. */
  sheet: z.string().nullable(),
  /** 1-based row holding the headings. */
  headerRow: z.number().int().positive(),
  /** Field for each heading. Headings are matched after trimming and case-folding. */
  columns: z.array(z.object({ heading: z.string(), field: auditFieldSchema })),
  /** How bare numbers in the time column count; left out when the column writes dates. */
  epoch: epochSchema.optional(),
  /** Heading of the column whose equal values, row after row, say that the rows are lines of one transaction. */
  transaction: z.string().optional(),
  /** Meanings of codes in this force's files, by field; editable, and never shown without the code itself. */
  codes: z.array(z.object({ field: auditFieldSchema, meanings: z.record(z.string(), z.string()) })).optional(),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;
