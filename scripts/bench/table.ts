/** A table of figures, for the terminal and for docs/performance.md: both read Markdown. */
import type { Measurement } from './measure.ts';

export interface Line { readonly name: string; readonly measured: Measurement; readonly peer: Measurement | null }

const headings = ['what', 'MB/s', 'rows/s', 'wall s', 'processor s', 'peak MiB', 'rows', 'against the peer', 'note'];

function cells({ name, measured, peer }: Line): string[] {
  const speed = ({ bytes, wallMs }: Measurement): number => bytes / 1000 / wallMs;
  return [
    name, speed(measured).toFixed(1), Math.round(measured.rows / measured.wallMs * 1000).toLocaleString('en-GB'), (measured.wallMs / 1000).toFixed(2), (measured.cpuMs / 1000).toFixed(2),
    measured.peakMiB.toFixed(0), measured.rows.toLocaleString('en-GB'), peer === null ? '' : `${(speed(measured) / speed(peer)).toFixed(2)} ×`, measured.note,
  ];
}

/** The lines as a Markdown table, columns aligned. */
export function table(lines: readonly Line[]): string {
  const rows = [headings, ...lines.map(cells)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => (column === 0 || column === headings.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 || column === headings.length - 1 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(headings), rule, ...rows.slice(1).map(line)].join('\n');
}
