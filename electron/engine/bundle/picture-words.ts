/** The line over a picture, and behind the picture the words a machine read in it: they can be found and copied, and cannot be seen. */
import type { PictureWord } from '../../../shared/contract/pictures.ts';
import { pointsAMm } from '../exports/pdf/paper.ts';
import type { PicturePlace } from '../exports/pdf/picture-page.ts';
import { escapeHtml } from '../exports/timeline/markup.ts';
import { frontStyles } from './front-html.ts';

/** Letters are about this share of the box a reader draws round a word. */
const letterShare = 0.8;
const mm = (points: number): string => `${(points / pointsAMm).toFixed(2)}mm`;

export const pictureStyles = `${frontStyles}
@page { margin: 0; }
.sheet { position: relative; overflow: hidden; }
.sheet p { position: absolute; left: 20mm; right: 20mm; top: 5mm; margin: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
/* Wholly transparent text is left out of a PDF; this is in it and is not seen. */
.sheet span { position: absolute; color: rgba(0, 0, 0, 0.004); white-space: pre; line-height: 1; font-family: 'Noto Sans', Arial, sans-serif; }
`;

/** One sheet as large as the page. */
export function pictureSheet(caption: string, words: readonly PictureWord[], place: PicturePlace, page: { readonly width: number; readonly height: number }): string {
  const spans = words.map(({ text, x, y, width, height }) => {
    // A word that goes up or down the page is as high as its letters are wide.
    const size = Math.min(height * place.height, Math.max(width * place.width, 1)) * letterShare;
    return `<span style="left:${mm(place.x + x * place.width)};top:${mm(place.y + y * place.height)};width:${mm(width * place.width)};font-size:${mm(size)}">${escapeHtml(text)} </span>`;
  });
  return `<div class="sheet" style="width:${mm(page.width)};height:${mm(page.height)}"><p class="about">${escapeHtml(caption)}</p>${spans.join('')}</div>`;
}
