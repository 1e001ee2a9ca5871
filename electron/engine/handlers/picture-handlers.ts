/** Answers about text in pictures, and pictures found in more than one place. */
import type { PictureText } from '../../../shared/contract/pictures.ts';
import type { EngineState, InlineHandlers } from '../engine.ts';
import { duplicatesAcrossExhibits } from '../pictures/duplicates.ts';
import { editText, signOffText } from '../pictures/edit-text.ts';
import { pictureSize } from '../pictures/picture-size.ts';
import { alsoIn } from '../pictures/similar.ts';
import { refusePrivileged } from '../review/privileged.ts';
import { pictureTexts } from '../pictures/text-store.ts';

export function pictureHandlers(state: EngineState) {
  const changed = (text: PictureText): PictureText => {
    state.emit('case.changed', { what: 'review', itemIds: [text.itemId] });
    return text;
  };
  return {
    'exhibits.duplicates': ({ kind, offset, limit }) => duplicatesAcrossExhibits(state.requireCase().db, kind, offset, limit),
    'pictures.text': ({ itemId }) => {
      const { db } = state.requireCase();
      refusePrivileged(db, itemId);
      return pictureTexts(db, itemId);
    },
    'pictures.size': ({ itemId, attachment }, call) => {
      const opened = state.requireCase();
      refusePrivileged(opened.db, itemId);
      return pictureSize(opened, itemId, attachment, call.signal);
    },
    'pictures.editText': (change) => changed(editText(state.requireCase(), change)),
    'pictures.signOffText': (change) => changed(signOffText(state.requireCase(), change)),
    'pictures.alsoIn': ({ itemId }) => alsoIn(state.requireCase().db, itemId),
  } satisfies Partial<InlineHandlers>;
}
