/**
 * Keys typed while a dialog is on its way. They are meant for the dialog: none of them may act on the rows beneath, and
 * none may be lost. They are kept, and typed into what has the focus once the dialog is there.
 */
import { useEffect, useRef } from 'react';

const kept: ReadonlySet<string> = new Set(['Enter', 'ArrowDown', 'ArrowUp']);

function typeInto(key: string): void {
  const focused = document.activeElement;
  if (focused === null) return;
  if (key.length === 1) document.execCommand('insertText', false, key);
  else focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

/** `opening` while the dialog is awaited; `open` once it is there. */
export function useTypedAhead(opening: boolean, open: boolean): void {
  const typed = useRef<string[]>([]);
  useEffect(() => {
    if (!opening) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key.length === 1 || kept.has(event.key)) typed.current.push(event.key);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [opening]);
  useEffect(() => {
    if (opening) return;
    const keys = typed.current;
    typed.current = [];
    if (open) for (const key of keys) typeInto(key);
  }, [opening, open]);
}
