/** Lines of a conversation with each reaction put under the message its source names. Nothing is moved by time or likeness, and nothing is left out. */
import type { BesideRow } from '../../../shared/contract/conversations.ts';
import type { TimelineLine } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';

export type ItemLineOfView = Extract<TimelineLine, { readonly type: 'item' }>;
export interface ArrangedLine {
  readonly key: string;
  readonly line: TimelineLine;
  /** The message the row is a reaction to, when that stands above it for this reason. */
  readonly reactionTo: ItemLineOfView | null;
}

/** Day headings under which nothing is left, since all of the day is drawn elsewhere. A change of the clocks is told all the same. */
function isBare(lines: readonly TimelineLine[], at: number, moved: ReadonlySet<ItemId>): boolean {
  const heading = lines[at];
  if (heading?.type !== 'day' || heading.clockChange !== null) return false;
  let items = 0;
  for (let next = at + 1; next < lines.length && lines[next]?.type !== 'day' && lines[next]?.type !== 'undated'; next += 1) {
    const line = lines[next];
    if (line?.type === 'anchor') return false;
    if (line?.type !== 'item') continue;
    if (!moved.has(line.item.id)) return false;
    items += 1;
  }
  // Cut off at the end of what is held, a day may have more.
  return items > 0;
}

export function arrange(lines: readonly TimelineLine[], start: number, beside: ReadonlyMap<ItemId, BesideRow>): ArrangedLine[] {
  const items = lines.filter((line) => line.type === 'item');
  const byName = new Map(items.flatMap((line) => (beside.get(line.item.id)?.knownAs ?? []).map((name) => [name, line] as const)));
  const reactions = new Map<ItemId, ItemLineOfView[]>();
  const moved = new Set<ItemId>();
  for (const line of items) {
    const about = beside.get(line.item.id);
    const message = about?.reactsTo == null || about.closed ? undefined : byName.get(about.reactsTo);
    if (message === undefined || message === line) continue;
    moved.add(line.item.id);
    reactions.set(message.item.id, [...reactions.get(message.item.id) ?? [], line]);
  }
  return lines.flatMap((line, index): ArrangedLine[] => {
    if (line.type !== 'item') return isBare(lines, index, moved) ? [] : [{ key: `line ${start + index}`, line, reactionTo: null }];
    if (moved.has(line.item.id)) return [];
    return [{ key: line.item.id, line, reactionTo: null }, ...(reactions.get(line.item.id) ?? []).map((reaction) => ({ key: reaction.item.id, line: reaction, reactionTo: line }))];
  });
}

/** What a reaction says, without the word the reader of its source put before it. */
export function signOf(text: string): string {
  return text.replace(/^reaction: /, '');
}

/** Reactions kept with a message that are not drawn as rows of their own already. */
export function keptReactions(within: readonly string[], drawn: readonly ItemLineOfView[]): string[] {
  const shown = new Set(drawn.map(({ item }) => `${signOf(item.text)} by ${item.from}`));
  return within.filter((reaction) => !shown.has(reaction));
}
