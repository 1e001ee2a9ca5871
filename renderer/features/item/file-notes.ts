/** What is said of the files of the item on show. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { FileNotes } from '../../../shared/contract/welfare.ts';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, sayFailure } from '../../session/session-store.ts';

const useNotes = create<{ readonly itemId: ItemId | null; readonly notes: readonly FileNotes[] }>()(() => ({ itemId: null, notes: [] }));

async function load(itemId: ItemId): Promise<void> {
  try {
    const notes = await engine.call('files.notes', { itemId });
    useNotes.setState({ itemId, notes });
  } catch (error) {
    sayFailure(error);
  }
}

/** What stands of one file; null until it is known, and for what is no file in the case. Nothing is offered to be opened before it is known. */
export function useFileNotes(detail: ItemDetail, attachment: number): FileNotes | null {
  const { id: itemId } = detail;
  const isFile = detail.attachments[attachment]?.member != null;
  const first = attachment === 0;
  useEffect(() => {
    // The first attachment asks for all of them.
    if (!first) return undefined;
    void load(itemId);
    return engine.on('case.changed', ({ what, itemIds }) => { if (what === 'review' && itemIds.includes(itemId)) void load(itemId); });
  }, [itemId, first]);
  return useNotes((state) => (state.itemId === itemId && isFile ? state.notes.find((note) => note.attachment === attachment) ?? null : null));
}

/** Null when it was refused: the person has been told. */
async function keep(itemId: ItemId, answer: Promise<readonly FileNotes[]>): Promise<readonly FileNotes[] | null> {
  const notes = await attempt(answer);
  // The viewer may show a file of another item than the pane does.
  if (notes !== null && useNotes.getState().itemId === itemId) useNotes.setState({ notes });
  return notes;
}

type Kept = ReturnType<typeof keep>;
export const describeFile = (itemId: ItemId, attachment: number, text: string): Kept => keep(itemId, engine.call('files.describe', { itemId, attachment, text }));
export const stopFile = (itemId: ItemId, attachment: number, reason: string): Kept => keep(itemId, engine.call('files.stop', { itemId, attachment, reason }));
export const releaseFile = (itemId: ItemId, attachment: number, reason: string): Kept => keep(itemId, engine.call('files.release', { itemId, attachment, reason }));
