import { describe, expect, it } from 'vitest';
import { Flight } from '../../renderer/ui/flight.ts';

const screen = 30;

/** What is said of each of some scrolls, 16 ms apart. */
function over(rows: readonly number[], apartMs = 16): boolean[] {
  const flight = new Flight();
  return rows.map((row, index) => flight.movedTo(row, index * apartMs, screen));
}

describe('flying over rows', () => {
  it('begins with the second scroll by more than a screen, and ends with the first by less', () => {
    expect(over([0, 900, 1_800, 2_700, 2_710, 2_720])).toEqual([false, false, true, true, false, false]);
  });

  it('is the same upwards', () => {
    expect(over([9_000, 8_000, 7_000])).toEqual([false, false, true]);
  });

  it('is not scrolling by up to a screen, however long', () => {
    expect(over([0, 30, 60, 90, 120])).toEqual([false, false, false, false, false]);
  });

  it('is not one jump, nor jumps with a pause between them', () => {
    expect(over([0, 5_000])).toEqual([false, false]);
    expect(over([0, 5_000, 10_000, 15_000], 200)).toEqual([false, false, false, false]);
  });

  it('is not what the program does to show what was chosen', () => {
    const flight = new Flight();
    flight.movedTo(0, 0, screen);
    for (const [index, row] of [4_000, 8_000, 12_000].entries()) {
      flight.placedAt(row);
      expect(flight.movedTo(row, 16 * (index + 1), screen)).toBe(false);
    }
  });
});
