/** Answers to requests for the bytes of evidence. A grant is a reveal: it is logged, and so is its end. */
import { randomUUID } from 'node:crypto';
import type { EngineState, InlineHandlers } from '../engine.ts';
import { fullViewBytes, thumbnailBytes } from '../evidence/attachment-bytes.ts';
import { refusePrivileged } from '../review/privileged.ts';
import { getExhibit } from '../store/exhibits.ts';
import { getItem } from '../timeline/item-detail.ts';
import { refuseStopped } from '../welfare/file-notes.ts';

export function evidenceHandlers(state: EngineState) {
  return {
    'evidence.grant': async ({ itemId, attachment, variant }, call) => {
      const opened = state.requireCase();
      refusePrivileged(opened.db, itemId);
      const item = getItem(opened.db, itemId);
      refuseStopped(opened.db, item, attachment);
      const exhibit = getExhibit(opened.db, item.exhibitId);
      const prepare = variant === 'original' ? fullViewBytes : thumbnailBytes;
      const granted = await prepare(opened.store, exhibit, item, attachment, call.signal);
      const showing = randomUUID();
      opened.record({
        action: variant === 'original' ? 'evidence.revealed' : 'evidence.previewed',
        summary: `${variant === 'original' ? 'Shown in full' : 'Small view shown'}: attachment ${attachment + 1} of an item of ${exhibit.reference}`,
        details: { itemId, attachment, exhibit: exhibit.reference, showing },
      });
      const putAway = (seconds: number): void => opened.record({ action: 'evidence.put-away', summary: `Put away after ${seconds} s: attachment ${attachment + 1} of an item of ${exhibit.reference}`, details: { itemId, attachment, exhibit: exhibit.reference, showing, seconds } });
      return { grantId: opened.grants.grant(granted, putAway), mediaType: granted.mediaType, sizeBytes: granted.sizeBytes };
    },
    'evidence.read': ({ grantId, start, length }) => state.requireCase().grants.read(grantId, start, length),
    'evidence.revoke': ({ grantId }) => {
      state.requireCase().grants.revoke(grantId);
      return {};
    },
  } satisfies Partial<InlineHandlers>;
}
