/** Keys of the window as a whole: with Ctrl (Cmd on a Mac) or Alt, so that they work wherever the focus is. */
import { useEffect, useRef } from 'react';
import { ordinaryText, stepText } from './looks.ts';
import { goBack, goForward } from './places.ts';

interface WindowKeys {
  /** False while a dialog is open: then only the size of the text can be changed. */
  readonly enabled: boolean;
  readonly onPalette: () => void;
  readonly onSidebar: () => void;
}

const sizeKeys: Readonly<Record<string, () => void>> = { '+': () => stepText(1), '=': () => stepText(1), '-': () => stepText(-1), '0': ordinaryText };
/** Back and forward buttons of a mouse. */
const mouse = { back: 3, forward: 4 };

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.tagName === 'INPUT' || target.tagName === 'TEXTAREA');
}

/** What the key stands for, or null. On a Mac Alt+arrow moves by words in a field, and belongs to it. */
function actionOf(event: KeyboardEvent, { enabled, onPalette, onSidebar }: WindowKeys): (() => void) | null {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && sizeKeys[event.key] !== undefined) return sizeKeys[event.key] ?? null;
  if (!enabled || document.querySelector('[role="dialog"]') !== null) return null;
  if (command && !event.altKey && !event.shiftKey) return { k: onPalette, b: onSidebar }[event.key.toLowerCase()] ?? null;
  if (event.altKey && !command && !event.shiftKey && !isText(event.target)) return { ArrowLeft: goBack, ArrowRight: goForward }[event.key] ?? null;
  return null;
}

export function useWindowKeys(keys: WindowKeys): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = actionOf(event, latest.current);
      if (act === null) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const onMouse = (event: MouseEvent): void => {
      if (!latest.current.enabled || (event.button !== mouse.back && event.button !== mouse.forward)) return;
      event.preventDefault();
      if (event.button === mouse.back) goBack();
      else goForward();
    };
    // Before the parts of the window see it: a grid or a field would take the key for its own.
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('mouseup', onMouse);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('mouseup', onMouse);
    };
  }, []);
}
