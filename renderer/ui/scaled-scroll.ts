/**
 * Scroll arithmetic for lists taller than a browser element may be. Chromium caps an element at
 * 33,554,428 px, which at 28 px a row ends near row 1.2 million; above a safe height the scroll
 * position is scaled, so that every row can be reached exactly. Source: measured on Chromium 114.
 */

/** Height up to which a list scrolls one to one. */
export const tallestPx = 8_000_000;

export interface Extent { readonly rowCount: number; readonly rowPx: number; readonly viewPx: number }

/** Height of the scrolled element. */
export function scrollHeight({ rowCount, rowPx }: Extent): number {
  return Math.min(rowCount * rowPx, tallestPx);
}

/** How many real pixels one scrolled pixel stands for; 1 for lists that fit. */
function scale({ rowCount, rowPx, viewPx }: Extent): number {
  const real = rowCount * rowPx - viewPx;
  const scrolled = scrollHeight({ rowCount, rowPx, viewPx }) - viewPx;
  return real <= 0 || scrolled <= 0 ? 1 : real / scrolled;
}

/** The first visible row and how far it is cut off at the top, for a scroll position. */
export function rowAtScroll(extent: Extent, scrollTop: number): { readonly firstRow: number; readonly offsetPx: number } {
  const farthest = Math.max(0, extent.rowCount * extent.rowPx - extent.viewPx);
  const top = Math.min(Math.max(0, scrollTop * scale(extent)), farthest);
  const firstRow = Math.floor(top / extent.rowPx);
  return { firstRow, offsetPx: top - firstRow * extent.rowPx };
}

/** Scroll position at which `row` is the first. */
export function scrollForRow(extent: Extent, row: number): number {
  const farthest = Math.max(0, extent.rowCount * extent.rowPx - extent.viewPx);
  return Math.min(Math.max(0, row * extent.rowPx), farthest) / scale(extent);
}

/** Scroll position that brings `row` into view: with the least movement when it is near, in the middle when it is far; null when it is in view already. */
export function scrollToReveal(extent: Extent, scrollTop: number, row: number, marginRows: number): number | null {
  const { firstRow, offsetPx } = rowAtScroll(extent, scrollTop);
  const top = firstRow * extent.rowPx + offsetPx;
  const rowTop = row * extent.rowPx;
  const marginPx = Math.min(marginRows * extent.rowPx, Math.max(0, (extent.viewPx - extent.rowPx) / 2));
  // A jump from afar puts the row in the middle, where what is round it can be read.
  if (rowTop < top - extent.viewPx || rowTop > top + 2 * extent.viewPx) return scrollForRow(extent, (rowTop - (extent.viewPx - extent.rowPx) / 2) / extent.rowPx);
  if (rowTop < top + marginPx) return scrollForRow(extent, (rowTop - marginPx) / extent.rowPx);
  const bottom = rowTop + extent.rowPx + marginPx;
  if (bottom > top + extent.viewPx) return scrollForRow(extent, (bottom - extent.viewPx) / extent.rowPx);
  return null;
}
