/** Ways to the big viewer from outside the item. Wherever one comes from, the picture is hidden until it is asked for there. */
import type { ItemId } from '../../../../shared/domain/ids.ts';
import { say } from '../../../session/session-store.ts';
import { useItem } from '../item-store.ts';
import { openViewer } from './viewer-store.ts';

export function openViewerOf(itemId: ItemId, attachment: number): void {
  openViewer({ itemId, attachment, entryId: null, asked: false });
}

/** The first picture of the item shown; of an entry read off a picture, that picture and where on it. */
export function openViewerOfItem(): void {
  const { detail, itemId, pictureWanted } = useItem.getState();
  if (detail === null || detail.id !== itemId) return;
  if (detail.readOff !== null) {
    openViewer({ ...detail.readOff, entryId: detail.id, asked: false });
    return;
  }
  const attachment = detail.attachments.findIndex(({ mediaType, state, member }) => mediaType.startsWith('image/') && state === 'present' && member !== null);
  if (attachment < 0) say('This item has no picture to open.');
  else openViewer({ itemId: detail.id, attachment, entryId: null, asked: pictureWanted });
}
