/**
 * Keys typed while a dialog is on its way. They are meant for the dialog, and those after the key that closes it for the rows
 * beneath: none may act where it was not meant, and none may be lost. They are kept, and pressed one by one once their place is there.
 */
import { useEffect, useRef } from 'react';

/** What the keys are meant for now. */
export type KeysGoTo = 'rows' | 'opening' | 'dialog';

interface Typed { readonly key: string; readonly ctrl: boolean }

const kept: ReadonlySet<string> = new Set(['Enter', 'ArrowDown', 'ArrowUp', 'Escape']);
const closes = ({ key, ctrl }: Typed): boolean => key === 'Escape' || (key === 'Enter' && ctrl);
/** A dialog that is still there so long after the key that closes it has refused: what comes then is for it. */
const refusedAfterMs = 1_500;

function press({ key, ctrl }: Typed, goTo: KeysGoTo): void {
  if (goTo === 'dialog' && key.length === 1) document.execCommand('insertText', false, key);
  else (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: ctrl, shiftKey: key.length === 1 && key !== key.toLowerCase(), bubbles: true, cancelable: true }));
}

class TypedAhead {
  #goTo: KeysGoTo = 'rows';
  #typed: Typed[] = [];
  /** When the key that closes the dialog was pressed in its turn; what was typed after it waits for the rows. */
  #closingAt: number | null = null;
  #next: ReturnType<typeof setTimeout> | null = null;

  follow(goTo: KeysGoTo): void {
    this.#goTo = goTo;
    if (goTo !== 'dialog') this.#closingAt = null;
    this.#pressNext();
  }

  /** True when the key is kept for later and must do nothing now. */
  keeps(event: KeyboardEvent): boolean {
    if (this.#goTo !== 'opening' && this.#typed.length === 0) return false;
    if (this.#closingAt !== null && performance.now() - this.#closingAt > refusedAfterMs) {
      this.forget();
      return false;
    }
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey || (ctrl && event.key !== 'Enter')) return false;
    if (event.key.length === 1 || kept.has(event.key)) this.#typed.push({ key: event.key, ctrl });
    return true;
  }

  forget(): void {
    this.#typed = [];
    this.#closingAt = null;
    if (this.#next !== null) clearTimeout(this.#next);
    this.#next = null;
  }

  #pressNext(): void {
    if (this.#next !== null || this.#typed.length === 0 || this.#goTo === 'opening' || this.#closingAt !== null) return;
    // One at a time, with the window drawn in between: a key may open or close what the next one is for.
    this.#next = setTimeout(() => {
      this.#next = null;
      if (this.#goTo === 'opening' || this.#closingAt !== null) return;
      const typed = this.#typed.shift();
      if (typed === undefined) return;
      if (this.#goTo === 'dialog' && closes(typed)) this.#closingAt = performance.now();
      press(typed, this.#goTo);
      this.#pressNext();
    }, 0);
  }
}

export function useTypedAhead(goTo: KeysGoTo): void {
  const ahead = useRef<TypedAhead>(new TypedAhead());
  useEffect(() => { ahead.current.follow(goTo); }, [goTo]);
  useEffect(() => {
    const { current } = ahead;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.isTrusted || !current.keeps(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      current.forget();
    };
  }, []);
}
