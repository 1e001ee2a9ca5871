/** What kind of item the records of an artifact are, by the artifact's name and, where that is silent, by their columns. */
import type { ItemDraft, ItemKind } from '../../../../shared/domain/item.ts';
import type { AxiomRow } from './axiom-row.ts';
import { headingOf } from './heading.ts';
import { firstOf } from './row-values.ts';

export const textNames: readonly string[] = ['message', 'messagebody', 'messagetext', 'body', 'text', 'content', 'messagecontent', 'snippet'];
const senderNames: readonly string[] = ['sender', 'from', 'sendername', 'author', 'recipient', 'recipients', 'to', 'partner', 'participants'];

const callName = /\b(?:calls?|call ?(?:logs?|history)|facetime)\b/i;
const contactName = /\b(?:contacts?|address ?book|phone ?book|friends)\b/i;
const messageName = /\b(?:messages?|sms|mms|imessage|chats?|e-?mails?|direct messages?)\b|sms\/mms/i;
/** Lists about conversations, not what was said in them. */
const aboutMessages = /\b(?:groups?|threads?|attachments?|participants?|settings|accounts?|drafts? folders?|statistics)\b/i;
const noticeTypes = /^(?:system|system message|notification|event|status|group event|service message|call)$/i;

function has(row: Pick<AxiomRow, 'values'>, names: readonly string[]): boolean {
  return row.values.some(({ heading }) => names.includes(headingOf(heading).name));
}

/** The kind of one record. A message is one only if its table has a column for its text. */
export function kindOf(row: AxiomRow): ItemKind {
  const artifact = row.artifact.replaceAll('_', ' ');
  if (callName.test(artifact)) return 'call';
  const worded = has(row, textNames);
  if (messageName.test(artifact) && worded && !aboutMessages.test(artifact)) return noticeTypes.test(firstOf(row, ['messagetype', 'type'])) ? 'notice' : 'message';
  if (contactName.test(artifact)) return 'contact';
  if (!messageName.test(artifact) && !aboutMessages.test(artifact) && has(row, ['message', 'messagebody', 'messagetext', 'body']) && has(row, senderNames)) return 'message';
  if (has(row, ['latitude']) && has(row, ['longitude']) && /\b(?:locations?|gps|places?)\b/i.test(artifact)) return 'location';
  return 'event';
}

/** Carved records were put together from unused space: they may be incomplete or old. */
export function statusOf(row: AxiomRow): { readonly status: ItemDraft['status']; readonly remarks: readonly string[] } {
  const method = firstOf(row, ['recoverymethod']);
  if (/carv/i.test(method)) return { status: 'recovered', remarks: [`Recovered by “${method}”: found outside the application’s own records; it may be incomplete.`] };
  if (/^(?:yes|true|deleted)$/i.test(firstOf(row, ['deleted', 'isdeleted', 'messagedeleted', 'deletedsource']))) return { status: 'deleted', remarks: [] };
  return { status: 'live', remarks: [] };
}
