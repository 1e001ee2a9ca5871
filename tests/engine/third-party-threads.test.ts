/** Third-party conversations: closed until opened with a reason, and never out of the case. */
import { describe, expect, it } from 'vitest';
import { addAndImport, addExhibit, allItems, codeOf, freshCase, freshEngine, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

async function withChat(): Promise<{ bench: Bench; thread: { exhibitId: never; thread: string }; itemId: never }> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  const first = (await allItems(bench)).find(({ kind }) => kind === 'message');
  if (first === undefined) throw new Error('nothing was read');
  const { exhibitId } = await bench.engine.call('items.get', { itemId: first.id });
  return { bench, thread: { exhibitId: exhibitId as never, thread: first.thread }, itemId: first.id as never };
}

describe('a third-party conversation', () => {
  it('is none until somebody says so; then it is closed to everyone, and still in timeline, search and counts', async () => {
    const { bench, thread, itemId } = await withChat();
    const before = await allItems(bench);
    expect((await bench.engine.call('conversation.of', { itemId })).thirdParty).toBeNull();
    expect(await codeOf(bench.engine.call('threads.open', { ...thread, reason: 'x' }))).toBe('invalid_input');
    const [stated] = await bench.engine.call('threads.state', { ...thread, standing: 'third-party', reason: 'Her mother and her sister' });
    expect(stated).toMatchObject({ thirdParty: true, because: 'stated', openToYou: false, items: before.length, openings: [], inWords: 'R. Reviewer said that it is a third-party conversation: Her mother and her sister.' });
    expect((await bench.engine.call('conversation.of', { itemId })).thirdParty).toMatchObject({ thirdParty: true, openToYou: false });
    expect((await bench.engine.call('conversation.beside', { itemIds: [itemId] }))[0]?.closed).toBe(true);
    expect(await allItems(bench)).toEqual(before);
    expect(await allItems(bench, { search: 'hello' })).toHaveLength(1);
  });

  it('is opened with a reason, by each reviewer for themselves, and both stand in the continuity log', async () => {
    const { bench, thread, itemId } = await withChat();
    await bench.engine.call('threads.state', { ...thread, standing: 'third-party', reason: 'Her mother' });
    await expect(bench.engine.call('threads.open', { ...thread, reason: '  ' })).rejects.toThrow();
    await bench.engine.call('threads.open', { ...thread, reason: 'The officer is spoken of' });
    expect((await bench.engine.call('conversation.beside', { itemIds: [itemId] }))[0]?.closed).toBe(false);
    const { entries: [entry] } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'thread.opened', author: 'R. Reviewer', summary: `Third-party conversation “${thread.thread}” in ABC/1 opened: The officer is spoken of` });
    await bench.engine.call('cases.close', {});
    const second = freshEngine(bench.folder, undefined, 'S. Second');
    await second.engine.call('cases.open', { folder: bench.caseFolder });
    expect((await second.engine.call('conversation.of', { itemId })).thirdParty).toMatchObject({ openToYou: false, openings: [{ opened: true, author: 'R. Reviewer', reason: 'The officer is spoken of' }] });
    await second.engine.call('cases.close', {});
    await bench.engine.call('cases.open', { folder: bench.caseFolder });
    await bench.engine.call('threads.close', thread);
    expect((await bench.engine.call('threads.list', {}))[0]).toMatchObject({ openToYou: false, openings: [{ opened: false }, { opened: true }] });
  });

  it('is one when everyone who takes part in every row is stated to be a third party, and not while anybody is not', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'notes.txt', 'A page of messages.'));
    const write = (from: string, to: string, text: string) => bench.engine.call('events.write', { exhibitId: exhibit.id, page: null, kind: 'message', date: '2021-09-28', clock: '15:24', written: '28/09/2021 15:24', precision: 'minute', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'Unit', from, to: [to], thread: 'Sisters', text });
    await write('Ada Finch', 'Bea Finch', 'one');
    await write('Bea Finch', 'Ada Finch', 'two');
    const state = async (name: string, role: 'third-party' | 'complainant') => {
      const person = await bench.engine.call('people.create', { name, role });
      await bench.engine.call('people.holdIdentifier', { personId: person.id, kind: 'name', value: name, basis: 'Statement' });
      return person.id;
    };
    await state('Ada Finch', 'third-party');
    expect(await bench.engine.call('threads.list', {})).toEqual([]);
    const bea = await state('Bea Finch', 'third-party');
    expect(await bench.engine.call('threads.list', {})).toMatchObject([{ thread: 'Sisters', thirdParty: true, because: 'people', items: 2, inWords: 'Everyone who takes part is stated in People to be a third party.' }]);
    const [said] = await bench.engine.call('threads.state', { exhibitId: exhibit.id, thread: 'Sisters', standing: 'of-interest', reason: 'They speak of the report' });
    expect(said).toMatchObject({ thirdParty: false, because: 'stated' });
    expect(await bench.engine.call('channels.undo', {})).toEqual({ undone: 'Third parties: the conversation “Sisters” in ABC/1 is not a third-party conversation' });
    expect((await bench.engine.call('threads.list', {}))[0]).toMatchObject({ thirdParty: true, because: 'people' });
    await write('Rowan Ashdown', 'Ada Finch', 'three');
    expect(await bench.engine.call('threads.list', {})).toEqual([]);
    await bench.engine.call('pictures.withdraw', { itemId: (await allItems(bench, { search: 'three' }))[0]?.id as never, reason: 'Misread' });
    expect(await bench.engine.call('threads.list', {})).toHaveLength(1);
    await bench.engine.call('people.update', { personId: bea, role: 'complainant' });
    expect(await bench.engine.call('threads.list', {})).toEqual([]);
  });

  it('never is one where the officer or a complainant takes part', async () => {
    const { bench } = await withChat();
    for (const [name, role, relationship] of [['Rowan Ashdown', 'officer', 'self'], ['Imogen Vale', 'third-party', 'family']] as const) {
      const { id } = await bench.engine.call('people.create', { name, role, relationship });
      await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'name', value: name, basis: 'Statement' });
    }
    expect(await bench.engine.call('threads.list', {})).toEqual([]);
  });
});
