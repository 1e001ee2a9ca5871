/** Answers to requests for the bytes of evidence. A grant of an original is a reveal, and is logged. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { fullViewBytes, thumbnailBytes } from '../evidence/attachment-bytes.ts';
import { refusePrivileged } from '../review/privileged.ts';
import { getExhibit } from '../store/exhibits.ts';
import { getItem } from '../timeline/item-detail.ts';

export function evidenceHandlers(state: EngineState) {
  return {
    'evidence.grant': async ({ itemId, attachment, variant }, call) => {
      const opened = state.requireCase();
      refusePrivileged(opened.db, itemId);
      const item = getItem(opened.db, itemId);
      const exhibit = getExhibit(opened.db, item.exhibitId);
      const prepare = variant === 'original' ? fullViewBytes : thumbnailBytes;
      const granted = await prepare(opened.store, exhibit, item, attachment, call.signal);
      opened.record({
        action: variant === 'original' ? 'evidence.revealed' : 'evidence.previewed',
        summary: `${variant === 'original' ? 'Shown in full' : 'Small view shown'}: attachment ${attachment + 1} of an item of ${exhibit.reference}`,
        details: { itemId, attachment, exhibit: exhibit.reference },
      });
      return { grantId: opened.grants.grant(granted), mediaType: granted.mediaType, sizeBytes: granted.sizeBytes };
    },
    'evidence.read': ({ grantId, start, length }) => state.requireCase().grants.read(grantId, start, length),
    'evidence.revoke': ({ grantId }) => {
      state.requireCase().grants.revoke(grantId);
      return {};
    },
  } satisfies Partial<InlineHandlers>;
}
