/** The paper every PDF of ours is set on, A4, and the margins its kinds have. */
export const pointsAMm = 72 / 25.4;
export const a4Mm = { short: 210, long: 297 } as const;
/** The same in points, the unit of PDF. */
export const a4Pt = { short: a4Mm.short * pointsAMm, long: a4Mm.long * pointsAMm } as const;

/** How far a page is turned clockwise. */
export type Turn = 0 | 90 | 180 | 270;

export interface Paper {
  readonly landscape: boolean;
  readonly marginsMm: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/** Tables of rows, with room for the strips over and under them, and for a fifteenth row of two lines. */
export const tablePaper: Paper = { landscape: true, marginsMm: { top: 17, right: 12, bottom: 14, left: 12 } };
/** Pages a bundle writes itself, clear of the strip its number is printed in. */
export const bundlePaper: Paper = { landscape: false, marginsMm: { top: 20, right: 20, bottom: 24, left: 20 } };
/** Strips that are laid over other pages. */
export const stripPaper = (landscape: boolean): Paper => ({ landscape, marginsMm: { top: 0, right: 0, bottom: 0, left: 0 } });
