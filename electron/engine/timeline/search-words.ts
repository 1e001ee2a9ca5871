/**
 * The words an item can be found by. FTS5's tokenizer finds no emoji, no single CJK word and only
 * one written form of a number (measured), so a normalised copy is indexed beside the verbatim text.
 */
import { isAscii } from 'node:buffer';
import type { Identifier, ItemDraft } from '../../../shared/domain/item.ts';

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

/** What only some texts hold and all the slow rules are about; © and ® count as emoji. */
const beyondLatin = /[^\u0000-\u00a8\u00aa-\u00ad\u00af-\u02ff]/;

const anyControl = /[\u0000-\u001f\u007f]/;

/** Text as the index sees it: emoji apart, CJK in pairs, apostrophes gone, composed, without joiners. */
export function normaliseForSearch(text: string): string {
  const spaced = anyControl.test(text) ? text.replace(controls, ' ') : text;
  if (isPlainForSearch(spaced)) return spaced.includes("'") ? spaced.replaceAll("'", '') : spaced;
  if (!beyondLatin.test(spaced)) return spaced.normalize('NFKC').replace(apostrophes, '');
  return spaced.normalize('NFKC').replace(joiners, '').replace(emoji, ' $& ').replace(ideographs, bigrams).replace(apostrophes, '');
}

/** Both national and international forms of a number written in E.164. */
function numberForms(normal: string): string {
  const digits = normal.replace(/^\+/, '');
  return digits.startsWith('44') ? `${digits} 0${digits.slice(2)}` : digits;
}

const formsOf = (identifiers: readonly Identifier[]): string[] =>
  identifiers.map((identifier) => (identifier.kind === 'phone' ? numberForms(identifier.normal) : identifier.normal));

/** What an item can be found by that its neighbours share: sender, receivers, thread and the identifiers of the parties. */
export function contextWords(item: Pick<ItemDraft, 'from' | 'to' | 'thread'>, identifiers: readonly Identifier[]): string {
  return normaliseForSearch([item.from, ...item.to, item.thread, ...formsOf(identifiers)].join('\n'));
}

/** What an item itself can be found by, not yet as the index sees it; the first `shared` identifiers are its context's. */
export function rowText({ text, fields, attachments, identifiers }: Pick<ItemDraft, 'text' | 'fields' | 'attachments' | 'identifiers'>, shared: number): string {
  let words = text;
  for (const { value } of fields) words += `\n${value}`;
  for (const { name } of attachments) words += `\n${name}`;
  if (identifiers.length > shared) for (const form of formsOf(identifiers.slice(shared))) words += `\n${form}`;
  return words;
}

const [nul, apostrophe] = [0, 0x27];

/** A text in UTF-8 as the index sees it: most need nothing, and are neither decoded nor looked at character by character. */
export function wordsOf(text: Buffer): Buffer {
  // An end of line parts words as a space does.
  if (isAscii(text) && !text.includes(nul) && !text.includes(apostrophe)) return text;
  return Buffer.from(normaliseForSearch(text.toString('utf8')));
}

/** True for text the index sees as it stands, once `plainForSearch` has taken the apostrophes out. */
function isPlainForSearch(text: string): boolean {
  return /^[\u0001-\u007f]*$/.test(text);
}

/** SQL for the words of a plain text. */
export const plainForSearch = (column: string): string => `replace(${column}, '''', '')`;

const spacedNumber = /(?:\+|00)?\d[\d\s().-]{5,}\d/g;
const spacedPlate = /\b([A-Za-z]{2}\d{2})\s+([A-Za-z]{3})\b/g;

/**
 * A person's words as FTS5 queries, one for each term; none when there is nothing to look for. All
 * terms are required; "quoted words" stand together; a word matches by its beginning. A number
 * matches in any written form. Nothing the person types is ever read as query syntax.
 */
export function searchTerms(typed: string): string[] {
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
  return terms;
}
