/**
 * Takes the writing out of HTML. Tags are dropped, never interpreted: no script runs, nothing is
 * fetched, and no markup reaches the window. One pass, no look-behind: the time is that of reading it.
 */

/** What stands between these tags is not shown on a page. */
const unshown = new Set(['script', 'style', 'template', 'noscript', 'title', 'textarea', 'svg', 'math', 'iframe', 'object']);
/** Of those, the ones whose content is no markup: nothing but their own end tag ends them. */
const rawContent = new Set(['script', 'style', 'noscript', 'title', 'textarea', 'iframe']);
const blocks = new Set([
  'p', 'div', 'br', 'hr', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'table', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article', 'aside', 'header',
  'footer', 'main', 'nav', 'blockquote', 'pre', 'form', 'fieldset', 'address', 'figure', 'figcaption', 'body', 'html', 'details', 'summary', 'option', 'caption',
]);
const entities: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: '\u00a0', pound: '£', euro: '€', yen: '¥', cent: '¢', copy: '©', reg: '®', trade: '™', deg: '°',
  hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', middot: '·', bull: '•', times: '×', frac12: '½',
  eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à', aacute: 'á', ccedil: 'ç', ouml: 'ö', uuml: 'ü', auml: 'ä', szlig: 'ß', ntilde: 'ñ', oacute: 'ó', iacute: 'í', uacute: 'ú',
  shy: '\u00ad', zwj: '\u200d', zwnj: '\u200c', lrm: '\u200e', rlm: '\u200f', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009',
};

function decodeEntity(whole: string, body: string): string {
  if (!body.startsWith('#')) return Object.hasOwn(entities, body) ? entities[body] ?? whole : whole;
  const hexadecimal = /^#x/i.test(body);
  const code = Number.parseInt(body.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  if (!Number.isInteger(code) || code <= 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return whole;
  return String.fromCodePoint(code);
}

/** Character references as characters; an unknown one stays as written. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});/gi, decodeEntity) : text;
}

/** End of the tag that begins at `from`, after its `>`; a `>` inside quotes does not end it. */
function tagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (quote !== '') { if (character === quote) quote = ''; }
    else if ((character === '"' || character === '\'') && source[at - 1] === '=') quote = character;
    else if (character === '>') return at + 1;
  }
  return source.length;
}

export interface MarkupPiece {
  readonly text: string;
  /** Characters of the source it came from: [start, end). */
  readonly start: number;
  readonly end: number;
}

/** Gathers lines. Only the line being written is ever looked at again, so that long pages take no longer than they must. */
class Writing {
  #lines: string[] = [];
  #line = '';
  #size = 0;
  #start = 0;
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }

  words(text: string, preserved: boolean): void {
    const decoded = decodeEntities(text);
    if (!preserved) {
      this.#line += decoded.replace(/[ \t\r\n\f]+/g, ' ');
      return;
    }
    const [first = '', ...rest] = decoded.split(/\r?\n/);
    this.#line += first;
    for (const line of rest) {
      this.lineEnd();
      this.#line = line;
    }
  }

  lineEnd(): void {
    const line = this.#line.trim();
    this.#line = '';
    if (line === '') return;
    this.#lines.push(line);
    this.#size += line.length + 1;
  }

  cell(): void {
    const line = this.#line.trim();
    if (line !== '') this.#line = `${line}\t`;
  }

  /** A page without line breaks is cut all the same, later. */
  full(): boolean {
    return this.#line === '' ? this.#size >= this.#limit : this.#size + this.#line.length >= this.#limit * 16;
  }

  take(end: number): MarkupPiece {
    this.lineEnd();
    const piece = { text: this.#lines.join('\n'), start: this.#start, end };
    this.#lines = [];
    this.#size = 0;
    this.#start = end;
    return piece;
  }
}

/** The text of an HTML page in pieces of about `limit` characters, with the source each came from. */
export function* markupText(source: string, limit: number): Generator<MarkupPiece, void, void> {
  const writing = new Writing(limit);
  const hidden: string[] = [];
  let preserved = 0;
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    const until = open === -1 ? source.length : open;
    if (hidden.length === 0) writing.words(source.slice(at, until), preserved > 0);
    if (open === -1) break;
    const tag = /^<(\/?)([a-z][a-z0-9]{0,20})|^<!--|^<[!?]/i.exec(source.slice(open, open + 24));
    if (tag === null) {
      if (hidden.length === 0) writing.words('<', true);
      at = open + 1;
      continue;
    }
    if (tag[0] === '<!--') {
      const close = source.indexOf('-->', open + 4);
      at = close === -1 ? source.length : close + 3;
      continue;
    }
    at = tagEnd(source, open + 1);
    const name = (tag[2] ?? '').toLowerCase();
    const closing = tag[1] === '/';
    if (!closing && rawContent.has(name)) {
      at = afterRaw(source, at, name);
    } else if (unshown.has(name)) {
      if (closing) { if (hidden.at(-1) === name) hidden.pop(); }
      else if (!source.startsWith('/>', at - 2)) hidden.push(name);
    } else if (name === 'td' || name === 'th') writing.cell();
    else if (blocks.has(name)) writing.lineEnd();
    if (name === 'pre') preserved = Math.max(0, preserved + (closing ? -1 : 1));
    if (writing.full()) yield writing.take(at);
  }
  yield writing.take(source.length);
}

/** After the end tag of raw content; without one, the content runs to the end of the file. */
function afterRaw(source: string, from: number, name: string): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi'); // the name is one of a fixed set
  close.lastIndex = from;
  const found = close.exec(source);
  return found === null ? source.length : tagEnd(source, found.index + 1);
}

/** The page's own title; '' when it has none. */
export function markupTitle(source: string): string {
  const found = /<title[^>]{0,200}>([^<]{0,500})/i.exec(source.slice(0, 65_536));
  return decodeEntities((found?.[1] ?? '').replace(/\s+/g, ' ').trim());
}
