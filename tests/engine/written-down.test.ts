/** Events a person reads out of an exhibit. */
import { describe, expect, it } from 'vitest';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

const entry = {
  page: 4, kind: 'event', date: '2021-09-30', clock: '14:10', written: '30 September 2021, about ten past two', precision: 'minute', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'Statement of I. Vale',
  from: 'Imogen Vale', to: ['Rowan Ashdown'], thread: '', text: 'She asked him to stop writing to her',
} as const;

async function statementCase(): Promise<Bench & { readonly exhibitId: number }> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'statement.txt', 'Statement of Imogen Vale.\nI asked him to stop.'), 'ABC/2');
  const exhibit = (await bench.engine.call('exhibits.list', {})).find(({ reference }) => reference === 'ABC/2');
  if (exhibit === undefined) throw new Error('the exhibit is missing');
  return { ...bench, exhibitId: exhibit.id };
}
const write = (bench: Bench & { readonly exhibitId: number }, change: object = {}) => bench.engine.call('events.write', { ...entry, to: [...entry.to], exhibitId: bench.exhibitId, ...change });

describe('an event written down from an exhibit', () => {
  it('is an item of its own with its page, its writer, and the time on the word of the source', async () => {
    const bench = await statementCase();
    const { itemId } = await write(bench);
    const item = await bench.engine.call('items.get', { itemId });
    expect(item).toMatchObject({ kind: 'event', exhibitReference: 'ABC/2', from: 'Imogen Vale', to: ['Rowan Ashdown'], text: 'She asked him to stop writing to her' });
    expect(item.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 30, 13, 10), precision: 'minute', zoneBasis: 'stated', zoneBasisBy: 'Statement of I. Vale', written: '30 September 2021, about ten past two' });
    expect(item.fields).toEqual([{ name: 'Read from', value: 'ABC/2, page 4' }, { name: 'Read by', value: 'R. Reviewer' }]);
    expect(item.remarks).toEqual(['Written down by a person from the exhibit; check it against the exhibit.']);
    expect(await allItems(bench, { search: 'stop writing' })).toHaveLength(1);
  });

  it('leaves the exhibit’s own rows and certificate as they were', async () => {
    const bench = await statementCase();
    const before = await bench.engine.call('imports.certificates', {});
    await write(bench);
    expect(await bench.engine.call('imports.certificates', {})).toEqual(before);
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });

  it('says of a note that it is no evidence', async () => {
    const bench = await statementCase();
    const { itemId } = await write(bench, { kind: 'note', page: null });
    expect(await bench.engine.call('items.get', { itemId })).toMatchObject({ kind: 'note', remarks: ['A note of the investigator. It is no evidence of what it says.'], fields: [{ value: 'ABC/2' }, {}] });
  });

  it('is refused without words, or at a time that never was', async () => {
    const bench = await statementCase();
    expect(await codeOf(write(bench, { text: '  ' }))).toBe('invalid_input');
    expect(await codeOf(write(bench, { date: '2021-03-28', clock: '01:30' }))).toBe('invalid_input');
    expect(await codeOf(write(bench, { exhibitId: 99 }))).toBe('not_found');
  });

  it('is withdrawn with a reason, and the log keeps what it said', async () => {
    const bench = await statementCase();
    const { itemId } = await write(bench);
    const { itemId: second } = await write(bench);
    expect(second).not.toBe(itemId);
    await bench.engine.call('pictures.withdraw', { itemId, reason: 'Another day' });
    expect(await codeOf(bench.engine.call('items.get', { itemId }))).toBe('not_found');
    expect(await bench.engine.call('items.get', { itemId: second })).toMatchObject({ id: second });
    expect(JSON.stringify((await bench.engine.call('continuity.page', {})).entries[0])).toContain('She asked him to stop writing to her');
  });
});
