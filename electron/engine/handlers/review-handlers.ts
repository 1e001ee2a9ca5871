/** Answers to the reviewer's own work: assessments, tags, undo, transcriptions. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import type { Tag } from '../../../shared/domain/tags.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { decidePair } from '../pairing/pair-decisions.ts';
import { assess, setTag, undoLatest } from '../review/review-actions.ts';
import { transcribe, withdrawTranscription, writeEvent } from '../review/written-down.ts';
import { getExhibit } from '../store/exhibits.ts';
import { getItem } from '../timeline/item-detail.ts';

export function reviewHandlers(state: EngineState) {
  const reviewed = (itemIds: ItemId[]): { changed: ItemId[] } => {
    if (itemIds.length > 0) state.emit('case.changed', { what: 'review', itemIds });
    return { changed: itemIds };
  };
  return {
    'tags.list': () => state.requireCase().db.prepare<[], Tag>('SELECT code, name, definition FROM tag ORDER BY position').all(),
    'review.assess': (change) => reviewed(assess(state.requireCase(), change)),
    'review.tag': ({ itemIds, tag, on }) => reviewed(setTag(state.requireCase(), itemIds, tag, on)),
    'review.undo': () => {
      const undone = undoLatest(state.requireCase());
      if (undone !== null) reviewed(undone.itemIds);
      return undone;
    },
    'pairs.decide': ({ accessId, contactId, decision, reason }) => {
      decidePair(state.requireCase(), accessId, contactId, decision, reason);
      state.emit('case.changed', { what: 'review', itemIds: [accessId, contactId] });
      return {};
    },
    'pictures.transcribe': (entry) => {
      const opened = state.requireCase();
      const picture = getItem(opened.db, entry.itemId);
      const itemId = transcribe(opened, picture, getExhibit(opened.db, picture.exhibitId).sha256, entry);
      state.emit('case.changed', { what: 'items', itemIds: [itemId, picture.id] });
      return { itemId };
    },
    'events.write': (entry) => {
      const opened = state.requireCase();
      const itemId = writeEvent(opened, getExhibit(opened.db, entry.exhibitId), entry);
      state.emit('case.changed', { what: 'items', itemIds: [itemId] });
      return { itemId };
    },
    'pictures.withdraw': ({ itemId, reason }) => {
      const opened = state.requireCase();
      withdrawTranscription(opened, getItem(opened.db, itemId), reason);
      state.emit('case.changed', { what: 'items', itemIds: [itemId] });
      return {};
    },
  } satisfies Partial<InlineHandlers>;
}
