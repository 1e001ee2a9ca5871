/** The sequence of events to the minute: how long since the row before, as a range, and on what both times rest. */
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import type { ItemLine } from '../../../../../shared/contract/timeline.ts';
import { formatDuration, formatGap, gapBetween, type Spanned } from '../../../../../shared/domain/display-time.ts';
import { zoneBasisLabels } from '../../../../../shared/domain/evidence-time.ts';
import { escapeHtml, isolated } from '../../timeline/markup.ts';
import { textNote } from '../case-matter.ts';
import { small } from '../cells.ts';
import { clockColumn, dateColumn, numberColumn, sourceColumn, type ItemDocument, type OfItem } from '../item-document.ts';
import type { Column } from '../table-document.ts';
import { eventColumn, versionsColumn, versionsNote } from './chronology.ts';

const spanOf = ({ at, until, precision }: ItemLine): Spanned => ({ earliestMs: at === null ? null : Date.parse(at), latestMs: until === null ? null : Date.parse(until), precision });

/** `6 min 50 s – 7 min 49 s`; where the sources leave the order open, how far either may come first. */
function gapInWords(gap: { readonly shortestMs: number; readonly longestMs: number }): string {
  if (gap.shortestMs >= 0) return formatGap(gap);
  return gap.longestMs <= 0 ? 'at the same time' : `order open: up to ${formatDuration(gap.longestMs)} after, or up to ${formatDuration(gap.shortestMs)} before`;
}

/** Compares each row with the one set before it; for one table. */
function gapColumn(): Column<OfItem> {
  let before: { readonly item: ItemLine; readonly number: number } | null = null;
  return {
    key: 'gap', heading: 'Since the row before', share: 14, cell: ({ item }, number) => {
      const last = before;
      before = { item, number };
      if (last === null) return '';
      const gap = gapBetween(spanOf(last.item), spanOf(item));
      return gap === null ? '' : `${escapeHtml(gapInWords(gap))}${small(escapeHtml(`from No. ${last.number} (${last.item.exhibit}) to No. ${number} (${item.exhibit})`))}`;
    },
  };
}

/** What the source writes, the zone it is read in, and on whose word. */
function basisCell({ item }: OfItem): string {
  if (item.zone === null) return isolated(item.written);
  return `${isolated(item.written)}${small(escapeHtml(`${item.zone}, ${zoneBasisLabels[item.zoneBasis]}; to the ${item.precision}`))}`;
}

export function sequence(zone: string): Pick<ItemDocument<OfItem>, 'title' | 'columns' | 'bundlePageAt' | 'none' | 'notes'> {
  return {
    title: documentLabels.sequence.title,
    columns: [numberColumn, dateColumn(zone), clockColumn(zone), gapColumn(), { ...eventColumn, share: 29 }, sourceColumn, { key: 'written', heading: 'Time as the source has it', share: 14, cell: basisCell }, { ...versionsColumn, share: 16 }],
    bundlePageAt: 6, none: 'No events are in this span of time.',
    notes: [
      { key: 'gap', words: 'A gap is the least and the most time that can lie between two rows, given how finely each source states its time: 15:24:10 to 15:31 is 6 min 50 s to 7 min 49 s. Gaps are between rows listed here; what is not listed may lie between them.' },
      textNote, versionsNote,
    ],
  };
}
