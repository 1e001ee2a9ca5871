/** One entry of a Snapchat download as an item. docs/formats/snapchat-download.md has the mapping. */
import type { Attachment, Direction, Field, Identifier, ItemDraft, QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { EvidenceTree } from '../../exhibits/evidence-tree.ts';
import type { CountedRemarks } from '../certificate/counted-remarks.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import { describePath } from '../json/path.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { shownValue, wordOf, type JsonObject } from '../json/values.ts';
import { pieceLocator } from '../json/piece-rows.ts';
import type { AttachmentFiles } from '../attachments/attachment-files.ts';
import { createdTime, writtenUtc } from './created.ts';
import { olderLists } from './layout.ts';

export interface Mapping { readonly file: string; readonly files: AttachmentFiles; readonly media: ReadonlyMap<string, string>; readonly remarks: CountedRemarks }

/** Media are stored as `chat_media/2023-01-01_<media id>.jpg`: paths by id, without ids two files share. */
export function mediaById(tree: EvidenceTree): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const shared = new Set<string>();
  for (const { path, systemMetadata } of tree.files) {
    const id = systemMetadata ? undefined : /(?:^|\/)\d{4}-\d{2}-\d{2}_([^/]{4,300})\.[A-Za-z0-9]{1,8}$/.exec(path)?.[1];
    if (id === undefined) continue;
    if (found.has(id)) shared.add(id);
    found.set(id, path);
  }
  for (const id of shared) found.delete(id);
  return found;
}

function handle(written: string, role: Identifier['role']): Identifier[] {
  return written === '' ? [] : [{ kind: 'handle', role, written, normal: written.toLowerCase(), certainty: 'certain' }];
}

function fieldsOf(entry: JsonObject, left: ReadonlySet<string>): Field[] {
  return Object.entries(entry).filter(([name, value]) => !left.has(name) && value !== null && value !== '').map(([name, value]) => ({ name, value: shownValue(value) }));
}

function setAside(piece: JsonPiece, file: string, code: QuarantinedRow['code'], reason: string): SourceRow {
  return { type: 'quarantined', row: { locator: pieceLocator(file, piece), code, reason: `${describePath(piece.path)}: ${reason}`, verbatim: piece.text } };
}

/** What the application wrote, not a person: screenshots, erased messages, people who left. */
const statusType = /^(?:STATUS|ERASED)/i;

interface Place { readonly direction: Direction; readonly other: string; readonly thread: string }

/** Direction by the older shape's list or the newer shape's IsSender; the other party by the list or the conversation's name. */
function placeOf(entry: JsonObject, listName: string): Place {
  const older = Object.hasOwn(olderLists, listName) ? olderLists[listName] : undefined;
  if (older !== undefined) {
    const other = wordOf(entry[older.direction === 'incoming' ? 'From' : 'To']);
    return { direction: older.direction, other, thread: other };
  }
  const title = wordOf(entry['Conversation Title']);
  const sender = entry['IsSender'];
  return { direction: sender === true ? 'outgoing' : sender === false ? 'incoming' : 'unknown', other: title === '' ? listName : '', thread: title === '' || title === listName ? listName : `${title} (${listName})` };
}

async function attachmentsOf(entry: JsonObject, { file, files, media }: Mapping, remarks: string[]): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const id of wordOf(entry['Media IDs']).split(/[,|\s]+/).filter((one) => one !== '').slice(0, 200)) {
    const path = media.get(id);
    if (path === undefined) {
      attachments.push({ name: id, member: null, mediaType: '', sizeBytes: null, sha256: null, state: 'missing' });
      continue;
    }
    const { attachment, remark } = await files.find(path, file);
    attachments.push(attachment);
    if (remark !== null) remarks.push(remark);
  }
  return attachments;
}

const sentLeftOut = new Set(['From', 'To', 'Content', 'Text', 'IsSender', 'Conversation Title']);

/** A chat or a snap. Its content is there only if somebody saved it. */
export async function mapSent(entry: JsonObject, piece: JsonPiece, mapping: Mapping): Promise<SourceRow> {
  const created = createdTime(entry);
  if ('code' in created) return setAside(piece, mapping.file, created.code, created.reason);
  if (created.counted !== null) mapping.remarks.add(created.counted, describePath(piece.path));
  const listName = wordOf(piece.path[0]);
  const notice = statusType.test(wordOf(entry['Media Type']));
  const { direction, other, thread } = placeOf(entry, listName);
  const text = wordOf(entry['Content']) || wordOf(entry['Text']);
  const remarks = [...created.remarks];
  const from = wordOf(entry['From']);
  const to = wordOf(entry['To']) || (direction === 'outgoing' ? other : '');
  const item: ItemDraft = {
    kind: notice ? 'notice' : 'message', time: created.time, direction: notice ? 'none' : direction, from, to: to === '' ? [] : [to], thread, text: notice && text === '' ? wordOf(entry['Media Type']) : text,
    status: 'live', locator: pieceLocator(mapping.file, piece), verbatim: piece.text, fields: fieldsOf(entry, sentLeftOut), attachments: await attachmentsOf(entry, mapping, remarks),
    identifiers: [...handle(from, 'from'), ...handle(to, 'to'), ...mentionedIn(text)], remarks,
  };
  return { type: 'item', item };
}

const contactLists = new Set(['Friends', 'Shortcuts', 'Hidden Friend Suggestions']);

/** A person in a list of friends: an entry of the address book, or (requests, blocks, removals) something that was done. */
export function mapFriend(entry: JsonObject, piece: JsonPiece, { file }: Mapping): SourceRow {
  const listName = wordOf(piece.path[0]);
  const contact = contactLists.has(listName);
  const name = contact ? 'Creation Timestamp' : 'Last Modified Timestamp';
  const other = contact ? 'Last Modified Timestamp' : 'Creation Timestamp';
  const used = wordOf(entry[name]) === '' ? other : name;
  const placed = writtenUtc(wordOf(entry[used]));
  if (!placed.ok) return setAside(piece, file, placed.code, placed.reason);
  const username = wordOf(entry['Username']);
  const words = [username, wordOf(entry['Display Name'])].filter((word) => word !== '').join(', ');
  const item: ItemDraft = {
    kind: contact ? 'contact' : 'event', time: placed.time, direction: 'none', from: '', to: [], thread: `Snapchat ${listName}`, text: `${listName}: ${words}`, status: 'live',
    locator: pieceLocator(file, piece), verbatim: piece.text, fields: fieldsOf(entry, new Set()), attachments: [], identifiers: handle(username, 'subject'), remarks: [`The time is the entry’s “${used}”.`, ...placed.remarks],
  };
  return { type: 'item', item };
}
