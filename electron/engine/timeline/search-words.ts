/**
 * The words an item can be found by. FTS5's tokenizer finds no emoji, no single CJK word and only
 * one written form of a number (measured), so a normalised copy is indexed beside the verbatim text.
 */
import type { ItemDraft } from '../../../shared/domain/item.ts';

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu;
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const apostrophes = /[’ʼ‘']/g;
/** A NUL would end the text, and the query, where it stands. */
const controls = /[\u0000-\u001f\u007f]/g;
const joiners = /\u200d|\ufe0e|\ufe0f/g;

function bigrams(run: string): string {
  const characters = Array.from(run);
  if (characters.length === 1) return ` ${run} `;
  return ` ${characters.slice(0, -1).map((character, index) => character + (characters[index + 1] ?? '')).join(' ')} `;
}

/** Text as the index sees it: emoji apart, CJK in pairs, apostrophes gone, composed, without joiners. */
export function normaliseForSearch(text: string): string {
  return text.replace(controls, ' ').normalize('NFKC').replace(joiners, '').replace(emoji, ' $& ').replace(ideographs, bigrams).replace(apostrophes, '');
}

/** Both national and international forms of a number written in E.164. */
function numberForms(normal: string): string {
  const digits = normal.replace(/^\+/, '');
  return digits.startsWith('44') ? `${digits} 0${digits.slice(2)}` : digits;
}

/** Everything an item can be found by, as one text. */
export function searchWords(item: ItemDraft): string {
  const parts = [
    item.text, item.from, ...item.to, item.thread,
    ...item.fields.map((field) => field.value),
    ...item.attachments.map((attachment) => attachment.name),
  ];
  const forms = item.identifiers.map((identifier) => (identifier.kind === 'phone' ? numberForms(identifier.normal) : identifier.normal));
  return normaliseForSearch([...parts, ...forms].join('\n'));
}

const spacedNumber = /(?:\+|00)?\d[\d\s().-]{5,}\d/g;
const spacedPlate = /\b([A-Za-z]{2}\d{2})\s+([A-Za-z]{3})\b/g;

/**
 * A person's words as an FTS5 query, or null when there is nothing to look for. Words are all
 * required; "quoted words" stand together; a word matches by its beginning. A number matches in any
 * written form. Nothing the person types is ever read as query syntax.
 */
export function searchQuery(typed: string): string | null {
  const compact = typed
    .replace(spacedNumber, (number) => number.replace(/^(\+|00)/, '').replace(/\D/g, ''))
    .replace(spacedPlate, '$1$2');
  const terms: string[] = [];
  for (const match of compact.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const phrase = match[1];
    const words = normaliseForSearch(phrase ?? match[2] ?? '').replaceAll('"', ' ').trim();
    if (!/[\p{L}\p{N}\p{So}\p{Sk}]/u.test(words)) continue;
    const quoted = `"${words.replace(/\s+/g, ' ')}"`;
    const lastIsLong = (words.split(/\s+/).at(-1) ?? '').length >= 2;
    terms.push(phrase === undefined && lastIsLong ? `${quoted}*` : quoted);
  }
  return terms.length === 0 ? null : terms.join(' AND ');
}
