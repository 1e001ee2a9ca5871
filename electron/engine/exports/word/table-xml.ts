/** Tables of WordprocessingML: fixed widths, a head every page repeats, rows that no page parts. */
import { wordsOfHtml, emptyParagraph, type Base, type TableWalk } from './words-of-html.ts';
import { rowParts, type TableDocument } from '../documents/table-document.ts';
import { textWidth } from './package-parts.ts';
import { xmlWords } from './word-runs.ts';

/** Widths of columns in twentieths of a point, which come to that of the page. */
function widthsOf(shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let [before, taken] = [0, 0];
  return shares.map((share) => {
    before += share;
    const width = Math.round(textWidth * before / whole) - taken;
    taken += width;
    return width;
  });
}

function tableHead(widths: readonly number[], title: string): string {
  const caption = title === '' ? '' : `<w:tblCaption w:val="${xmlWords(title)}"/>`;
  return `<w:tbl><w:tblPr><w:tblStyle w:val="Rows"/><w:tblW w:w="${textWidth}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>${caption}</w:tblPr>`
    + `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
}

const row = (cells: string, head: boolean): string => `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;

function cell(paragraphs: string, width: number, { span = 1, more = '' }: { readonly span?: number; readonly more?: string } = {}): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span === 1 ? '' : `<w:gridSpan w:val="${span}"/>`}${more}</w:tcPr>${paragraphs}</w:tc>`;
}

/** The small tables that stand before or after the table of rows. */
export class SmallTables implements TableWalk {
  #shares: number[] = [];
  #rows: { readonly cells: readonly string[]; readonly head: boolean }[] = [];
  #cells: string[] = [];
  #held = '';
  begin(): void { this.#shares = []; this.#rows = []; }
  /** A column whose width is not said has what the others leave. */
  column(style: string): void { this.#shares.push(Number(/^width:([\d.]+)%$/.exec(style)?.[1] ?? 0)); }
  hold(before: string): void { this.#held = before; }
  cell(paragraphs: string): string { this.#cells.push(paragraphs); return this.#held; }
  endRow(): void { this.#rows.push({ cells: this.#cells, head: false }); this.#cells = []; }
  endHead(): void { this.#rows = this.#rows.map(({ cells }) => ({ cells, head: true })); }
  end(): string {
    const said = this.#shares.reduce((sum, share) => sum + share, 0);
    const unsaid = this.#shares.filter((share) => share === 0).length;
    const widths = widthsOf(this.#shares.map((share) => (share === 0 ? (100 - said) / unsaid : share)));
    return `${tableHead(widths, '')}${this.#rows.map(({ cells, head }) => row(cells.map((paragraphs, index) => cell(paragraphs, widths[index] ?? 0)).join(''), head)).join('')}</w:tbl>`;
  }
}

const underline = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>';
const marked = '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>';

/** The table of a document's rows, a row at a time. */
export class RowTable<R> {
  readonly #document: TableDocument<R>;
  readonly #widths: readonly number[];
  readonly #tables = new SmallTables();
  constructor(document: TableDocument<R>) {
    this.#document = document;
    this.#widths = widthsOf(document.columns.map(({ share }) => share));
  }
  begin(): string {
    const heads = this.#document.columns.map(({ heading }, index) => cell(this.#words(heading, { style: 'ColumnHeading' }), this.#widths[index] ?? 0));
    return `${tableHead(this.#widths, this.#document.title)}${row(heads.join(''), true)}`;
  }
  /** The row with the heading before it and the line under it. */
  row(of: R, number: number): string {
    const { lane, cells, under, rowClass } = rowParts(this.#document, of, number);
    const across = this.#document.columns.length;
    const before = lane === null ? '' : row(cell(this.#words(lane, { style: 'Lane', keepNext: true }), textWidth, { span: across }), false);
    const more = `${under === '' ? '' : underline}${rowClass === 'target' ? marked : ''}`;
    const own = row(cells.map(({ html, className }, index) => cell(this.#words(html, { style: className === 'hash' ? 'Hash' : 'Row', asIs: className === 'text', keepNext: under !== '' }), this.#widths[index] ?? 0, { more })).join(''), false);
    const first = this.#widths[0] ?? 0;
    const line = under === '' ? '' : row(`${cell(emptyParagraph('Row'), first)}${cell(this.#words(under, { style: 'Row' }), textWidth - first, { span: across - 1 })}`, false);
    return `${before}${own}${line}`;
  }
  end(): string {
    return '</w:tbl>';
  }
  #words(html: string, base: Base): string {
    const words = wordsOfHtml(html, base, this.#tables);
    return words === '' ? emptyParagraph(base.style) : words;
  }
}
