/** What Unicode calls the emoji of a text. Needed only where a reader may not see which one it is: on paper without colour, or by ear. */
import unicodeNames from 'unicode-emoji-json/data-by-emoji.json' with { type: 'json' };

interface Known { readonly name: string; readonly takesTone: boolean }

/** By the modifier’s own character; the data has no entries with a tone. */
const tones: ReadonlyMap<string, string> = new Map([['🏻', 'light skin tone'], ['🏼', 'medium-light skin tone'], ['🏽', 'medium skin tone'], ['🏾', 'medium-dark skin tone'], ['🏿', 'dark skin tone']]);
/** Joined of two people or hands only where each has a tone of its own: without tones Unicode has one character for them, or none. */
const onlyWithTones: readonly (readonly [string, string])[] = [
  ['🧑‍❤‍🧑', 'couple with heart: person, person'], ['🧑‍❤‍💋‍🧑', 'kiss: person, person'], ['👩‍🤝‍👨', 'woman and man holding hands'], ['👩‍🤝‍👩', 'women holding hands'], ['👨‍🤝‍👨', 'men holding hands'], ['🫱‍🫲', 'handshake'],
];

/** Without the signs that ask for an emoji: sources leave them out inside joined ones, and which they leave out differs. */
const bare = (emoji: string): string => emoji.replaceAll('\ufe0f', '');

/** Unicode writes a colon after the kind of thing (“flag: Fiji”, “man: beard”), which the data leaves out. */
const asUnicodeHasIt = (name: string): string => name.replace(/^(flag|keycap|family|kiss|couple with heart) (?!mark$|in hole$)/u, '$1: ').replace(/^(person|man|woman) (?=(?:beard|bald|(?:blond|red|curly|white) hair)$)/u, '$1: ');

let read: ReadonlyMap<string, Known> | undefined;
/** Read at its first use: most documents name no emoji. */
function known(): ReadonlyMap<string, Known> {
  read ??= new Map([
    ...Object.entries(unicodeNames).map(([emoji, entry]): [string, Known] => [bare(emoji), { name: asUnicodeHasIt(entry.name), takesTone: entry.skin_tone_support }]),
    ...[...tones].map(([tone, name]): [string, Known] => [tone, { name, takesTone: false }]),
  ]);
  return read;
}

const tone = /[\u{1f3fb}-\u{1f3ff}]/gu;
const withTones = new Map(onlyWithTones);

/** `thumbs up: medium skin tone`; before the hair, after everything else. One tone of two people is said once. */
function toned(name: string, ofPeople: readonly string[]): string {
  const words = (new Set(ofPeople).size === 1 ? ofPeople.slice(0, 1) : ofPeople).map((one) => tones.get(one) ?? '').join(', ');
  const [, person, hair] = /^(person|man|woman): (.*)$/u.exec(name) ?? [];
  if (person !== undefined && hair !== undefined) return `${person}: ${words}, ${hair}`;
  return `${name}${name.includes(':') ? ',' : ':'} ${words}`;
}

/** Unicode’s short name of one emoji, with all that joins to it; null for one that is not in the data. */
export function nameOfEmoji(emoji: string): string | null {
  const whole = bare(emoji);
  const exact = known().get(whole);
  if (exact !== undefined) return exact.name;
  const ofPeople = whole.match(tone);
  if (ofPeople === null) return null;
  const without = whole.replace(tone, '');
  const base = known().get(without);
  const name = base?.takesTone === true ? base.name : withTones.get(without);
  return name === undefined ? null : toned(name, ofPeople);
}

const part = '(?:\\p{Emoji_Modifier_Base}\\ufe0f?\\p{Emoji_Modifier}|\\p{Extended_Pictographic}\\ufe0f?(?:[\\u{e0020}-\\u{e007e}]+\\u{e007f})?|\\p{Emoji_Modifier})';
/** Flags, keycaps, and pictures with whatever is joined to them, each as long as it reaches; not what its source wants shown as text. */
const sequences = new RegExp(`\\p{Regional_Indicator}{2}|[0-9#*]\\ufe0f?\\u20e3|${part}(?:\\u200d${part})*(?!\\ufe0e)`, 'gu');
/** By themselves digits, © and ❤ are text, unless something makes emoji of them. */
const isShownAsEmoji = /^\p{Emoji_Presentation}|^\p{Regional_Indicator}|[\ufe0f\u20e3\u200d]|\p{Emoji_Modifier}/u;

/** The text with `written(name)` after each emoji that has one; everything else as it is. */
export function withEmojiNames(text: string, written: (name: string) => string): string {
  return text.replace(sequences, (emoji) => {
    const name = isShownAsEmoji.test(emoji) ? nameOfEmoji(emoji) : null;
    return name === null ? emoji : `${emoji}${written(name)}`;
  });
}
