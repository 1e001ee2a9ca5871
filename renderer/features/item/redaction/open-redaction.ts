/** Which file is open to be redacted, and the ways there; null when none is. Wherever one comes from, it is hidden until it is asked for, unless it is on the screen already. */
import { create } from 'zustand';
import type { ItemDetail } from '../../../../shared/contract/timeline.ts';
import type { Attachment } from '../../../../shared/domain/item.ts';
import type { RedactedFile } from '../../../../shared/domain/redaction.ts';
import { say } from '../../../session/session-store.ts';
import { useItem } from '../item-store.ts';

export interface OpenedToRedact {
  readonly file: RedactedFile;
  /** To begin with, from 1. */
  readonly page: number;
  /** True when it is on the screen already. */
  readonly asked: boolean;
}

export const useRedaction = create<{ readonly opened: OpenedToRedact | null; /** Given last since the window was opened; offered for the next. */ readonly lastReason: string }>()(() => ({ opened: null, lastReason: '' }));

export function openRedaction(opened: OpenedToRedact): void {
  useRedaction.setState({ opened });
}

export function closeRedaction(): void {
  useRedaction.setState({ opened: null });
}

export const hasPages = ({ state, member, mediaType }: Attachment): boolean => state === 'present' && member !== null && (mediaType === 'application/pdf' || mediaType.startsWith('image/'));

/** A file of an item; of an entry read off a picture, that picture. */
export function openRedactionOf(detail: ItemDetail, attachment: number, asked: boolean): void {
  openRedaction({
    file: { type: 'attachment', ...(detail.readOff ?? { itemId: detail.id, attachment }) }, asked,
    page: detail.locator.type === 'page' ? detail.locator.page : 1,
  });
}

/** The first PDF or picture of the item shown. */
export function openRedactionOfItem(): void {
  const { detail, itemId, pictureWanted } = useItem.getState();
  if (detail === null || detail.id !== itemId) return;
  const attachment = detail.attachments.findIndex(hasPages);
  if (attachment < 0) say('This item has no PDF or picture to redact.');
  else openRedactionOf(detail, attachment, pictureWanted);
}
