/** What is known of the pictures of the selected item, and the work under way on pictures; the work outlasts the selection. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Progress } from '../../../shared/contract/case-file.ts';
import type { AlsoIn, PictureText, ReadTextResult } from '../../../shared/contract/pictures.ts';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say, sayFailure } from '../../session/session-store.ts';
import { formatCount } from '../../ui/progress-line.tsx';

interface PictureState {
  readonly itemId: ItemId | null;
  readonly texts: readonly PictureText[];
  readonly alsoIn: AlsoIn | null;
  /** Whether the place of each word is drawn over the picture, once that is shown. */
  readonly boxes: boolean;
  readonly work: 'reading' | 'comparing' | null;
  readonly progress: Progress | null;
}

export const usePictures = create<PictureState>()(() => ({ itemId: null, texts: [], alsoIn: null, boxes: false, work: null, progress: null }));

/** Items whose files are in the case: only they can be read, or be found elsewhere. */
export function hasFiles(detail: ItemDetail): boolean {
  return detail.locator.type !== 'region' && detail.attachments.some((attachment) => attachment.member !== null);
}

async function load(itemId: ItemId): Promise<void> {
  try {
    const [texts, alsoIn] = await Promise.all([engine.call('pictures.text', { itemId }), engine.call('pictures.alsoIn', { itemId })]);
    if (usePictures.getState().itemId === itemId) usePictures.setState({ texts, alsoIn });
  } catch (error) {
    // An item that has just been called privileged has nothing to tell; the pane says so.
    const refused = error instanceof PlumblineError && error.code === 'permission_denied';
    if (usePictures.getState().itemId === itemId && !refused) sayFailure(error);
  }
}

/** Fetches what is known of the item's pictures, and again whenever it changes. The pictures themselves are not asked for. */
export function useFollowPictures(detail: ItemDetail): void {
  const itemId = detail.id;
  const wanted = hasFiles(detail);
  useEffect(() => {
    usePictures.setState({ itemId: wanted ? itemId : null, texts: [], alsoIn: null });
    if (!wanted) return undefined;
    void load(itemId);
    return engine.on('case.changed', ({ what, itemIds }) => {
      if (what === 'items' || what === 'exhibits' || (what === 'review' && itemIds.includes(itemId))) void load(itemId);
    });
  }, [itemId, wanted]);
}

export function toggleBoxes(): void {
  usePictures.setState(({ boxes }) => ({ boxes: !boxes }));
}

let controller: AbortController | null = null;

async function working<T>(work: 'reading' | 'comparing', start: (options: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<T>): Promise<T | null> {
  if (usePictures.getState().work !== null) return null;
  const mine = new AbortController();
  controller = mine;
  usePictures.setState({ work, progress: null });
  const done = await attempt(start({ signal: mine.signal, onProgress: (progress) => usePictures.setState({ progress }) }));
  controller = null;
  usePictures.setState({ work: null, progress: null });
  return done;
}

/** Stops between two pictures; what has been done is kept. */
export function stopWork(): void {
  controller?.abort();
}

function tellOfReading({ read, alreadyRead, failed, failures }: ReadTextResult): void {
  if (failed > 0) say(`${formatCount(failed)} of ${formatCount(read + failed)} pictures could not be read. ${failures[0]?.exhibit ?? ''}, ${failures[0]?.name ?? ''}: ${failures[0]?.reason ?? ''}`, 'warned');
  else if (read === 0) say(`Every picture had been read before (${formatCount(alreadyRead)}).`);
  else if (read > 1) say(`Text read in ${formatCount(read)} pictures. It is a machine’s reading: check it against the pictures.`);
}

/** Has the pictures of some items read, or with none named all of the case that have not been; `again` reads anew. */
export async function readText(itemIds: readonly ItemId[], again: boolean): Promise<void> {
  const done = await working('reading', (options) => engine.call('pictures.readText', { itemIds: [...itemIds], again }, options));
  if (done !== null) tellOfReading(done);
}

/** Compares all pictures of the case, so that those like the selected item's are known. */
export async function comparePictures(itemId: ItemId): Promise<void> {
  const done = await working('comparing', (options) => engine.call('pictures.similar', { itemId }, options));
  if (done !== null && done.failed > 0) say(`${formatCount(done.failed)} pictures could not be opened to be compared. ${done.failures[0]?.exhibit ?? ''}, ${done.failures[0]?.name ?? ''}: ${done.failures[0]?.reason ?? ''}`, 'warned');
  if (usePictures.getState().itemId === itemId) await load(itemId);
}

/** Corrects a text, or with null takes back the latest change. True when it was done. */
export async function editText(text: PictureText, corrected: string | null): Promise<boolean> {
  return await attempt(engine.call('pictures.editText', { itemId: text.itemId, attachment: text.attachment, text: corrected })) !== null;
}

export async function signOffText(text: PictureText): Promise<void> {
  await attempt(engine.call('pictures.signOffText', { itemId: text.itemId, attachment: text.attachment, text: text.text }));
}
