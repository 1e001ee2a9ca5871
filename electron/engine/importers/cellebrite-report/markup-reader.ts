/**
 * Reads the report's markup piece by piece: the plain parts by a quick reader of its own, all else by
 * saxes, which finds and names every fault. Who listens cannot tell which of the two is reading.
 */
import { FaultTolerantXml } from '../xml/fault-tolerant-xml.ts';
import { maskAmpersands, MarkupScan } from './markup-scan.ts';
import { limits } from './parse-limits.ts';
import { PlainMarkup } from './plain-markup.ts';
import { GivenAttributes, type TagAttributes } from './tag-attributes.ts';

export interface MarkupEvents {
  open(name: string, attributes: TagAttributes): void;
  close(): void;
  /** Whether text here is of use. `blank`: it is white space, and a tag follows. */
  wantsText(blank: boolean): boolean;
  text(text: string): void;
  fault(message: string): void;
  /** An `&` on this line begins no known entity. */
  loneAmpersand(line: number): void;
}

export class MarkupReader {
  readonly #events: MarkupEvents;
  readonly #plainRoad: boolean;
  /** Names of the open elements, outermost first. */
  readonly #names: string[] = [];
  readonly #plain: PlainMarkup;
  /** Null while the quick reader reads. */
  #saxes: FaultTolerantXml | null = null;
  #scan = new MarkupScan();
  /** What saxes calls its position where the piece being read begins. */
  #base = 0;
  /** Place in the piece of the last tag and the last fault saxes told of. */
  #lastTag = -1;
  #lastFault = -1;
  /** Characters read before this piece, and up to the last tag or text. */
  #before = 0;
  #lastEvent = 0;
  /** Place in the piece being read, after the last character read, and the line it is on. */
  position = 0;
  line = 1;

  /** With `plainRoad` false saxes reads everything: the measure the quick reader is compared with. */
  constructor(events: MarkupEvents, plainRoad = true) {
    this.#events = events;
    this.#plainRoad = plainRoad;
    this.#plain = new PlainMarkup({
      open: (name, attributes, after, line) => {
        this.position = after;
        this.line = line;
        events.open(name, attributes);
      },
      close: (after) => {
        this.position = after;
        events.close();
      },
      wantsText: (blank) => events.wantsText(blank),
      text: (text) => events.text(text),
    }, this.#names);
  }

  /** Characters since the last tag or text ended. */
  get sinceLastEvent(): number { return this.#before - this.#lastEvent; }

  /** Reads what it can of bytes in UTF-8, given as one character each. Returns where the next piece, as text, must go on. Throws what the listener throws. */
  pushPlain(characters: string): number {
    if (this.#saxes !== null || !this.#plainRoad) return 0;
    const end = this.#plain.read(characters, 0, this.line);
    this.line = this.#plain.line;
    this.#before += end;
    this.#lastEvent = this.#before;
    return end;
  }

  /** Reads the next piece of text. Throws what the listener throws. */
  push(text: string): void {
    try {
      this.#readWithSaxes(text);
    } finally {
      this.#before += text.length;
    }
  }

  #readWithSaxes(text: string): void {
    const saxes = this.#saxes ?? this.#startSaxes();
    let { line } = saxes;
    let counted = 0;
    const masked = maskAmpersands(text, this.#scan, (position) => {
      for (let end = text.indexOf('\n', counted); end !== -1 && end < position; end = text.indexOf('\n', counted)) { line += 1; counted = end + 1; }
      this.#events.loneAmpersand(line);
    });
    this.#lastTag = -1;
    this.#lastFault = -1;
    try {
      saxes.write(masked);
    } finally {
      this.#base += text.length;
      this.line = saxes.line;
    }
    const betweenTags = this.#lastTag === text.length && this.#lastFault !== text.length && !this.#scan.inText;
    // Saxes is told of every open element each time it starts: not worth it for a deep heap of them.
    if (betweenTags && this.#names.length <= limits.depth) this.#saxes = null;
  }

  /** Saxes as it would be had it read everything up to here. */
  #startSaxes(): FaultTolerantXml {
    const saxes = new FaultTolerantXml({ xmlns: false, position: false, fragment: true });
    const open = this.#names.length === 0 ? '' : `<${this.#names.join('><')}>`;
    saxes.write(open);
    saxes.line = this.line;
    this.#base = open.length;
    const tell = (): void => {
      this.position = saxes.position - this.#base;
      this.line = saxes.line;
      this.#lastEvent = this.#before + this.position;
    };
    saxes.on('opentag', ({ name, attributes }) => {
      tell();
      this.#lastTag = this.position;
      this.#events.open(name, new GivenAttributes(attributes));
      this.#names.push(name);
    });
    saxes.on('closetag', () => {
      tell();
      this.#lastTag = this.position;
      this.#names.pop();
      this.#events.close();
    });
    const hearText = (text: string): void => {
      tell();
      this.#events.text(text);
    };
    saxes.on('text', hearText);
    saxes.on('cdata', hearText);
    // No more handlers than these: with three more the parser is five times slower (its object stops being one of fixed shape).
    saxes.on('error', (error) => {
      this.position = saxes.position - this.#base;
      this.line = saxes.line;
      this.#lastFault = this.position;
      this.#events.fault(error.message);
    });
    this.#scan = new MarkupScan();
    this.#saxes = saxes;
    return saxes;
  }
}
