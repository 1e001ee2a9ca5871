import { describe, expect, it } from 'vitest';
import type { BulkChange } from '../../shared/contract/assessing.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { chatToReview, handOver, type ReviewedCase } from '../fixtures/reviewed-case.ts';
import { allItems, codeOf } from './harness.ts';

const messages = { ...everything, kinds: ['message' as const] };
const purposeless = (existing: 'keep' | 'overwrite'): BulkChange => ({ type: 'assess', state: 'no-policing-purpose', reasons: 'Same pattern', existing });

async function partlyAssessed(): Promise<ReviewedCase & { readonly count: number }> {
  const reviewed = await chatToReview();
  await reviewed.bench.engine.call('review.assess', { itemIds: [reviewed.first], state: 'policing-purpose' });
  return { ...reviewed, count: reviewed.items.filter(({ kind }) => kind === 'message').length };
}

describe('a bulk action', () => {
  it('says first how many would change, are the same, and are kept or overwritten', async () => {
    const { bench: { engine }, count } = await partlyAssessed();
    expect(await engine.call('review.previewBulk', { filter: messages, change: purposeless('keep') })).toMatchObject({ items: count, changed: count - 1, same: 0, kept: 1, own: 1, others: 0, filterInWords: 'kind is message' });
    expect(await engine.call('review.previewBulk', { filter: messages, change: purposeless('overwrite') })).toMatchObject({ items: count, changed: count, kept: 0, own: 1 });
    expect((await engine.call('timeline.facets', {})).assessments.find(({ state }) => state === 'no-policing-purpose')?.count).toBe(0);
  });

  it('is one entry in the log and one undo, and leaves what was kept as it was', async () => {
    const { bench, count, first } = await partlyAssessed();
    const { engine } = bench;
    const change = purposeless('keep');
    const { token } = await engine.call('review.previewBulk', { filter: messages, change });
    const before = (await engine.call('continuity.page', {})).total;
    expect(await engine.call('review.bulk', { filter: messages, change, token })).toMatchObject({ changed: count - 1, kept: 1 });
    const log = await engine.call('continuity.page', { limit: 1 });
    expect([log.total - before, log.entries[0]?.action, log.entries[0]?.summary]).toEqual([1, 'review.bulk', `No policing purpose apparent on ${count - 1} items, by filter: kind is message`]);
    expect(await allItems(bench, { assessments: ['no-policing-purpose'] })).toHaveLength(count - 1);
    expect((await engine.call('items.get', { itemId: first })).assessment?.state).toBe('policing-purpose');
    await engine.call('review.undo', {});
    expect(await allItems(bench, { assessments: ['no-policing-purpose'] })).toHaveLength(0);
    expect((await engine.call('items.get', { itemId: first })).assessment?.state).toBe('policing-purpose');
    expect((await engine.call('cases.verify', {})).ok).toBe(true);
  });

  it('that overwrites gives every item back its own words when undone', async () => {
    const { bench, first, second } = await partlyAssessed();
    const { engine } = bench;
    await engine.call('review.assess', { itemIds: [second], state: 'unclear', reasons: 'Ask first', charges: [] });
    const change = purposeless('overwrite');
    const { token } = await engine.call('review.previewBulk', { filter: messages, change });
    await engine.call('review.bulk', { filter: messages, change, token });
    expect((await engine.call('items.get', { itemId: second })).assessment).toMatchObject({ state: 'no-policing-purpose', reasons: 'Same pattern' });
    await engine.call('review.undo', {});
    expect((await engine.call('items.get', { itemId: second })).assessment).toMatchObject({ state: 'unclear', reasons: 'Ask first' });
    expect((await engine.call('items.get', { itemId: first })).assessment).toMatchObject({ state: 'policing-purpose', reasons: '' });
  });

  it('is refused once the case has changed since its numbers were shown', async () => {
    const { bench: { engine }, second } = await partlyAssessed();
    const change = purposeless('keep');
    const { token } = await engine.call('review.previewBulk', { filter: messages, change });
    await engine.call('review.assess', { itemIds: [second], state: 'unclear' });
    expect(await codeOf(engine.call('review.bulk', { filter: messages, change, token }))).toBe('invalid_input');
    expect((await engine.call('timeline.facets', {})).assessments.find(({ state }) => state === 'no-policing-purpose')?.count).toBe(0);
  });

  it('of a second reviewer keeps the first assessments, whatever is chosen', async () => {
    const { bench, count, first } = await partlyAssessed();
    const other = await handOver(bench, 'S. Second');
    const change = purposeless('overwrite');
    const preview = await other.engine.call('review.previewBulk', { filter: messages, change });
    expect(preview).toMatchObject({ changed: count, own: 0, others: 1 });
    await other.engine.call('review.bulk', { filter: messages, change, token: preview.token });
    expect(await other.engine.call('items.get', { itemId: first })).toMatchObject({ assessment: { state: 'policing-purpose', author: 'R. Reviewer' }, secondAssessments: [{ state: 'no-policing-purpose' }] });
    expect((await other.engine.call('continuity.page', { limit: 1 })).entries[0]?.summary).toContain(`on ${count} items, 1 of them as second reviewer`);
  });

  it('tags, and sets disclosure, by the same rules', async () => {
    const { bench, count, first } = await partlyAssessed();
    const { engine } = bench;
    await engine.call('review.tag', { itemIds: [first], tag: 'reaction', on: true });
    const tagging: BulkChange = { type: 'tag', tag: 'reaction', on: true };
    const tagged = await engine.call('review.previewBulk', { filter: messages, change: tagging });
    expect(tagged).toMatchObject({ changed: count - 1, same: 1 });
    await engine.call('review.bulk', { filter: messages, change: tagging, token: tagged.token });
    expect(await allItems(bench, { tags: ['reaction'] })).toHaveLength(count);
    await engine.call('review.undo', {});
    expect(await allItems(bench, { tags: ['reaction'] })).toHaveLength(1);

    await engine.call('review.disclose', { itemIds: [first], relevance: 'unused' });
    const unused: BulkChange = { type: 'disclose', relevance: 'relevant', existing: 'keep' };
    const preview = await engine.call('review.previewBulk', { filter: messages, change: unused });
    expect(preview).toMatchObject({ changed: count - 1, kept: 1, own: 1 });
    await engine.call('review.bulk', { filter: messages, change: unused, token: preview.token });
    expect(await allItems(bench, { relevances: ['relevant'] })).toHaveLength(count - 1);
    expect(await codeOf(engine.call('review.previewBulk', { filter: messages, change: { type: 'disclose', handling: 'privileged', existing: 'keep' } }))).toBe('invalid_input');
  });
});
