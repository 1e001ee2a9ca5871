/** Takes paragraphs, tracked changes and comments out of the XML of a Word document. */
import type { SaxesTagNS } from 'saxes';
import { FaultTolerantXml } from '../../xml/fault-tolerant-xml.ts';
import { PlumblineError } from '../../../../../shared/contract/errors.ts';

/** Deeper than any document Word writes; hostile ones nest without end. */
const maxDepth = 1_000;

export interface WordParagraph { readonly text: string; /** From 1, in the order of the file. */ readonly number: number }
/** A tracked change that takes text away, or a comment. */
export interface WordMark { readonly kind: 'deleted' | 'comment'; readonly author: string; readonly written: string; readonly text: string }

export interface WordHandlers { readonly paragraph: (paragraph: WordParagraph) => void; readonly mark: (mark: WordMark) => void }

interface OpenMark { readonly kind: WordMark['kind']; readonly author: string; readonly written: string; text: string }

/** Feeds on the XML of one part of the document. Faults of the XML are gathered, not thrown: reading goes on. */
export class WordTextReader {
  readonly faults: string[] = [];
  /** Pictures and drawings met: their content is not text. */
  pictures = 0;
  readonly #parser = new FaultTolerantXml({ xmlns: true });
  readonly #name: string;
  readonly #handlers: WordHandlers;
  #depth = 0;
  #paragraphs = 0;
  /** Paragraphs nest in text boxes: each has a text of its own. */
  readonly #texts: string[] = [];
  #inText = false;
  readonly #marks: OpenMark[] = [];
  /** Rows of tables being read, the innermost last: each becomes one paragraph, its cells apart by tabs. */
  readonly #rows: { readonly cells: string[]; cell: string[] }[] = [];
  #runs = 0;
  /** Word writes text boxes twice, the second time for old readers. */
  #fallback = 0;

  constructor(name: string, handlers: WordHandlers) {
    this.#name = name;
    this.#handlers = handlers;
    this.#parser.on('error', (error) => { if (this.faults.length < 20) this.faults.push(error.message); });
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', (tag) => this.#close(tag.local));
    this.#parser.on('text', (text) => { if (this.#inText) this.#write(text); });
    this.#parser.on('cdata', (text) => { if (this.#inText) this.#write(text); });
  }

  write(chunk: string): void {
    this.#parser.write(chunk);
  }

  end(): void {
    this.#parser.close();
    while (this.#texts.length > 0) this.#endParagraph();
    while (this.#rows.length > 0) this.#endRow();
  }

  #write(text: string): void {
    if (this.#fallback > 0) return;
    const mark = this.#marks.at(-1);
    if (mark !== undefined) mark.text += text;
    else if (this.#texts.length > 0) this.#texts[this.#texts.length - 1] += text;
  }

  #open(tag: SaxesTagNS): void {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new PlumblineError('refused_input', `“${this.#name}” is nested more than ${maxDepth} deep. It was not read.`);
    switch (tag.local) {
      case 'Fallback': this.#fallback += 1; break;
      case 'p': if (this.#fallback === 0 && /wordprocessingml|word\/2003|^$/.test(tag.uri)) this.#texts.push(''); break;
      case 't': case 'delText': this.#inText = /wordprocessingml|word\/2003|^$/.test(tag.uri); break;
      case 'r': this.#runs += 1; break;
      case 'tr': this.#rows.push({ cells: [], cell: [] }); break;
      // Outside a run a tab is a tab stop: a property of the paragraph.
      case 'tab': case 'ptab': if (this.#runs > 0) this.#write('\t'); break;
      case 'br': case 'cr': if (this.#runs > 0) this.#write('\n'); break;
      case 'noBreakHyphen': this.#write('\u2011'); break;
      case 'drawing': case 'pict': if (this.#fallback === 0) this.pictures += 1; break;
      case 'del': case 'moveFrom': case 'comment': this.#openMark(tag); break;
    }
  }

  #openMark(tag: SaxesTagNS): void {
    const attribute = (local: string): string => Object.values(tag.attributes).find((each) => each.local === local)?.value ?? '';
    this.#marks.push({ kind: tag.local === 'comment' ? 'comment' : 'deleted', author: attribute('author'), written: attribute('date'), text: '' });
  }

  #close(local: string): void {
    this.#depth -= 1;
    switch (local) {
      case 'Fallback': this.#fallback -= 1; break;
      case 't': case 'delText': this.#inText = false; break;
      case 'p': if (this.#fallback === 0) this.#endParagraph(); break;
      case 'r': this.#runs -= 1; break;
      case 'tc': this.#endCell(); break;
      case 'tr': this.#endRow(); break;
      case 'del': case 'moveFrom': case 'comment': this.#endMark(); break;
    }
  }

  #endMark(): void {
    const mark = this.#marks.pop();
    if (mark !== undefined && mark.text.trim() !== '') this.#handlers.mark({ ...mark, text: mark.text.trim() });
  }

  #endParagraph(): void {
    const text = this.#texts.pop();
    if (text === undefined) return;
    const comment = this.#marks.find(({ kind }) => kind === 'comment');
    if (comment !== undefined) {
      comment.text += '\n';
      return;
    }
    const row = this.#rows.at(-1);
    if (row === undefined) this.#emit(text);
    else row.cell.push(text);
  }

  #emit(text: string): void {
    this.#paragraphs += 1;
    this.#handlers.paragraph({ text, number: this.#paragraphs });
  }

  #endCell(): void {
    const row = this.#rows.at(-1);
    row?.cells.push(row.cell.join('\n').trim());
    if (row !== undefined) row.cell = [];
  }

  #endRow(): void {
    const row = this.#rows.pop();
    if (row === undefined) return;
    const text = [...row.cells, ...row.cell].join('\t');
    const outer = this.#rows.at(-1);
    if (outer === undefined) this.#emit(text);
    else outer.cell.push(text);
  }
}
