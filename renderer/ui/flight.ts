/**
 * Tells flying over rows from reading them. Whoever drags the scroll bar through a million rows passes several screens with each frame:
 * nothing that was drawn for one of them could be read, and drawing it would hold up the next.
 */

/** A scroll that follows the one before within this time belongs to the same movement. Milliseconds. */
const sameMovementMs = 50;
/** Milliseconds without a scroll after which a flight is over. */
export const landedAfterMs = 80;

export class Flight {
  #row: number | null = null;
  #atMs = -Infinity;
  #farBefore = false;

  /** Says where a scroll came to; true when it belongs to a flight. A single jump, as by a key or by a click beside the bar, never does: a flight begins with its second. */
  movedTo(row: number, atMs: number, screenRows: number): boolean {
    const far = this.#row !== null && Math.abs(row - this.#row) > screenRows;
    const flying = far && this.#farBefore && atMs - this.#atMs <= sameMovementMs;
    this.#row = row;
    this.#atMs = atMs;
    this.#farBefore = far;
    return flying;
  }

  /** The program has put the rows there, for instance to show what was chosen. */
  placedAt(row: number): void {
    this.#row = row;
    this.#farBefore = false;
  }
}
