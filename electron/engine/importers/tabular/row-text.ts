/**
 * The sentence a row is read by. It is made only of the row's own values and fixed joining words,
 * in a fixed order; a value that repeats another is said once. Everything is also in the fields.
 */
import type { ColumnMapping } from '../../../../shared/domain/audit-row.ts';
import { valueOf, type Columns } from './mapping.ts';

const joiner = ' · ';

/** Each different value once, ignoring case and outer spaces, empty ones left out. */
function different(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = value.toLowerCase();
    if (value === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function accessText(columns: Columns, cells: readonly string[]): string {
  const value = (field: Parameters<typeof valueOf>[1]): string => valueOf(columns, field, cells);
  const parts: string[] = [];
  const what = different([value('action'), value('record-type'), value('search-terms'), value('record-reference'), value('subject')]).join(' ');
  if (what !== '') parts.push(what);
  if (value('fields-opened') !== '') parts.push(`opened ${value('fields-opened')}`);
  const code = value('reason-code');
  const reason = value('reason');
  if (reason !== '' || code !== '') parts.push(`reason ${different([code, reason === '' ? '' : `“${reason}”`]).join(' ')}`);
  if (value('result') !== '') parts.push(`result ${value('result')}`);
  if (value('requested-by') !== '') {
    const keyedBy = different([value('user-name'), value('user-id')]).filter((name) => name.toLowerCase() !== value('requested-by').toLowerCase());
    if (keyedBy.length > 0) parts.push(`keyed by ${keyedBy.join(', ')}`);
  }
  if (value('text') !== '') parts.push(value('text'));
  return parts.join(joiner);
}

/** The row in words. Rows of a kind with its own text (messages) are that text; a row with no known column is its values in order. */
export function rowText(kind: ColumnMapping['kind'], columns: Columns, cells: readonly string[]): string {
  const text = valueOf(columns, 'text', cells);
  if (kind !== 'access' && text !== '') return text;
  const sentence = accessText(columns, cells);
  if (sentence !== '' || kind === 'message' || kind === 'call') return sentence;
  return different(cells.map((cell) => cell.trim())).join(joiner);
}
