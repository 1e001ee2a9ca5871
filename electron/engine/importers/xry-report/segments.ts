/**
 * Puts a long message together again. A report lists its segments as entries of their own that share
 * a reference number; together they are one message. Reference numbers are reused, so segments
 * belong together only when they also agree on the other party and on how many there are, and stand
 * within reach of each other.
 */
import { blocks } from './attributes.ts';
import { firstOf, valuesOf, type AnyEntry, type Entry } from './entry.ts';

/** How many entries ahead the rest of a message is looked for. */
const reach = 64;
const reachCharacters = 1 << 20;
/** Long messages have at most 255 segments by their standard. */
const mostSegments = 255;

interface Segment { readonly entry: Entry; readonly number: number; readonly of: number; readonly key: string }

/** An entry, or all the segments of one message in their order. */
export interface Whole {
  readonly type: 'whole';
  readonly segments: readonly Entry[];
  /** Segments the report says there are; 1 for everything that is not a long message. */
  readonly announced: number;
  readonly numbers: readonly number[];
}

function segmentOf(entry: AnyEntry): Segment | null {
  if (entry.type !== 'entry') return null;
  const [reference, number, of] = [firstOf(entry, ['reference number']), Number(firstOf(entry, ['segment number'])), Number(firstOf(entry, ['segments']))];
  if (reference === '' || !Number.isInteger(number) || !Number.isInteger(of) || of < 2 || of > mostSegments || number < 1 || number > of) return null;
  const parties = blocks.flatMap((block) => valuesOf(entry, block, ['tel', 'name', 'number', 'email']).map((value) => `${block} ${value.trim()}`));
  return { entry, number, of, key: JSON.stringify([reference, of, firstOf(entry, ['type']).toLowerCase(), firstOf(entry, ['tel', 'number']), parties]) };
}

function sizeOf(entry: AnyEntry): number {
  return entry.type === 'entry' ? entry.verbatim.length : entry.row.verbatim.length;
}

/** Takes the rest of a message out of the entries that follow it. */
function gather(first: Segment, following: AnyEntry[]): Whole {
  const found = new Map([[first.number, first.entry]]);
  for (let at = 0; at < following.length && found.size < first.of;) {
    const segment = segmentOf(following[at] as AnyEntry); // within the length just tested
    if (segment === null || segment.key !== first.key) { at += 1; continue; }
    // A number met again begins another message under a reused reference.
    if (found.has(segment.number)) break;
    found.set(segment.number, segment.entry);
    following.splice(at, 1);
  }
  const ordered = [...found].sort(([a], [b]) => a - b);
  return { type: 'whole', segments: ordered.map(([, entry]) => entry), announced: first.of, numbers: ordered.map(([number]) => number) };
}

/**
 * Entries in file order, segments of one message together at the place of the one met first.
 * Returns what the reading of the entries returns.
 */
export async function* joinSegments<T>(entries: AsyncGenerator<AnyEntry, T, void>): AsyncGenerator<Whole | Extract<AnyEntry, { type: 'unreadable' }>, T, void> {
  const waiting: AnyEntry[] = [];
  let characters = 0;
  let ended: { readonly value: T } | null = null;
  for (;;) {
    while (ended === null && waiting.length <= reach && characters < reachCharacters) {
      const step = await entries.next();
      if (step.done === true) { ended = { value: step.value }; break; }
      waiting.push(step.value);
      characters += sizeOf(step.value);
    }
    const next = waiting.shift();
    if (next === undefined) {
      if (ended !== null) return ended.value;
      continue;
    }
    const segment = segmentOf(next);
    const whole: Whole | null = next.type === 'unreadable' ? null : segment === null ? { type: 'whole', segments: [next], announced: 1, numbers: [1] } : gather(segment, waiting);
    characters = waiting.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (next.type === 'unreadable') yield next;
    else if (whole !== null) yield whole;
  }
}
