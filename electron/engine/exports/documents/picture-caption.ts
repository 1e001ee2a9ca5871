/** What is said over a picture that stands on a page of its own in a document of the case: clear of the strips, and with the file's hash. */
import { pointsAMm } from '../pdf/paper.ts';
import type { PicturePlace, PictureRoom } from '../pdf/picture-page.ts';
import { escapeHtml } from '../timeline/markup.ts';
import { documentStyles } from '../timeline/styles.ts';

/** Under the strip at the head and the caption, and over the strip at the foot. */
export const captionedRoom: PictureRoom = { without: 0, margins: { top: 42 * pointsAMm, right: 12 * pointsAMm, bottom: 14 * pointsAMm, left: 12 * pointsAMm } };

export const captionStyles = `${documentStyles}
@page { margin: 0; }
.caption { position: absolute; top: 18mm; left: 12mm; right: 12mm; height: 23mm; overflow: hidden; }
.edge { position: absolute; border: 0.4pt solid #999; }
.caption h1 { overflow-wrap: anywhere; max-height: 38pt; overflow: hidden; }
`;

const mm = (points: number): string => `${(points / pointsAMm).toFixed(2)}mm`;

/** With a line round the picture: most screens are as white as the page. */
export const captionHtml = (heading: string, lines: readonly string[], { x, y, width, height }: PicturePlace): string =>
  `<div class="edge" style="left:${mm(x)};top:${mm(y)};width:${mm(width)};height:${mm(height)}"></div><div class="caption"><h1>${escapeHtml(heading)}</h1>${lines.map((line) => `<p class="about">${escapeHtml(line)}</p>`).join('')}</div>`;
