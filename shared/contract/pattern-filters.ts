/** The filter that opens the rows one number of the Patterns view counts. */
import { anchorSpan, type Anchor } from '../domain/anchor.ts';
import type { DutyState } from '../domain/duty.ts';
import type { Direction, ItemKind } from '../domain/item.ts';
import { dayHours, nightHours, patternOf, type Pattern } from '../domain/pattern.ts';
import type { TimelineFilter } from '../domain/timeline-filter.ts';
import type { AroundAnchors, Patterns } from './patterns.ts';

type Counted = Pattern['counted'];
type Side = 'before' | 'after' | 'open';
type Night = keyof Patterns['night']['contacts'];

const withPattern = (filter: TimelineFilter, pattern: Parameters<typeof patternOf>[0], rest: Partial<TimelineFilter> = {}): TimelineFilter => ({ ...filter, ...rest, pattern: patternOf(pattern) });

/** One function for each kind of number in a summary. */
export function patternFilters({ filter, zone, localZone, per, silenceMs }: Pick<Patterns, 'filter' | 'zone' | 'localZone' | 'per' | 'silenceMs'>) {
  const contacts = 'contacts' as const;
  return {
    dated: (counted: Counted) => withPattern(filter, { counted }),
    undated: (counted: Counted) => withPattern(filter, { counted, undated: true }),
    bucket: (counted: Counted, { startMs, untilMs }: { readonly startMs: number; readonly untilMs: number }) => withPattern(filter, { counted, wholly: { fromMs: startMs, untilMs } }),
    unbucketed: (counted: Counted) => withPattern(filter, { counted, spread: { zone, unit: per, within: false } }),
    /** Null: every weekday, or every hour. */
    cell: (counted: Counted, weekday: number | null, hour: number | null) => withPattern(filter, { counted, clock: { zone, weekdays: weekday === null ? [] : [weekday], hours: hour === null ? [] : [hour] } }),
    unplaced: (counted: Counted) => withPattern(filter, { counted, spread: { zone, unit: 'hour', within: false } }),
    duty: (counted: Counted, state: DutyState) => withPattern(filter, { counted, duty: [state] }),
    night: (counted: Counted, part: Night) => withPattern(filter, part === 'unplaced'
      ? { counted, spread: { zone: localZone, unit: 'hour', within: false } }
      : { counted, clock: { zone: localZone, weekdays: [], hours: part === 'night' ? [...nightHours] : [...dayHours] } }),
    kind: (kind: ItemKind) => withPattern(filter, { counted: contacts }, { kinds: [kind] }),
    direction: (direction: Direction) => withPattern(filter, { counted: contacts, directions: [direction] }),
    source: ({ exhibitId, file }: Pick<Patterns['sources'][number], 'exhibitId' | 'file'>) => withPattern(filter, { counted: contacts, file }, { exhibitIds: [exhibitId] }),
    official: (official: boolean) => withPattern(filter, { counted: contacts, official }),
    starts: (senders: readonly string[]) => withPattern(filter, { counted: contacts, startsAfterMs: silenceMs, senders: [...senders] }),
    messages: (senders: readonly string[]) => withPattern(filter, { counted: contacts, ordered: true, senders: [...senders] }),
    unordered: () => withPattern(filter, { counted: contacts, ordered: false }),
  };
}

/** Contacts or accesses on one side of an anchor. */
export function sideFilter(filter: TimelineFilter, counted: Counted, anchor: Pick<Anchor, 'time' | 'title'>, side: Side): TimelineFilter {
  const { fromMs, untilMs } = anchorSpan(anchor);
  if (side === 'open') return withPattern(filter, { counted, touching: [{ fromMs, untilMs }] });
  return withPattern(filter, { counted, wholly: side === 'before' ? { fromMs: null, untilMs: fromMs } : { fromMs: untilMs, untilMs: null } });
}

export function stretchFilter(filter: TimelineFilter, counted: Counted, { fromMs, untilMs }: Pick<AroundAnchors['stretches'][number], 'fromMs' | 'untilMs'>): TimelineFilter {
  return withPattern(filter, { counted, wholly: { fromMs, untilMs } });
}

/** Rows in no stretch: those that can lie at an anchor. */
export function openFilter({ filter, stretches }: Pick<AroundAnchors, 'filter' | 'stretches'>, counted: Counted): TimelineFilter {
  const touching = stretches.flatMap(({ untilMs }, index) => {
    const after = stretches[index + 1]?.fromMs;
    return untilMs === null || after == null ? [] : [{ fromMs: untilMs, untilMs: after }];
  });
  return withPattern(filter, { counted, touching });
}
