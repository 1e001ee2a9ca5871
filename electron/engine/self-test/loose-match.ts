/**
 * What the search takes for somebody and the rule that hides does not: letters of other words (“allowed” for Al Lowe), or a handle
 * that is a phrase (“just me” for just_me). Only a person can tell; they are told the words, and may say that those name nobody here.
 */
import type { ProtectedPerson, ProtectedString } from '../../../shared/domain/cipher.ts';
import { spanFinder } from '../../../shared/domain/protected-text.ts';

/** As long as a word may be that is said to be ordinary, and as many as anybody would judge. */
const [longest, most] = [100, 20];
/** More letters do not stand in other words by chance. A handle of any length may be a phrase. */
const byChance = 8;

/** Shorter names stand in other words by chance. */
const ownLetters = 5;
const isNamed = (each: string, names: ReadonlySet<string>): boolean => names.has(each) || [...names].some((name) => name.length >= ownLetters && each.includes(name));

const word = /[\p{L}\p{N}]{1,500}/gu;
const wordsOf = (letters: string): string[] => [...letters.toLowerCase().matchAll(word)].map(([each]) => each);

/** What was looked for, and for whom. `whole`: its letters and digits, as plain ones. `names`: single words of the person's names, alike. */
export interface Looked { readonly string: ProtectedString; readonly person: ProtectedPerson; readonly whole: string; readonly names: ReadonlySet<string> }

/**
 * The words of a text in which the letters of a string were found. Empty where the rule that hides finds it in this text too, where it is no
 * chance, and where a name of the person is among the words: nobody can say then that nobody is named. `letters`: the text in plain letters.
 */
export function looseWords({ string, person, whole, names }: Looked, text: string, letters: string): string[] {
  if (whole === '' || (string.kind !== 'handle' && whole.length > byChance)) return [];
  if (spanFinder([{ ...person, strings: [string] }])(text).length > 0) return [];
  const words = wordsOf(letters);
  const ends: number[] = [];
  let end = 0;
  for (const each of words) ends.push(end += each.length);
  const joined = words.join('');
  const found = new Set<string>();
  for (let at = joined.indexOf(whole), first = 0; at !== -1 && found.size < most; at = joined.indexOf(whole, at + 1)) {
    while ((ends[first] ?? joined.length) <= at) first += 1;
    let last = first;
    while ((ends[last] ?? joined.length) < at + whole.length) last += 1;
    const around = words.slice(first, last + 1);
    if (around.some((each) => isNamed(each, names)) || around.join(' ').length > longest) return [];
    found.add(around.join(' '));
  }
  return [...found];
}

/** A letter of no script anybody here writes: what stood on either side of it is not taken for one word. */
const parting = ' \u{10400} ';

/** What names somebody by itself, in plain letters. */
export interface Naming { readonly isName: boolean; readonly letters: string }

/** A word of what names somebody: without it the rest would not be found. All of a handle may be a phrase; a name never is. */
function isWordOf({ isName, letters }: Naming, words: readonly string[]): boolean {
  const own = wordsOf(letters);
  return words.some((each) => own.includes(each)) && (isName || !words.join('').includes(own.join('')));
}

/**
 * Takes words out that a person says name nobody, where they stand as they were said. A word of somebody's name stays: said to be ordinary, it is
 * no longer looked for by itself, but the whole name is, in every form. `ordinary`: in plain letters.
 */
export function withoutOrdinary(ordinary: readonly string[], naming: readonly Naming[]): (letters: string) => string {
  const phrases = ordinary.map(wordsOf).filter((words) => words.length > 0 && !naming.some((each) => isWordOf(each, words))).map((words) => words.join('[^\\p{L}\\p{N}]{1,500}'));
  if (phrases.length === 0) return (letters) => letters;
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (letters) => letters.replace(any, parting);
}
