import { describe, expect, it } from 'vitest';
import { chatToReview, handOver } from '../fixtures/reviewed-case.ts';
import { png } from '../fixtures/pictures.ts';
import { addAndImport, allItems, codeOf, freshCase, writeEvidence } from './harness.ts';

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

describe('counts of what was reviewed', () => {
  it('leave out what is in the case no more, and take it in again when it is back', async () => {
    const { bench, items, first } = await chatToReview();
    await bench.engine.call('review.assess', { itemIds: [first], state: 'unclear', standards: ['CON'] });
    await bench.engine.call('review.tag', { itemIds: [first], tag: 'reaction', on: true });
    const counts = async () => {
      const { assessments, standards, tags, seconds } = await bench.engine.call('timeline.facets', {});
      return [assessments[0]?.count, assessments.find(({ state }) => state === 'unclear')?.count, standards.length, tags.find(({ code }) => code === 'reaction')?.count, seconds[0]?.count];
    };
    expect(await counts()).toEqual([items.length - 1, 1, 1, 1, 1]);
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('there is an exhibit');
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'assumed' } });
    expect(await counts()).toEqual([items.length - 1, 1, 1, 1, 1]);
  });

  it('of a withdrawn entry are not kept', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'shot.png', await png()), 'ABC/1');
    const [picture] = await allItems(bench);
    if (picture === undefined) throw new Error('the picture is an item');
    const { itemId } = await bench.engine.call('pictures.transcribe', {
      itemId: picture.id, kind: 'event', date: '2021-09-28', clock: '15:31', written: '', precision: 'minute', zone: 'Europe/London', zoneBasis: 'assumed', zoneBasisBy: '',
      from: '', to: [], thread: '', text: 'started following you', region: { x: 0, y: 0, width: 1, height: 1 },
    });
    await bench.engine.call('review.assess', { itemIds: [itemId, picture.id], state: 'unclear', standards: ['CON'] });
    await bench.engine.call('review.tag', { itemIds: [itemId, picture.id], tag: 'reaction', on: true });
    await bench.engine.call('pictures.withdraw', { itemId, reason: 'Read wrongly' });
    const refusal = await bench.engine.call('tags.remove', { code: 'reaction', reason: 'Too broad' }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'in_use', details: { items: 1 } });
    const { assessments, standards, seconds } = await bench.engine.call('timeline.facets', {});
    expect([assessments.map(({ count }) => count), standards.map(({ count }) => count), seconds[0]?.count]).toEqual([[0, 0, 0, 1, 0], [1], 1]);
  });
});
