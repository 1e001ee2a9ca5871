/**
 * Takes long attribute values out of XML before it is parsed, so that a picture of many megabytes
 * inside an attribute is hashed as it streams past and never held. What stays in its place says so:
 * `[cut by Plumbline: value 3, 5,242,880 characters]`.
 */
import { createHash, type Hash } from 'node:crypto';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { mediaTypeOf } from '../../exhibits/media-type.ts';

/** A value that was taken out. The bytes are what its characters decode to as base64. */
export interface LongValue {
  readonly characters: number;
  readonly base64: boolean;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly mediaType: string;
}

/** Values of `data` up to this many characters stay where they are; words a person may have written, up to a mebibyte. */
const keptData = 16_384;
const keptWords = 2 ** 20;
const dataName = /(?:^|\s)data\s*=\s*$/i;
const tailLength = 64;
/** No value holds the beginning of a row: where one does, the quotation mark before it is missing. */
const rowInside = /<(?:sms|mms|call|\/smses|\/calls)[\s>]/;
const rowStartLength = 9;
/** Closes the value and its element there, so that the rows after it are read; the element's faults say so. */
export const closingMark = ' plumbline-fault="a quotation mark is missing"/>';
/** Characters one element may have without its long values. */
const tagLimit = 4 * 2 ** 20;
const valueLimit = 2000;
const mark = /^\[cut by Plumbline: value (\d{1,9}), [\d,]{1,20} characters\]$/;

/** The number of the value this text stands for; null for any other text. */
export function longValueNumber(text: string): number | null {
  const number = text.startsWith('[cut') ? mark.exec(text)?.[1] : undefined;
  return number === undefined ? null : Number(number);
}

/** Decodes base64 as it comes, in groups of four. */
class Base64Hasher {
  readonly #hash: Hash = createHash('sha256');
  #rest = '';
  #split = '';
  #head = Buffer.alloc(0);
  #ended = false;
  size = 0;
  characters = 0;
  valid = true;

  push(text: string): void {
    this.characters += text.length;
    let arrived = this.#split + text;
    const reference = arrived.lastIndexOf('&');
    // A line break written as a reference may be cut between two chunks.
    this.#split = reference >= 0 && reference > arrived.length - 6 && !arrived.includes(';', reference) ? arrived.slice(reference) : '';
    if (this.#split !== '') arrived = arrived.slice(0, reference);
    const bare = arrived.replace(/&#(?:10|13|x[aAdD]);|\s+/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(bare) || (this.#ended && bare !== '' && !/^=$/.test(bare))) this.valid = false;
    if (!this.valid) return;
    const joined = this.#rest + bare;
    const whole = joined.length - (joined.length % 4);
    this.#rest = joined.slice(whole);
    if (bare.endsWith('=')) this.#ended = true;
    const bytes = Buffer.from(joined.slice(0, whole), 'base64');
    if (this.#head.length < 64) this.#head = Buffer.concat([this.#head, bytes.subarray(0, 64)]);
    this.#hash.update(bytes);
    this.size += bytes.length;
  }

  end(): LongValue {
    if (this.#split !== '') this.valid = false;
    if (this.#rest !== '') {
      if (this.#rest.length === 1 || this.#rest.includes('=')) this.valid = false;
      const bytes = Buffer.from(this.#rest, 'base64');
      this.#hash.update(bytes);
      this.size += bytes.length;
    }
    return { characters: this.characters, base64: this.valid, sizeBytes: this.size, sha256: this.#hash.digest('hex'), mediaType: mediaTypeOf(this.#head, '') };
  }
}

/** What a short base64 value decodes to, as for a long one. */
export function readBase64(text: string): LongValue {
  const hasher = new Base64Hasher();
  hasher.push(text);
  return hasher.end();
}

type State = 'text' | 'comment' | 'instruction' | 'tag' | 'value';

export class LongValueCutter {
  readonly values: LongValue[] = [];
  #state: State = 'text';
  #quote = '"';
  #pending = '';
  /** The value being read, while it is short enough to be kept. */
  #held = '';
  #long: Base64Hasher | null = null;
  #tagLength = 0;
  #tagValues = 0;
  /** The last characters of the tag before a value: the value's name is among them. */
  #tail = '';
  #isData = false;

  #enterMarkup(text: string, at: number): number | null {
    const start = text.slice(at, at + 4);
    if (start.length < 4 && (start.startsWith('<!') || start === '<')) return null;
    if (start === '<![C') throw new PlumblineError('damaged_input', 'The XML holds a CDATA section, which no SMS backup has; it is not read.');
    this.#state = start === '<!--' ? 'comment' : start.startsWith('<?') ? 'instruction' : 'tag';
    this.#tagLength = 0;
    this.#tagValues = 0;
    this.#tail = '';
    return at + (this.#state === 'comment' ? 4 : 1);
  }

  /** From `at` in a tag to just after the quote that opens a value, or after the tag. */
  #throughTag(text: string, at: number): number {
    for (let index = at; index < text.length; index += 1) {
      const character = text[index];
      if (character === '>') {
        this.#state = 'text';
        return index + 1;
      }
      if (character === '"' || character === '\'') {
        this.#state = 'value';
        this.#quote = character;
        this.#tagLength += index - at;
        this.#isData = dataName.test((this.#tail + text.slice(at, index)).slice(-tailLength));
        this.#tail = '';
        return index + 1;
      }
    }
    this.#tagLength += text.length - at;
    if (this.#tagLength > tagLimit) throw new PlumblineError('damaged_input', `One element of the XML is longer than ${tagLimit / 2 ** 20} MiB; the file is not an SMS backup as the app writes it.`);
    this.#tail = (this.#tail + text.slice(at)).slice(-tailLength);
    return text.length;
  }

  #takeValue(part: string): void {
    if (this.#long !== null) {
      this.#long.push(part);
      return;
    }
    this.#held += part;
    if (this.#held.length <= (this.#isData ? keptData : keptWords)) return;
    this.#long = new Base64Hasher();
    this.#long.push(this.#held);
    this.#held = '';
  }

  /** From `at` in a value to after its end, or to where more has to come. */
  #throughValue(text: string, at: number): { readonly out: string; readonly at: number; readonly waiting: boolean } {
    const end = text.indexOf(this.#quote, at);
    const part = text.slice(at, end < 0 ? text.length : end);
    const lost = part.includes('<') ? rowInside.exec(part) : null;
    if (lost !== null) {
      this.#takeValue(part.slice(0, lost.index));
      const out = this.#endValue() + this.#quote + closingMark;
      this.#state = 'text';
      return { out, at: at + lost.index, waiting: false };
    }
    if (end >= 0) {
      this.#takeValue(part);
      return { out: this.#endValue() + this.#quote, at: end + 1, waiting: false };
    }
    // The beginning of a row may be split between two chunks.
    const tag = part.lastIndexOf('<');
    const kept = tag >= 0 && part.length - tag < rowStartLength ? tag : part.length;
    this.#takeValue(part.slice(0, kept));
    return { out: '', at: at + kept, waiting: true };
  }

  /** What stands in the value's place once it has ended. */
  #endValue(): string {
    this.#state = 'tag';
    const held = this.#held;
    this.#held = '';
    this.#tagLength += held.length;
    this.#tagValues += 1;
    if (this.#tagLength > tagLimit || this.#tagValues > valueLimit) {
      throw new PlumblineError('damaged_input', `One element of the XML has more than ${valueLimit.toLocaleString('en-GB')} values, or is longer than ${tagLimit / 2 ** 20} MiB without its long ones; the file is not an SMS backup as the app writes it.`);
    }
    if (this.#long === null) return held;
    this.values.push(this.#long.end());
    const { characters } = this.#long;
    this.#long = null;
    return `[cut by Plumbline: value ${this.values.length}, ${characters.toLocaleString('en-GB')} characters]`;
  }

  /** Skips to the end of a comment or instruction; null when it is not in this text. */
  #skip(text: string, at: number, end: string): number | null {
    const found = text.indexOf(end, at);
    if (found < 0) return null;
    this.#state = 'text';
    return found + end.length;
  }

  /** The text to parse in place of this one. */
  push(chunk: string): string {
    const text = this.#pending + chunk;
    this.#pending = '';
    let out = '';
    let at = 0;
    const keepFrom = (from: number): string => {
      this.#pending = text.slice(from);
      return out;
    };
    while (at < text.length) {
      let next: number | null;
      switch (this.#state) {
        case 'text': {
          const open = text.indexOf('<', at);
          if (open < 0) return out + text.slice(at);
          next = this.#enterMarkup(text, open);
          if (next === null) {
            out += text.slice(at, open);
            return keepFrom(open);
          }
          break;
        }
        case 'comment': case 'instruction': {
          const end = this.#state === 'comment' ? '-->' : '?>';
          next = this.#skip(text, at, end);
          if (next === null) {
            this.#tagLength += text.length - at;
            if (this.#tagLength > tagLimit) throw new PlumblineError('damaged_input', `A comment of the XML is longer than ${tagLimit / 2 ** 20} MiB; the file is not an SMS backup as the app writes it.`);
            // The mark may be split: its first characters stay for the next chunk.
            const safe = Math.max(at, text.length - end.length + 1);
            out += text.slice(at, safe);
            return keepFrom(safe);
          }
          break;
        }
        case 'tag': next = this.#throughTag(text, at); break;
        case 'value': {
          const after = this.#throughValue(text, at);
          out += after.out;
          at = after.at;
          if (after.waiting) return keepFrom(at);
          continue;
        }
      }
      out += text.slice(at, next);
      at = next;
    }
    return out;
  }

  /** What is left when the file ends. */
  end(): string {
    if (this.#state === 'value') this.#takeValue(this.#pending);
    const left = this.#state === 'value' ? this.#endValue() : this.#pending;
    this.#pending = '';
    return left;
  }
}
