import { describe, expect, it } from 'vitest';
import { covers, pagesInWords, regionInWords } from '../../renderer/features/item/redaction/region-words.ts';

const region = { x: 0.1, y: 0.2, width: 0.3, height: 0.05 };

describe('a region', () => {
  it('is said by size and place, in parts of the page', () => {
    expect(regionInWords(region)).toBe('30 % wide and 5 % high, 10 % from the left and 20 % from the top');
  });

  it('is covered by one that reaches as far on every side, and by no other', () => {
    expect(covers(region, region)).toBe(true);
    expect(covers({ x: 0, y: 0, width: 1, height: 1 }, region)).toBe(true);
    for (const short of [{ x: 0.12 }, { y: 0.22 }, { width: 0.28 }, { height: 0.03 }]) expect(covers({ ...region, ...short }, region), JSON.stringify(short)).toBe(false);
  });
});

describe('pages', () => {
  it('are named in runs, in their order', () => {
    expect(pagesInWords([6, 2, 5, 4, 9])).toBe('2, 4–6, 9');
    expect(pagesInWords([3])).toBe('3');
  });
});
