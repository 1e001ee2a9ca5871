/** Recognises what plaso writes: l2t CSV, TLN, L2TTLN, one JSON object, JSON lines. */
import { isJsonObject, parseJson, type JsonObject } from '../json/values.ts';
import { headLines } from '../text/file-lines.ts';
import type { EvidenceSource } from '../importer.ts';
import { jsonHead } from '../json/read-members.ts';

export const l2tColumns = [
  'date', 'time', 'timezone', 'MACB', 'source', 'sourcetype', 'type', 'user', 'host', 'short', 'desc', 'version', 'filename', 'inode', 'notes', 'format', 'extra',
] as const;
export const tlnColumns = ['Time', 'Source', 'Host', 'User', 'Description', 'TZ', 'Notes'] as const;

export type PlasoKind =
  | { readonly kind: 'l2tcsv'; readonly quoted: boolean; readonly header: true; readonly recognisedBy: string }
  | { readonly kind: 'tln'; readonly columns: 5 | 7; readonly header: boolean; readonly recognisedBy: string }
  | { readonly kind: 'json'; readonly recognisedBy: string }
  | { readonly kind: 'json-lines'; readonly recognisedBy: string };

const linesLookedAt = 20;
const bare = (text: string): string => text.replace(/[\s"\ufeff]/g, '').toLowerCase();

function detectBars(lines: readonly string[]): PlasoKind | null {
  const first = bare(lines[0] ?? '');
  if (first === tlnColumns.join('|').toLowerCase()) return { kind: 'tln', columns: 7, header: true, recognisedBy: 'L2TTLN: its first line names the seven columns' };
  if (first === tlnColumns.slice(0, 5).join('|').toLowerCase()) return { kind: 'tln', columns: 5, header: true, recognisedBy: 'TLN: its first line names the five columns' };
  for (const columns of [5, 7] as const) {
    const fits = (line: string): boolean => /^\d{1,11}\|/.test(line) && line.split('|').length === columns;
    if (lines.length >= 3 && lines.every(fits)) {
      return { kind: 'tln', columns, header: false, recognisedBy: `${columns === 5 ? 'TLN' : 'L2TTLN'} without headings: seconds since 1970 and ${columns} values between bars on each line` };
    }
  }
  return null;
}

function isPlasoEvent(object: JsonObject): boolean {
  if (object['__container_type__'] === 'event') return true;
  return typeof object['data_type'] === 'string' && typeof object['parser'] === 'string' && 'timestamp' in object && 'timestamp_desc' in object;
}

function detectJson(source: EvidenceSource, lines: readonly string[]): PlasoKind | null {
  const head = jsonHead(source);
  if (!/^\s*\{/.test(head)) return null;
  if (/^\s*\{\s*"event_\d+"\s*:\s*\{/.test(head) && /"__container_type__"|"timestamp_desc"/.test(head)) return { kind: 'json', recognisedBy: 'plaso JSON: one object of events named event_0, event_1, …' };
  const objects = lines.flatMap((line) => {
    const value = parseJson(line);
    return isJsonObject(value) ? [value] : [];
  });
  const events = objects.filter(isPlasoEvent);
  if (events.length === 0 || events.length * 2 < lines.length) return null;
  return { kind: 'json-lines', recognisedBy: 'plaso JSON lines: one event on each line' };
}

/** Which of plaso's formats this is, or null. Reads the head only. */
export function detectPlaso(source: EvidenceSource): PlasoKind | null {
  const lines = headLines(source, linesLookedAt);
  const first = lines[0] ?? '';
  if (bare(first) === l2tColumns.join(',').toLowerCase()) {
    return { kind: 'l2tcsv', quoted: first.includes('"'), header: true, recognisedBy: 'l2t CSV: its first line names the seventeen columns' };
  }
  return detectBars(lines) ?? detectJson(source, lines);
}
