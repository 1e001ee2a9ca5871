/**
 * Sentences Meta itself writes as the content of a message. They carry no mark of their own and are
 * known only by wording (formats reference, section 4.2), so a sentence counts only when nothing else
 * stands in the text and, where it begins with a name, the name is the sender's.
 */

/** Whole texts nobody is named in. */
const whole: readonly RegExp[] = [
  /^This poll is no longer available\.$/,
  /^Liked a message$/,
  /^Reacted .{1,16} to your message ?$/u,
  /^You are now connected on Messenger\.?$/,
  /^(?:Say hi to your new Facebook friend|You can now message and call each other)\b.{0,120}\.$/,
  /^Messages and calls are secured with end-to-end encryption\..{0,200}$/,
];

/** What may follow the sender's name, or “You”. */
const afterName: readonly RegExp[] = [
  /^['’]s poll has multiple updates\.$/,
  /^ (?:joined|left) the (?:group|video chat|call|audio call)\.$/,
  /^ (?:created the group|named the group .{1,200}|removed the group name)\.$/,
  /^ (?:added|removed) .{1,200} (?:to|from) the group\.$/,
  /^ (?:changed the (?:group photo|chat theme|theme)|set the (?:emoji|quick reaction)|set (?:the|your|his|her|their|own) nickname|set the nickname).{0,200}\.$/,
  /^ (?:turned (?:on|off)|changed) (?:disappearing messages|vanish mode|member requests|approval).{0,200}\.$/,
  /^ (?:created a poll|voted for|changed (?:his|her|their) vote|removed (?:his|her|their) vote|responded).{0,200}\.$/,
  /^ (?:started|joined|ended) (?:a|an|the) (?:video chat|audio call|call|video call)\.$/,
  /^ (?:pinned|unpinned) a message\.$/,
];

/** Calls told in a sentence, without a duration. */
const calls: readonly RegExp[] = [/^ missed (?:a|your) (?:video chat|video call|audio call|call)(?: .{1,60})?\.$/, /^ called you\.$/];

function afterSubject(text: string, sender: string): string | null {
  for (const subject of [sender, 'You']) if (subject !== '' && text.startsWith(subject)) return text.slice(subject.length);
  return null;
}

/** What the sentence is; null for anything a person may have written. Both texts are mended. */
export function systemPhrase(text: string, sender: string): 'notice' | 'call' | null {
  if (text.length > 400 || text.includes('\n')) return null;
  if (whole.some((pattern) => pattern.test(text))) return 'notice';
  const rest = afterSubject(text, sender);
  if (rest === null) return null;
  if (calls.some((pattern) => pattern.test(rest))) return 'call';
  return afterName.some((pattern) => pattern.test(rest)) ? 'notice' : null;
}
