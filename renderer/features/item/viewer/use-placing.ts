/** How the picture stands in the viewer and which region of it is being marked; moved by mouse and by key. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import {
  boxBetween, firstBox, fitZoom, middleOf, movedBox, panned, pixelAt, sizedBox, smallPlacing, turned, unturned, wholePlacing, zoomed, type Box, type Placing, type Point,
} from './geometry.ts';

const zoomStep = 1.25;
/** CSS pixels an arrow key moves by; with Alt one pixel of the picture. */
const panStep = 60;
const boxStep = 8;
const arrows: Readonly<Record<string, Point>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

/** How the stage is used. Must be the same object from one drawing to the next. */
export interface Manner {
  readonly first: 'small' | 'whole';
  /** What dragging does while no region is being marked. */
  readonly drag: 'moves' | 'draws';
  /** The region a key begins with, as shares of the picture. */
  readonly begins: Point;
}
const looking: Manner = { first: 'small', drag: 'moves', begins: { x: 1 / 3, y: 1 / 3 } };

export interface Placed {
  readonly placing: Placing;
  /** The region being marked, in pixels of the picture; null while there is none. */
  readonly box: Box | null;
  readonly marking: boolean;
  readonly zoomBy: (steps: number) => void;
  readonly fit: () => void;
  readonly actualSize: () => void;
  readonly turn: (by: 1 | -1) => void;
  readonly mark: (on: boolean) => void;
  /** True when the key was an arrow and something moved. */
  readonly arrow: (event: { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean }) => boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
}

interface Drag { readonly from: Point; readonly last: Point; readonly drew: boolean }

/** `onDrawn`: a region has been drawn with the mouse, and the button let go. */
export function usePlacing(picture: PictureSize, stage: RefObject<HTMLDivElement | null>, manner: Manner = looking, onDrawn: () => void = () => undefined): Placed {
  const [size, setSize] = useState<PictureSize>({ width: 1, height: 1 });
  const [placing, setPlacing] = useState<Placing>({ centre: middleOf(picture), zoom: 0.1, quarters: 0 });
  const [box, setBox] = useState<Box | null>(null);
  const [marking, setMarking] = useState(false);
  const drag = useRef<Drag | null>(null);

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return undefined;
    const measure = (): PictureSize => ({ width: Math.max(1, element.clientWidth), height: Math.max(1, element.clientHeight) });
    const first = measure();
    setSize(first);
    setPlacing((manner.first === 'small' ? smallPlacing : wholePlacing)(picture, first));
    const watch = new ResizeObserver(() => setSize(measure()));
    watch.observe(element);
    return () => watch.disconnect();
  }, [picture, stage, manner]);

  const at = useCallback((event: { readonly clientX: number; readonly clientY: number }): Point => {
    const element = stage.current;
    if (element === null) return { x: 0, y: 0 };
    const { left, top } = element.getBoundingClientRect();
    // Measured inside the stage's border, as its size is.
    return { x: event.clientX - left - element.clientLeft, y: event.clientY - top - element.clientTop };
  }, [stage]);

  // React listens to wheels without being able to keep the browser from acting on them.
  useEffect(() => {
    const element = stage.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) setPlacing((now) => zoomed(picture, size, now, now.zoom * zoomStep ** (-event.deltaY / 100), at(event)));
      else setPlacing((now) => panned(picture, now, event.shiftKey ? { x: -event.deltaY, y: 0 } : { x: -event.deltaX, y: -event.deltaY }));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [at, picture, size, stage]);

  const arrow = ({ key, shiftKey, altKey }: { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean }): boolean => {
    const way = arrows[key];
    if (way === undefined) return false;
    if (marking && box !== null) {
      const step = altKey ? 1 : Math.max(1, Math.round(boxStep / placing.zoom));
      const by = unturned({ x: way.x * step, y: way.y * step }, placing.quarters);
      setBox((shiftKey ? sizedBox : movedBox)(picture, box, by));
    } else setPlacing((now) => panned(picture, now, { x: -way.x * panStep, y: -way.y * panStep }));
    return true;
  };

  return {
    placing, box, marking, arrow,
    zoomBy: (steps) => setPlacing((now) => zoomed(picture, size, now, now.zoom * zoomStep ** steps)),
    fit: () => setPlacing((now) => ({ ...now, centre: middleOf(picture), zoom: fitZoom(picture, size, now.quarters) })),
    actualSize: () => setPlacing((now) => zoomed(picture, size, now, 1)),
    turn: (by) => setPlacing((now) => turned(now, by)),
    mark: (on) => {
      setMarking(on);
      setBox(on ? firstBox(picture, placing, manner.begins) : null);
    },
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { from: at(event), last: at(event), drew: false };
    },
    onPointerMove: (event) => {
      const held = drag.current;
      if (held === null) return;
      const now = at(event);
      drag.current = { ...held, last: now };
      if (!marking && manner.drag === 'moves') setPlacing((before) => panned(picture, before, { x: now.x - held.last.x, y: now.y - held.last.y }));
      else {
        const drawn = boxBetween(picture, pixelAt(held.from, size, placing), pixelAt(now, size, placing));
        if (drawn === null) return;
        drag.current = { ...held, last: now, drew: true };
        setMarking(true);
        setBox(drawn);
      }
    },
    onPointerUp: () => {
      const drew = drag.current?.drew === true;
      drag.current = null;
      if (drew) onDrawn();
    },
  };
}
