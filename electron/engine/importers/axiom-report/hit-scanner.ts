/**
 * Cuts the text of an XML export into its hits and what stands around them, without understanding
 * either: a hit that is not well formed then costs one record and not the rest of the file. The text
 * is bytes as latin1, in which every mark of XML stands for itself.
 */

export interface RawHit {
  readonly type: 'hit';
  /** The element as it stands, cut when it is too long. */
  readonly raw: string;
  /** Length in bytes of the text fed. */
  readonly length: number;
  readonly tooLong: boolean;
  /** False when the text ended inside it. */
  readonly closed: boolean;
}
export interface Surroundings { readonly type: 'around'; readonly raw: string }

const longestHit = 1_048_576;
const keptOfLong = 4_000;
/** Long enough to tell `<Hit>`, `<Hits>`, `<!--` and `<![CDATA[` apart. */
const longestMark = 16;

const opening = /<(?:[\w.-]{1,32}:)?Hit(?=[\s/>])|<!--|<!\[CDATA\[/g;
const closing = /<\/(?:[\w.-]{1,32}:)?Hit\s*>|<!--|<!\[CDATA\[/g;

type State = { readonly in: 'around' | 'hit' } | { readonly in: 'skipped'; readonly until: '-->' | ']]>'; readonly back: 'around' | 'hit' };

export class HitScanner {
  #text = '';
  /** Text of the hit read so far. */
  #hit = '';
  #hitLength = 0;
  #state: State = { in: 'around' };

  #keep(piece: string, out: (RawHit | Surroundings)[]): void {
    const inHit = this.#state.in === 'hit' || (this.#state.in === 'skipped' && this.#state.back === 'hit');
    if (!inHit) { if (piece !== '') out.push({ type: 'around', raw: piece }); return; }
    this.#hitLength += piece.length;
    const room = (this.#hitLength > longestHit ? keptOfLong : longestHit) - this.#hit.length;
    if (room < 0) this.#hit = this.#hit.slice(0, keptOfLong);
    else this.#hit += piece.slice(0, room);
  }

  #close(out: (RawHit | Surroundings)[], closed: boolean): void {
    out.push({ type: 'hit', raw: this.#hit, length: this.#hitLength, tooLong: this.#hitLength > longestHit, closed });
    this.#hit = '';
    this.#hitLength = 0;
    this.#state = { in: 'around' };
  }

  /** Takes text up to a place out of what waits. */
  #take(length: number, out: (RawHit | Surroundings)[]): void {
    this.#keep(this.#text.slice(0, length), out);
    this.#text = this.#text.slice(length);
  }

  /** One step; false when more text is needed. */
  #step(out: (RawHit | Surroundings)[], last: boolean): boolean {
    const state = this.#state;
    if (state.in === 'skipped') {
      const end = this.#text.indexOf(state.until);
      if (end < 0) { this.#take(last ? this.#text.length : Math.max(0, this.#text.length - 2), out); return false; }
      this.#take(end + 3, out);
      this.#state = { in: state.back };
      return true;
    }
    const pattern = state.in === 'hit' ? closing : opening;
    pattern.lastIndex = 0;
    const match = pattern.exec(this.#text);
    if (match === null) {
      // A mark may be split between two pieces of text.
      const tail = this.#text.lastIndexOf('<');
      const hold = !last && tail >= 0 && this.#text.length - tail <= longestMark + 48 ? this.#text.length - tail : 0;
      this.#take(this.#text.length - hold, out);
      return false;
    }
    if (match[0].startsWith('<!')) {
      this.#take(match.index + match[0].length, out);
      this.#state = { in: 'skipped', until: match[0] === '<!--' ? '-->' : ']]>', back: state.in };
      return true;
    }
    if (state.in === 'hit') {
      this.#take(match.index + match[0].length, out);
      this.#close(out, true);
      return true;
    }
    return this.#begin(match, out, last);
  }

  /** The opening mark of a hit; `<Hit/>` is a hit with nothing in it. */
  #begin(match: RegExpExecArray, out: (RawHit | Surroundings)[], last: boolean): boolean {
    const end = this.#text.indexOf('>', match.index);
    if (end < 0 && !last && this.#text.length - match.index < longestHit) {
      this.#take(match.index, out);
      return false;
    }
    this.#take(match.index, out);
    this.#state = { in: 'hit' };
    const length = end < 0 ? this.#text.length : end - match.index + 1;
    const empty = end >= 0 && this.#text[length - 2] === '/';
    this.#take(length, out);
    if (empty) this.#close(out, true);
    return true;
  }

  /** What the text completes. */
  push(text: string): (RawHit | Surroundings)[] {
    const out: (RawHit | Surroundings)[] = [];
    this.#text += text;
    while (this.#step(out, false)) { /* until more text is needed */ }
    return out;
  }

  /** The rest; a hit that was not closed is given as such. */
  end(): (RawHit | Surroundings)[] {
    const out: (RawHit | Surroundings)[] = [];
    while (this.#step(out, true)) { /* until nothing is left */ }
    if (this.#state.in !== 'around' && !(this.#state.in === 'skipped' && this.#state.back === 'around')) this.#close(out, false);
    return out;
  }
}
