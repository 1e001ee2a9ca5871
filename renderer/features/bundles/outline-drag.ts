/** Dragging a section or a document of the outline to another place, with the place shown before it is let go. */
import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Place, Spot } from './bundle-edits.ts';

/** A row of the outline: a section's head has `index` null. Edges in CSS pixels from the top of the list. */
export interface RowEdges { readonly section: number; readonly index: number | null; readonly top: number; readonly bottom: number }
/** Where it would go, and where the line that says so is drawn. For a section `index` is null and `section` is the number it would go before. */
export interface Drop { readonly section: number; readonly index: number | null; readonly at: number }

const middle = ({ top, bottom }: RowEdges): number => (top + bottom) / 2;

/** Where a document let go at `y` would go. Above the first section's head it goes to the head of that section. */
export function dropOfDocument(rows: readonly RowEdges[], y: number): Drop | null {
  let found: Drop | null = null;
  for (const row of rows) {
    if (found !== null && y < middle(row)) break;
    found = { section: row.section, index: row.index === null ? 0 : row.index + 1, at: row.bottom };
  }
  return found;
}

/** Before which section a section let go at `y` would go; one past the last at the end. */
export function dropOfSection(rows: readonly RowEdges[], y: number): Drop | null {
  const heads = rows.filter(({ index }) => index === null);
  const last = rows.at(-1);
  if (last === undefined) return null;
  for (const [number, head] of heads.entries()) {
    const end = heads[number + 1]?.top ?? last.bottom;
    if (y < (head.top + end) / 2) return { section: head.section, index: null, at: head.top };
  }
  return { section: heads.length, index: null, at: last.bottom };
}

/** A press that moves less is a click. */
const slackPx = 5;
/** Nearer than this to an edge of the list it scrolls. */
const edgePx = 28;

interface Dragged { readonly place: Place; readonly fromY: number; readonly pointerId: number; moved: boolean }

export function useOutlineDrag(list: RefObject<HTMLElement | null>, { onDropDocument, onDropSection }: { readonly onDropDocument: (id: string, to: Spot) => void; readonly onDropSection: (from: number, before: number) => void }) {
  const dragged = useRef<Dragged | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const [dragging, setDragging] = useState<Place | null>(null);

  const stop = useCallback(() => {
    dragged.current = null;
    setDrop(null);
    setDragging(null);
  }, []);
  // Escape lets go without moving anything, wherever the focus is.
  useEffect(() => {
    if (dragging === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [dragging, stop]);

  const dropAt = (clientY: number, place: Place): Drop | null => {
    const box = list.current;
    if (box === null) return null;
    const zero = box.getBoundingClientRect().top - box.scrollTop + box.clientTop;
    const rows = [...box.querySelectorAll<HTMLElement>('[data-section]')].map((row): RowEdges => {
      const { top, bottom } = row.getBoundingClientRect();
      return { section: Number(row.dataset['section']), index: row.dataset['index'] === undefined ? null : Number(row.dataset['index']), top: top - zero, bottom: bottom - zero };
    });
    return place.kind === 'section' ? dropOfSection(rows, clientY - zero) : dropOfDocument(rows, clientY - zero);
  };

  return {
    drop, dragging,
    onPointerDown: (event: PointerEvent, place: Place): void => {
      // A finger scrolls the list; what it would drag is moved by the buttons.
      if (event.button !== 0 || event.pointerType === 'touch') return;
      dragged.current = { place, fromY: event.clientY, pointerId: event.pointerId, moved: false };
    },
    onPointerMove: (event: PointerEvent): void => {
      const now = dragged.current;
      const box = list.current;
      if (now === null || box === null || now.pointerId !== event.pointerId) return;
      if (!now.moved && Math.abs(event.clientY - now.fromY) < slackPx) return;
      if (!now.moved) {
        now.moved = true;
        box.setPointerCapture(event.pointerId);
        setDragging(now.place);
      }
      const { top, bottom } = box.getBoundingClientRect();
      if (event.clientY < top + edgePx) box.scrollBy(0, -edgePx / 2);
      else if (event.clientY > bottom - edgePx) box.scrollBy(0, edgePx / 2);
      setDrop(dropAt(event.clientY, now.place));
    },
    onPointerUp: (event: PointerEvent): void => {
      const now = dragged.current;
      const to = now !== null && now.moved ? dropAt(event.clientY, now.place) : null;
      stop();
      if (now === null || to === null) return;
      if (now.place.kind === 'section') onDropSection(now.place.section, to.section);
      else if (to.index !== null) onDropDocument(now.place.id, { section: to.section, index: to.index });
    },
    onPointerCancel: stop,
  };
}
