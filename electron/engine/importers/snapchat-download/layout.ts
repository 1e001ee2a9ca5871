/**
 * The files of a Snapchat download this program reads: chat_history, snap_history and friends, told by
 * content. Chats and snaps come in an older shape (a list received, a list sent) and a newer one (a list
 * a conversation). Source: formats reference, section 4.4; no checked original.
 */
import type { JsonPath } from '../json/path.ts';
import { JsonPieceReader } from '../json/cut-pieces.ts';
import { objectOf, parseJson, wordOf, type JsonObject } from '../json/values.ts';

export const opens = (path: JsonPath, array: boolean): boolean => (path.length === 0 ? !array : path.length === 1 && array);
export const isRowPath = (path: JsonPath): boolean => path.length === 2;

/** The older shape's lists; their names give the direction. */
export const olderLists: Readonly<Record<string, { readonly direction: 'incoming' | 'outgoing'; readonly snaps: boolean }>> = {
  'Received Saved Chat History': { direction: 'incoming', snaps: false }, 'Sent Saved Chat History': { direction: 'outgoing', snaps: false },
  'Received Snap History': { direction: 'incoming', snaps: true }, 'Sent Snap History': { direction: 'outgoing', snaps: true },
};

const has = (entry: JsonObject, ...names: readonly string[]): boolean => names.every((name) => name in entry);
export const isSent = (entry: JsonObject): boolean => has(entry, 'Media Type', 'Created') && (has(entry, 'From') || has(entry, 'To'));
export const isFriend = (entry: JsonObject): boolean => has(entry, 'Username', 'Display Name') && (has(entry, 'Creation Timestamp') || has(entry, 'Last Modified Timestamp'));

/** What in the first bytes is Snapchat's; null when nothing is. */
export function recogniseSnapchat(head: Uint8Array): string | null {
  if (head.find((byte) => byte !== 0xef && byte !== 0xbb && byte !== 0xbf && byte > 0x20) !== 0x7b) return null;
  const opened: string[] = [];
  const reader = new JsonPieceReader((path, array) => {
    if (path.length === 1) opened.push(wordOf(path[0]));
    return opens(path, array);
  });
  for (const { path, text, fault } of reader.push(head)) {
    if (!isRowPath(path) || fault !== null) continue;
    const entry = objectOf(parseJson(text));
    // An entry that is damaged or of another kind does not hide the ones beside it.
    if (entry === null) continue;
    if (isSent(entry) && (Object.hasOwn(olderLists, wordOf(path[0])) || has(entry, 'IsSender'))) return 'lists of chats or snaps with “Media Type” and “Created”, as Snapchat writes them';
    if (isFriend(entry)) return 'lists of people with “Username” and “Display Name”, as Snapchat writes them';
  }
  const list = opened.find((name) => Object.hasOwn(olderLists, name));
  return list === undefined ? null : `a list named “${list}”`;
}
