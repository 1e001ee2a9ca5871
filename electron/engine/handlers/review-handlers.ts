/** Answers to the reviewer's own work: assessments, tags, undo, transcriptions. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { decidePair } from '../pairing/pair-decisions.ts';
import { isWholePicture, pictureSize, regionInPixels } from '../pictures/picture-size.ts';
import { agree, assess } from '../review/assessments.ts';
import { recordAccount } from '../review/accounts.ts';
import { bulk, previewBulk } from '../review/bulk.ts';
import { answerChecklist } from '../review/checklist.ts';
import { chargesWithResults, recordResult, withdrawResult } from '../review/charge-results.ts';
import { removeCharge, saveCharge } from '../review/charges.ts';
import { disclose } from '../review/disclosures.ts';
import { refusePrivileged } from '../review/privileged.ts';
import { setTag } from '../review/review-actions.ts';
import { secondReview } from '../review/second-review.ts';
import { saveStandard, standards } from '../review/standards.ts';
import { listTags, moveTag, removeTag, saveTag } from '../review/tag-set.ts';
import { undoLatest } from '../review/undo.ts';
import { transcribe, withdrawTranscription, writeEvent } from '../review/written-down.ts';
import { getExhibit } from '../store/exhibits.ts';
import { getItem, rowsOfItemsNow } from '../timeline/item-detail.ts';

/** More than these are not named one by one to the window: an empty list is for all of them. */
const namedInEvent = 10_000;
/** No more than these bring their rows with the event: what a person does by key, not in bulk. */
const broughtByEvent = 50;

export function reviewHandlers(state: EngineState) {
  const tell = (itemIds: ItemId[]): void => {
    if (itemIds.length === 0) return;
    const rows = itemIds.length > broughtByEvent ? {} : { rows: rowsOfItemsNow(state.requireCase().db, itemIds) };
    state.emit('case.changed', { what: 'review', itemIds: itemIds.length > namedInEvent ? [] : itemIds, ...rows });
  };
  const reviewed = (itemIds: ItemId[]): { changed: ItemId[] } => {
    tell(itemIds);
    return { changed: itemIds };
  };
  const tags = () => listTags(state.requireCase().db);
  const charges = () => chargesWithResults(state.requireCase().db);
  const worded = (what: 'tags' | 'charges'): void => state.emit('case.changed', { what, itemIds: [] });
  return {
    'tags.list': tags,
    'tags.save': (tag) => {
      saveTag(state.requireCase(), tag);
      worded('tags');
      return tags();
    },
    'tags.move': (move) => {
      moveTag(state.requireCase(), move);
      worded('tags');
      return tags();
    },
    'tags.remove': (tag) => {
      removeTag(state.requireCase(), tag);
      worded('tags');
      return tags();
    },
    'charges.list': charges,
    'charges.save': (charge) => {
      saveCharge(state.requireCase(), charge);
      worded('charges');
      return charges();
    },
    'charges.result': (result) => {
      recordResult(state.requireCase(), result);
      worded('charges');
      return charges();
    },
    'charges.withdrawResult': (result) => {
      withdrawResult(state.requireCase(), result);
      worded('charges');
      return charges();
    },
    'charges.remove': (charge) => {
      removeCharge(state.requireCase(), charge);
      worded('charges');
      return charges();
    },
    'standards.list': () => standards(state.requireCase().db),
    'standards.save': (standard) => {
      const opened = state.requireCase();
      saveStandard(opened, standard);
      worded('charges');
      return standards(opened.db);
    },
    'review.assess': (change) => reviewed(assess(state.requireCase(), change)),
    'review.agree': ({ itemIds, reasons }) => reviewed(agree(state.requireCase(), itemIds, reasons)),
    'review.tag': ({ itemIds, tag, on }) => reviewed(setTag(state.requireCase(), itemIds, tag, on)),
    'review.account': (account) => reviewed(recordAccount(state.requireCase(), account)),
    'review.disclose': (change) => reviewed(disclose(state.requireCase(), change)),
    'review.checklist': (given) => reviewed(answerChecklist(state.requireCase(), given)),
    'review.previewBulk': ({ filter, change }) => previewBulk(state.requireCase(), filter, change),
    'review.bulk': ({ filter, change, token }) => {
      const { changed, ...done } = bulk(state.requireCase(), filter, change, token);
      tell(changed);
      return { ...done, changed: changed.length };
    },
    'review.second': (asked) => secondReview(state.requireCase().db, asked),
    'review.undo': () => {
      const undone = undoLatest(state.requireCase());
      if (undone !== null) tell(undone.itemIds);
      return undone;
    },
    'pairs.decide': ({ accessId, contactId, decision, reason }) => {
      decidePair(state.requireCase(), accessId, contactId, decision, reason);
      state.emit('case.changed', { what: 'review', itemIds: [accessId, contactId] });
      return {};
    },
    'pictures.transcribe': async (entry, call) => {
      const opened = state.requireCase();
      refusePrivileged(opened.db, entry.itemId);
      const picture = getItem(opened.db, entry.itemId);
      const measured = isWholePicture(entry.region) ? null : regionInPixels(entry.region, await pictureSize(opened, entry.itemId, entry.attachment, call.signal));
      const itemId = transcribe(opened, picture, getExhibit(opened.db, picture.exhibitId).sha256, measured, entry);
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
