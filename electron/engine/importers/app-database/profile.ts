/**
 * What a SQLite profile says: how an application's database is recognised and how each of its tables
 * is read. A profile is data (a person can write one for an unknown database, share it as a file, and
 * the certificate lists it); the profiles that come with the program may add a `refine` step where the
 * rows hold more than columns (archives, packed messages).
 */
import { z } from 'zod';
import { directions, itemKinds, itemStatuses, type ItemDraft, type QuarantinedRow } from '../../../../shared/domain/item.ts';
import { epochs } from '../../../../shared/domain/epoch.ts';
import type { DatabaseReader, Row } from '../sqlite/rows.ts';

/** A column's value stands for something by code; `otherwise` is for codes nobody has explained. */
const coded = <T extends z.ZodType>(value: T) => z.object({ column: z.string(), values: z.record(z.string(), value), otherwise: value });

export const epochRules = [...epochs, 'apple-seconds-or-nanoseconds', 'unix-seconds-or-milliseconds'] as const;

const timeColumnSchema = z.object({ column: z.string(), epoch: z.enum(epochRules) });
const partySchema = z.object({ account: z.string().optional(), name: z.string().optional() });

export const streamRulesSchema = z.object({
  /** What the rows are, for the certificate: `Messages`. */
  name: z.string(),
  table: z.string(),
  /** SQL condition on `t` (the table), for tables whose rows are of several kinds. */
  where: z.string().optional(),
  /** Values from elsewhere, one a row: a scalar SQL expression over `t`, and the columns (`table.column`) it needs. Missing ones make it NULL. */
  derived: z.record(z.string(), z.object({ sql: z.string(), needs: z.array(z.string()) })).optional(),
  kind: z.union([z.enum(itemKinds), coded(z.enum(itemKinds))]),
  /** The first of these that is recorded is the row's time. */
  time: z.array(timeColumnSchema),
  /** Further times kept as fields. */
  otherTimes: z.array(timeColumnSchema.extend({ name: z.string() })).optional(),
  direction: z.union([z.enum(directions), coded(z.enum(directions))]),
  /** The other party: sender of what came in, recipient of what went out. */
  counterparty: partySchema.optional(),
  /** Who wrote a row, where the table says so itself. */
  author: partySchema.optional(),
  /** First non-empty one names the conversation. */
  thread: z.array(z.string()).optional(),
  text: z.array(z.object({ column: z.string(), as: z.enum(['plain', 'html', 'escaped']) })).optional(),
  status: coded(z.enum(itemStatuses)).optional(),
  fields: z.array(z.object({ name: z.string(), column: z.string() })).optional(),
  attachment: z.object({ path: z.string(), name: z.string().optional(), mediaType: z.string().optional() }).optional(),
});
export type StreamRules = z.infer<typeof streamRulesSchema>;
export type PartyColumns = z.infer<typeof partySchema>;

export const profileSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  label: z.string(),
  /** Tables and columns that must all be there. */
  recognise: z.array(z.object({ table: z.string(), columns: z.array(z.string()) })).min(1),
  streams: z.array(streamRulesSchema).min(1),
});
export type ProfileData = z.infer<typeof profileSchema>;

/** What a `refine` step may use. `lookup` is what the stream's `prepare` returned. */
export interface RefineContext<L> {
  readonly lookup: L;
  /** How the device's owner is shown. */
  readonly owner: string;
}
export interface SetAside { readonly code: QuarantinedRow['code']; readonly reason: string }

export interface ProfileStream<L = unknown> extends StreamRules {
  readonly prepare?: (database: DatabaseReader) => L;
  readonly refine?: (draft: ItemDraft, row: Row, context: RefineContext<L>) => ItemDraft | SetAside;
}

export interface SqliteProfile extends Omit<ProfileData, 'streams'> {
  readonly streams: readonly ProfileStream[];
  /** Facts about the database as a whole for the certificate: removed rows, lists of deleted ids. */
  readonly findings?: (database: DatabaseReader) => readonly string[];
}

/** Keeps a stream's own types while it joins a list of streams of other types. */
export function stream<L>(rules: ProfileStream<L>): ProfileStream {
  return rules as unknown as ProfileStream; // `lookup` only ever comes from the same stream's `prepare`
}
