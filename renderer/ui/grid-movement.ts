/** What keys do in a grid of rows. */
import type { KeyboardEvent } from 'react';

/** By how many rows a key moves, or to which end; null for any other key. */
export function movement(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>, pageRows: number): number | 'first' | 'last' | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'j': case 'J': case 'ArrowDown': return 1;
    case 'k': case 'K': case 'ArrowUp': return -1;
    case 'PageDown': return pageRows;
    case 'PageUp': return -pageRows;
    case 'Home': return 'first';
    case 'End': return 'last';
    default: return null;
  }
}
