/** Splits what follows a record's date into author and text, and tells a person's words from the application's. */
import { withoutHidden } from './hidden-characters.ts';
import { isLooseSystemSentence, isSystemSentence, mayBeSystemSentence, quotesAfterItsVerb, startsWithMark } from './system-notices.ts';

export type RecordHead =
  /** `author` as shown. */
  | { readonly kind: 'authored'; readonly author: string; readonly body: string }
  /** A line the application wrote. `claimedAuthor` is set when the export gives it an author all the same. */
  | { readonly kind: 'notice'; readonly claimedAuthor: string | null }
  /** A colon with no space after it: a message, or a line without author. */
  | { readonly kind: 'ambiguous'; readonly before: string };

/** Longest author taken as one: WhatsApp limits names to far fewer characters. */
const authorLimit = 120;
/** The application's own sentences are shorter than this. */
const sentenceLimit = 400;
const cacheLimit = 20_000;

/** An author as it is shown: no hidden characters, plain spaces; `~`, emoji and numbers kept. */
export function shownAuthor(written: string): string {
  return withoutHidden(written).trim();
}

interface AuthorFacts { readonly written: string; readonly shown: string; readonly quotes: boolean; readonly isChat: boolean }

/** Reads the heads of one chat's records. What an author's name says of itself is worked out once a name. */
export class RecordHeadReader {
  readonly #chatName: string | null;
  readonly #authors = new Map<string, AuthorFacts>();
  #last: AuthorFacts | null = null;
  #before: AuthorFacts | null = null;

  /** `chatName`: the group's name when known; newer exports give the group's own notices the group's name as author. */
  constructor(chatName: string | null) {
    this.#chatName = chatName;
  }

  /** What is known of the author the first `length` characters name. Mostly it is whoever wrote just before. */
  #author(rest: string, length: number): AuthorFacts {
    const [last, before] = [this.#last, this.#before];
    const written = rest.slice(0, length);
    if (last !== null && last.written === written) return last;
    const facts = before !== null && before.written === written ? before : this.#facts(written);
    this.#before = last;
    this.#last = facts;
    return facts;
  }

  #facts(written: string): AuthorFacts {
    const known = this.#authors.get(written);
    if (known !== undefined) return known;
    const shown = shownAuthor(written);
    const facts = { written, shown, quotes: /["“«„]/.test(written), isChat: shown === this.#chatName };
    if (this.#authors.size < cacheLimit) this.#authors.set(written, facts);
    return facts;
  }

  /** Reads what follows a record's date. */
  read(rest: string): RecordHead {
    const colon = rest.indexOf(': ');
    if (colon > 0 && colon <= authorLimit) {
      const author = this.#author(rest, colon);
      const body = rest.slice(colon + 2);
      if (author.quotes && quotesAfterItsVerb(withoutHidden(rest))) return { kind: 'notice', claimedAuthor: null };
      if (body.length < sentenceLimit) {
        if (mayBeSystemSentence(body) && isSystemSentence(withoutHidden(body))) return { kind: 'notice', claimedAuthor: author.shown };
        // A chat with one person is named after that person: the name alone proves nothing, the application's own mark does.
        if (author.isChat && startsWithMark(body) && isLooseSystemSentence(withoutHidden(body))) return { kind: 'notice', claimedAuthor: author.shown };
      }
      if (author.shown !== '') return { kind: 'authored', author: author.shown, body };
    }
    if (colon < 0) {
      const tight = /^([^:"“«„]{1,120}):(?!\/\/|\d\d\b)/.exec(rest);
      if (tight !== null && !isLooseSystemSentence(withoutHidden(rest))) return { kind: 'ambiguous', before: shownAuthor(tight[1] ?? '') };
    }
    return { kind: 'notice', claimedAuthor: null };
  }
}
