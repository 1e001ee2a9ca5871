import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksIn } from '../../shared/domain/search-marks.ts';

const marked = (text: string, ...words: string[]): string[] => marksIn(text, words).map(({ from, until }) => text.slice(from, until));

describe('marks of a search', () => {
  it.each([
    ['a word by its beginning, whatever its case', 'Secretly, a SECRET; not nosecret', ['secret'], ['Secret', 'SECRET']],
    ['a phrase', 'keep our secret, our  secret', ['our secret'], ['our secret']],
    ['letters with accents by letters without', 'Zoë at the Café', ['zoe', 'cafe'], ['Zoë', 'Café']],
    ['a word with another apostrophe', 'it’s fine', ["it's"], ['it’s']],
    ['an emoji', 'so 😍🔥 there', ['🔥'], ['🔥']],
    ['a number in another written form', 'call 07700 900417 or +44 7700 900 417', ['447700900417'], ['07700 900417', '+44 7700 900 417']],
    ['nothing when nothing is looked for', 'words', [], []],
    ['overlapping words once', 'secretly', ['secret', 'secretly'], ['secretly']],
  ])('are %s', (_what, text, words, expected) => {
    expect(marked(text, ...words)).toEqual(expected);
  });

  it('lie inside the text, in order and apart', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 3 }), (text, words) => {
      let last = 0;
      for (const { from, until } of marksIn(text, words)) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(until).toBeGreaterThan(from);
        expect(until).toBeLessThanOrEqual(text.length);
        last = until;
      }
    }));
  });
});
