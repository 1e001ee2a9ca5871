/** Names offered in save dialogs. */

/** The wish made safe as a single file name on every system; `otherwise` when nothing usable is left. */
export function suggestedFileName(wish: string, otherwise: string): string {
  // Characters Windows refuses, controls, and the bidirectional controls that can disguise a name.
  const plain = wish.replace(/[\\/:*?"<>|\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').replace(/\s+/g, ' ').trim();
  const name = plain.replace(/^\.+|[. ]+$/g, '').slice(0, 120).trim();
  return name === '' ? otherwise : name;
}

/** The path with the extension, unless it has it already. @param extension with its dot. */
export function withExtension(path: string, extension: string): string {
  return path.toLowerCase().endsWith(extension) ? path : `${path}${extension}`;
}
