/** What a search of a finished file has found, gathered by place. */
import type { ProtectedPerson } from '../../../shared/domain/cipher.ts';
import { protectedBytesSearch, protectedSearch, type Hit } from './protected-search.ts';
import { readingsOfText } from './readings.ts';

/** `where`: `the text of page 3`. `word`: a single word of a name, or words in which only the letters of one were found, which a person may say are ordinary words here; '' otherwise. */
export interface Finding { readonly where: string; readonly cipher: string; readonly personId: number; readonly what: string; readonly word: string }

/** Texts of one place are searched together: looking for many strings costs the same for a long text as for a short one. Characters. */
const atOnce = 1_000_000;
/** In bytes that are no text, fewer letters than these are found by chance. */
const longEnoughInBytes = 7;
const mostFindings = 1_000;

const kinds: Readonly<Record<Hit['kind'], string>> = { name: 'a name', phone: 'a telephone number', handle: 'a handle', email: 'an e-mail address', vrm: 'a vehicle registration', collar: 'a collar number', 'user-id': 'a user ID' };

export class Findings {
  readonly #search: (text: string) => Hit[];
  readonly #searchBytes: (text: string) => Hit[];
  readonly #waiting = new Map<string, string[]>();
  readonly #sizes = new Map<string, number>();
  readonly #found = new Map<string, Finding>();

  /** `ordinary`: words a person says name nobody here. */
  constructor(people: readonly ProtectedPerson[], ordinary: readonly string[] = []) {
    this.#search = protectedSearch(people, ordinary);
    this.#searchBytes = protectedBytesSearch(people, longEnoughInBytes);
  }

  /** `binary`: the text is bytes of something else read as text. */
  look(where: string, texts: readonly string[], binary = false): void {
    const key = `${binary ? 'b' : 't'} ${where}`;
    const waiting = this.#waiting.get(key) ?? [];
    this.#waiting.set(key, waiting);
    let size = this.#sizes.get(key) ?? 0;
    for (const text of texts) {
      waiting.push(text);
      size += text.length;
    }
    if (size >= atOnce) this.#settle(key);
    else this.#sizes.set(key, size);
  }

  /** What neither of two neighbouring texts has, but both together. */
  lookAcross(where: string, before: string, after: string): void {
    const known = new Set([...this.#search(before), ...this.#search(after)].map(({ string }) => string));
    for (const hit of this.#search(`${before}\n${after}`)) if (!known.has(hit.string)) this.#add(where, hit);
  }

  /** The same for a text as it may be written: with escapes, entities, percent signs. */
  lookInAllReadings(where: string, text: string): void {
    this.look(where, readingsOfText(text));
  }

  #settle(key: string): void {
    const [binary, where] = [key.startsWith('b '), key.slice(2)];
    const text = (this.#waiting.get(key) ?? []).join('\n');
    this.#waiting.set(key, []);
    this.#sizes.set(key, 0);
    for (const hit of (binary ? this.#searchBytes : this.#search)(text)) this.#add(where, hit);
  }

  #add(where: string, { personId, cipher, kind, strength, string, loose }: Hit): void {
    const what = strength === 'part' ? 'one word of a name' : loose.length > 0 ? `${kinds[kind]}, or letters of other words` : kinds[kind];
    for (const word of strength === 'part' ? [string.text] : loose.length > 0 ? loose : ['']) {
      if (this.#found.size < mostFindings) this.#found.set(`${where} ${personId} ${what} ${word}`, { where, cipher, personId, what, word });
    }
  }

  /** All there is; each string of a person once a place. At most a thousand. */
  all(): Finding[] {
    for (const key of this.#waiting.keys()) this.#settle(key);
    return [...this.#found.values()];
  }
}
