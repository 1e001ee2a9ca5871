/** Puts the pieces of text that a PDF page draws into the order a person reads them. */

/** One piece as pdf.js gives it: where it is drawn, in points from the lower left corner. */
export interface TextPiece {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly height: number;
  readonly width: number;
  /** a, b, c, d, x, y of the text matrix. */
  readonly transform: readonly number[];
}

interface Line { readonly text: string; readonly x: number; readonly y: number; readonly height: number }

/** At least this share of lines has to be drawn from the top down for the drawn order to be trusted. */
const trustedShare = 0.85;

/** The text in the order in which the file draws it. */
export function asDrawn(pieces: readonly TextPiece[]): string {
  return pieces.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
}

function linesOf(pieces: readonly TextPiece[]): Line[] {
  const lines: Line[] = [];
  let text = '';
  let first: TextPiece | null = null;
  const close = (): void => {
    const [, , , , x = 0, y = 0] = first?.transform ?? [];
    if (text.trim() !== '') lines.push({ text, x, y, height: Math.max(first?.height ?? 0, 1) });
    text = '';
    first = null;
  };
  for (const piece of pieces) {
    if (first === null && piece.str.trim() !== '') first = piece;
    text += piece.str;
    if (piece.hasEOL) close();
  }
  close();
  return lines;
}

const sameLine = (one: Line, other: Line): boolean => Math.abs(one.y - other.y) < 0.5 * Math.max(one.height, other.height);

function isDrawnInOrder(lines: readonly Line[]): boolean {
  if (lines.length < 3) return true;
  let down = 0;
  for (let index = 1; index < lines.length; index += 1) {
    const [before, here] = [lines[index - 1], lines[index]];
    // A jump back up to the right is the next column, which is in order too.
    if (before !== undefined && here !== undefined && (here.y <= before.y || sameLine(before, here) || here.x > before.x + 20 * here.height)) down += 1;
  }
  return down >= (lines.length - 1) * trustedShare;
}

function topDown(lines: readonly Line[]): Line[] {
  const sorted = [...lines].sort((one, other) => other.y - one.y);
  const rows: Line[][] = [];
  for (const line of sorted) {
    const row = rows.at(-1);
    const [head] = row ?? [];
    if (row !== undefined && head !== undefined && sameLine(head, line)) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((one, other) => one.x - other.x));
}

/**
 * The text in reading order: as drawn when that runs down the page, otherwise by place. Pieces that
 * stand on one line are joined by a tab, as the cells of a table are.
 */
export function readingOrder(pieces: readonly TextPiece[]): string {
  const turned = pieces.some(({ transform: [, b = 0] }) => Math.abs(b) > 0.01);
  if (turned) return asDrawn(pieces).trim();
  const drawn = linesOf(pieces);
  const lines = isDrawnInOrder(drawn) ? drawn : topDown(drawn);
  let text = '';
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const joined = before !== undefined && sameLine(before, line) && line.x > before.x;
    text += `${index === 0 ? '' : joined ? '\t' : '\n'}${line.text.trimEnd()}`;
  });
  return text.trim();
}
