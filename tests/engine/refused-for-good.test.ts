/** What is looked for loosely may be found where nobody is named: then a person can say so, as they can of single words, and only then. */
import { describe, expect, it } from 'vitest';
import { protectedSearch } from '../../electron/engine/self-test/protected-search.ts';
import type { ProtectedPerson, ProtectedString } from '../../shared/domain/cipher.ts';
import { personIdSchema } from '../../shared/domain/ids.ts';

const personOf = (...strings: readonly ProtectedString[]): ProtectedPerson[] => [{ personId: personIdSchema.parse(1), cipher: 'Ms A', strings: [...strings] }];
const whole = (kind: ProtectedString['kind'], text: string): ProtectedString => ({ kind, text, strength: 'whole' });
const cases = [
  ['name', 'Al Lowe', 'That is not allowed here', 'allowed'], ['name', 'Ed Ward', 'Mr Edwards rang', 'edwards'],
  ['handle', '@just_me', 'it was just me', 'just me'], ['handle', 'call_me', 'call me on Monday', 'call me'],
] as const;

describe('letters of somebody in other words', () => {
  it.each(cases)('the %s %s in “%s” is found with the words it is in, and not once somebody says that they name nobody', (kind, text, written, words) => {
    const people = personOf(whole(kind, text));
    expect(protectedSearch(people)(written).map(({ loose }) => loose)).toEqual([[words]]);
    expect(protectedSearch(people, [words])(written)).toEqual([]);
  });

  it.each(cases)('the %s %s is found all the same where it stands itself', (kind, text, written, words) => {
    const people = personOf(whole(kind, text));
    const both = protectedSearch(people, [words])(`${written}, says ${text}, and ${written}`);
    expect(both.map(({ loose }) => loose)).toEqual([[]]);
  });

  it('cannot be said of a long name, however it is joined, nor of words with a name of the person among them', () => {
    const people = personOf(whole('name', 'Imogen Vale'), { kind: 'name', text: 'Imogen', strength: 'part' }, whole('handle', 'imogen.v'));
    for (const written of ['xImogenValex', 'IMOGEN-VALES', 'imogen v was there']) {
      const hits = protectedSearch(people)(written).filter(({ strength }) => strength === 'whole');
      expect(hits.length, written).toBeGreaterThan(0);
      for (const { loose } of hits) expect(loose, written).toEqual([]);
    }
  });

  it('an ordinary word that is a word of a name takes nothing from the search for the name, however it is written', () => {
    // As the export asks it: a word that was said to be ordinary is no longer looked for by itself.
    const people = personOf(whole('name', 'Imogen Vale'), { kind: 'name', text: 'Imogen', strength: 'part' });
    for (const written of ['Imo gen Vale', 'I.m.o.g.e.n Vale', 'xImogen Valex', 'the vale of Imo\ngen Vale']) expect(protectedSearch(people, ['Vale'])(written).length, written).toBe(protectedSearch(people)(written).length);
    expect(protectedSearch(people, ['Vale'])('Imo gen Vale').length).toBeGreaterThan(0);
    // The same of a handle, of which only the whole may be a phrase.
    expect(protectedSearch(personOf(whole('handle', 'imogen.vale')), ['vale'])('imo gen vale')).toHaveLength(1);
  });

  it('leaves what stands on either side of ordinary words two words', () => {
    const people = personOf(whole('name', 'Al Lowe'));
    expect(protectedSearch(people, ['not'])('Al not Lowe')).toEqual([]);
    expect(protectedSearch(people, ['allowed'])('Al allowed Lowe, and later Al Lowe')).toHaveLength(1);
  });
});
