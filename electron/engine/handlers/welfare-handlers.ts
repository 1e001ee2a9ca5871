/** Answers about files that are hard to look at, and about who looked. */
import type { FileNotes } from '../../../shared/contract/welfare.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { EngineState, InlineHandlers } from '../engine.ts';
import { refusePrivileged } from '../review/privileged.ts';
import { describeFile, fileNotes, releaseFile, stopFile } from '../welfare/file-notes.ts';
import { reveals } from '../welfare/reveals.ts';

export function welfareHandlers(state: EngineState) {
  const changed = (itemId: ItemId): FileNotes[] => {
    state.emit('case.changed', { what: 'review', itemIds: [itemId] });
    return fileNotes(state.requireCase().db, itemId);
  };
  return {
    'files.notes': ({ itemId }) => {
      const { db } = state.requireCase();
      refusePrivileged(db, itemId);
      return fileNotes(db, itemId);
    },
    'files.describe': ({ itemId, attachment, text }) => {
      const opened = state.requireCase();
      refusePrivileged(opened.db, itemId);
      describeFile(opened, itemId, attachment, text);
      return changed(itemId);
    },
    'files.stop': ({ itemId, attachment, reason }) => {
      const opened = state.requireCase();
      stopFile(opened, itemId, attachment, reason);
      // Whatever is on a screen of this case goes at once: what it was opened for is not looked at.
      opened.grants.revokeAll();
      return changed(itemId);
    },
    'files.release': ({ itemId, attachment, reason }) => {
      releaseFile(state.requireCase(), itemId, attachment, reason);
      return changed(itemId);
    },
    'welfare.reveals': ({ before, limit }) => reveals(state.requireCase().db, before, limit),
  } satisfies Partial<InlineHandlers>;
}
