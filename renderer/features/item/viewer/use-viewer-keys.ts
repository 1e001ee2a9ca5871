/** The keys of a big viewer: those of the stage, which moves and marks, and those that work anywhere in it. */
import type { KeyboardEvent, RefObject } from 'react';
import { isTyping } from './is-typing.ts';
import type { Placed } from './use-placing.ts';

/** `keys` by what is pressed; `onMarked` when Enter takes the region that is marked. For the capture of the whole viewer. */
export function useViewerKeys(stage: RefObject<HTMLElement | null>, placed: Placed, keys: Readonly<Record<string, () => void>>, onMarked: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    // A dialog opened from here has its keys to itself.
    if (!event.currentTarget.contains(event.target as Node) || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    const onStage = event.target === stage.current;
    if (event.key === 'Escape' && placed.marking) placed.mark(false);
    else if (event.key === 'Enter' && onStage && placed.marking) onMarked();
    else if (onStage && placed.arrow(event)) { /* moved */ }
    else if (event.altKey) return;
    else if (event.repeat && event.key === 'f') { /* held already */ }
    else if (keys[event.key] !== undefined) keys[event.key]?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
