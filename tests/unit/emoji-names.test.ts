import { describe, expect, it } from 'vitest';
import { nameOfEmoji, withEmojiNames } from '../../electron/engine/exports/emoji-names.ts';

const named = (text: string): string => withEmojiNames(text, (name) => ` [${name}]`);

describe('the name of an emoji', () => {
  it.each([
    ['one picture', '🔥', 'fire'], ['a skin tone', '👍🏽', 'thumbs up: medium skin tone'], ['a tone in two words', '🙏🏾', 'folded hands: medium-dark skin tone'], ['a tone by itself', '🏿', 'dark skin tone'],
    ['a family joined of three', '👨‍👩‍👧', 'family: man, woman, girl'], ['somebody at work, with a tone', '👮🏼‍♀️', 'woman police officer: medium-light skin tone'], ['the same without the sign for emoji', '👮🏼‍♀', 'woman police officer: medium-light skin tone'],
    ['hair', '👩‍🦰', 'woman: red hair'], ['hair and a tone', '👩🏻‍🦰', 'woman: light skin tone, red hair'], ['two people of two tones', '🧑🏻‍🤝‍🧑🏿', 'people holding hands: light skin tone, dark skin tone'], ['two people of one tone', '🧑🏻‍🤝‍🧑🏻', 'people holding hands: light skin tone'],
    ['a couple that is joined only for its tones', '🧑🏽‍❤️‍💋‍🧑🏾', 'kiss: person, person, medium skin tone, medium-dark skin tone'], ['two hands of two tones', '🫱🏻‍🫲🏿', 'handshake: light skin tone, dark skin tone'],
    ['a flag of two letters', '🇬🇧', 'flag: United Kingdom'], ['a flag written in tags', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'flag: Scotland'], ['a flag that is joined', '🏳️‍🌈', 'rainbow flag'], ['a keycap', '1️⃣', 'keycap: 1'], ['a keycap without the sign for emoji', '#⃣', 'keycap: #'], ['the keycap that is one character', '🔟', 'keycap: 10'],
    ['a text character shown as emoji', '❤️', 'red heart'], ['©, shown as emoji', '©️', 'copyright'], ['kiss mark, which is no kiss of somebody', '💋', 'kiss mark'],
  ])('is Unicode’s: %s', (_what, emoji, name) => {
    expect(nameOfEmoji(emoji)).toBe(name);
    expect(named(`before ${emoji} after`)).toBe(`before ${emoji} [${name}] after`);
  });

  it('stands behind each of several that touch', () => {
    expect(named('so🔥😍!')).toBe('so🔥 [fire]😍 [smiling face with heart-eyes]!');
    expect(named('🇬🇧🇫🇷')).toBe('🇬🇧 [flag: United Kingdom]🇫🇷 [flag: France]');
    expect(named('👍👍🏽')).toBe('👍 [thumbs up]👍🏽 [thumbs up: medium skin tone]');
  });

  it.each([
    ['words', 'call me on 07700 900417 at 15:24'], ['digits and signs', '#1 * © ® ™ 2'], ['arrows and hearts as text', '→ ❤ ☺ ✓'], ['an emoji its source wants as text', '☺︎ 🔥︎'],
    ['a flag of nowhere', '🇽🇽'], ['one letter of a flag', '🇬'], ['pictures nobody joins', '🐈‍🚗'], ['tones no family has', '👨🏽‍👩🏽‍👧'], ['half of a character', '\ud83d half'], ['Arabic', 'مرحبا كيف حالك'], ['nothing', ''],
  ])('is given to nothing else: %s', (_what, text) => {
    expect(named(text)).toBe(text);
  });
});
