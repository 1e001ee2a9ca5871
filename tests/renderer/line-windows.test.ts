import { describe, expect, it } from 'vitest';
import { LineWindows, windowLines } from '../../renderer/features/timeline/line-windows.ts';
import type { ItemRow, TimelineLine } from '../../shared/contract/timeline.ts';

const lines = (key: number): TimelineLine[] => Array.from({ length: windowLines }, (_, index) => ({ type: 'gap', shortestMs: key * windowLines + index, longestMs: 0 }));

describe('the window’s lines', () => {
  it('gives back the line asked for, and null for one that is not here', () => {
    const windows = new LineWindows();
    windows.put(3, lines(3));
    expect(windows.line(3 * windowLines + 7)).toEqual({ type: 'gap', shortestMs: 3 * windowLines + 7, longestMs: 0 });
    expect(windows.line(0)).toBeNull();
    expect(windows.missing(2 * windowLines, 4 * windowLines)).toEqual([2, 4]);
  });

  it('holds a bounded number of windows and lets go of the least used', () => {
    const windows = new LineWindows();
    for (let key = 0; key < 100; key += 1) {
      windows.put(key, lines(key));
      windows.line(0);
    }
    const held = Array.from({ length: 100 }, (_, key) => windows.line(key * windowLines) !== null).filter(Boolean).length;
    expect(held).toBe(48);
    expect(windows.line(0)).not.toBeNull();
    expect(windows.line(5 * windowLines)).toBeNull();
  });

  it('gives the lines from one on, and while they are not here those of the nearest window', () => {
    const windows = new LineWindows();
    expect(windows.nearest(7)).toEqual([]);
    windows.put(2, lines(2));
    windows.put(9, lines(9));
    expect(windows.nearest(2 * windowLines + 5)).toEqual(lines(2).slice(5));
    expect(windows.nearest(4 * windowLines)).toEqual(lines(2));
    expect(windows.nearest(8 * windowLines)).toEqual(lines(9));
    expect(windows.nearest(50 * windowLines)).toEqual(lines(9));
  });

  it('puts a changed row in place of the same item’s, and leaves every other line the object it was', () => {
    const windows = new LineWindows();
    const item = (id: string, assessment: string): TimelineLine => ({ type: 'item', itemIndex: 0, simultaneous: false, duty: 'unknown', item: { id, assessment } }) as unknown as TimelineLine; // of an item only what is looked at here
    windows.put(0, [item('one', 'not-assessed'), item('two', 'not-assessed')]);
    windows.put(4, [item('three', 'not-assessed')]);
    const [one, three] = [windows.line(0), windows.line(4 * windowLines)];
    expect(windows.itemsAmong(['two', 'three', 'four'])).toEqual(['two', 'three']);
    windows.replace([{ id: 'two', assessment: 'unclear' }, { id: 'four', assessment: 'unclear' }] as unknown as ItemRow[]);
    expect(windows.line(1)).toMatchObject({ type: 'item', item: { id: 'two', assessment: 'unclear' } });
    expect(windows.line(0)).toBe(one);
    expect(windows.line(4 * windowLines)).toBe(three);
  });
});
