/** Accounts, disclosure, links to what is alleged, and the words of a case: tags, allegations, Standards. */
import { describe, expect, it } from 'vitest';
import { chatToReview } from '../fixtures/reviewed-case.ts';
import { allItems, codeOf, type Bench } from './harness.ts';

const interview = { whose: 'officer', name: '', text: 'We had mutual friends', source: 'interview', place: 'page 14', saidOn: '2022-03-02' } as const;
const actionsOf = async (bench: Bench, limit: number): Promise<string[]> => (await bench.engine.call('continuity.page', { limit })).entries.map(({ action }) => action);

describe('what people say of an item', () => {
  it('stands with its source, in the order in which it was said', async () => {
    const { bench, first, second } = await chatToReview();
    await bench.engine.call('review.account', { itemIds: [first, second], ...interview });
    await bench.engine.call('review.account', { itemIds: [first], whose: 'complainant', name: 'Ms A', text: 'I did not know him', source: 'statement', place: 'paragraph 3', saidOn: '2021-12-01' });
    const { accounts } = await bench.engine.call('items.get', { itemId: first });
    expect(accounts.map(({ whose, text, place, author }) => [whose, text, place, author])).toEqual([
      ['complainant', 'I did not know him', 'paragraph 3', 'R. Reviewer'], ['officer', 'We had mutual friends', 'page 14', 'R. Reviewer'],
    ]);
    expect((await allItems(bench, { officersAccount: 'recorded' })).map(({ id }) => id)).toEqual([first, second]);
    expect((await allItems(bench, { officersAccount: 'missing' })).some(({ id }) => id === first)).toBe(false);
  });

  it('is changed and taken back by further entries, and undone whole', async () => {
    const { bench, first } = await chatToReview();
    await bench.engine.call('review.account', { itemIds: [first], ...interview });
    const said = async () => (await bench.engine.call('items.get', { itemId: first })).accounts;
    const accountId = (await said())[0]?.id ?? null;
    expect(await bench.engine.call('review.account', { itemIds: [first], accountId, ...interview })).toEqual({ changed: [] });
    await bench.engine.call('review.account', { itemIds: [first], accountId, ...interview, text: 'We had never met' });
    expect(await said()).toMatchObject([{ id: accountId, text: 'We had never met' }]);
    await bench.engine.call('review.account', { itemIds: [first], accountId, ...interview, text: '' });
    expect(await said()).toEqual([]);
    await bench.engine.call('review.undo', {});
    expect(await said()).toMatchObject([{ text: 'We had never met' }]);
    await bench.engine.call('review.undo', {});
    await bench.engine.call('review.undo', {});
    expect(await said()).toEqual([]);
    expect((await bench.engine.call('items.get', { itemId: first })).accountHistory).toHaveLength(6);
  });

  it('cannot be empty, nor another item’s', async () => {
    const { bench, first, second } = await chatToReview();
    expect(await codeOf(bench.engine.call('review.account', { itemIds: [first], ...interview, text: '  ' }))).toBe('invalid_input');
    await bench.engine.call('review.account', { itemIds: [first], ...interview });
    const [account] = (await bench.engine.call('items.get', { itemId: first })).accounts;
    expect(await codeOf(bench.engine.call('review.account', { itemIds: [second], accountId: account?.id ?? null, ...interview, text: 'x' }))).toBe('not_found');
  });
});

describe('disclosure', () => {
  it('keeps relevance and handling apart, and asks for the reasons that are needed', async () => {
    const { bench, items, first, second } = await chatToReview();
    await bench.engine.call('review.disclose', { itemIds: [first, second], relevance: 'unused' });
    expect(await codeOf(bench.engine.call('review.disclose', { itemIds: [first], handling: 'sensitive' }))).toBe('invalid_input');
    expect(await codeOf(bench.engine.call('review.disclose', { itemIds: [first], relevance: 'not-relevant' }))).toBe('invalid_input');
    await bench.engine.call('review.disclose', { itemIds: [first], handling: 'sensitive', reason: 'Names a source' });
    expect((await bench.engine.call('items.get', { itemId: first })).disclosure).toMatchObject({ relevance: 'unused', handling: 'sensitive', reason: 'Names a source', author: 'R. Reviewer' });
    const found = async (filter: Parameters<typeof allItems>[1]): Promise<string[]> => (await allItems(bench, filter)).map(({ id }) => id);
    expect(await found({ relevances: ['unused'] })).toEqual([first, second]);
    expect(await found({ handlings: ['sensitive'] })).toEqual([first]);
    expect(await found({ relevances: ['unused'], handlings: ['normal'] })).toEqual([second]);
    expect(await found({ relevances: ['not-set'] })).toHaveLength(items.length - 2);
    const { relevances, handlings } = await bench.engine.call('timeline.facets', {});
    expect(relevances.map(({ count }) => count)).toEqual([items.length - 2, 0, 2, 0]);
    expect(handlings.map(({ count }) => count)).toEqual([items.length - 1, 1, 0]);
    await bench.engine.call('review.undo', {});
    await bench.engine.call('review.undo', {});
    expect(await found({ relevances: ['not-set'] })).toHaveLength(items.length);
    expect((await bench.engine.call('items.get', { itemId: first })).disclosureHistory).toHaveLength(4);
  });
});

describe('what the window is told of a review', () => {
  it('brings the rows as they stand now for a few items, says nothing of a privileged one, and names very many only by asking', async () => {
    const { bench, items, first, second } = await chatToReview();
    const told: { itemIds: readonly string[]; rows?: readonly { id: string; assessment: string; text: string }[] | undefined }[] = [];
    bench.engine.onEvent((name, payload) => { if (name === 'case.changed' && 'what' in payload && payload.what === 'review') told.push(payload); });
    await bench.engine.call('review.assess', { itemIds: [first, second], state: 'unclear' });
    expect(told[0]?.rows?.map(({ assessment }) => assessment)).toEqual(['unclear', 'unclear']);
    expect(told[0]?.rows?.map(({ id }) => id)).toEqual(expect.arrayContaining([first, second]));
    expect((await bench.engine.call('timeline.rows', { itemIds: [first, second] })).rows).toEqual(told[0]?.rows);
    await bench.engine.call('review.disclose', { itemIds: [first], handling: 'privileged', reason: 'To his solicitor' });
    expect(told[1]?.rows).toEqual([expect.objectContaining({ id: first, text: '', handling: 'privileged' })]);
    expect((await bench.engine.call('timeline.rows', { itemIds: ['0'.repeat(32)] as typeof items[number]['id'][] })).rows).toEqual([]);
  });
});

describe('a privileged item', () => {
  it('stays in its place and counted, says nothing to anybody, and says it again once its handling is set back', async () => {
    const { bench, items, first } = await chatToReview();
    const before = await bench.engine.call('items.get', { itemId: first });
    await bench.engine.call('review.disclose', { itemIds: [first], handling: 'privileged', reason: 'To his solicitor' });
    expect(await bench.engine.call('items.get', { itemId: first })).toMatchObject({ text: '', verbatim: '', fields: [], attachments: [], from: before.from, time: before.time });
    const lines = await allItems(bench);
    expect(lines.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(JSON.stringify(lines)).not.toContain(before.text);
    const { viewId, lineCount } = await bench.engine.call('timeline.open', { filter: {}, zone: 'UTC' });
    expect(JSON.stringify(await bench.engine.call('timeline.window', { viewId, start: 0, count: lineCount }))).not.toContain(before.text);
    expect(await codeOf(bench.engine.call('evidence.grant', { itemId: first, attachment: 0, variant: 'original' }))).toBe('permission_denied');
    expect(await codeOf(bench.engine.call('pictures.text', { itemId: first }))).toBe('permission_denied');
    await bench.engine.call('review.undo', {});
    expect(await bench.engine.call('items.get', { itemId: first })).toMatchObject({ text: before.text, verbatim: before.verbatim });
  });
});

describe('allegations and particulars', () => {
  it('are numbered as a notice numbers them, changed and removed, all of it recorded', async () => {
    const { bench } = await chatToReview();
    const save = (input: Parameters<typeof bench.engine.call<'charges.save'>>[1]) => bench.engine.call('charges.save', input);
    await save({ text: 'Accessed records without a policing purpose' });
    await save({ text: 'Pursued contact' });
    const [one, two] = await bench.engine.call('charges.list', {});
    await save({ partOf: two?.id ?? null, text: 'on 28 September 2021' });
    await save({ partOf: two?.id ?? null, text: 'by Instagram' });
    expect((await bench.engine.call('charges.list', {})).map(({ label }) => label)).toEqual(['1', '2', '2(a)', '2(b)']);
    expect(await codeOf(save({ chargeId: one?.id ?? null, number: '2', text: 'x' }))).toBe('already_exists');
    const particular = (await save({ chargeId: one?.id ?? null, number: '3', text: 'Accessed records' })).find(({ label }) => label === '2(a)');
    expect(await codeOf(save({ partOf: particular?.id ?? null, text: 'x' }))).toBe('invalid_input');
    if (two === undefined) throw new Error('the second was saved');
    expect((await bench.engine.call('charges.remove', { chargeId: two.id, reason: 'Not pursued' })).map(({ label }) => label)).toEqual(['3']);
    expect(await actionsOf(bench, 2)).toEqual(['charge.removed', 'charge.changed']);
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });

  it('are linked to assessments, with Standards, filtered by, and not removed silently', async () => {
    const { bench, first, second } = await chatToReview();
    const [allegation] = await bench.engine.call('charges.save', { text: 'Accessed records' });
    const listed = await bench.engine.call('charges.save', { partOf: allegation?.id ?? null, text: 'the check of 28 September' });
    const particular = listed.find(({ label }) => label === '1(a)');
    if (allegation === undefined || particular === undefined) throw new Error('both were saved');
    await bench.engine.call('review.assess', { itemIds: [first], state: 'no-policing-purpose', charges: [particular.id], standards: ['CON', 'HON', 'CON'] });
    await bench.engine.call('review.assess', { itemIds: [second], state: 'unclear', charges: [allegation.id] });
    await bench.engine.call('review.assess', { itemIds: [first], state: 'unclear' });
    expect((await bench.engine.call('items.get', { itemId: first })).assessment).toMatchObject({ state: 'unclear', charges: [particular.id], standards: ['CON', 'HON'] });
    expect((await allItems(bench, { charges: [particular.id] })).map(({ id }) => id)).toEqual([first]);
    expect((await allItems(bench, { charges: [allegation.id] })).map(({ id }) => id)).toEqual([first, second]);
    const [line] = await allItems(bench, { standards: ['CON'] });
    expect(line).toMatchObject({ id: first, assessment: { charges: ['1(a)'], standards: ['CON', 'HON'] } });
    expect((await bench.engine.call('charges.list', {})).map(({ items }) => items)).toEqual([2, 1]);
    expect((await bench.engine.call('timeline.open', { filter: { charges: [particular.id], standards: ['CON'] }, zone: 'UTC' })).filterInWords).toBe('linked to 1(a); linked to the Standard Confidentiality');
    expect(await codeOf(bench.engine.call('charges.remove', { chargeId: particular.id, reason: 'Not pursued' }))).toBe('in_use');
    await bench.engine.call('charges.remove', { chargeId: particular.id, reason: 'Not pursued', evenIfUsed: true });
    expect(await codeOf(bench.engine.call('review.assess', { itemIds: [second], state: 'unclear', charges: [particular.id] }))).toBe('not_found');
    await bench.engine.call('review.assess', { itemIds: [first], state: 'policing-purpose' });
    expect((await bench.engine.call('items.get', { itemId: first })).assessment?.charges).toEqual([particular.id]);
  });
});

describe('the ten Standards', () => {
  it('have the titles of the schedule and say so, until a person states the wording', async () => {
    const { bench } = await chatToReview();
    const supplied = await bench.engine.call('standards.list', {});
    expect(supplied.map(({ title }) => title)).toEqual([
      'Honesty and Integrity', 'Authority, Respect and Courtesy', 'Equality and Diversity', 'Use of Force', 'Orders and Instructions', 'Duties and Responsibilities', 'Confidentiality', 'Fitness for Duty',
      'Discreditable Conduct', 'Challenging and Reporting Improper Conduct',
    ]);
    expect(supplied[0]).toMatchObject({ wording: '', stated: null });
    expect(supplied[0]?.source).toContain('schedule to SI 2008/2864');
    const worded = await bench.engine.call('standards.save', { code: 'CON', title: 'Confidentiality', wording: 'Information only in the proper course of duty.', source: 'Force policy 12, page 3' });
    expect(worded.find(({ code }) => code === 'CON')).toMatchObject({ source: 'Force policy 12, page 3', stated: { author: 'R. Reviewer' } });
    expect(await actionsOf(bench, 1)).toEqual(['standard.worded']);
  });
});

describe('the tag set', () => {
  it('gains tags, changes their words, and records both', async () => {
    const { bench } = await chatToReview();
    const added = await bench.engine.call('tags.save', { name: 'Night shift!', definition: 'Between 22:00 and 06:00' });
    expect(added.at(-1)).toEqual({ code: 'night-shift', name: 'Night shift!', definition: 'Between 22:00 and 06:00', retired: false, items: 0 });
    await bench.engine.call('tags.save', { code: 'night-shift', name: 'Night', definition: 'After ten' });
    expect(await codeOf(bench.engine.call('tags.save', { name: 'night', definition: 'x' }))).toBe('already_exists');
    expect(await codeOf(bench.engine.call('tags.save', { code: 'nowhere', name: 'x', definition: 'x' }))).toBe('not_found');
    expect(await actionsOf(bench, 2)).toEqual(['tag.changed', 'tag.added']);
  });

  it('keeps the order people give it, and records each move', async () => {
    const { bench } = await chatToReview();
    const codes = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code);
    const before = codes(await bench.engine.call('tags.list', {}));
    const moved = codes(await bench.engine.call('tags.move', { code: before[4] ?? '', place: 2 }));
    expect(moved).toEqual([before[0], before[4], before[1], before[2], before[3], ...before.slice(5)]);
    expect(codes((await bench.engine.call('timeline.facets', {})).tags)).toEqual(moved);
    expect(codes(await bench.engine.call('tags.move', { code: moved[0] ?? '', place: 10_000 })).at(-1)).toBe(moved[0]);
    const log = await actionsOf(bench, 1);
    await bench.engine.call('tags.move', { code: moved[0] ?? '', place: moved.length });
    expect([log, await actionsOf(bench, 1)]).toEqual([['tag.moved'], ['tag.moved']]);
    expect(await codeOf(bench.engine.call('tags.move', { code: 'nowhere', place: 1 }))).toBe('not_found');
  });

  it('cannot lose a used tag silently; items keep it, and it is offered no more', async () => {
    const { bench, first, second } = await chatToReview();
    await bench.engine.call('review.tag', { itemIds: [first], tag: 'reaction', on: true });
    expect(await codeOf(bench.engine.call('tags.remove', { code: 'reaction', reason: 'Too broad' }))).toBe('in_use');
    const left = await bench.engine.call('tags.remove', { code: 'reaction', reason: 'Too broad', evenIfUsed: true });
    expect(left.at(-1)).toMatchObject({ code: 'reaction', retired: true, items: 1 });
    expect(await codeOf(bench.engine.call('review.tag', { itemIds: [second], tag: 'reaction', on: true }))).toBe('invalid_input');
    expect((await allItems(bench, { tags: ['reaction'] })).map(({ id }) => id)).toEqual([first]);
    expect((await bench.engine.call('tags.remove', { code: 'rescuer', reason: 'Not this case' })).some(({ code }) => code === 'rescuer')).toBe(false);
    expect((await bench.engine.call('tags.save', { code: 'reaction', name: 'Reaction', definition: 'Emoji' })).find(({ code }) => code === 'reaction')?.retired).toBe(false);
    expect((await bench.engine.call('continuity.page', { limit: 1 })).entries[0]?.summary).toBe('Tag “Reaction” put back into the tag set');
  });
});
