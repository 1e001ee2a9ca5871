/** Reactions are put under the message their source names; whatever happens, every row stays, once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, keptReactions, signOf } from '../../renderer/features/conversation/arrange.ts';
import type { BesideRow } from '../../shared/contract/conversations.ts';
import type { TimelineLine } from '../../shared/contract/timeline.ts';
import type { ItemId } from '../../shared/domain/ids.ts';

const item = (id: string, more: object = {}): TimelineLine => ({ type: 'item', itemIndex: 0, simultaneous: false, duty: 'unknown', item: { id, text: id, from: '', ...more } }) as unknown as TimelineLine;
const day = (clockChange: string | null = null): TimelineLine => ({ type: 'day', startMs: 0, zone: 'UTC', clockChange });
const about = (rows: Readonly<Record<string, Partial<BesideRow>>>): ReadonlyMap<ItemId, BesideRow> => new Map(Object.entries(rows).map(([id, row]) => [id as ItemId, { itemId: id as ItemId, channel: 'not-said', because: '', knownAs: [], reactsTo: null, reactions: [], closed: false, ...row }]));
const shown = (lines: readonly TimelineLine[], beside: ReadonlyMap<ItemId, BesideRow>): string[] => arrange(lines, 0, beside).map(({ line, reactionTo }) => (line.type === 'item' ? `${line.item.id}${reactionTo === null ? '' : ` on ${reactionTo.item.id}`}` : line.type));

describe('arranging a conversation', () => {
  it('puts a reaction under its message, and leaves one whose message is not held, closed, or itself where it is', () => {
    const beside = about({ a: { knownAs: ['A'] }, b: { knownAs: ['B'] }, r: { reactsTo: 'A' }, s: { reactsTo: 'elsewhere' }, c: { reactsTo: 'A', closed: true }, own: { knownAs: ['own'], reactsTo: 'own' } });
    expect(shown([day(), item('a'), item('b'), item('r'), item('s'), item('c'), item('own')], beside)).toEqual(['day', 'a', 'r on a', 'b', 's', 'c', 'own']);
  });

  it('leaves out the heading of a day of which all is drawn elsewhere, unless the clocks changed', () => {
    const beside = about({ a: { knownAs: ['A'] }, r: { reactsTo: 'A' } });
    expect(shown([day(), item('a'), day(), item('r'), day(), item('b')], beside)).toEqual(['day', 'a', 'r on a', 'day', 'b']);
    expect(shown([day(), item('a'), day('clocks went back'), item('r')], beside)).toEqual(['day', 'a', 'r on a', 'day']);
  });

  it('keeps every row once, whatever refers to whatever', () => {
    fc.assert(fc.property(fc.array(fc.record({ knownAs: fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 2 }), reactsTo: fc.constantFrom(null, 'A', 'B', 'C', 'D'), closed: fc.boolean() }), { maxLength: 8 }), (rows) => {
      const named = rows.map((row, index) => [`i${index}`, row.reactsTo === null ? row : { ...row, knownAs: [] }] as const);
      const lines = named.map(([id]) => item(id));
      const drawn = arrange(lines, 0, about(Object.fromEntries(named))).map(({ key }) => key);
      expect([...drawn].sort()).toEqual(named.map(([id]) => id).sort());
    }));
  });

  it('shows a reaction kept with its message only when it is no row of its own', () => {
    const [drawn] = [item('r', { text: 'reaction: 🔥', from: 'Ben' })];
    if (drawn?.type !== 'item') throw new Error('an item was made');
    expect(keptReactions(['🔥 by Ben', '👍 by Ann'], [drawn])).toEqual(['👍 by Ann']);
    expect(signOf('reaction: 🔥')).toBe('🔥');
    expect(signOf('loved')).toBe('loved');
  });
});
