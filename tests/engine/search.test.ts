import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, caseForAll, codeOf, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const chat = [
  '13/09/2021, 09:00 - Rowan Ashdown: one the silver car left',
  '13/09/2021, 09:01 - Imogen Vale: two was it my car or a van',
  '13/09/2021, 09:02 - Rowan Ashdown: three keep it our secret, silver thing',
  '13/09/2021, 09:03 - Imogen Vale: four call me on 07700 900417 about the van',
  '13/09/2021, 09:04 - Imogen Vale: five AB12 CDE is mine 😍',
  '13/09/2021, 09:05 - Rowan Ashdown: six Secretly glad',
  '13/09/2021, 09:06 - Rowan Ashdown: seven <Media omitted>',
].join('\n');

describe('a search', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await caseForAll();
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
    const items = await allItems(bench);
    const [first, , third] = items;
    if (first === undefined || third === undefined) throw new Error('rows are missing');
    await bench.engine.call('review.tag', { itemIds: [third.id], tag: 'concealment', on: true });
    await bench.engine.call('review.assess', { itemIds: [first.id, third.id], state: 'no-policing-purpose' });
  });
  const found = async (search: string): Promise<string> => (await allItems(bench, { search })).map(({ text }) => text.split(' ')[0]).join(' ');

  it.each([
    ['all words of a plain search', 'silver car', 'one'],
    ['either of two', 'car OR van', 'one two four'],
    ['either of two, among those with a third', '(car OR secret) silver', 'one three'],
    ['AND said or left out', 'silver AND secret', 'three'],
    ['one without another', 'silver NOT secret', 'one'],
    ['one without another, by a minus', 'secret -silver', 'six'],
    ['neither of two', 'car -(silver OR nothing)', 'two'],
    ['all but a phrase', 'silver -"our secret"', 'one'],
    ['everything but', 'NOT "Imogen Vale"', ''],
    ['words near each other, in either order', 'thing NEAR/3 secret', 'three'],
    ['not words further apart', 'three NEAR/2 thing', ''],
    ['a phrase', '"our secret"', 'three'],
    ['a whole word in quotation marks', '"secret"', 'three'],
    ['a star at the end, which words have anyway', 'secr*', 'three six'],
    ['a star between letters', 's*ver', 'one three'],
    ['a star before letters', '*lad', 'six'],
    ['one letter left open', 'v?n', 'two four'],
    ['a star in a name that rows share', 'im*gen van', 'two four'],
    ['a pattern beside operators', '(s*ret OR v?n) -from:rowan', 'two four'],
    ['a pattern that stands for nothing here', 'q*x silver', ''],
    ['all but a pattern that stands for nothing here', 'silver NOT q*x', 'one three'],
    ['a question mark at the end, which ends a question', 'van?', 'two four'],
    ['accents and capitals in a pattern', 'SÍL*er', 'one three'],
    ['who wrote it', 'from:vale van', 'two four'],
    ['who wrote it, in quotation marks', 'from:"Rowan Ashdown" secret', 'three six'],
    ['to whom', 'to:rowan car', 'two'],
    ['a kind', 'kind:message glad', 'six'],
    ['an exhibit', 'exhibit:abc/1 glad', 'six'],
    ['an exhibit that is another', 'exhibit:ABC/2 glad', ''],
    ['a tag by code', 'tag:concealment', 'three'],
    ['a tag by name', 'tag:Conceal', 'three'],
    ['an assessment', 'is:npp', 'one three'],
    ['what is not assessed', 'is:not-assessed car', 'two'],
    ['all but a tag', 'silver -tag:concealment', 'one'],
    ['a number in any written form, beside an operator', '+44 7700 900417 OR glad', 'four six'],
    ['a plate with and without its space', 'ab12cde OR (AB12 CDE)', 'five'],
    ['an emoji', '😍 NOT secret', 'five'],
    ['operators in small letters, as words', 'car or van', 'two'],
    ['an operator without its other side, as words', 'silver OR', ''],
    ['an open bracket, as words', '(silver car', 'one'],
    ['a name that is no field, as words', 'colour:silver', ''],
  ])('finds %s', async (_what, search, rows) => {
    expect(await found(search)).toBe(rows);
  });

  it('says which values a name can have', async () => {
    expect(await codeOf(allItems(bench, { search: 'kind:telegram' }))).toBe('invalid_input');
    const message = await allItems(bench, { search: 'is:guilty' }).then(() => '', (error: unknown) => (error instanceof PlumblineError ? error.message : String(error)));
    expect(message).toContain('policing-purpose');
  });

  it('tells which words to mark: those looked for, not those that must be absent', async () => {
    const { marks } = await bench.engine.call('timeline.open', { filter: { ...everything, search: 'silver "our secret" -van from:rowan (car OR thing)' }, zone: 'UTC' });
    expect(marks).toEqual(['silver', 'our secret', 'car', 'thing']);
  });

  it('marks every word a pattern stands for, and says when it stands for too many', async () => {
    const { marks } = await bench.engine.call('timeline.open', { filter: { ...everything, search: '(s*ret* OR v?n) -*lad' }, zone: 'UTC' });
    expect(marks).toEqual(['secret', 'secretly', 'van']);
    const many = Array.from({ length: 1_001 }, (_, word) => `q${word}z`).join(' ');
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Many Words.txt', `13/09/2021, 10:00 - Imogen Vale: ${many}`), 'ABC/9', londonAnswers);
    expect(await codeOf(allItems(bench, { search: 'q*z' }))).toBe('invalid_input');
    expect(await allItems(bench, { search: 'q10*z' })).toHaveLength(1);
  });

  it('never fails by what is typed, but for a value that a name does not have', async () => {
    const pieces = fc.array(fc.constantFrom('a', '"', '(', ')', 'AND', 'OR', 'NOT', 'NEAR/3', 'NEAR', '-', '-b', 'from:', 'tag:"x', 'file:%_\\', '*', '^', ':', "'", '😍', '07700', '\u0000', 'x"y', '*a', 'a?b', 'é*[b]', 'a**b*'), { maxLength: 9 });
    await fc.assert(fc.asyncProperty(pieces, fc.string({ unit: 'binary', maxLength: 8 }), async (words, tail) => {
      const error: unknown = await bench.engine.call('timeline.open', { filter: { ...everything, search: `${words.join(' ')} ${tail}` }, zone: 'UTC' }).then(() => null, (reason: unknown) => reason);
      if (error !== null) expect(error).toMatchObject({ code: 'invalid_input' });
    }), { numRuns: 400 });
  });
});
