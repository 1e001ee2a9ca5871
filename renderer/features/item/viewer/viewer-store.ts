/** Which picture the big viewer shows; null when it is closed. */
import { create } from 'zustand';
import type { ItemId } from '../../../../shared/domain/ids.ts';

export interface Viewed {
  readonly itemId: ItemId;
  readonly attachment: number;
  /** The entry whose region is pointed at: where the person came from. */
  readonly entryId: ItemId | null;
  /** True when the small view is on the screen already: it has been asked for. */
  readonly asked: boolean;
  /** True to begin with the form for writing down what the picture shows. */
  readonly writing?: boolean;
}

export const useViewer = create<{ readonly viewed: Viewed | null }>()(() => ({ viewed: null }));

export function openViewer(viewed: Viewed): void {
  useViewer.setState({ viewed });
}

export function closeViewer(): void {
  useViewer.setState({ viewed: null });
}
