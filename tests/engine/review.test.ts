import { describe, expect, it } from 'vitest';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

async function reviewed(): Promise<{ bench: Bench; items: readonly ItemLine[]; first: ItemId; second: ItemId }> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  const items = await allItems(bench);
  const [first, second] = items.filter((item) => item.kind === 'message').map((item) => item.id);
  if (first === undefined || second === undefined) throw new Error('the small chat has messages');
  return { bench, items, first, second };
}

describe('an assessment', () => {
  it('carries state, reasons, author and time, and keeps its history', async () => {
    const { bench: { engine }, first } = await reviewed();
    await engine.call('review.assess', { itemIds: [first], state: 'no-policing-purpose' });
    await engine.call('review.assess', { itemIds: [first], state: 'no-policing-purpose', reasons: 'No incident recorded', innocentExplanation: 'Met before', officersAccount: 'Mutual friends' });
    const detail = await engine.call('items.get', { itemId: first });
    expect(detail.assessment).toMatchObject({ state: 'no-policing-purpose', reasons: 'No incident recorded', innocentExplanation: 'Met before', author: 'R. Reviewer' });
    expect(detail.accounts).toMatchObject([{ whose: 'officer', text: 'Mutual friends', source: 'not-stated', author: 'R. Reviewer' }]);
    expect(Date.parse(detail.assessment?.madeAt ?? '')).not.toBeNaN();
    expect(detail.assessmentHistory.map((entry) => entry.reasons)).toEqual(['No incident recorded', '']);
  });

  it('changed to another state keeps the words that were not changed', async () => {
    const { bench: { engine }, first } = await reviewed();
    await engine.call('review.assess', { itemIds: [first], state: 'unclear', reasons: 'Ask the sergeant' });
    await engine.call('review.assess', { itemIds: [first], state: 'account-needed' });
    expect((await engine.call('items.get', { itemId: first })).assessment).toMatchObject({ state: 'account-needed', reasons: 'Ask the sergeant' });
  });

  it('made again unchanged adds nothing', async () => {
    const { bench: { engine }, first } = await reviewed();
    await engine.call('review.assess', { itemIds: [first], state: 'unclear' });
    expect(await engine.call('review.assess', { itemIds: [first], state: 'unclear' })).toEqual({ changed: [] });
  });

  it('of an item that is not there is refused, and none of the others is made', async () => {
    const { bench: { engine }, first } = await reviewed();
    const stranger = 'f'.repeat(32) as ItemId;
    expect(await codeOf(engine.call('review.assess', { itemIds: [first, stranger], state: 'unclear' }))).toBe('not_found');
    expect((await engine.call('items.get', { itemId: first })).assessment).toBeNull();
  });
});

describe('undo', () => {
  it('takes back one action after another, newest first, by appending', async () => {
    const { bench: { engine }, first, second } = await reviewed();
    await engine.call('review.assess', { itemIds: [first], state: 'policing-purpose' });
    await engine.call('review.assess', { itemIds: [first, second], state: 'no-policing-purpose' });
    await engine.call('review.tag', { itemIds: [first], tag: 'concealment', on: true });
    const stateOf = async (itemId: ItemId): Promise<string | undefined> => (await engine.call('items.get', { itemId })).assessment?.state;

    expect(await engine.call('review.undo', {})).toMatchObject({ undone: 'Tag “Concealment” put on 1 item' });
    expect((await engine.call('items.get', { itemId: first })).tags).toEqual([]);
    await engine.call('review.undo', {});
    expect([await stateOf(first), await stateOf(second)]).toEqual(['policing-purpose', undefined]);
    await engine.call('review.undo', {});
    expect(await stateOf(first)).toBeUndefined();
    expect(await engine.call('review.undo', {})).toBeNull();
    expect((await engine.call('items.get', { itemId: first })).assessmentHistory).toHaveLength(4);
  });

  it('is recorded in the continuity log with what it took back', async () => {
    const { bench: { engine }, first } = await reviewed();
    await engine.call('review.tag', { itemIds: [first], tag: 'reaction', on: true });
    await engine.call('review.undo', {});
    const { entries } = await engine.call('continuity.page', { limit: 2 });
    expect(entries.map((entry) => entry.action)).toEqual(['review.undone', 'review.tagged']);
    expect((await engine.call('cases.verify', {})).ok).toBe(true);
  });
});

describe('what a reviewer did', () => {
  it('stands after the case is closed and opened, and survives importing the exhibit again in another zone', async () => {
    const { bench, first } = await reviewed();
    const { engine } = bench;
    await engine.call('review.assess', { itemIds: [first], state: 'unclear', reasons: 'kept' });
    await engine.call('review.tag', { itemIds: [first], tag: 'flirtation', on: true });
    const [exhibit] = await engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('there is an exhibit');
    await engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'confirmed', zoneBasisBy: 'handset settings' } });
    await engine.call('cases.close', {});
    await engine.call('cases.open', { folder: bench.caseFolder });
    const detail = await engine.call('items.get', { itemId: first });
    expect(detail).toMatchObject({ tags: ['flirtation'], assessment: { state: 'unclear', reasons: 'kept' }, time: { zone: 'UTC', zoneBasis: 'confirmed', zoneBasisBy: 'handset settings' } });
  });

  it('is counted in the facets and can be filtered by', async () => {
    const { bench, items, first, second } = await reviewed();
    await bench.engine.call('review.assess', { itemIds: [first, second], state: 'no-policing-purpose' });
    await bench.engine.call('review.tag', { itemIds: [second], tag: 'reaction', on: true });
    const counts = await bench.engine.call('timeline.facets', {});
    expect(counts.assessments.find((entry) => entry.state === 'no-policing-purpose')?.count).toBe(2);
    expect(counts.assessments.find((entry) => entry.state === 'not-assessed')?.count).toBe(items.length - 2);
    expect(counts.tags.find((tag) => tag.code === 'reaction')?.count).toBe(1);
    expect((await allItems(bench, { tags: ['reaction'] })).map((item) => item.id)).toEqual([second]);
    expect((await allItems(bench, { assessments: ['not-assessed'] }))).toHaveLength(items.length - 2);
  });
});
