import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAtScroll, scrollForRow, scrollHeight, scrollToReveal, tallestPx } from '../../renderer/ui/scaled-scroll.ts';

const extents = fc.record({ rowCount: fc.integer({ min: 1, max: 5_000_000 }), rowPx: fc.constantFrom(28, 40), viewPx: fc.integer({ min: 100, max: 1600 }) });

describe('scrolling a list of any length', () => {
  it('never makes an element taller than a browser can', () => {
    fc.assert(fc.property(extents, (extent) => { expect(scrollHeight(extent)).toBeLessThanOrEqual(tallestPx); }));
  });

  it('reaches the first row at the top and the last row at the bottom', () => {
    fc.assert(fc.property(extents, (extent) => {
      expect(rowAtScroll(extent, 0)).toEqual({ firstRow: 0, offsetPx: 0 });
      const bottom = rowAtScroll(extent, Math.max(0, scrollHeight(extent) - extent.viewPx));
      const lastVisible = bottom.firstRow + (bottom.offsetPx + Math.min(extent.viewPx, extent.rowCount * extent.rowPx)) / extent.rowPx;
      expect(lastVisible).toBeCloseTo(extent.rowCount, 3);
    }));
  });

  it('brings any row into sight', () => {
    fc.assert(fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (extent, from, to) => {
      const row = Math.min(extent.rowCount - 1, Math.floor(to * extent.rowCount));
      const start = from * Math.max(0, scrollHeight(extent) - extent.viewPx);
      const scroll = scrollToReveal(extent, start, row, 2) ?? start;
      const { firstRow, offsetPx } = rowAtScroll(extent, scroll);
      const topPx = (row - firstRow) * extent.rowPx - offsetPx;
      expect(topPx).toBeGreaterThan(-1);
      expect(topPx + extent.rowPx).toBeLessThan(extent.viewPx + 1);
    }));
  });

  it('puts a row asked for at the top, unless the list ends first', () => {
    expect(rowAtScroll({ rowCount: 1_000_000, rowPx: 28, viewPx: 600 }, scrollForRow({ rowCount: 1_000_000, rowPx: 28, viewPx: 600 }, 838_861)).firstRow).toBe(838_861);
  });
});
