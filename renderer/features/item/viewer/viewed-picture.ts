/** What is known of the picture in the viewer, fetched anew whenever it changes. The picture itself is not asked for here. */
import { useEffect, useState } from 'react';
import type { PictureSize, PictureText } from '../../../../shared/contract/pictures.ts';
import type { ItemDetail } from '../../../../shared/contract/timeline.ts';
import type { FileNotes } from '../../../../shared/contract/welfare.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { engine } from '../../../engine-client/engine-client.ts';
import { sayFailure } from '../../../session/session-store.ts';
import { closeViewer, type Viewed } from './viewer-store.ts';

export interface ViewedPicture {
  readonly detail: ItemDetail;
  readonly notes: FileNotes | null;
  /** Null when nobody has read it and nothing can be said. */
  readonly text: PictureText | null;
  /** Null when it cannot be told: work on the file has stopped, or it is damaged. `fault` says which. */
  readonly size: PictureSize | null;
  readonly fault: string;
}

async function sizeOf({ itemId, attachment }: Viewed): Promise<Pick<ViewedPicture, 'size' | 'fault'>> {
  try {
    return { size: await engine.call('pictures.size', { itemId, attachment }), fault: '' };
  } catch (error) {
    if (error instanceof PlumblineError) return { size: null, fault: error.message };
    throw error;
  }
}

async function fetchViewed(viewed: Viewed): Promise<ViewedPicture> {
  const { itemId, attachment } = viewed;
  const [detail, notes, texts, size] = await Promise.all([
    engine.call('items.get', { itemId }), engine.call('files.notes', { itemId }), engine.call('pictures.text', { itemId }), sizeOf(viewed),
  ]);
  return { detail, notes: notes.find((note) => note.attachment === attachment) ?? null, text: texts.find((text) => text.attachment === attachment) ?? null, ...size };
}

/** Null until it is known. What cannot be fetched (it has just been called privileged, or is gone) closes the viewer with the reason. */
export function useViewedPicture(viewed: Viewed): ViewedPicture | null {
  const [known, setKnown] = useState<ViewedPicture | null>(null);
  useEffect(() => {
    let ended = false;
    const load = (): void => {
      fetchViewed(viewed).then((fetched) => { if (!ended) setKnown(fetched); }, (error: unknown) => {
        if (ended) return;
        sayFailure(error);
        closeViewer();
      });
    };
    load();
    const stop = engine.on('case.changed', ({ what, itemIds }) => {
      if (what === 'items' || (what === 'review' && (itemIds.length === 0 || itemIds.includes(viewed.itemId)))) load();
    });
    return () => {
      ended = true;
      stop();
    };
  }, [viewed]);
  return known;
}
