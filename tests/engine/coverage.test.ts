import { describe, expect, it } from 'vitest';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

async function readingCase(): Promise<Bench> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'other.txt', `${smallChat}\n01/11/2021, 09:00 - Imogen Vale: later`), 'ABC/2', londonAnswers);
  return bench;
}

describe('coverage', () => {
  it('counts what has been read of each exhibit and person, and every line foots', async () => {
    const bench = await readingCase();
    const { id: personId } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
    await bench.engine.call('people.holdIdentifier', { personId, kind: 'name', value: 'Imogen Vale', basis: 'Statement' });
    const items = await allItems(bench);
    const hers = items.filter(({ exhibit, from }) => exhibit === 'ABC/2' && from === 'Imogen Vale');
    expect(await bench.engine.call('review.seen', { itemIds: hers.map(({ id }) => id) })).toEqual({ newlySeen: hers.length });
    expect(await bench.engine.call('review.seen', { itemIds: hers.map(({ id }) => id) })).toEqual({ newlySeen: 0 });
    const { whole, exhibits, people } = await bench.engine.call('coverage.summary', {});
    expect(whole).toEqual({ items: items.length, seen: hers.length, unseen: items.length - hers.length, excluded: 0, because: [] });
    expect(exhibits.map(({ reference, items: count, seen }) => [reference, count, seen])).toEqual([['ABC/1', items.length / 2 - 0.5, 0], ['ABC/2', items.length / 2 + 0.5, hers.length]]);
    expect(people).toMatchObject([{ name: 'Imogen Vale', seen: hers.length }]);
    for (const line of [whole, ...exhibits, ...people]) expect(line.seen + line.unseen).toBe(line.items);
    expect(await allItems(bench, { seen: 'seen' })).toHaveLength(hers.length);
    expect(await allItems(bench, { seen: 'unseen' })).toHaveLength(items.length - hers.length);
  });

  it('lists the terms the case is read by with hits, read and not read, and keeps those taken off', async () => {
    const bench = await readingCase();
    await bench.engine.call('coverage.listTerm', { term: '"same message" OR later' });
    const { terms } = await bench.engine.call('coverage.listTerm', { term: 'nothing has this' });
    expect(terms.map(({ term, items, unseen, author }) => [term, items, unseen, author])).toEqual([['"same message" OR later', 3, 3, 'R. Reviewer'], ['nothing has this', 0, 0, 'R. Reviewer']]);
    expect(await codeOf(bench.engine.call('coverage.listTerm', { term: '"" ""' }))).toBe('invalid_input');
    const after = await bench.engine.call('coverage.dropTerm', { term: 'nothing has this', reason: 'Misspelt' });
    expect(after.terms.map(({ term }) => term)).toEqual(['"same message" OR later']);
    expect(await codeOf(bench.engine.call('coverage.dropTerm', { term: 'nothing has this', reason: 'Again' }))).toBe('not_found');
    const log = await bench.engine.call('continuity.page', {});
    expect(log.entries[0]).toMatchObject({ action: 'term.dropped' });
    expect(JSON.stringify(log.entries[0]?.details)).toContain('Misspelt');
  });

  it('finds the next item nobody has read, and says when there is none', async () => {
    const bench = await readingCase();
    const items = await allItems(bench);
    const { viewId } = await bench.engine.call('timeline.open', { filter: everything, zone: 'UTC' });
    await bench.engine.call('review.seen', { itemIds: items.slice(0, 5).map(({ id }) => id) });
    expect(await bench.engine.call('timeline.nextUnseen', { viewId, from: 1 })).toMatchObject({ itemIndex: 5, itemId: items[5]?.id });
    await bench.engine.call('review.seen', { itemIds: items.slice(5).map(({ id }) => id) });
    expect(await bench.engine.call('timeline.nextUnseen', { viewId, from: 0 })).toBeNull();
  });

  it('outlives an import with another zone', async () => {
    const bench = await readingCase();
    const [first] = await allItems(bench);
    if (first === undefined) throw new Error('the row is missing');
    await bench.engine.call('review.seen', { itemIds: [first.id] });
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('the exhibit is missing');
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'stated' } });
    expect((await allItems(bench, { seen: 'seen' })).map(({ id }) => id)).toEqual([first.id]);
  });
});
