/** Sets words as outlines from the font the app carries, so that pictures come out the same whatever fonts a machine has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from '@cantoo/fontkit';

const fontFile = join(import.meta.dirname, '../../node_modules/@fontsource-variable/noto-sans/files/noto-sans-latin-standard-normal.woff2');

function loadFont() {
  const font = create(readFileSync(fontFile));
  if (!('layout' in font)) throw new Error('The sample’s font file holds several fonts; one was expected.');
  return font;
}
let loaded: ReturnType<typeof loadFont> | null = null;

export interface Lettering { readonly size: number; readonly fill: string; readonly bold?: boolean; readonly anchor?: 'start' | 'middle' | 'end' }

/** Width in pixels of a line of this size. */
export function widthOf(text: string, size: number): number {
  loaded ??= loadFont();
  return loaded.layout(text).advanceWidth * (size / loaded.unitsPerEm);
}

/** One line of words as an SVG group; x and y are where its baseline starts, or its middle or end by `anchor`. */
export function words(text: string, x: number, y: number, { size, fill, bold = false, anchor = 'start' }: Lettering): string {
  loaded ??= loadFont();
  const scale = size / loaded.unitsPerEm;
  const run = loaded.layout(text);
  const width = run.advanceWidth * scale;
  const start = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  let pen = 0;
  const outlines = run.glyphs.map((glyph, index) => {
    const outline = `<path transform="translate(${pen} 0)" d="${glyph.path.toSVG()}"/>`;
    pen += run.positions?.[index]?.xAdvance ?? 0;
    return outline;
  });
  const stroke = bold ? ` stroke="${fill}" stroke-width="34"` : '';
  return `<g transform="translate(${start.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})" fill="${fill}"${stroke}>${outlines.join('')}</g>`;
}

/** Breaks words into lines no wider than `width`. */
export function wrap(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
