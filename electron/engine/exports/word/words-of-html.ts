/**
 * The HTML our documents are made of, as WordprocessingML: the same words as on the pages of a PDF, whatever document they are of.
 * Only what we write ourselves is known; anything else is an error and not left out, since a word left out of evidence is a lost one.
 */
import { Parser } from 'htmlparser2';
import { runsOf, runsRight, type Look } from './word-runs.ts';

/** Name of a paragraph style of ours (`package-parts.ts`), and whether spaces and line ends stand as they are. */
export interface Base { readonly style: string; readonly asIs?: boolean; readonly keepNext?: boolean }

interface Open { readonly tag: string; readonly style: string; readonly asIs: boolean; readonly look: Look; readonly isBlock: boolean }

/** Blocks by tag and class, and the style their words have; '' for that of what is round them. */
const blocks: Readonly<Record<string, string>> = {
  h1: 'Heading1', h2: 'Heading2', p: 'Normal', 'p.about': 'About', 'p.totals': 'Totals', 'p.totals foot': 'Totals', 'p.note': 'Note', 'p.note small': 'NoteSmall',
  div: '', 'div.small': 'RowSmall', 'div.state': 'RowState', 'div.text': '', 'div.gap': 'Gap', section: '', 'section.together': '', dl: 'Note', table: '', colgroup: '', thead: '', tbody: '', tr: '',
  td: 'Row', 'td.hash': 'Hash', th: 'ColumnHeading',
};
/** Names of emoji are ours, and have no say in which way a text runs. */
const emojiName = 'EmojiName';
const inline: Readonly<Record<string, Look>> = {
  bdi: {}, 'bdi.emoji-name': { style: emojiName }, b: { bold: true }, i: { italic: true }, dt: { bold: true }, dd: {}, 'span.label': { style: 'Label' }, 'span.control': { style: 'Control' }, 'span.assumed': { italic: true },
};
const mayCarry: ReadonlySet<string> = new Set(['class', 'dir', 'style', 'scope']);

/** Turns one piece of HTML into paragraphs and tables. For one piece; `tableXml` writes the tables that stand in it. */
class Walk {
  readonly #open: Open[];
  readonly #base: Base;
  readonly #tables: TableWalk;
  #out = '';
  #runs = '';
  #plain = '';
  #text = '';
  #spaceBefore = false;
  constructor(base: Base, tables: TableWalk) {
    this.#base = base;
    this.#tables = tables;
    this.#open = [{ tag: '', style: base.style, asIs: base.asIs ?? false, look: {}, isBlock: true }];
  }

  opened(tag: string, attributes: Readonly<Record<string, string>>): void {
    const known = Object.keys(attributes).find((name) => !mayCarry.has(name));
    if (known !== undefined) throw new Error(`a document has <${tag} ${known}>, which has no place in a Word document`);
    const place = attributes['class'] === undefined ? tag : `${tag}.${attributes['class']}`;
    this.#flushText();
    if (tag === 'br') { this.#runs += '<w:r><w:br/></w:r>'; this.#spaceBefore = false; return; }
    if (tag === 'col') { this.#tables.column(attributes['style'] ?? ''); return; }
    const here = this.#here();
    const look = inline[place];
    if (look !== undefined) { this.#open.push({ ...here, tag, look: { ...here.look, ...look }, isBlock: false }); return; }
    const style = blocks[place];
    if (style === undefined) throw new Error(`a document has <${place}>, which has no place in a Word document`);
    this.#endParagraph();
    this.#open.push({ tag, style: style === '' ? here.style : style, asIs: here.asIs || place === 'div.text', look: here.look, isBlock: true });
    if (tag === 'td' || tag === 'th') { this.#tables.hold(this.#out); this.#out = ''; } else if (tag === 'table') this.#tables.begin();
  }

  closed(tag: string): void {
    if (tag === 'br' || tag === 'col') return;
    this.#flushText();
    const closing = this.#open.pop();
    if (closing?.tag !== tag || this.#open.length === 0) throw new Error(`a document closes <${tag}> where <${closing?.tag ?? ''}> is open`);
    if (!closing.isBlock) return;
    this.#endParagraph(closing, tag === 'div' && closing.style === 'Gap');
    if (tag === 'td' || tag === 'th') this.#out = this.#tables.cell(this.#out === '' ? emptyParagraph(closing.style) : this.#out);
    else if (tag === 'tr') this.#tables.endRow();
    else if (tag === 'thead') this.#tables.endHead();
    else if (tag === 'table') this.#out += this.#tables.end();
  }

  text(words: string): void {
    this.#text += words;
  }

  whole(): string {
    this.#flushText();
    this.#endParagraph();
    if (this.#open.length !== 1) throw new Error(`a document leaves <${this.#here().tag}> open`);
    return this.#out;
  }

  #here(): Open {
    const here = this.#open.at(-1);
    if (here === undefined) throw new Error('a document closes more than it opens');
    return here;
  }

  /** Spaces as a browser sets them: runs of them are one, and none stands at either end of a paragraph. */
  #flushText(): void {
    const words = this.#text.replace(/\r\n?/g, '\n');
    this.#text = '';
    if (words === '') return;
    const { asIs, look } = this.#here();
    let shown = words;
    if (!asIs) {
      const begins = /^[ \t\n\f]/.test(words);
      const ends = /[ \t\n\f]$/.test(words);
      const core = words.replace(/[ \t\n\f]+/g, ' ').replace(/^ | $/g, '');
      if (core === '') { this.#spaceBefore = this.#spaceBefore || this.#runs !== ''; return; }
      shown = `${(begins || this.#spaceBefore) && this.#runs !== '' ? ' ' : ''}${core}`;
      this.#spaceBefore = ends;
    } else if (this.#spaceBefore) {
      shown = ` ${words}`;
      this.#spaceBefore = false;
    }
    this.#runs += runsOf(shown, look);
    if (look.style !== emojiName) this.#plain += shown;
  }

  #endParagraph(block: Open | undefined = this.#open.findLast(({ isBlock }) => isBlock), evenEmpty = false): void {
    const style = block?.style ?? this.#base.style;
    if (this.#runs !== '' || evenEmpty) {
      const keep = this.#base.keepNext === true ? '<w:keepNext/>' : '';
      this.#out += `<w:p><w:pPr><w:pStyle w:val="${style}"/>${keep}${runsRight(this.#plain) ? '<w:bidi/>' : ''}</w:pPr>${this.#runs}</w:p>`;
    }
    this.#runs = '';
    this.#plain = '';
    this.#spaceBefore = false;
  }
}

export const emptyParagraph = (style: string): string => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr></w:p>`;

/** What a table inside a piece of HTML is written by. */
export interface TableWalk {
  begin(): void;
  column(style: string): void;
  /** What stands before a cell, until the cell is whole. */
  hold(before: string): void;
  /** Takes a whole cell; gives back what was held. */
  cell(paragraphs: string): string;
  endRow(): void;
  endHead(): void;
  end(): string;
}

/** Paragraphs and tables of one piece of HTML; '' for one without words. Throws an `Error` for what no document of ours writes. */
export function wordsOfHtml(html: string, base: Base, tables: TableWalk): string {
  if (html === '') return '';
  const walk = new Walk(base, tables);
  const parser = new Parser({
    onopentag: (tag, attributes) => walk.opened(tag, attributes), ontext: (words) => walk.text(words), onclosetag: (tag) => walk.closed(tag),
  }, { decodeEntities: true });
  parser.end(html);
  return walk.whole();
}
