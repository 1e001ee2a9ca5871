/** Regions and pages in words. */
import type { Redaction } from '../../../../shared/domain/redaction.ts';
import type { Region } from '../../../../shared/domain/region.ts';

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** `33 % wide and 5 % high, 12.5 % from the left and 40 % from the top` */
export function regionInWords({ x, y, width, height }: Region): string {
  return `${percent(width)} wide and ${percent(height)} high, ${percent(x)} from the left and ${percent(y)} from the top`;
}

/** `page 2`, or `the picture`, which has no page numbers. */
export const placeInWords = (page: number, isPicture: boolean): string => (isPicture ? 'the picture' : `page ${page}`);

/** `3 redactions on 2 pages` */
export function countInWords(redactions: readonly Redaction[], isPicture: boolean): string {
  if (redactions.length === 0) return 'Nothing is redacted';
  const pages = new Set(redactions.map(({ page }) => page)).size;
  return `${redactions.length === 1 ? '1 redaction' : `${redactions.length} redactions`}${isPicture ? '' : ` on ${pages === 1 ? '1 page' : `${pages} pages`}`}`;
}

/** `2, 4–6` */
export function pagesInWords(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of [...pages].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last?.[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}

/** Points are rounded on their way through the file. */
const slack = 0.002;

/** Whether a region lies inside another. */
export function covers(outer: Region, inner: Region): boolean {
  return outer.x <= inner.x + slack && outer.y <= inner.y + slack && outer.x + outer.width >= inner.x + inner.width - slack && outer.y + outer.height >= inner.y + inner.height - slack;
}
