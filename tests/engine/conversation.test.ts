import { describe, expect, it } from 'vitest';
import { addAndImport, allItems, freshCase, londonAnswers, smallChat, writeEvidence } from './harness.ts';

describe('the conversation of an item', () => {
  it('is its thread in its exhibit, told apart from a thread of the same name in another', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    await addAndImport(bench, writeEvidence(bench.folder, 'other.txt', `${smallChat}\n01/11/2021, 09:00 - Imogen Vale: later`), 'ABC/2', londonAnswers);
    const items = await allItems(bench);
    const last = items.find(({ text }) => text === 'later');
    if (last === undefined) throw new Error('the row is missing');
    const talk = await bench.engine.call('conversation.of', { itemId: last.id });
    expect(talk).toMatchObject({ exhibitReference: 'ABC/2', thread: last.thread, items: items.filter(({ exhibit }) => exhibit === 'ABC/2').length, people: [], officerNames: [] });
    const shown = await allItems(bench, { threads: [{ exhibitId: talk.exhibitId, thread: talk.thread }] });
    expect(new Set(shown.map(({ exhibit }) => exhibit))).toEqual(new Set(['ABC/2']));
    expect(shown).toHaveLength(talk.items);
    const view = await bench.engine.call('timeline.open', { filter: { threads: [{ exhibitId: talk.exhibitId, thread: talk.thread }] }, zone: 'UTC' });
    expect(view.filterInWords).toBe(`conversation is “${talk.thread}” in ABC/2`);
  });

  it('names the people who hold what it carries, the officer apart', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    for (const [name, relationship] of [['Rowan Ashdown', 'self'], ['Imogen Vale', 'other']] as const) {
      const { id } = await bench.engine.call('people.create', { name, relationship });
      await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'name', value: name, basis: 'Statement' });
    }
    const [first] = (await allItems(bench)).filter(({ kind }) => kind === 'message');
    if (first === undefined) throw new Error('the row is missing');
    expect(await bench.engine.call('conversation.of', { itemId: first.id })).toMatchObject({ people: [{ name: 'Imogen Vale' }], officerNames: ['Rowan Ashdown'] });
  });

  it('has the system accesses about its people beside it, wherever the audit lies, and no others', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    const [message] = (await allItems(bench)).filter(({ kind }) => kind === 'message');
    if (message === undefined) throw new Error('the row is missing');
    const { exhibitId } = await bench.engine.call('items.get', { itemId: message.id });
    const write = (text: string, to: string) => bench.engine.call('events.write', { exhibitId, page: null, kind: 'access', date: '2021-09-28', clock: '15:24', written: '28/09/2021 15:24', precision: 'minute', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'Unit', from: 'ASHDOWN', to: [to], thread: '', text });
    await write('about her', 'Imogen Vale');
    await write('about another', 'Lex Drayford');
    const { id } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
    await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'name', value: 'Imogen Vale', basis: 'Statement' });
    const threads = [{ exhibitId, thread: message.thread }];
    const alone = await allItems(bench, { threads });
    const beside = await allItems(bench, { threads, accessesAbout: [id] });
    expect(beside.filter(({ kind }) => kind === 'access').map(({ text }) => text)).toEqual(['about her']);
    expect(beside).toHaveLength(alone.length + 1);
    const view = await bench.engine.call('timeline.open', { filter: { threads, accessesAbout: [id] }, zone: 'UTC' });
    expect(view.filterInWords).toBe(`conversation is “${message.thread}” in ABC/1; with the system accesses about Imogen Vale`);
  });
});
