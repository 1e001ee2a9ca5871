/**
 * Finished elements of an XML file, as they close, each with its own characters. Only the elements
 * asked for are held in memory, and none beyond a limit; saxes expands no entities and opens no files.
 */
import { stopIfCancelled } from '../text/file-lines.ts';
import { FaultTolerantXml } from '../xml/fault-tolerant-xml.ts';
import type { EvidenceSource } from '../importer.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { decideEncoding } from '../text/text-encoding.ts';

export interface XmlElement {
  /** Local name, without a prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, outside its children, spaces at the ends removed. */
  readonly text: string;
}

export interface FinishedElement {
  readonly type: 'element';
  readonly element: XmlElement;
  /** Local names of the elements around it, outermost first. */
  readonly within: readonly string[];
  readonly verbatim: string;
  /** True when it is longer than 4 MiB: `element` and `verbatim` are its beginning. */
  readonly huge: boolean;
  /** True when the text was not well formed in it. */
  readonly faulty: boolean;
}
/** Reading stopped here: the rest of the file is not read. */
export interface XmlStop { readonly type: 'stop'; readonly reason: string; readonly verbatim: string }

const longest = 4_194_304;
const deepest = 100;
const mostChildren = 20_000;
const shown = 2_000;

interface Open { readonly name: string; readonly attributes: Record<string, string>; readonly children: XmlElement[]; text: string; readonly start: number }

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

class ElementReader {
  readonly #parser = new FaultTolerantXml({ position: true });
  readonly #wanted: (name: string, within: readonly string[]) => boolean;
  readonly #path: string[] = [];
  /** Wanted elements that are open, and the elements inside them. */
  readonly #open: Open[] = [];
  #outermost = -1;
  #text = '';
  #base = 0;
  #faulty = false;
  #huge = false;
  #out: (FinishedElement | XmlStop)[] = [];
  #stopped = false;
  #tagStart = 0;
  /** Faults met before the tag that is being read. */
  #errorsBefore = 0;
  #errors = 0;
  firstError: string | null = null;

  constructor(wanted: (name: string, within: readonly string[]) => boolean) {
    this.#wanted = wanted;
    this.#parser.on('opentag', (tag) => { if (!this.#stopped) this.#opened(tag.name, tag.attributes as Record<string, string>); });
    this.#parser.on('opentagstart', () => {
      this.#tagStart = this.#text.lastIndexOf('<', this.#parser.position - 1 - this.#base) + this.#base;
      this.#errorsBefore = this.#errors;
    });
    this.#parser.on('closetag', (tag) => { if (!this.#stopped) this.#closed(local(tag.name)); });
    this.#parser.on('text', (text) => { this.#addText(text); });
    this.#parser.on('cdata', (text) => { this.#addText(text); });
    this.#parser.on('error', (error) => { this.#fault(error.message); });
  }

  #fault(what: string): void {
    this.#errors += 1;
    this.#faulty = true;
    this.firstError ??= what.slice(0, 200);
  }

  #addText(text: string): void {
    const top = this.#open.at(-1);
    if (top !== undefined && top.text.length < longest) top.text += text;
  }

  #opened(name: string, attributes: Record<string, string>): void {
    const own = local(name);
    if (this.#open.length > 0 || this.#wanted(own, this.#path)) {
      if (this.#open.length === 0) { this.#outermost = this.#tagStart; this.#faulty = this.#errors > this.#errorsBefore; this.#huge = false; }
      this.#open.push({ name: own, attributes, children: [], text: '', start: this.#tagStart });
    }
    this.#path.push(own);
    if (this.#path.length > deepest) this.#stop(`Elements are nested more than ${deepest} deep.`);
  }

  #closed(name: string): void {
    this.#path.pop();
    const done = this.#open.pop();
    if (done === undefined) return;
    const element: XmlElement = { name, attributes: done.attributes, children: done.children, text: done.text.trim() };
    const parent = this.#open.at(-1);
    const apart = this.#open.length > 0 && this.#wanted(name, this.#path);
    if (parent !== undefined && !apart && parent.children.length < mostChildren) parent.children.push(element);
    if (this.#open.length > 0 && !apart) return;
    const whole = this.#text.slice(Math.max(0, done.start - this.#base), this.#parser.position - this.#base);
    const huge = done.start < this.#base || whole.length > longest;
    this.#out.push({ type: 'element', element, within: [...this.#path], verbatim: huge ? whole.slice(0, shown) : whole, huge, faulty: this.#faulty });
    if (this.#open.length === 0) this.#outermost = -1;
  }

  #stop(reason: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#out.push({ type: 'stop', reason, verbatim: this.#text.slice(-shown) });
  }

  /** What may be forgotten: everything before the outermost open element, or before the tag being read. */
  #forget(read: number): void {
    const inner = this.#open.at(-1)?.start ?? read;
    if (this.#outermost >= 0 && read - this.#outermost > longest) this.#huge = true;
    // Of an element that is too long, only what is open inside it and is short still matters.
    const keep = this.#outermost >= 0 && !this.#huge ? this.#outermost : read - inner > longest ? read : inner;
    // A tag may be split between two chunks: its `<` is kept.
    const from = Math.min(keep, Math.max(this.#base, this.#text.lastIndexOf('<') + this.#base));
    if (read - from > longest * 2) { this.#stop('A single value is longer than 8 MiB.'); return; }
    this.#text = this.#text.slice(from - this.#base);
    this.#base = from;
  }

  push(chunk: string): readonly (FinishedElement | XmlStop)[] {
    this.#out = [];
    if (this.#stopped) return [];
    this.#text += chunk;
    this.#parser.write(chunk);
    if (!this.#stopped) this.#forget(this.#base + this.#text.length);
    return this.#out;
  }

  end(): readonly (FinishedElement | XmlStop)[] {
    this.#out = [];
    if (this.#stopped) return [];
    const depth = this.#path.length;
    this.#stopped = depth > 0;
    this.#parser.close();
    this.#stopped = false;
    if (depth > 0) this.#stop('The file ends before its last element is closed: it is cut off or damaged.');
    return this.#out;
  }

  get errors(): number { return this.#errors; }
  get stopped(): boolean { return this.#stopped; }
}

/** Encoding named in the XML declaration, where the bytes themselves leave it open. */
export function xmlEncoding(source: Pick<EvidenceSource, 'head'>): { readonly encoding: string; readonly markBytes: number } {
  const found = decideEncoding(source.head);
  if (found.markBytes > 0 || found.encoding.startsWith('utf-16')) return found;
  const declared = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(Buffer.from(source.head.subarray(0, 400)).toString('latin1'))?.[1];
  try {
    const label = new TextDecoder(declared ?? 'utf-8').encoding;
    return { encoding: label.startsWith('utf-16') ? 'utf-8' : label, markBytes: 0 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { encoding: 'utf-8', markBytes: 0 };
  }
}

export interface XmlProblems { count: number; first: string | null }

/** Elements for which `wanted` holds, as they close; `problems` is filled as reading goes on. Bytes that are no text stand as U+FFFD. */
export async function* xmlElements(
  source: EvidenceSource, wanted: (name: string, within: readonly string[]) => boolean, problems: XmlProblems, signal: AbortSignal, onBytes: (done: number, total: number) => void,
): AsyncGenerator<FinishedElement | XmlStop, void, void> {
  const { encoding, markBytes } = xmlEncoding(source);
  const feed = await openByteFeed(source.path, encoding);
  const decoder = new TextDecoder(feed.encoding, { ignoreBOM: true });
  const reader = new ElementReader(wanted);
  let done = markBytes;
  try {
    for await (const chunk of feed.from(markBytes)) {
      stopIfCancelled(source, signal);
      yield* reader.push(decoder.decode(chunk, { stream: true }));
      done = Math.min(source.sizeBytes, done + feed.sourceLength(chunk));
      onBytes(done, source.sizeBytes);
      if (reader.stopped) return;
    }
    yield* reader.push(decoder.decode());
    yield* reader.end();
  } finally {
    await feed.close();
    problems.count = reader.errors;
    problems.first = reader.firstError;
  }
}
