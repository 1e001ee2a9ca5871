/**
 * Instagram Direct on iPhone: a database named after the account, whose rows are keyed archives.
 * Source: formats reference, section 2.7.
 */
import type { Field, ItemDraft } from '../../../../../shared/domain/item.ts';
import { archived, archivedSeconds, archivedText, readKeyedArchive, type ArchiveValue } from '../../decoding/keyed-archive.ts';
import { partyIdentifiers, partyLabel } from '../party.ts';
import { epochTime } from '../../time/epoch-time.ts';
import { cellText, type DatabaseReader, type Row } from '../../sqlite/rows.ts';
import { stream, type SetAside, type SqliteProfile } from '../profile.ts';

const metadataKey = 'IGDirectPublishedMessageMetadata*metadata';
const contentKey = 'IGDirectPublishedMessageContent*content';
const activityKey = 'IGDirectThreadActivityAnnouncement*threadActivity';
const mediaKey = 'IGDirectPublishedMessageMedia*media';
const reactionsKey = 'NSArray<IGDirectMessageReaction *>*reactions';

interface Lookup {
  /** Account the database belongs to, by thread. */
  readonly owners: ReadonlyMap<string, string>;
  /** Call ids met so far: a call is announced when it starts and again when it ends. */
  readonly calls: Set<string>;
}

function prepare(database: DatabaseReader): Lookup {
  const owners = new Map<string, string>();
  if (database.has('threads', 'thread_id', 'viewer_id')) {
    for (const row of database.all('SELECT thread_id, viewer_id FROM threads')) owners.set(cellText(row['thread_id']), cellText(row['viewer_id']));
  }
  return { owners, calls: new Set() };
}

function readArchive(row: Row): ArchiveValue | SetAside {
  const { archive } = row;
  if (!(archive instanceof Uint8Array)) return { code: 'malformed-row', reason: 'its archive column holds no archive.' };
  try {
    return readKeyedArchive(archive);
  } catch (error) {
    return { code: 'malformed-row', reason: `its archive cannot be read (${error instanceof Error ? error.message : String(error)}).` };
  }
}

function isSetAside(value: ArchiveValue | SetAside): value is SetAside {
  return typeof value === 'object' && value !== null && 'reason' in value && 'code' in value;
}

interface Meaning { readonly kind: ItemDraft['kind']; readonly text: string; readonly fields: readonly Field[]; readonly remarks: readonly string[] }

function activityOf(activity: ArchiveValue, calls: Set<string>): Meaning {
  const callId = archivedText(activity, 'NSString*videoCallId');
  const title = archivedText(activity, 'NSString*voipTitle') || archivedText(activity, 'NSString*actionLogTitle');
  const hidden = archived(activity, 'BOOLhiddenInThread') === true;
  const fields = [...(callId === '' ? [] : [{ name: 'Call id', value: callId }]), ...(hidden ? [{ name: 'Hidden in the thread', value: 'yes' }] : [])];
  if (callId === '') return { kind: 'notice', text: title, fields, remarks: [] };
  const first = !calls.has(callId);
  calls.add(callId);
  if (!first) return { kind: 'notice', text: title, fields, remarks: ['The second announcement of this call; the call is counted at the first.'] };
  const ended = /ended/i.test(title);
  return { kind: 'call', text: title, fields, remarks: ended ? ['Only the end of this call is announced; when it began is not recorded here.'] : [] };
}

function mediaOf(media: ArchiveValue): Field[] {
  const subtype = archivedText(media, 'codedSubtype');
  return subtype === '' ? [] : [{ name: 'Media', value: subtype }];
}

function meaningOf(content: ArchiveValue, calls: Set<string>): Meaning {
  const activity = archived(content, activityKey);
  if (activity !== null) return activityOf(activity, calls);
  const subtype = archivedText(content, 'codedSubtype');
  const text = archivedText(content, 'NSString*string');
  return { kind: 'message', text: text === '' ? `(${subtype.replace('SUBTYPE_', '').toLowerCase() || 'no words'})` : text, fields: [{ name: 'Content', value: subtype }, ...mediaOf(archived(content, mediaKey))], remarks: [] };
}

function reactionsOf(archive: ArchiveValue): Field[] {
  const reactions = archived(archive, reactionsKey);
  if (!Array.isArray(reactions)) return [];
  return (reactions as readonly ArchiveValue[]).map((reaction) => {
    const texts = typeof reaction === 'object' && reaction !== null ? Object.entries(reaction).filter(([, value]) => typeof value === 'string' && value !== '') : [];
    return { name: 'Reaction', value: texts.map(([key, value]) => `${key.replace(/^NSString\*/, '')}: ${String(value)}`).join(', ') };
  });
}

function refine(draft: ItemDraft, row: Row, { lookup, owner }: { readonly lookup: Lookup; readonly owner: string }): ItemDraft | SetAside {
  const archive = readArchive(row);
  if (isSetAside(archive)) return archive;
  const metadata = archived(archive, metadataKey);
  const sender = archivedText(metadata, 'NSString*senderPk');
  const thread = archivedText(metadata, 'NSString*threadId') || cellText(row['thread_id']);
  const seconds = archivedSeconds(metadata, 'NSDate*serverTimestamp');
  if (sender === '' && seconds === null) return { code: 'malformed-row', reason: 'its archive names neither a sender nor a time.' };
  const account = lookup.owners.get(thread) ?? '';
  const outgoing = account !== '' && account === sender;
  const meaning = meaningOf(archived(archive, contentKey), lookup.calls);
  const party = { account: sender, name: '' };
  return {
    ...draft, kind: meaning.kind, text: meaning.text, thread,
    time: epochTime(seconds, 'apple-seconds'),
    direction: account === '' || sender === '' ? 'unknown' : outgoing ? 'outgoing' : 'incoming',
    from: outgoing ? `${owner} (${sender})` : partyLabel(party), to: outgoing ? [] : [owner], identifiers: partyIdentifiers(party, 'from'),
    fields: [...draft.fields, ...meaning.fields, { name: 'Sender id', value: sender }, ...reactionsOf(archive)],
    remarks: [...draft.remarks.filter((remark) => !remark.startsWith('No time')), 'The time is serverTimestamp in the row’s archive, read as seconds since 2001 in UTC.', ...meaning.remarks],
  };
}

const messages = stream<Lookup>({
  name: 'Messages', table: 'messages', kind: 'message', time: [], direction: 'unknown', thread: ['thread_id'],
  fields: [{ name: 'Message id', column: 'message_id' }, { name: 'Class', column: 'class_name' }],
  prepare, refine,
});

export const instagramIos: SqliteProfile = {
  id: 'instagram-ios', label: 'Instagram Direct for iPhone',
  recognise: [{ table: 'messages', columns: ['message_id', 'thread_id', 'archive', 'class_name'] }, { table: 'threads', columns: ['thread_id', 'viewer_id'] }],
  streams: [messages],
};
