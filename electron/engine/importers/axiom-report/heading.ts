/**
 * What a heading says: `Message Sent Date/Time - UTC+00:00 (dd/MM/yyyy)` names the value, the zone its
 * times are in and the order of day and month. Headings are compared by their folded names.
 */
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import { readHeadingStatement } from '../table/date-format.ts';

export interface Heading {
  /** Folded: lower case, letters and digits only, zone and pattern taken off. */
  readonly name: string;
  readonly offset: string | null;
  readonly order: DateOrder | null;
  /** True when values under it are dates: by its name, or, in any language, by stating zone and pattern. */
  readonly dated: boolean;
}

const known = new Map<string, Heading>();
const knownLimit = 5_000;
/** A longer one says no more; it may be a cell of any length that was asked about. */
const longestHeading = 300;

const foldName = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[^\p{L}\d]+/gu, '');

function readHeading(written: string): Heading {
  const statement = readHeadingStatement(written);
  const bare = written.replace(/\s*-\s*(?:UTC|GMT)\b.{0,80}$/i, '').replace(/\s*\((?:UTC|GMT|[dmyhs./: -]{6,40})[^)]{0,40}\)\s*$/i, '');
  const name = foldName(bare);
  return { name, offset: statement.offset, order: statement.order, dated: ((statement.offset !== null && statement.order !== null) || /(?:date|time|timestamp)/.test(name)) && !/(?:duration|timezone|timeszone|lifetime|times$|updatecount)/.test(name) };
}

/** Reads a heading; the same one is read once. */
export function headingOf(written: string): Heading {
  const short = written.slice(0, longestHeading);
  const found = known.get(short);
  if (found !== undefined) return found;
  if (known.size >= knownLimit) known.clear();
  const heading = readHeading(short.replace(/^\ufeff/, '').trim());
  known.set(short, heading);
  return heading;
}

/** Columns that AXIOM gives every record; two of them tell its tables from others. */
const ownColumns = new Set(['recoverymethod', 'source', 'location', 'evidencenumber', 'itemid', 'deletedsource', 'artifacttype', 'artifactid']);

/** True when headings are those of an AXIOM table: the recovery method, and where it was found. */
export function isAxiomHeader(cells: readonly string[]): boolean {
  const names = new Set(cells.map((cell) => headingOf(cell).name).filter((name) => ownColumns.has(name)));
  return names.has('recoverymethod') && (names.has('source') || names.has('location')) && names.size >= 2;
}
