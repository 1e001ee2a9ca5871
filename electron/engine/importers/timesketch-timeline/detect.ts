/** Recognises a timeline made for Timesketch by its column names: `message`, `timestamp_desc`, and a time. */
import type { EvidenceSource } from '../importer.ts';
import { isJsonObject, parseJson, type JsonObject } from '../json/values.ts';
import { headLines, headText } from '../text/file-lines.ts';
import { findDialect, type Dialect } from '../table/dialect.ts';

export type TimelineKind =
  | { readonly kind: 'csv'; readonly dialect: Dialect; readonly recognisedBy: string }
  | { readonly kind: 'jsonl'; readonly recognisedBy: string };

const linesLookedAt = 40;
/** Names only Timesketch's own columns have; an object with no others and a message is taken for one of its rows. */
const ownNames = new Set(['message', 'datetime', 'timestamp', 'timestamp_desc', 'data_type', 'tag', '__timeline_id', 'timeline_id', 'extra_fields']);

/** A heading as it is matched: the quotation marks, spaces and byte-order mark around it are not part of the name. */
export function columnName(heading: string): string {
  return heading.replace(/^[\s\ufeff"']+|[\s"']+$/g, '');
}

function isTimelineHeader(cells: readonly string[]): boolean {
  const names = new Set(cells.map((cell) => columnName(cell).toLowerCase()));
  return names.has('message') && names.has('timestamp_desc') && (names.has('datetime') || names.has('timestamp'));
}

function detectCsv(source: EvidenceSource): TimelineKind | null {
  const text = headText(source);
  const firstLine = text.slice(0, 4_096).toLowerCase();
  if (!firstLine.includes('timestamp_desc') || !firstLine.includes('message')) return null;
  const dialect = findDialect(text, source.head.length >= source.sizeBytes);
  const header = dialect?.rows[0];
  if (dialect === null || header === undefined || !isTimelineHeader(header)) return null;
  return { kind: 'csv', dialect, recognisedBy: `a Timesketch table: its headings include ${header.map(columnName).filter((name) => ownNames.has(name)).join(', ')}` };
}

function looksLikeRow(object: JsonObject): boolean {
  if (typeof object['message'] !== 'string' || '__container_type__' in object) return false;
  return typeof object['timestamp_desc'] === 'string' || Object.keys(object).every((name) => ownNames.has(name));
}

function detectLines(source: EvidenceSource): TimelineKind | null {
  const lines = headLines(source, linesLookedAt);
  if (!/^\s*\{/.test(lines[0] ?? '')) return null;
  const objects = lines.flatMap((line) => {
    const value = parseJson(line);
    return isJsonObject(value) ? [value] : [];
  });
  if (objects.length === 0 || objects.length * 2 < lines.length || !objects.every(looksLikeRow)) return null;
  return { kind: 'jsonl', recognisedBy: 'Timesketch JSON lines: one object with a message on each line' };
}

/** What kind of Timesketch file this is, or null. Reads the head only. */
export function detectTimeline(source: EvidenceSource): TimelineKind | null {
  return detectLines(source) ?? detectCsv(source);
}
