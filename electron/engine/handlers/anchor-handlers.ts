/** Answers about anchors: the dated facts contact is measured against. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { addAnchor, changeAnchor, removeAnchor, undoAnchor } from '../anchors/anchor-actions.ts';
import { readAnchors } from '../anchors/anchor-store.ts';
import type { OpenCase } from '../case/open-case.ts';

export function anchorHandlers(state: EngineState) {
  const changing = <T>(act: (opened: OpenCase) => T): T => {
    const value = act(state.requireCase());
    state.emit('case.changed', { what: 'anchors', itemIds: [] });
    return value;
  };
  return {
    'anchors.list': () => readAnchors(state.requireCase().db),
    'anchors.add': (statement) => changing((opened) => {
      addAnchor(opened, statement);
      return readAnchors(opened.db);
    }),
    'anchors.change': ({ anchorId, statement }) => changing((opened) => {
      changeAnchor(opened, anchorId, statement);
      return readAnchors(opened.db);
    }),
    'anchors.remove': ({ anchorId, reason }) => changing((opened) => {
      removeAnchor(opened, anchorId, reason);
      return readAnchors(opened.db);
    }),
    'anchors.undo': () => changing(undoAnchor),
  } satisfies Partial<InlineHandlers>;
}
