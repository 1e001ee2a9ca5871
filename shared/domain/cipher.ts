/**
 * A cipher stands in place of a protected person's name, the same for the life of the case. Which person it
 * stands for is the key, kept apart. What must not be seen of a person are their protected strings, and one
 * rule finds them in a text, whoever asks: the window for names it sets itself, an export for its pages.
 */
import { z } from 'zod';
import { personIdSchema } from './ids.ts';
import { identifierKindSchema } from './item.ts';

/** On what the protection rests. */
export const cipherGrounds = ['complainant', 'direction', 'policy', 'other'] as const;
export const cipherGroundSchema = z.enum(cipherGrounds);
export type CipherGround = z.infer<typeof cipherGroundSchema>;
export const cipherGroundLabels: Readonly<Record<CipherGround, string>> = {
  complainant: 'Anonymity of a complainant in law', direction: 'A direction in these proceedings', policy: 'Policy of the force or authority', other: 'Something else',
};

/** As typed, with single spaces: `Ms A`, `Witness B`, `PC W`. */
export const cipherNameSchema = z.string().transform((typed) => typed.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1, 'Give the cipher, such as Ms A.').max(40, 'A cipher has at most 40 characters.').regex(/^[\p{L}\p{N}][\p{L}\p{N} .'’\-/]*$/u, 'A cipher is made of letters, numbers and spaces, such as Ms A.'));

/** The form in which no two ciphers of a case may be alike. */
export const cipherMatched = (cipher: string): string => cipher.normalize('NFKC').replace(/[.\s]+/gu, ' ').trim().toLowerCase();

/** `whole`: it names the person. `part`: one word of a name that nobody else of the case bears; it may be an ordinary word. */
export const protectedStringSchema = z.object({ text: z.string(), kind: identifierKindSchema, strength: z.enum(['whole', 'part']) });
export type ProtectedString = z.infer<typeof protectedStringSchema>;
/** What must not be seen of one person, longest first, and what stands in its place. */
export const protectedPersonSchema = z.object({ personId: personIdSchema, cipher: z.string(), strings: z.array(protectedStringSchema) });
export type ProtectedPerson = z.infer<typeof protectedPersonSchema>;

/** What may stand between the digits of a number as people write it. */
const betweenDigits = '[\\s\\u00a0\\u2009\\u202f().\\-\\u2010-\\u2013/]{0,3}';
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** The digits of a number, in any written form: with its country or, for this country, with a nought. */
function phonePattern(normal: string): string {
  const digits = normal.replace(/\D/gu, '');
  const spaced = (of: string): string => Array.from(of).join(betweenDigits);
  const uk = /^\+?44(\d{7,})$/u.exec(normal.replace(/[^\d+]/gu, ''))?.[1];
  if (uk !== undefined) return `(?<!\\d)(?:\\(?(?:\\+|00)${betweenDigits}44${betweenDigits}(?:\\(?0\\)?${betweenDigits})?|44${betweenDigits}|\\(?0${betweenDigits})${spaced(uk)}(?!\\d)`;
  return `(?<!\\d)(?:\\+|00)?${betweenDigits}${spaced(digits)}(?!\\d)`;
}

/** Words in one order, however they are spaced, with either apostrophe, composed or not. */
function wordsPattern(text: string): string {
  const forms = [...new Set([text.normalize('NFC'), text.normalize('NFD')])].map((form) => form.trim().split(/\s+/gu).map((word) => escaped(word).replace(/['’‘]/gu, "['’‘]")).join('[\\s\\u00a0]+'));
  const [first, last] = [text.trim().at(0) ?? '', text.trim().at(-1) ?? ''];
  const wordy = /[\p{L}\p{N}]/u;
  return `${wordy.test(first) ? '(?<![\\p{L}\\p{N}])' : ''}(?:${forms.join('|')})${wordy.test(last) ? '(?![\\p{L}\\p{N}\\p{M}])' : ''}`;
}

/** A plate with or without its space. */
const platePattern = (text: string): string => `(?<![\\p{L}\\p{N}])${Array.from(text.replace(/\s+/gu, ''), escaped).join('\\s?')}(?![\\p{L}\\p{N}])`;

function patternOf({ kind, text }: ProtectedString): string {
  const digits = text.replace(/\D/gu, '');
  if (kind === 'phone' && digits.length >= 5 && /^[\d\s()+.\-/]+$/u.test(text)) return phonePattern(text);
  return kind === 'vrm' ? platePattern(text) : wordsPattern(text);
}

/** Puts the cipher in place of every protected string of a text, and says nothing else of it. */
export type Hide = (text: string) => string;

/**
 * The rule for these people. Longer strings go first, so that a full name is one cipher and not two. A string
 * that is several people's is replaced by all their ciphers: leaving it would name one of them.
 */
export function hider(people: readonly ProtectedPerson[]): Hide {
  const byText = new Map<string, { readonly string: ProtectedString; readonly ciphers: string[] }>();
  for (const { cipher, strings } of people) {
    for (const string of strings) {
      const key = `${string.kind === 'phone' || string.kind === 'vrm' ? string.kind : 'words'} ${string.text.normalize('NFC').toLowerCase()}`;
      const known = byText.get(key);
      if (known === undefined) byText.set(key, { string, ciphers: [cipher] });
      else if (!known.ciphers.includes(cipher)) known.ciphers.push(cipher);
    }
  }
  const rules = [...byText.values()].sort((one, other) => other.string.text.length - one.string.text.length)
    .map(({ string, ciphers }) => ({ pattern: new RegExp(patternOf(string), 'giu'), cipher: ciphers.join(' or ') }));
  // What one rule has put in is never looked at by the next: a cipher may hold a letter that is somebody's name.
  return (text) => rules.reduce<readonly (string | { readonly cipher: string })[]>((pieces, { pattern, cipher }) => pieces.flatMap((piece) => {
    if (typeof piece !== 'string') return [piece];
    const parts = piece.split(pattern);
    return parts.flatMap((part, index) => (index === 0 ? [part] : [{ cipher }, part]));
  }), [text]).map((piece) => (typeof piece === 'string' ? piece : piece.cipher)).join('');
}
