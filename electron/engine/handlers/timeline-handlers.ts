/** Answers about the timeline: views, windows, counts, single items. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { EngineState, InlineHandlers } from '../engine.ts';
import type { TimelineLine } from '../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import { readAnchors } from '../anchors/anchor-store.ts';
import { picturesNotCompared } from '../pictures/similar.ts';
import { itemDetail, rowOfItem, rowsOfItemsNow, itemIdOfRow } from '../timeline/item-detail.ts';
import { countPrivileged } from '../timeline/filter-sql.ts';
import { describeView } from '../timeline/describe-view.ts';
import { pageOfItems, readRows } from '../timeline/read-rows.ts';
import { withWordsFor } from '../timeline/search-patterns.ts';
import { parseSearch, wordsToMark } from '../timeline/search-query.ts';
import { removeView, savedViews, saveView } from '../timeline/saved-views.ts';
import { readStacking } from '../timeline/stacks.ts';
import { TimelineView } from '../timeline/timeline-view.ts';
import { caseTotals, facets, histogram } from '../timeline/timeline-summary.ts';

function requireZone(zone: string): void {
  if (!isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this machine knows. Use a name such as Europe/London, UTC, or an offset such as +01:00.`);
}

/** Words to mark in what a search found; a pattern marks every word it stands for. */
function marksOf(db: CaseDatabase, search: string): string[] {
  const parsed = parseSearch(search);
  return parsed === null ? [] : wordsToMark(withWordsFor(db, parsed));
}

export function timelineHandlers(state: EngineState) {
  const views = () => {
    const { db, details } = state.requireCase();
    return savedViews(db, (ms) => formatInstant(ms, details.displayZone));
  };
  return {
    'timeline.open': ({ filter, zone, stacks }) => {
      requireZone(zone);
      const opened = state.requireCase();
      const view = new TimelineView(opened.db, filter, zone, readAnchors(opened.db), stacks === null ? null : readStacking(opened.db, stacks.open));
      opened.keepView(view);
      const totals = caseTotals(opened.db);
      return {
        viewId: view.viewId, lineCount: view.lineCount, shown: view.itemCount, folded: view.folded, notCompared: stacks === null ? 0 : picturesNotCompared(opened.db), outside: totals.items - view.itemCount, total: totals.items,
        undated: view.undated, privileged: countPrivileged(opened.db, filter), setAside: totals.setAside, earliestMs: view.earliestMs, latestMs: view.latestMs,
        dutyKnown: opened.duty.known, marks: marksOf(opened.db, filter.search), filterInWords: describeView(opened.db, filter, (ms) => formatInstant(ms, zone)),
      };
    },
    'timeline.window': ({ viewId, start, count }) => {
      const opened = state.requireCase();
      const view = opened.view(viewId);
      const lines = Array.from({ length: count }, (_, offset) => view.lineAt(start + offset)).filter((line) => line !== null);
      const rows = readRows(opened.db, lines.flatMap((line) => (line.type === 'item' ? [line.rowId] : [])));
      return {
        start,
        lines: lines.map((line): TimelineLine => {
          switch (line.type) {
            case 'day': return { ...line, zone: view.zone };
            case 'gap': case 'undated': return line;
            case 'anchor': return { type: 'anchor', anchorId: line.anchor.id, kind: line.anchor.kind, title: line.anchor.title, time: line.anchor.time, personName: line.anchor.personName };
            case 'item': {
              const item = rows.get(line.rowId);
              if (item === undefined) throw new PlumblineError('not_found', 'The timeline has changed since this view was opened; open it again.');
              return { type: 'item', itemIndex: line.itemIndex, simultaneous: line.simultaneous, stack: line.stack === null ? null : { leadId: itemIdOfRow(opened.db, line.stack.lead), count: line.stack.count, position: line.stack.position, open: line.stack.open }, item, duty: opened.duty.at(item.time.earliestMs, item.time.latestMs) };
            }
          }
        }),
      };
    },
    'timeline.rows': ({ itemIds }) => ({ rows: rowsOfItemsNow(state.requireCase().db, itemIds) }),
    'timeline.locate': ({ viewId, target }) => {
      const { db, view } = (() => { const opened = state.requireCase(); return { db: opened.db, view: opened.view(viewId) }; })();
      const rowId = 'itemId' in target ? rowOfItem(db, target.itemId) : null;
      const place = 'atMs' in target ? view.locateInstant(target.atMs)
        : 'itemIndex' in target ? view.locateIndex(target.itemIndex)
          : rowId === null ? null : view.locateRow(rowId);
      // Of an item in a closed stack: the line of its stack, whose first item is told.
      return place === null ? null : { line: place.line, itemIndex: place.itemIndex, itemId: itemIdOfRow(db, place.rowId) };
    },
    'timeline.histogram': ({ filter, buckets }) => histogram(state.requireCase().db, filter, buckets),
    'timeline.facets': ({ peopleMatching }) => facets(state.requireCase().db, peopleMatching),
    'items.get': ({ itemId }) => {
      const opened = state.requireCase();
      return itemDetail(opened.db, itemId, opened.duty);
    },
    'views.list': views,
    'views.save': ({ name, filter }) => {
      saveView(state.requireCase(), name, filter);
      return views();
    },
    'views.remove': ({ name }) => {
      removeView(state.requireCase(), name);
      return views();
    },
    'items.page': ({ filter, after, limit }) => pageOfItems(state.requireCase().db, filter, after, limit),
  } satisfies Partial<InlineHandlers>;
}
