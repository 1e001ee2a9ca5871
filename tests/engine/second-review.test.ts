import { describe, expect, it } from 'vitest';
import { chatToReview, handOver } from '../fixtures/reviewed-case.ts';
import { allItems, codeOf } from './harness.ts';

describe('a second reviewer', () => {
  it('never overwrites the first assessment: theirs stands beside it', async () => {
    const { bench, first } = await chatToReview();
    await bench.engine.call('review.assess', { itemIds: [first], state: 'no-policing-purpose', reasons: 'Nothing recorded' });
    const { engine } = await handOver(bench, 'S. Second');
    await engine.call('review.assess', { itemIds: [first], state: 'unclear', reasons: 'The log has a gap' });
    const detail = await engine.call('items.get', { itemId: first });
    expect(detail.assessment).toMatchObject({ state: 'no-policing-purpose', reasons: 'Nothing recorded', author: 'R. Reviewer' });
    expect(detail.secondAssessments).toMatchObject([{ state: 'unclear', reasons: 'The log has a gap', author: 'S. Second' }]);
    expect(detail.assessmentHistory.map(({ author }) => author)).toEqual(['S. Second', 'R. Reviewer']);
  });

  it('agrees in one step, which takes over the state and not the words', async () => {
    const { bench, first, second, third } = await chatToReview();
    await bench.engine.call('review.assess', { itemIds: [first], state: 'no-policing-purpose', reasons: 'Nothing recorded' });
    await bench.engine.call('review.assess', { itemIds: [second], state: 'policing-purpose' });
    expect(await codeOf(bench.engine.call('review.agree', { itemIds: [first] }))).toBe('invalid_input');
    const { engine } = await handOver(bench, 'S. Second');
    expect(await engine.call('review.agree', { itemIds: [first, second, third], reasons: 'Read both logs' })).toEqual({ changed: [first, second] });
    expect((await engine.call('items.get', { itemId: second })).secondAssessments).toMatchObject([{ state: 'policing-purpose', reasons: 'Read both logs' }]);
    expect((await engine.call('continuity.page', { limit: 1 })).entries[0]?.summary).toBe('Agreed with the first assessment of 2 items');
  });

  it('is found by filter and listed: differs, agrees, waiting', async () => {
    const { bench, items, first, second, third } = await chatToReview();
    await bench.engine.call('review.assess', { itemIds: [first, second, third], state: 'no-policing-purpose' });
    const other = await handOver(bench, 'S. Second');
    await other.engine.call('review.assess', { itemIds: [second], state: 'unclear', reasons: 'Why' });
    await other.engine.call('review.agree', { itemIds: [first] });
    const listing = await other.engine.call('review.second', {});
    expect(listing).toMatchObject({ assessed: 3, differs: 1, agrees: 1, waiting: 1, total: 1, rows: [{ item: { id: second, second: 'differs' }, first: { author: 'R. Reviewer' }, seconds: [{ state: 'unclear', reasons: 'Why' }] }] });
    expect((await other.engine.call('review.second', { listing: 'waiting' })).rows.map(({ item }) => item.id)).toEqual([third]);
    const found = async (seconds: ('none' | 'agrees' | 'differs')[]): Promise<string[]> => (await allItems(other, { seconds })).map(({ id }) => id);
    expect(await Promise.all([found(['differs']), found(['agrees']), found(['none']), found([])])).toEqual([[second], [first], [third], items.map(({ id }) => id)]);
    expect((await other.engine.call('timeline.facets', {})).seconds).toEqual([{ second: 'none', count: 1 }, { second: 'agrees', count: 1 }, { second: 'differs', count: 1 }]);
  });

  it('takes back only what is their own, and the first reviewer too', async () => {
    const { bench, first } = await chatToReview();
    await bench.engine.call('review.assess', { itemIds: [first], state: 'no-policing-purpose' });
    const other = await handOver(bench, 'S. Second');
    await other.engine.call('review.assess', { itemIds: [first], state: 'unclear' });
    await other.engine.call('review.assess', { itemIds: [first], state: 'account-needed' });
    await other.engine.call('review.undo', {});
    expect((await other.engine.call('items.get', { itemId: first })).secondAssessments).toMatchObject([{ state: 'unclear' }]);
    await other.engine.call('review.undo', {});
    expect(await other.engine.call('review.undo', {})).toBeNull();
    expect(await other.engine.call('items.get', { itemId: first })).toMatchObject({ assessment: { state: 'no-policing-purpose' }, secondAssessments: [] });
    await other.engine.call('review.assess', { itemIds: [first], state: 'unclear' });
    const back = await handOver(other, 'R. Reviewer');
    await back.engine.call('review.undo', {});
    expect(await back.engine.call('items.get', { itemId: first })).toMatchObject({ assessment: null, secondAssessments: [{ state: 'unclear', author: 'S. Second' }] });
    await back.engine.call('review.assess', { itemIds: [first], state: 'policing-purpose' });
    expect(await back.engine.call('items.get', { itemId: first })).toMatchObject({ assessment: { state: 'policing-purpose', author: 'R. Reviewer' }, secondAssessments: [{ state: 'unclear' }] });
  });

  it('is in the lines other programs read, with whether they agree', async () => {
    const { bench, first } = await chatToReview();
    await bench.engine.call('review.assess', { itemIds: [first], state: 'unclear' });
    const other = await handOver(bench, 'S. Second');
    await other.engine.call('review.agree', { itemIds: [first] });
    expect((await allItems(other)).find(({ id }) => id === first)).toMatchObject({ assessment: { author: 'R. Reviewer' }, secondAssessments: [{ author: 'S. Second', state: 'unclear', agrees: true }] });
  });
});
