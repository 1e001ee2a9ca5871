/** Reads the elements of an SMS backup one by one, each with its own characters, without holding the file. */
import { FaultTolerantXml } from '../xml/fault-tolerant-xml.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { decideEncoding } from '../text/text-encoding.ts';
import { closingMark, LongValueCutter, longValueNumber, type LongValue } from './long-values.ts';
import { SurrogateRepair, withAmpersands } from './surrogate-entities.ts';

export type Attributes = Readonly<Record<string, string>>;

/** An element inside a row: a part of a multimedia message, an address. */
export interface Inner { readonly name: string; readonly attributes: Attributes }

/** One row: an element directly below the root. */
export interface Element {
  readonly name: string;
  /** From 1, among the elements of this name. */
  readonly place: number;
  readonly attributes: Attributes;
  readonly inner: readonly Inner[];
  /** Its characters as they stand, long values apart. */
  readonly verbatim: string;
  readonly faults: readonly string[];
  readonly tooLarge: boolean;
  /** Bytes in the file that are not text in its encoding stand as U+FFFD. */
  readonly undecodable: boolean;
}

interface OpenElement { name: string; attributes: Attributes; start: number; readonly inner: Inner[]; readonly faults: string[]; tooLarge: boolean }

const verbatimLimit = 4 * 2 ** 20;
const excerptLength = 4096;
const innerLimit = 5000;
const faultLimit = 20;
const depthLimit = 32;

/** Decodes as it comes; what is not text becomes U+FFFD, and from then on rows that hold one are in doubt. */
class CarefulDecoder {
  readonly #lenient: TextDecoder;
  #strict: TextDecoder | null;
  failed = false;

  constructor(encoding: string) {
    this.#lenient = new TextDecoder(encoding, { ignoreBOM: false });
    this.#strict = new TextDecoder(encoding, { fatal: true });
  }

  decode(bytes?: Uint8Array): string {
    const stream = bytes !== undefined;
    try {
      this.#strict?.decode(bytes, { stream });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#strict = null;
      this.failed = true;
    }
    return this.#lenient.decode(bytes, { stream });
  }
}

export class ElementReader {
  readonly #parser = new FaultTolerantXml({ position: true });
  readonly #cutter = new LongValueCutter();
  readonly #repair = new SurrogateRepair();
  readonly #decoder: CarefulDecoder;
  readonly #counts = new Map<string, number>();
  #window = '';
  #windowStart = 0;
  #depth = 0;
  #open: OpenElement | null = null;
  #done: Element[] = [];
  root: { readonly name: string; readonly attributes: Attributes } | null = null;
  /** Comments before the first row: the app names itself there. */
  readonly comments: string[] = [];
  /** Faults outside every row, the first ones. */
  readonly faults: string[] = [];
  rootClosed = false;

  constructor(head: Uint8Array) {
    this.#decoder = new CarefulDecoder(decideEncoding(head).encoding.startsWith('utf-16') ? decideEncoding(head).encoding : 'utf-8');
    this.#parser.on('error', (error) => this.#fault(error.message));
    this.#parser.on('comment', (text) => {
      if (this.#depth === 0 && this.comments.length < 5) this.comments.push(withAmpersands(text.slice(0, 500)));
    });
    this.#parser.on('opentagstart', ({ name }) => this.#begin(name));
    this.#parser.on('opentag', ({ name, attributes }) => this.#opened(name, attributes));
    this.#parser.on('closetag', () => this.#closed());
  }

  /** The value this text stands for, when it was too long to keep. */
  longValue(text: string): LongValue | null {
    const number = longValueNumber(text);
    return number === null ? null : this.#cutter.values[number - 1] ?? null;
  }

  #fault(message: string): void {
    const faults = this.#open?.faults ?? this.faults;
    if (faults.length < faultLimit) faults.push(message.replace(/^\d+:\d+: /, ''));
  }

  #begin(name: string): void {
    if (this.#depth !== 1) return;
    const at = this.#window.lastIndexOf('<', this.#parser.position - this.#windowStart - 1);
    this.#open = { name, attributes: {}, start: this.#windowStart + Math.max(0, at), inner: [], faults: [], tooLarge: false };
  }

  #opened(name: string, parsed: Readonly<Record<string, unknown>>): void {
    const open = this.#open;
    const attributes: Attributes = Object.fromEntries(Object.entries(parsed).filter(([key]) => key !== 'plumbline-fault').map(([key, value]) => [key, withAmpersands(String(value))]));
    if ('plumbline-fault' in parsed) this.#fault('a quotation mark is missing.');
    if (this.#depth === 0) this.root = { name, attributes };
    else if (open !== null && this.#depth === 1) {
      open.attributes = attributes;
      open.tooLarge ||= Object.values(attributes).some((value) => this.longValue(value) !== null);
    } else if (open !== null) {
      if (open.inner.length < innerLimit) open.inner.push({ name, attributes });
      else open.tooLarge = true;
      open.tooLarge ||= Object.entries(attributes).some(([key, value]) => key !== 'data' && this.longValue(value) !== null);
    }
    this.#depth += 1;
    if (this.#depth > depthLimit) throw new PlumblineError('damaged_input', 'The XML is nested more deeply than any SMS backup; it is not read.');
  }

  #closed(): void {
    this.#depth -= 1;
    const open = this.#open;
    if (this.#depth === 0) this.rootClosed = true;
    if (this.#depth !== 1 || open === null) return;
    this.#finish(open, this.#parser.position);
  }

  #finish(open: OpenElement, end: number): void {
    const place = (this.#counts.get(open.name) ?? 0) + 1;
    this.#counts.set(open.name, place);
    const length = end - open.start;
    const verbatim = this.#window.slice(open.start - this.#windowStart, end - this.#windowStart).replace(`"${closingMark}`, '').replace(`'${closingMark}`, '');
    const tooLarge = open.tooLarge || length > verbatimLimit;
    this.#done.push({
      name: open.name, place, attributes: open.attributes, inner: open.inner, faults: open.faults, tooLarge,
      verbatim: tooLarge ? `${verbatim.slice(0, excerptLength)}\n[cut by Plumbline: ${length.toLocaleString('en-GB')} characters in the file, long values apart]` : verbatim,
      undecodable: this.#decoder.failed && verbatim.includes('\ufffd'),
    });
    this.#open = null;
  }

  /** Lets go of what no row needs any more. */
  #trim(): void {
    const open = this.#open;
    if (open !== null) {
      const held = this.#windowStart + this.#window.length - open.start;
      if (held > verbatimLimit * 2) open.tooLarge = true;
      // An element too large keeps its beginning only; its place in the window then stands for it.
      if (open.tooLarge && held > verbatimLimit) {
        const beginning = this.#window.slice(open.start - this.#windowStart, open.start - this.#windowStart + excerptLength);
        const kept = this.#window.slice(-excerptLength);
        this.#windowStart += this.#window.length - kept.length - beginning.length;
        open.start = this.#windowStart;
        this.#window = beginning + kept;
        return;
      }
      this.#drop(open.start);
      return;
    }
    const tag = this.#window.lastIndexOf('<');
    this.#drop(tag < 0 ? this.#windowStart + this.#window.length : this.#windowStart + tag);
  }

  #drop(before: number): void {
    this.#window = this.#window.slice(Math.max(0, before - this.#windowStart));
    this.#windowStart = Math.max(this.#windowStart, before);
  }

  #feed(text: string, last: boolean): Element[] {
    const cut = this.#cutter.push(text) + (last ? this.#cutter.end() : '');
    this.#window += cut;
    const repaired = this.#repair.push(cut) + (last ? this.#repair.end() : '');
    if (repaired !== '') this.#parser.write(repaired);
    if (last) this.#parser.close();
    const done = this.#done;
    this.#done = [];
    this.#trim();
    return done;
  }

  /** Rows completed by these bytes. Throws `damaged_input` for XML no backup can be. */
  push(bytes: Uint8Array): Element[] {
    return this.#feed(this.#decoder.decode(bytes), false);
  }

  /** The last rows; one that was still open is there with its faults. */
  end(): Element[] {
    const rows = this.#feed(this.#decoder.decode(), true);
    const open = this.#open;
    if (open === null) return rows;
    open.faults.push('the file ends inside it');
    this.#finish(open, this.#windowStart + this.#window.length);
    return [...rows, ...this.#done];
  }
}
