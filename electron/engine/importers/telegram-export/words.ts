/** Telegram's nested values in words: text parts, service actions, reactions. Only the row's own values and joining words are used. */
import { listOf, objectOf, wordOf, type JsonObject } from '../json/values.ts';

/** The text: a string, or parts joined with nothing added. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return listOf(value).map((part) => (typeof part === 'string' ? part : wordOf(objectOf(part)?.['text']))).join('');
}

/** `👍 × 2 (Ann, Bob); ❤️ × 1`. */
export function reactionsOf(value: unknown): string {
  return listOf(value).flatMap((entry) => {
    const reaction = objectOf(entry);
    if (reaction === null) return [];
    const who = listOf(reaction['recent']).map((one) => wordOf(objectOf(one)?.['from']) || wordOf(objectOf(one)?.['from_id'])).filter((name) => name !== '');
    const sign = wordOf(reaction['emoji']) || wordOf(reaction['document_id']) || wordOf(reaction['type']);
    return [`${sign} × ${wordOf(reaction['count'])}${who.length === 0 ? '' : ` (${who.join(', ')})`}`];
  }).join('; ');
}

/** A service line: who did it, Telegram's word for the action, and the names it gives. */
export function serviceText(message: JsonObject): string {
  const action = wordOf(message['action']).replaceAll('_', ' ');
  const members = listOf(message['members']).map(wordOf).filter((name) => name !== '').join(', ');
  const details = [
    wordOf(message['title']), members, wordOf(message['discard_reason']).replaceAll('_', ' '),
    ...('duration_seconds' in message ? [`${wordOf(message['duration_seconds'])} seconds`] : []),
  ].filter((part) => part !== '');
  const said = textOf(message['text']);
  const head = [wordOf(message['actor']), action].filter((part) => part !== '').join(': ');
  return [`${head}${details.length === 0 ? '' : ` (${details.join('; ')})`}`, said].filter((part) => part !== '').join('\n');
}
