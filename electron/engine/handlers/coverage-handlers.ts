/** Answers about what has been read and by which search terms. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { markSeen, nextUnseen } from '../coverage/seen.ts';
import { coverage, dropTerm, listTerm } from '../coverage/summary.ts';
import { termSchedule } from '../coverage/term-schedule.ts';
import { itemIdOfRow } from '../timeline/item-detail.ts';

export function coverageHandlers(state: EngineState) {
  return {
    'review.seen': ({ itemIds }) => {
      const opened = state.requireCase();
      const newlySeen = markSeen(opened.db, itemIds, opened.author);
      if (newlySeen > 0) state.emit('case.changed', { what: 'coverage', itemIds });
      return { newlySeen };
    },
    'timeline.nextUnseen': ({ viewId, from }) => {
      const opened = state.requireCase();
      const place = nextUnseen(opened.db, opened.view(viewId), from);
      return place === null ? null : { line: place.line, itemIndex: place.itemIndex, itemId: itemIdOfRow(opened.db, place.rowId) };
    },
    'coverage.summary': () => coverage(state.requireCase().db),
    'coverage.schedule': () => termSchedule(state.requireCase().db),
    'coverage.listTerm': ({ term }) => {
      listTerm(state.requireCase(), term);
      state.emit('case.changed', { what: 'coverage', itemIds: [] });
      return coverage(state.requireCase().db);
    },
    'coverage.dropTerm': ({ term, reason }) => {
      dropTerm(state.requireCase(), term, reason);
      state.emit('case.changed', { what: 'coverage', itemIds: [] });
      return coverage(state.requireCase().db);
    },
  } satisfies Partial<InlineHandlers>;
}
