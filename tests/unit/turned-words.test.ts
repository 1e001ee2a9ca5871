import { describe, expect, it } from 'vitest';
import { turnedBack } from '../../electron/engine/pictures/read-turned.ts';

const word = { text: 'Ledger', confidence: 90, line: 0, x: 0.1, y: 0.2, width: 0.3, height: 0.05 };
/** Where a point of a picture comes to lie when the picture is turned clockwise by a quarter. */
const quarter = ([x, y]: readonly [number, number]): [number, number] => [1 - y, x];

describe('a word read in a picture that was turned', () => {
  it('lies in the picture as it was where the same points lie', () => {
    for (const turn of [0, 90, 180, 270] as const) {
      const back = turnedBack(word, turn);
      const corners = [[back.x, back.y], [back.x + back.width, back.y + back.height]].map(([x = 0, y = 0]) => {
        let point: [number, number] = [x, y];
        for (let step = 0; step < turn / 90; step += 1) point = quarter(point);
        return point;
      });
      const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
      for (const [found, wanted] of [[Math.min(...xs), word.x], [Math.max(...xs), word.x + word.width], [Math.min(...ys), word.y], [Math.max(...ys), word.y + word.height]] as const) expect(found, String(turn)).toBeCloseTo(wanted, 9);
    }
  });
});
