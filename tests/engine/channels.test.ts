/** What is said of channels, what follows for rows, and the lanes counted by it. */
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../shared/domain/channel.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, codeOf, freshCase, freshEngine, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const chat = [
  '01/09/2021, 10:00 - Rowan Ashdown: Update one: CCTV has been asked for',
  '02/09/2021, 22:00 - Rowan Ashdown: are you up?',
  '03/09/2021, 22:00 - Imogen Vale: yes',
  '10/09/2021, 22:00 - Rowan Ashdown: still there?',
  '20/09/2021, 10:00 - Rowan Ashdown: Update two: your report is closed',
  '21/09/2021, 10:00 - Rowan Ashdown: a drink?',
].join('\n');

async function withChat(): Promise<{ bench: Bench; exhibitId: number; thread: string; items: readonly ItemLine[] }> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
  const items = await allItems(bench);
  const [first] = items;
  if (first === undefined) throw new Error('nothing was read');
  return { bench, exhibitId: (await bench.engine.call('items.get', { itemId: first.id })).exhibitId, thread: first.thread, items };
}
const by = async (bench: Bench, ...channels: Channel[]): Promise<string[]> => (await allItems(bench, { channels })).map(({ text }) => text);
const state = (bench: Bench, subject: object, channel: 'official' | 'personal' | null, reason = 'Interview, page 3') => bench.engine.call('channels.state', { subject: subject as never, channel, reason });

describe('channels', () => {
  it('are not said of anything until a person says so: no device, application or name decides', async () => {
    const { bench, items } = await withChat();
    expect(await by(bench, 'official')).toEqual([]);
    expect(await by(bench, 'personal')).toEqual([]);
    expect(await by(bench, 'not-said')).toHaveLength(items.length);
    const [beside] = await bench.engine.call('conversation.beside', { itemIds: [items[0]?.id as never] });
    expect(beside).toMatchObject({ channel: 'not-said', because: '', closed: false, reactsTo: null });
  });

  it('follow the narrowest statement: item, then conversation, then identifiers, then exhibit', async () => {
    const { bench, exhibitId, thread, items } = await withChat();
    await state(bench, { type: 'exhibit', exhibitId }, 'official');
    expect(await by(bench, 'official')).toHaveLength(6);
    await state(bench, { type: 'identifier', kind: 'name', normal: items[2]?.identifiers.find(({ role }) => role === 'from')?.normal ?? '' }, 'personal');
    const hers = await by(bench, 'personal');
    expect(hers).toContain('yes');
    await state(bench, { type: 'thread', exhibitId, thread }, 'personal', 'Statement of I. Vale, page 1');
    expect(await by(bench, 'personal')).toHaveLength(6);
    await bench.engine.call('review.tag', { itemIds: [items[0]?.id as never], tag: 'official-update', on: true });
    expect(await by(bench, 'official')).toEqual(['Update one: CCTV has been asked for']);
    expect(await by(bench, 'personal')).toHaveLength(5);
    const beside = await bench.engine.call('conversation.beside', { itemIds: items.slice(0, 2).map(({ id }) => id) });
    expect(beside.map(({ channel, because }) => [channel, because])).toEqual([
      ['official', 'Tagged as an official update'], ['personal', `The conversation “${thread}” in ABC/1 is said to be personal`],
    ]);
  });

  it('say so when two statements about one row contradict one another', async () => {
    const { bench, items } = await withChat();
    for (const [name, channel] of [['Rowan Ashdown', 'official'], ['Imogen Vale', 'personal']] as const) {
      const normal = items.flatMap(({ identifiers }) => identifiers).find(({ written }) => written === name)?.normal ?? '';
      await state(bench, { type: 'identifier', kind: 'name', normal }, channel);
    }
    const counts = await Promise.all((['official', 'personal', 'not-said', 'disagree'] as const).map(async (channel) => (await by(bench, channel)).length));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(items.length);
    const both = items.filter(({ identifiers }) => ['Rowan Ashdown', 'Imogen Vale'].every((name) => identifiers.some(({ written, role }) => written === name && role !== 'mentioned')));
    expect(counts[3]).toBe(both.length);
  });

  it('are taken back one by one, with author and history, each in the continuity log', async () => {
    const { bench, exhibitId } = await withChat();
    await state(bench, { type: 'exhibit', exhibitId }, 'personal', 'His own handset');
    await state(bench, { type: 'exhibit', exhibitId }, 'personal', 'Again');
    const [said, ...more] = await state(bench, { type: 'exhibit', exhibitId }, 'official', 'Issued by the force');
    expect(more).toEqual([]);
    expect(said).toMatchObject({ inWords: 'exhibit ABC/1', channel: 'official', author: 'R. Reviewer', reason: 'Issued by the force', history: [{ summary: 'Channel: exhibit ABC/1 is official' }, { summary: 'Channel: exhibit ABC/1 is personal', reason: 'His own handset' }] });
    expect(await bench.engine.call('channels.undo', {})).toEqual({ undone: 'Channel: exhibit ABC/1 is official' });
    expect(await by(bench, 'personal')).toHaveLength(6);
    expect(await bench.engine.call('channels.undo', {})).toEqual({ undone: 'Channel: exhibit ABC/1 is personal' });
    expect(await by(bench, 'not-said')).toHaveLength(6);
    expect(await bench.engine.call('channels.undo', {})).toBeNull();
    const { entries } = await bench.engine.call('continuity.page', {});
    expect(entries.slice(0, 4).map(({ action }) => action)).toEqual(['channel.undone', 'channel.undone', 'channel.stated', 'channel.stated']);
  });

  it('are of the case: refused of an exhibit or a conversation that is not there, and without a reason', async () => {
    const { bench, exhibitId } = await withChat();
    expect(await codeOf(state(bench, { type: 'exhibit', exhibitId: 99 }, 'personal'))).toBe('not_found');
    expect(await codeOf(state(bench, { type: 'thread', exhibitId, thread: 'nobody' }, 'personal'))).toBe('not_found');
    await expect(state(bench, { type: 'exhibit', exhibitId }, 'personal', ' ')).rejects.toThrow();
  });

  it('cannot be taken back beneath what somebody else said since', async () => {
    const { bench, exhibitId } = await withChat();
    await state(bench, { type: 'exhibit', exhibitId }, 'personal');
    await bench.engine.call('cases.close', {});
    const second = freshEngine(bench.folder, undefined, 'S. Second');
    await second.engine.call('cases.open', { folder: bench.caseFolder });
    await second.engine.call('channels.state', { subject: { type: 'exhibit', exhibitId }, channel: 'official', reason: 'Force issue list' });
    await second.engine.call('cases.close', {});
    await bench.engine.call('cases.open', { folder: bench.caseFolder });
    expect(await codeOf(bench.engine.call('channels.undo', {}))).toBe('invalid_input');
  });
});

describe('lanes: “failed in his duties to properly update the victim”', () => {
  it('count contacts by channel, the longest time without, and what happened by the other meanwhile and after', async () => {
    const { bench, exhibitId, items } = await withChat();
    await state(bench, { type: 'exhibit', exhibitId }, 'personal');
    await bench.engine.call('review.tag', { itemIds: [items[0], items[4]].map((item) => item?.id as never), tag: 'official-update', on: true });
    const { lanes, filter } = await bench.engine.call('conversation.lanes', { filter: everything });
    const [official, personal, notSaid, disagree] = lanes;
    expect([official, personal, notSaid, disagree].map((lane) => [lane?.channel, lane?.contacts, lane?.undated])).toEqual([['official', 2, 0], ['personal', 4, 0], ['not-said', 0, 0], ['disagree', 0, 0]]);
    expect(official?.longestGap).toMatchObject({ opposite: 3, from: { itemId: items[0]?.id }, to: { itemId: items[4]?.id } });
    // Times to the minute: from the end of 10:00 to 10:00 nineteen days later, or a minute either way.
    expect(official?.longestGap?.shortestMs).toBeGreaterThanOrEqual(19 * 86_400_000 - 60_000);
    expect(official?.oppositeAfterLast?.count).toBe(1);
    expect(personal?.longestGap).toMatchObject({ opposite: 1 });
    expect(personal?.oppositeAfterLast?.count).toBe(0);
    expect(notSaid).toMatchObject({ first: null, last: null, longestGap: null, oppositeAfterLast: null });

    const gap = official?.longestGap;
    const rows = await allItems(bench, { ...filter, channels: ['personal'], pattern: { counted: 'contacts', wholly: { fromMs: gap?.fromMs ?? null, untilMs: gap?.untilMs ?? null } } as never });
    expect(rows).toHaveLength(gap?.opposite ?? -1);
  });

  it('add up to the contacts of the filter, whatever is said of whom', async () => {
    const { bench, exhibitId, thread, items } = await withChat();
    const name = items[0]?.identifiers.find(({ role }) => role === 'from')?.normal ?? '';
    for (const subject of [{ type: 'exhibit', exhibitId }, { type: 'identifier', kind: 'name', normal: name }, { type: 'thread', exhibitId, thread }] as const) {
      for (const channel of ['official', 'personal', null] as const) {
        await state(bench, subject, channel);
        const { lanes } = await bench.engine.call('conversation.lanes', { filter: everything });
        expect(lanes.reduce((sum, { contacts, undated }) => sum + contacts + undated, 0)).toBe(items.filter(({ kind }) => kind === 'message').length);
        for (const lane of lanes) expect(await by(bench, lane.channel)).toHaveLength(lane.contacts + lane.undated);
      }
    }
  });
});
