import { describe, expect, it } from 'vitest';
import { LineWindows, windowLines } from '../../renderer/features/timeline/line-windows.ts';
import type { TimelineLine } from '../../shared/contract/timeline.ts';

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
    expect(held).toBe(24);
    expect(windows.line(0)).not.toBeNull();
    expect(windows.line(5 * windowLines)).toBeNull();
  });
});
