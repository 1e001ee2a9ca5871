/**
 * Time as evidence: what was written, the span of UTC instants it can mean,
 * how precise it is, and on whose word its zone rests. Source: the domain
 * reference, rules T1 to T9.
 */
import { z } from 'zod';

/** How finely the source states the time. `order` = only its place in a sequence is known. */
export const precisions = ['millisecond', 'second', 'minute', 'day', 'range', 'order', 'unknown'] as const;
export const precisionSchema = z.enum(precisions);
export type Precision = z.infer<typeof precisionSchema>;

/**
 * On what the zone rests. `in-data`: the source itself says so. `stated`: a document or
 * person supplied it. `assumed`: nobody has confirmed it. `confirmed`: checked, by a named person.
 * `none`: no zone is needed or known (undated items).
 */
export const zoneBases = ['in-data', 'stated', 'assumed', 'confirmed', 'none'] as const;
export const zoneBasisSchema = z.enum(zoneBases);
export type ZoneBasis = z.infer<typeof zoneBasisSchema>;

export const zoneBasisLabels: Readonly<Record<ZoneBasis, string>> = {
  'in-data': 'in the data',
  stated: 'stated',
  assumed: 'assumed, not confirmed',
  confirmed: 'confirmed',
  none: 'none',
};

/** Oddities a reader must see beside the time. */
export const timeFlags = ['repeated-hour', 'contradicts-itself', 'implausible', 'capture-time'] as const;
export const timeFlagSchema = z.enum(timeFlags);
export type TimeFlag = z.infer<typeof timeFlagSchema>;

export const evidenceTimeSchema = z.object({
  /** The source's own characters, never altered. Empty when the source gives no time. */
  written: z.string(),
  /** First UTC instant (milliseconds since 1970) the source can mean; null when undated. */
  earliestMs: z.number().int().nullable(),
  /** First instant after the span the source can mean; null when undated. 15:31 spans one minute. */
  latestMs: z.number().int().nullable(),
  precision: precisionSchema,
  /** IANA zone or fixed offset such as `+01:00`; null when undated. */
  zone: z.string().nullable(),
  zoneBasis: zoneBasisSchema,
  /** Who stated, assumed or confirmed the zone; empty when the data did. */
  zoneBasisBy: z.string(),
  flags: z.array(timeFlagSchema),
});
export type EvidenceTime = z.infer<typeof evidenceTimeSchema>;

/** The time of an item whose source states none. `written` keeps whatever was there. */
export function undated(written = ''): EvidenceTime {
  return {
    written, earliestMs: null, latestMs: null, precision: 'unknown',
    zone: null, zoneBasis: 'none', zoneBasisBy: '', flags: [],
  };
}
