/** Cells of a worksheet as SpreadsheetML. A value is always a value: no cell of ours is ever a formula. */
import { holdable, looksLikeFormula } from '../../../../../shared/domain/export-columns.ts';

/** Places of the cell formats in `styles.xml`. */
export const styles = { plain: 0, heading: 1, text: 2, wrapped: 3, quoted: 4, quotedWrapped: 5, time: 6, number: 7, link: 8 } as const;

/** Excel holds 32,767 characters in a cell; a longer value goes on in further columns. */
const mostCharacters = 32_000;

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const xmlText = (text: string): string => holdable(text).replace(/[&<>"]/g, (character) => named[character] ?? character).replaceAll('\r', '_x000D_');

/** `A`, `Z`, `AA`. Columns count from 0. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** The value in pieces that fit a cell; no pair of surrogates is torn apart. One empty piece for ''. */
export function cellPieces(value: string): readonly string[] {
  if (value.length <= mostCharacters) return [value];
  const pieces: string[] = [];
  for (let from = 0; from < value.length;) {
    let to = Math.min(value.length, from + mostCharacters);
    if (to < value.length && /[\ud800-\udbff]/.test(value.charAt(to - 1))) to -= 1;
    pieces.push(value.slice(from, to));
    from = to;
  }
  return pieces;
}

/** A cell of text; '' for no text. Marked as quoted when a spreadsheet would take it for a formula once somebody edits it. */
export function textCell(place: string, text: string, style: number): string {
  if (text === '') return '';
  const quoted = looksLikeFormula(text) ? (style === styles.wrapped ? styles.quotedWrapped : style === styles.text ? styles.quoted : style) : style;
  return `<c r="${place}" s="${quoted}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

export function numberCell(place: string, value: number): string {
  return `<c r="${place}" s="${styles.number}"><v>${value}</v></c>`;
}

const dayMs = 86_400_000;
/** Excel counts days from 1900, wrongly before March of that year, and ends with 9999. */
const [firstMs, lastMs] = [Date.UTC(1900, 2, 1), Date.UTC(9999, 11, 31)];

/** An instant as Excel counts it; null where it has no number for it. */
export function serialOf(ms: number): number | null {
  return ms < firstMs || ms > lastMs ? null : ms / dayMs + 25_569;
}

export function timeCell(place: string, serial: number): string {
  return `<c r="${place}" s="${styles.time}"><v>${serial}</v></c>`;
}
