/**
 * Makes, in memory, a copy of a damaged PDF that a reader has to search for its parts: the pointer
 * to the list of contents is made unreadable, and characters that may not stand in a trailer become
 * spaces. No byte moves, so whatever is found is found where it lies in the original.
 */

const space = 0x20;
const code = (character: string): number => character.charCodeAt(0);
/** A trailer longer than this is not looked at. */
const trailerBytes = 4_096;

function blankStrays(bytes: Uint8Array, from: number): void {
  const end = Math.min(bytes.length, from + trailerBytes);
  let depth = 0;
  let nested = 0;
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === code('\\') && depth > 0) at += 1;
    else if (byte === code('(')) depth += 1;
    else if (byte === code(')')) {
      if (depth > 0) depth -= 1;
      else bytes[at] = space;
    } else if (depth === 0 && (byte === code('{') || byte === code('}'))) bytes[at] = space;
    else if (depth === 0 && byte === code('<') && bytes[at + 1] === byte) { nested += 1; at += 1; }
    else if (depth === 0 && byte === code('>') && bytes[at + 1] === byte) {
      nested -= 1;
      at += 1;
      if (nested <= 0) return;
    }
  }
}

/** The copy described above; `bytes` is left as it is. */
export function rebuiltCopy(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = Buffer.from(copy.buffer, copy.byteOffset, copy.byteLength);
  for (let at = view.indexOf('startxref'); at !== -1; at = view.indexOf('startxref', at + 1)) view.fill(space, at, at + 'startxref'.length);
  for (let at = view.indexOf('trailer'); at !== -1; at = view.indexOf('trailer', at + 1)) {
    let start = at + 'trailer'.length;
    while (start < view.length && /\s/.test(String.fromCharCode(view[start] ?? 0))) start += 1;
    if (view[start] === code('<') && view[start + 1] === code('<')) blankStrays(view, start);
  }
  return copy;
}
