/**
 * One rule finds the protected strings of people in a text, whoever asks: the window for names it sets itself, an export for
 * everything it prints. It reads letters without case or accent, numbers in every written form, plates with and without space.
 */
import type { ProtectedPerson, ProtectedString } from './cipher.ts';
import { plainLetters, plainReadings } from './plain-letters.ts';

/** What may stand between the digits of a number: whatever people, forms and line ends put there. The search of a finished file passes over as much. */
const betweenDigits = '[^\\p{L}\\p{N}]{0,12}';
/** What may stand between the words of a name: a space, in file names and addresses something else, or nothing. */
const betweenWords = '(?:[^\\p{L}\\p{N}]|%20){0,8}';
/** A word may be divided where a line ends. */
const divided = '(?:[\\-\\u2010]\\s{0,3}\\n\\s{0,3})?';
/** Police systems write O’Brien as OBRIEN and O BRIEN, people with whatever key is near. */
const apostrophes = "['\\u2018\\u2019\\u02bc\\u00b4`\\s]{0,2}";
/** Letters from which a name is one whatever number stands beside it. */
const nameBeforeNumber = 5;
const titles = 'mr|mrs|ms|miss|mx|dr|sir|dame|lady|lord';
/** Scripts whose words stand without a space between them: a name in them has no edge. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{2,}$/u;
/** Whether a name is found among other letters, since none of its script has a space beside it. */
const hasNoEdge = (plain: string): boolean => unspaced.test(plain.replace(/\P{L}/gu, ''));
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** The digits of a number, in any written form: with its country or, for this country, with a nought. */
function phonePattern(normal: string): string {
  const digits = normal.replace(/\D/gu, '');
  const spaced = (of: string): string => Array.from(of).join(betweenDigits);
  const uk = /^\+?44(\d{7,})$/u.exec(normal.replace(/[^\d+]/gu, ''))?.[1];
  // A table that takes it for a number drops the nought.
  if (uk !== undefined) return `(?<!\\d)(?:\\(?(?:\\+|00)${betweenDigits}44${betweenDigits}(?:\\(?0\\)?${betweenDigits})?|44${betweenDigits}|\\(?0${betweenDigits})?${spaced(uk)}(?!\\d)`;
  return `(?<!\\d)(?:\\+|00)?${betweenDigits}${spaced(digits)}(?!\\d)`;
}

/** Words in one order, however they are parted, with either apostrophe. */
function wordsPattern(text: string): string {
  const { plain } = plainLetters(text.trim());
  if (hasNoEdge(plain)) return Array.from(plain.replace(/[^\p{L}\p{N}]/gu, '')).join(betweenWords);
  const letter = (of: string): string => (/['‘’ʼ´`]/u.test(of) ? apostrophes : escaped(of));
  const words = plain.split(/[\s\-\u2010-\u2015]+/gu).map((word) => Array.from(word, letter).join(divided)).join(betweenWords);
  // A longer name may have a number after it (imogen92); a short one would then be found in anything.
  const edge = Array.from(plain).length >= nameBeforeNumber && !/\p{N}/u.test(plain) ? '\\p{L}' : '\\p{L}\\p{N}';
  const wordy = /[\p{L}\p{N}]/u;
  return `${wordy.test(plain.at(0) ?? '') ? `(?<![${edge}])` : ''}${words}${wordy.test(plain.at(-1) ?? '') ? `(?![${edge}])` : ''}`;
}

/** A plate with or without its space, or what stands for it. */
const platePattern = (text: string): string => `(?<![\\p{L}\\p{N}])${Array.from(plainLetters(text).plain.replace(/\s+/gu, ''), escaped).join('[^\\p{L}\\p{N}]{0,3}')}(?![\\p{L}\\p{N}])`;

function patternOf({ kind, text }: ProtectedString): string {
  const digits = text.replace(/\D/gu, '');
  if (kind === 'phone' && digits.length >= 5 && /^[\d\s()+.\-/]+$/u.test(text)) return phonePattern(text);
  if (kind === 'vrm') return platePattern(text);
  // “Ms Vale” is one name: left before a cipher, the title would stand there twice, or say what the cipher does not.
  return kind === 'name' ? `(?:(?<![\\p{L}\\p{N}])(?:${titles})\\.?\\s{1,3})?${wordsPattern(text)}` : wordsPattern(text);
}

interface Rule {
  readonly pattern: RegExp; readonly cipher: string;
  /** Letters and digits alone that any match has, in a row: without them the expression is not tried. */
  readonly needle: string;
}

const bareOf = (plain: string): string => plain.replace(/[^\p{L}\p{N}]+/gu, '');

function needleOf(string: ProtectedString): string {
  const { plain } = plainLetters(string.text);
  const digits = plain.replace(/\D/gu, '');
  if (string.kind === 'phone' && digits.length >= 5 && /^[\d\s()+.\-/]+$/u.test(string.text)) return digits.replace(/^(?:00)?44|^0+/u, '');
  // What stands between words may be written (%20) in letters of its own.
  return plain.split(/[\s\-\u2010-\u2015]+/gu).map(bareOf).sort((one, other) => other.length - one.length)[0] ?? '';
}

/** Longer strings go first, so that a full name is one cipher and not two. A string that is several people's has all their ciphers: leaving it would name one of them. */
function rulesFor(people: readonly ProtectedPerson[]): Rule[] {
  const byText = new Map<string, { readonly string: ProtectedString; readonly ciphers: string[] }>();
  for (const { cipher, strings } of people) {
    for (const string of strings) {
      const { plain } = plainLetters(string.text);
      // Of a text without a letter, as of one in signs alone, nothing could be told from anything.
      if (plain.trim() === '') continue;
      const key = `${string.kind === 'phone' || string.kind === 'vrm' ? string.kind : 'words'} ${plain}`;
      const known = byText.get(key);
      if (known === undefined) byText.set(key, { string, ciphers: [cipher] });
      else if (!known.ciphers.includes(cipher)) known.ciphers.push(cipher);
    }
  }
  return [...byText.values()].sort((one, other) => other.string.text.length - one.string.text.length)
    .map(({ string, ciphers }) => ({ pattern: new RegExp(patternOf(string), 'gu'), cipher: ciphers.join(' or '), needle: needleOf(string) }));
}

/** A stretch of a text, from its first character to the one after its last, and whose it is. */
export interface ProtectedSpan { readonly start: number; readonly end: number; readonly cipher: string }

/** Finds what must not be seen, in the order of the text and without overlaps. */
export function spanFinder(people: readonly ProtectedPerson[]): (text: string) => ProtectedSpan[] {
  const rules = rulesFor(people);
  return (text) => {
    if (rules.length === 0 || text === '') return [];
    const readings = plainReadings(text).map((reading) => ({ ...reading, bare: bareOf(reading.plain) }));
    const found: ProtectedSpan[] = [];
    for (const { pattern, cipher, needle } of rules) {
      for (const { plain, from, bare } of readings) {
        if (!bare.includes(needle)) continue;
        for (const match of plain.matchAll(pattern)) {
          // A match of no letters would find itself everywhere.
          if (match[0] === '') continue;
          const [start, end] = [from(match.index), from(match.index + match[0].length)];
          if (found.every((other) => end <= other.start || start >= other.end)) found.push({ start, end, cipher });
        }
      }
    }
    return found.sort((one, other) => one.start - other.start);
  };
}

/** Puts the cipher in place of every protected string of a text, and says nothing else of it. */
export type Hide = (text: string) => string;

/** The rule for these people. `shown`: a cipher as it is to stand in a text; what is put in is never looked at again. */
export function hider(people: readonly ProtectedPerson[], shown: (cipher: string) => string = (cipher) => cipher): Hide {
  const find = spanFinder(people);
  return (text) => {
    let [kept, at] = ['', 0];
    for (const { start, end, cipher } of find(text)) {
      kept += `${text.slice(at, start)}${shown(cipher)}`;
      at = end;
    }
    return at === 0 ? text : `${kept}${text.slice(at)}`;
  };
}
